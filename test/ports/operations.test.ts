// What operators and the sweep read and write beside the records: the pause, the book of operations, when a source was heard.
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patience } from '../../shared/adapters/clients.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { feedsHeard } from '../../shared/adapters/feeds.ts';
import { operationsBook } from '../../shared/adapters/operations-book.ts';
import { pauseSwitch, tablePauses } from '../../shared/adapters/pauses.ts';
import type { Receipt } from '../../shared/ports.ts';
import { Machine } from '../local/emulators/machine.ts';
import { address } from './address.ts';
import { createEpisodes } from './create-episodes.ts';

const SINCE = '2026-11-20T22:05:00.000Z';
const COMPACT = 'urn:police:kent:compact';
const machine = new Machine();
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  await machine.start();
  dynamodb = new DynamoDBClient({ ...patience, ...address(machine) });
  await createEpisodes(dynamodb);
});
afterAll(async () => {
  dynamodb.destroy();
  await machine.discard();
});

describe('the pause', () => {
  it('is what settle reads with every record and the sweep by itself, from who pauses until who resumes', async () => {
    const episodes = episodesTable({ name: 'episodes' }, dynamodb);
    const pauses = tablePauses('episodes', dynamodb);
    const switched = pauseSwitch('episodes', address(machine));
    const state = async () => [(await episodes.read('c-1')).paused, await pauses.since()];
    expect(await state()).toEqual([false, undefined]);
    expect(await switched.resume(), 'there is nothing to end').toBe(false);

    const first = { since: SINCE, by: 'duty manager', why: 'letters go astray' };
    expect(await switched.pause(first)).toBe(true);
    expect(await state()).toEqual([true, SINCE]);
    expect(await switched.pause({ ...first, since: '2026-11-20T23:00:00.000Z', why: 'again' })).toBe(false);
    expect(await switched.read(), 'the first reason stands').toEqual(first);

    expect(await switched.resume()).toBe(true);
    expect(await state()).toEqual([false, undefined]);
    expect(await switched.pause({ ...first, why: 'once more' })).toBe(true);
    expect((await switched.read())?.why).toBe('once more');
    switched.close();
  });

  it('of an older version, which does not say since when, has lasted long enough to be spoken of', async () => {
    const Item = { pk: { S: 'control#pause' }, paused: { BOOL: true } };
    await dynamodb.send(new PutItemCommand({ TableName: 'episodes', Item }));
    expect(await tablePauses('episodes', dynamodb).since()).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('the book of operations', () => {
  it('keeps what was done, in the order of time, beside records of any number', async () => {
    const book = operationsBook('episodes', address(machine));
    const paused = { at: SINCE, by: 'duty manager', did: 'pause' as const, why: 'letters go astray' };
    const redriven = {
      at: '2026-11-20T23:05:00.000Z',
      by: 'on call',
      did: 'redrive' as const,
      queue: 'notifications',
      messages: 3,
      to: 'its queue',
    };
    await book.note(redriven);
    await book.note(paused);
    await book.note(paused);
    expect(await book.all()).toEqual([paused, paused, redriven]);
    book.close();
  });
});

describe('when a source was heard', () => {
  let received = 0;
  const receipt = (said: Partial<Receipt>): Receipt => {
    received += 1;
    return {
      id: `r-${received}`,
      receivedAt: `2026-11-20T22:${String(received).padStart(2, '0')}:00.000Z`,
      body: '{}',
      sender: 'police',
      outcome: 'applied',
      record: 'c-1',
      source: COMPACT,
      ...said,
    };
  };

  it('is told by the receipts, newest first, each source by itself', async () => {
    const episodes = episodesTable({ name: 'episodes', openIndex: 'open' }, dynamodb);
    const feeds = feedsHeard({ name: 'episodes', openIndex: 'open' }, dynamodb);
    expect(await feeds.heard(COMPACT)).toEqual([]);
    for (let nth = 0; nth < 3; nth++) await episodes.keep(receipt({}));
    await episodes.keep(receipt({ source: 'urn:case-system:kent' }));
    await episodes.keep(receipt({ outcome: 'unreadable' }));
    const tooLong = `urn:school:${'x'.repeat(600)}`;
    await episodes.keep(receipt({ source: tooLong }));
    expect(await feeds.heard(tooLong), 'a key has a length that DynamoDB allows').toEqual([]);
    expect(await feeds.heard(COMPACT)).toEqual([
      '2026-11-20T22:03:00.000Z',
      '2026-11-20T22:02:00.000Z',
      '2026-11-20T22:01:00.000Z',
    ]);
    const open: unknown[] = [];
    for await (const record of episodes.open()) open.push(record);
    expect(open, 'no receipt is an open record').toEqual([]);
  });
});
