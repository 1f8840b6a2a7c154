// A table restored beside the one in use: what is gone comes back, and whatever was written since stays.
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { CreateTableCommand, DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyWorld } from '../../../local/simulate.ts';
import { episodesTable } from '../../../shared/adapters/episodes-table.ts';
import { pauseSwitch } from '../../../shared/adapters/pauses.ts';
import { ASHA, ROBIN, reported } from '../../situations/cast.ts';
import { childrenOf, goOn, procedure } from '../../situations/playing.ts';
import { Operator } from './operator.ts';

type Item = Record<string, AttributeValue>;
const COPY = 'episodes-restored';
const kent = procedure('kent');

let operator: Operator;
let ids: string[];
const client = () => operator.desk.machine.clients.dynamodb;
const itemsIn = async (TableName: string): Promise<Item[]> =>
  (await client().send(new ScanCommand({ TableName, ConsistentRead: true }))).Items ?? [];
const put = (TableName: string, Item: Item) => client().send(new PutItemCommand({ TableName, Item }));

/** Two children, their keys, and a copy of it all. */
beforeEach(async () => {
  operator = await new Operator().open();
  const world = emptyWorld(kent, '2026-11-20T21:00:00Z');
  const both = [reported('MP-1', { person: ASHA }), reported('MP-2', { person: ROBIN })];
  await goOn(world, both, '2026-11-20T22:30:00Z');
  const table = episodesTable({ name: 'episodes' }, client());
  const children = await childrenOf(world);
  ids = children.map(({ id }) => id);
  for (const record of children) {
    await table.write({ record, dueAt: '2026-11-21T00:00:00.000Z' }, 0);
    await table.claim(`reference#${Object.keys(record.references)[0]}`, 'child', record.id);
  }
  const config = { endpoint: operator.desk.machine.emulators.endpoint, region: 'eu-west-2' };
  const switched = pauseSwitch('episodes', {
    ...config,
    credentials: { accessKeyId: 'o', secretAccessKey: 'any' },
  });
  await switched.pause({ since: '2026-11-20T22:00:00.000Z', by: 'an earlier hand', why: 'a test' });
  await client().send(
    new CreateTableCommand({
      TableName: COPY,
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  for (const item of await itemsIn('episodes')) await put(COPY, item);
  await switched.resume();
  switched.close();
});
afterEach(() => operator.clear());

const lose = (pk: string) =>
  client().send(new DeleteItemCommand({ TableName: 'episodes', Key: { pk: { S: pk } } }));
const bringBack = (...more: string[]) =>
  operator.homeward('bring-back', '--authority', 'kent', '--from', COPY, ...more);
const byKey = (items: readonly Item[]) =>
  new Map(items.map((item) => [item['pk']?.S, item] as const).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));

describe('npx homeward bring-back', () => {
  it('puts back what is gone as it was, once somebody says so', async () => {
    const before = byKey(await itemsIn('episodes'));
    await lose(`record#${ids[0]}`);
    await lose('reference#MP-1');
    const without = byKey(await itemsIn('episodes'));
    const looked = await bringBack();
    expect(looked.stdout).toContain('Gone from the table in use: 1 record, 1 reference\n');
    expect(looked.stdout).toContain('Nothing was written.');
    expect(byKey(await itemsIn('episodes'))).toEqual(without);
    const done = await bringBack('--yes');
    expect({ status: done.status, stderr: done.stderr }).toEqual({ status: 0, stderr: '' });
    expect(done.stdout).toContain('Put back: 2\n');
    const after = (await itemsIn('episodes')).filter((item) => !item['pk']?.S?.startsWith('operation#'));
    expect(byKey(after)).toEqual(before);
    expect((await bringBack('--yes')).stdout).toContain('Gone from the table in use: nothing');
  });

  it('is in the book of operations, once anything is put back', async () => {
    const history = async () =>
      (await operator.homeward('redrive', '--authority', 'kent', '--history')).stdout;
    await bringBack('--yes', '--by', 'the operator');
    expect(await history()).not.toContain('bring-back');
    await lose(`record#${ids[0]}`);
    await bringBack();
    expect(await history()).not.toContain('bring-back');
    await bringBack('--yes', '--by', 'the operator');
    expect(await history()).toMatch(new RegExp(`bring-back  by the operator: from ${COPY}\n`));
  });

  it('leaves what was written since, and says how much that is', async () => {
    const newer = (await itemsIn('episodes')).find((item) => item['pk']?.S === `record#${ids[1]}`) ?? {};
    await put('episodes', { ...newer, version: { N: '9' } });
    const { stdout } = await bringBack('--yes');
    expect(stdout).toContain('Other in the table in use, and left as it is there: 1 record\n');
    expect(byKey(await itemsIn('episodes')).get(`record#${ids[1]}`)?.['version']).toEqual({ N: '9' });
  });

  it('brings back no pause that was ended since', async () => {
    await lose('control#pause');
    expect((await bringBack('--yes')).stdout).toContain('Gone from the table in use: nothing');
    expect(byKey(await itemsIn('episodes')).has('control#pause')).toBe(false);
  });

  it('brings back nothing whose time had ended', async () => {
    await put(COPY, { pk: { S: 'receipt#old' }, expiresAt: { N: '1700000000' } });
    await put(COPY, { pk: { S: 'receipt#new' }, expiresAt: { N: '4000000000' } });
    expect((await bringBack('--yes')).stdout).toContain('Gone from the table in use: 1 receipt\n');
    expect([...byKey(await itemsIn('episodes')).keys()]).not.toContain('receipt#old');
  });

  it('tells of a mistake in a line', async () => {
    await operator.isToldInALine([
      [['bring-back'], 2, /--from/],
      [['bring-back', '--from', 'episodes'], 1, /is the table in use/],
      [['bring-back', '--from', 'nowhere'], 1, /There is no table nowhere/],
    ]);
  });
});
