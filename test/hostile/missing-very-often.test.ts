// A child of whom very much is told: 2,000 updates, or so many episodes that plain text would outgrow the table's item.
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import { allRecords } from '../../shared/adapters/child-records.ts';
import { patience } from '../../shared/adapters/clients.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { later, SECOND } from '../../shared/core/instant.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { LARGEST_ITEM, LimitedEpisodes } from '../fuzz/limited-episodes.ts';
import { Machine } from '../local/emulators/machine.ts';
import { address } from '../ports/address.ts';
import { createEpisodes } from '../ports/create-episodes.ts';
import { REPORTED, reported, updated } from '../situations/cast.ts';
import { childrenOf, goOn, mail, procedure, said } from '../situations/playing.ts';

const kent = procedure('kent');
const limited = () => ({ ...emptyWorld(kent, REPORTED), episodes: new LimitedEpisodes() });

describe('a child with 2,000 updates', () => {
  it('has a record that does not grow: what was said before makes way', async () => {
    const world = limited();
    await deliver(world, said(kent, reported('MP-1')));
    const sizes: number[] = [];
    for (let n = 1; n <= 2_000; n++) {
      const at = later(REPORTED, n * SECOND);
      world.clock.moveTo(at);
      const risk = n % 2 ? 'high' : 'medium';
      const circumstances = `Call number ${String(n).padStart(4, '0')}`;
      await deliver(world, said(kent, updated(at, 'MP-1', { risk, circumstances })));
      if (n === 10 || n === 2_000) sizes.push(JSON.stringify((await childrenOf(world))[0]).length);
    }
    const [early = 0, late = 0] = sizes;
    expect(late - early).toBeLessThan(50);
    expect(world.episodes.receipts.size).toBe(2_001);
  });
});

/** As many letters as forty episodes of a child in Kent come to. */
function afterForty(record: ChildRecord): ChildRecord {
  const told: Record<string, Telling> = {};
  for (let episode = 0; episode < 40; episode++) {
    for (const [id, telling] of Object.entries(record.told)) {
      const reference = `MP-OLD-${episode}`;
      told[id.replace('/MP-1/', `/${reference}/`)] = { ...telling, reference };
    }
  }
  return { ...record, told: { ...told, ...record.told } };
}

describe('a child who was missing forty times', () => {
  it('is told of the next time, though plain text would not fit the item', async () => {
    const world = limited();
    await goOn(world, [reported('MP-1')], later(REPORTED, 3_600 * SECOND));
    const [before] = await childrenOf(world);
    if (!before) throw new Error('There is a child');
    const { kept } = await world.episodes.read(before.id);
    const many = afterForty(before);
    while (Buffer.byteLength(JSON.stringify(many)) < LARGEST_ITEM) {
      many.told = { ...many.told, ...Object.fromEntries(Object.entries(many.told).map(again)) };
    }
    expect(await world.episodes.write({ record: many }, kept?.version ?? 0)).toBe(true);
    expect(world.episodes.largest).toBeLessThan(LARGEST_ITEM / 8);
    const [letters, at] = [world.post.sent.length, later(REPORTED, 3 * 86_400 * SECOND)];
    const next = reported('MP-2', { lastSeenAt: later(at, -3_600 * SECOND) }, { at });
    await goOn(world, [next], later(at, 60 * SECOND));
    expect(world.post.sent.length).toBeGreaterThan(letters);
    expect((await mail(world, 'front-door-notice')).at(-1)).toContain(at.slice(0, 10));
    expect(world.watch.alarms).toEqual([]);
  });
});

const again = ([id, telling]: [string, Telling]) => [`${id}:again`, telling] as const;

describe('the table', () => {
  let machine: Machine;
  let dynamodb: DynamoDBClient;
  beforeAll(async () => {
    machine = await new Machine().start();
    dynamodb = new DynamoDBClient({ ...patience, ...address(machine) });
    await createEpisodes(dynamodb);
  });
  afterAll(async () => {
    dynamodb.destroy();
    await machine.discard();
  });

  it.each([
    ['as plain text where it fits', 1_000, 'record'],
    ['packed where it would not fit', 40_000, 'packed'],
  ])('keeps a record %s, and gives it back as it was to whoever reads', async (_, words, attribute) => {
    const id = `c-${String(words).padStart(24, '0')}`;
    const value = Array.from({ length: words }, (__, n) => `word-é-${n}`).join(' ');
    const statement = { value, time: REPORTED, message: 'm', by: 'police' as const, receivedAt: REPORTED };
    const record: ChildRecord = {
      kind: 'child',
      id,
      references: { 'MP-1': { circumstances: { 'urn:police:kent:compact': statement } } },
      case: {},
      candidates: {},
      told: {},
      keys: [],
    };
    const episodes = episodesTable({ name: 'episodes', openIndex: 'open' }, dynamodb);
    expect(await episodes.write({ record, dueAt: REPORTED }, 0)).toBe(true);
    expect((await episodes.read(id)).kept?.record).toEqual(record);
    expect((await episodes.readAll([id]))[0]?.record).toEqual(record);
    const all: string[] = [];
    for await (const each of allRecords('episodes', address(machine))) all.push(JSON.stringify(each));
    expect(all).toContain(JSON.stringify(record));
    const Key = { pk: { S: `record#${id}` } };
    const { Item = {} } = await dynamodb.send(new GetItemCommand({ TableName: 'episodes', Key }));
    expect(['record', 'packed'].filter((name) => name in Item)).toEqual([attribute]);
  });
});
