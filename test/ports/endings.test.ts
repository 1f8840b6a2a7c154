// How records come to their end, in memory and in DynamoDB: who rests, and keys that are given back one entry at a time.
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryEpisodes } from '../../local/memory.ts';
import { patience } from '../../shared/adapters/clients.ts';
import { tableEndings } from '../../shared/adapters/endings.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import type { Endings, Episodes } from '../../shared/ports.ts';
import { Machine } from '../local/emulators/machine.ts';
import { address } from './address.ts';
import { createEpisodes } from './create-episodes.ts';
import { child, freshId, unreadable } from './records.ts';

interface Store {
  episodes: Episodes;
  endings: Endings;
  close(): Promise<void>;
}

const inMemory = async (): Promise<Store> => {
  const episodes = new MemoryEpisodes();
  return { episodes, endings: episodes, close: async () => undefined };
};

const inDynamoDb = async (): Promise<Store> => {
  const machine = await new Machine().start();
  const dynamodb = new DynamoDBClient({ ...patience, ...address(machine) });
  await createEpisodes(dynamodb);
  const table = { name: 'episodes', openIndex: 'open' };
  return {
    episodes: episodesTable(table, dynamodb),
    endings: tableEndings(table, dynamodb),
    async close() {
      dynamodb.destroy();
      await machine.discard();
    },
  };
};

const [LONG_AGO, LATELY, NOW] = ['2020-01-01', '2026-01-01', '2026-11-20'].map(
  (date) => `${date}T00:00:00.000Z`,
) as [string, string, string];

describe.each([
  ['in memory', inMemory],
  ['in DynamoDB', inDynamoDb],
])('records kept %s', (_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  it('rest in the order of their last word, apart from what is open', async () => {
    const { episodes, endings } = store;
    const [late, early, due] = [freshId(), freshId(), freshId()];
    await episodes.write({ record: child(late, 'a'), restsSince: LATELY }, 0);
    await episodes.write({ record: child(early, 'b'), restsSince: LONG_AGO }, 0);
    await episodes.write({ record: child(due, 'c'), dueAt: LONG_AGO, restsSince: LONG_AGO }, 0);
    expect(await endings.resting(NOW, 10)).toEqual([early, late]);
    expect(await endings.resting(NOW, 1)).toEqual([early]);
    expect(await endings.resting(LATELY, 10)).toEqual([early]);
    const found: string[] = [];
    for await (const { id } of episodes.open()) found.push(id);
    expect(found).toEqual([due]);
    expect((await episodes.read(early)).kept).toMatchObject({ restsSince: LONG_AGO });
    expect((await episodes.read(early)).kept).not.toHaveProperty('dueAt');
  });

  it('may go from a time on, which the next write takes away', async () => {
    const { episodes } = store;
    const id = freshId('u');
    await episodes.write({ record: unreadable(id), goesAt: NOW }, 0);
    expect((await episodes.read(id)).kept?.goesAt).toBe(NOW);
    await episodes.write({ record: unreadable(id), dueAt: NOW, goesAt: NOW }, 1);
    expect((await episodes.read(id)).kept).not.toHaveProperty('goesAt');
  });

  it('give back a key of their own, and leave those of others in it', async () => {
    const { episodes, endings } = store;
    await episodes.claim('family#a', 'asha|2012-05-14', 'c-1');
    await episodes.claim('family#a', 'ravi|2016-01-30', 'c-2');
    const { 'family#a': seen } = await endings.fences(['family#a', 'family#nobody']);
    expect(seen?.entries).toEqual({ 'asha|2012-05-14': 'c-1', 'ravi|2016-01-30': 'c-2' });
    expect(seen && (await endings.giveBack('family#a', 'asha|2012-05-14', seen, NOW))).toBe(true);
    expect((await episodes.lookUp('', ['family#a'])).keys).toEqual({
      'family#a': { 'ravi|2016-01-30': 'c-2' },
    });
  });

  it.each([
    ['is claimed again by the same record', (of: Episodes, key: string) => of.claim(key, 'child', 'c-1')],
    ['is claimed by another', (of: Episodes, key: string) => of.claim(key, 'other', 'c-2')],
    ['is sent to another record', (of: Episodes, key: string) => of.redirect(key, 'child', 'c-3')],
  ])('do not give back a key that %s after it was read', async (why, touch) => {
    const { episodes, endings } = store;
    const key = `reference#${why}`;
    await episodes.claim(key, 'child', 'c-1');
    const { [key]: seen } = await endings.fences([key]);
    await touch(episodes, key);
    expect(seen && (await endings.giveBack(key, 'child', seen, NOW))).toBe(false);
    expect((await endings.fences([key]))[key]?.entries).toHaveProperty('child');
  });

  it('give back a key once, and it can be claimed anew', async () => {
    const { episodes, endings } = store;
    await episodes.claim('reference#once', 'child', 'c-1');
    const { 'reference#once': seen } = await endings.fences(['reference#once']);
    if (!seen) throw new Error('It was claimed');
    expect(await endings.giveBack('reference#once', 'child', seen, NOW)).toBe(true);
    expect(await endings.giveBack('reference#once', 'child', seen, NOW)).toBe(false);
    expect(await episodes.claim('reference#once', 'child', 'c-2')).toEqual({ child: 'c-2' });
  });

  it('read many keys at once', async () => {
    const { episodes, endings } = store;
    const keys = Array.from({ length: 230 }, (__, n) => `reference#many-${n}`);
    for (const key of keys) await episodes.claim(key, 'child', 'c-1');
    const seen = Object.values(await endings.fences(keys));
    expect(seen).toHaveLength(230);
    expect(seen.every(({ entries, fence }) => entries['child'] === 'c-1' && fence === 1)).toBe(true);
  });
});

describe('in DynamoDB a key', () => {
  it('has an end once it is empty, of which a claim knows nothing any more', async () => {
    const machine = await new Machine().start();
    const dynamodb = new DynamoDBClient({ ...patience, ...address(machine) });
    try {
      await createEpisodes(dynamodb);
      const table = { name: 'episodes', openIndex: 'open' };
      const [episodes, endings] = [episodesTable(table, dynamodb), tableEndings(table, dynamodb)];
      const ends = async () => {
        const Key = { pk: { S: 'reference#r' } };
        const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'episodes', Key }));
        return Item?.['expiresAt']?.N;
      };
      await episodes.claim('reference#r', 'child', 'c-1');
      await episodes.claim('reference#r', 'other', 'c-2');
      let { 'reference#r': seen } = await endings.fences(['reference#r']);
      if (seen) await endings.giveBack('reference#r', 'child', seen, NOW);
      expect(await ends()).toBeUndefined();
      ({ 'reference#r': seen } = await endings.fences(['reference#r']));
      if (seen) await endings.giveBack('reference#r', 'other', seen, NOW);
      expect(await ends()).toBe(String(Date.parse(NOW) / 1000));
      await episodes.claim('reference#r', 'child', 'c-1');
      expect(await ends()).toBeUndefined();
    } finally {
      dynamodb.destroy();
      await machine.discard();
    }
  });
});
