// An item and its rows in the indexes are one write on disk: a process that dies leaves both or neither.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Callback, create, type RowChange, type Store } from 'dynalite/db/index.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { atomicWrites } from '../../../local/emulators/dynamodb/atomic-writes.ts';
import { DynamoDb } from '../../../local/emulators/dynamodb/dynamodb.ts';
import { levelOn, RowsOnDisk } from '../../../local/emulators/dynamodb/rows.ts';

type Action = (store: Store, input: object, callback: Callback) => void;
const stock = (name: string): Action => createRequire(import.meta.url)(`dynalite/actions/${name}.js`);

let folder: string;
let rows: RowsOnDisk;
let store: Store;
let writes: RowChange[][];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-atomic-'));
  const tables = await DynamoDb.open(folder, '111122223333', 'eu-west-2');
  const key = { AttributeName: 'pk', KeyType: 'HASH' };
  await tables.call('CreateTable', {
    TableName: 'records',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'open', 'due'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [key],
    GlobalSecondaryIndexes: ['open', 'due'].map((name) => ({
      IndexName: `by-${name}`,
      KeySchema: [{ ...key, AttributeName: name }],
      Projection: { ProjectionType: 'ALL' },
    })),
  });
  await tables.close();
  rows = new RowsOnDisk(folder);
  store = create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  writes = [];
  const level = levelOn(rows);
  const refuse = () => {
    throw new Error('A row was written by itself.');
  };
  const recording = (changes: RowChange[], callback: Callback) => {
    writes.push(changes);
    level.batch(changes, callback);
  };
  Object.assign(store.db, { ...level, batch: recording, put: refuse, del: refuse });
});
afterEach(() => {
  rows.close();
  rmSync(folder, { recursive: true });
});

function run(name: string, input: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    stock(name)(atomicWrites(store).store, { TableName: 'records', ...input }, (error, output) =>
      error ? reject(error) : resolve(output),
    );
  });
}

const item = (pk: string, due: string) => ({ pk: { S: pk }, open: { S: 'yes' }, due: { S: due } });
const kinds = () => writes.map((changes) => changes.map(({ type, key }) => `${type} ${key.split('~')[0]}`));

describe('one write', () => {
  it('holds the item and every index row of it', async () => {
    await run('putItem', { Item: item('a', '1') });
    await run('putItem', { Item: item('a', '2') });
    await run('deleteItem', { Key: { pk: { S: 'a' } } });
    expect(kinds()).toEqual([
      ['put index-global', 'put index-global', 'put item-records'],
      ['del index-global', 'put index-global', 'put index-global', 'put item-records'],
      ['del index-global', 'del index-global', 'del item-records'],
    ]);
  });

  it('holds no row of another item, even in a batch', async () => {
    const puts = ['a', 'b', 'c'].map((pk) => ({ PutRequest: { Item: item(pk, pk) } }));
    await run('batchWriteItem', { RequestItems: { records: puts } });
    // In whatever order: each write holds the rows of one item alone, and no item is without its write.
    const items = writes.map((changes) => [
      ...new Set(changes.map(({ value }) => (value as (typeof puts)[0]['PutRequest']['Item']).pk.S)),
    ]);
    expect(items.sort()).toEqual([['a'], ['b'], ['c']]);
  });
});
