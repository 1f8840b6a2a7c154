// The key of links and the answer page's reads, on the table itself: one key whoever makes it, and few reads whatever comes.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../functions/answer/handler.ts';
import { sign } from '../../functions/answer/token.ts';
import { MemoryWatch } from '../../local/memory.ts';
import { answerKey } from '../../shared/adapters/answer-key.ts';
import { answering } from '../../shared/adapters/answering.ts';
import { patience } from '../../shared/adapters/clients.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { Machine } from '../local/emulators/machine.ts';
import { address } from '../ports/address.ts';
import { createEpisodes } from '../ports/create-episodes.ts';
import { procedure } from '../situations/playing.ts';
import { someKey } from './desk.ts';

const machine = new Machine();
let dynamodb: DynamoDBClient;
let sqs: SQSClient;
let queueUrl: string;
let reads = 0;

beforeAll(async () => {
  await machine.start();
  dynamodb = new DynamoDBClient({ ...patience, ...address(machine) });
  sqs = new SQSClient({ ...patience, ...address(machine) });
  dynamodb.middlewareStack.add((next) => (args) => {
    reads += 1;
    return next(args);
  });
  await createEpisodes(dynamodb);
  queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'notifications' }))).QueueUrl ?? '';
});
afterAll(async () => {
  dynamodb.destroy();
  sqs.destroy();
  await machine.discard();
});

const page = () => answering('episodes', queueUrl, dynamodb, sqs);

describe('the key of links', () => {
  it('is not there before a letter was signed, is made once, and is the same for all', async () => {
    expect(await page().key()).toBeUndefined();
    const makers = Array.from({ length: 5 }, () => answerKey('episodes', dynamodb));
    const made = await Promise.all(makers.map((make) => make()));
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(1);
    expect(Buffer.from(made[0]?.secret ?? '', 'base64url')).toHaveLength(32);
    expect(await page().key()).toEqual(made[0]);
    expect(await answerKey('episodes', dynamodb)()).toEqual(made[0]);
  });

  it('is read once for all letters of a warm function', async () => {
    const key = answerKey('episodes', dynamodb);
    reads = 0;
    for (let letters = 0; letters < 20; letters++) await key();
    expect(reads).toBe(1);
  });

  it('that could not be read is asked for again by the next letter', async () => {
    const away = new DynamoDBClient({
      ...patience,
      ...address(machine),
      endpoint: 'http://127.0.0.1:9',
      maxAttempts: 1,
    });
    const send = away.send.bind(away);
    let isAway = true;
    away.send = ((command: never) => (isAway ? send(command) : dynamodb.send(command))) as typeof away.send;
    const key = answerKey('episodes', away);
    await expect(key()).rejects.toThrow();
    isAway = false;
    expect((await key()).secret).toBeDefined();
    away.destroy();
  });
});

describe('the answer page', () => {
  it('refuses a thousand forged links with one read, which is of the key', async () => {
    const needs = {
      ...page(),
      policy: procedure('kent'),
      clock: { now: () => '2026-11-20T22:05:00.000Z' },
      watch: new MemoryWatch(),
    };
    const claims = { record: 'c-1', letter: 'x', mailbox: 'y', until: 4_102_444_800 };
    reads = 0;
    for (let n = 0; n < 1000; n++) {
      const path = `/${sign({ ...claims, letter: `x${n}` }, someKey())}`;
      const body = 'act=seen';
      const asked = { method: n % 2 ? 'POST' : 'GET', path, query: new URLSearchParams(), headers: {}, body };
      expect((await answer(asked, needs)).status).toBe(404);
    }
    expect(reads).toBe(1);
    expect(needs.watch.counts.get('AnswersRefused')).toBe(1000);
  });

  it('reads a record where it was joined to', async () => {
    const episodes = episodesTable({ name: 'episodes' }, dynamodb);
    await episodes.write({ record: { ...emptyChild('c-1'), joinedTo: 'c-2' } }, 0);
    await episodes.write({ record: emptyChild('c-2') }, 0);
    expect(await page().read('c-1')).toEqual(emptyChild('c-2'));
    expect(await page().read('c-9')).toBeUndefined();
  });

  it('puts what is answered on the notifications queue', async () => {
    await page().push('{"an":"answer"}');
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['{"an":"answer"}']);
  });
});
