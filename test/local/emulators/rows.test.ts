// Where the tables' rows are kept: nothing that was replaced comes back, a range is what it says, one process at a time.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DynamoDb } from '../../../local/emulators/dynamodb/dynamodb.ts';
import { copyRows, isHeld, RowsOnDisk, rowsIn } from '../../../local/emulators/dynamodb/rows.ts';
import { Dice } from '../../faults/dice.ts';
import { episodesNamed } from '../../ports/create-episodes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-rows-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

// LevelDB 1.20, the store of dynalite, failed this two times in three within so many writes: a compaction while a reader stood open
// split two versions of a key into two files and moved the newer one below the older.
describe('a table that is written and read from end to end at the same time', () => {
  const RECORDS = 1000;
  const WRITES = 20_000;

  it('tells the last write of each item, and its index names each item once', async () => {
    const table = await DynamoDb.open(folder, '000000000000', 'eu-west-2');
    await table.call('CreateTable', episodesNamed('records'));
    const dice = new Dice(1);
    const text = Array.from({ length: 4000 }, () => dice.below(2 ** 31).toString(36)).join('');
    const written = new Map<string, number>();
    const broughtBack: string[] = [];
    let writes = 0;
    const overwrite = async (one: number) => {
      for (; writes < WRITES; writes++) {
        const pk = `k${dice.below(RECORDS / 8) * 8 + one}`;
        const found = await table.call<{ Item?: { v: { N: string } } }>('GetItem', {
          TableName: 'records',
          Key: { pk: { S: pk } },
          ConsistentRead: true,
        });
        const version = Number(found.Item?.v.N ?? 0);
        if (version !== (written.get(pk) ?? 0)) broughtBack.push(`${pk}: ${written.get(pk)} is ${version}`);
        const from = dice.below(10_000);
        await table.call('PutItem', {
          TableName: 'records',
          Item: {
            pk: { S: pk },
            open: { S: 'yes' },
            dueAt: { S: String(dice.below(2 ** 31)) },
            v: { N: String(version + 1) },
            text: { S: text.slice(from, from + 2000 + dice.below(8000)) },
          },
        });
        written.set(pk, version + 1);
      }
    };
    const readAll = async () => {
      while (writes < WRITES) {
        await table.call('Scan', { TableName: 'records' });
        await new Promise((wake) => setTimeout(wake, 30));
      }
    };
    await Promise.all([...[0, 1, 2, 3, 4, 5, 6, 7].map(overwrite), readAll(), readAll(), readAll()]);
    const { Count } = await table.call<{ Count: number }>('Query', {
      TableName: 'records',
      IndexName: 'open',
      KeyConditionExpression: '#open = :yes',
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: { ':yes': { S: 'yes' } },
    });
    await table.close();
    expect(broughtBack).toEqual([]);
    expect(Count).toBe(written.size);
  }, 120_000);
});

describe('the rows', () => {
  const keys = Array.from({ length: 100 }, (_, n) => `k${String(n).padStart(3, '0')}`);
  let rows: RowsOnDisk;
  beforeEach(() => {
    rows = new RowsOnDisk(folder);
    rows.write(keys.map((key) => ({ type: 'put', key, value: { of: key } })));
  });
  afterEach(() => rows.close());
  const keysOf = (...range: Parameters<RowsOnDisk['entries']>) =>
    [...rows.entries(...range)].map(([key]) => key);

  it('are told in the order of their keys, either way, between two of them, as many as asked', () => {
    expect(keysOf()).toEqual(keys);
    expect(keysOf({ reverse: true })).toEqual(keys.toReversed());
    expect(keysOf({ gt: 'k010', lt: 'k080' })).toEqual(keys.slice(11, 80));
    expect(keysOf({ gte: 'k010', lte: 'k080', reverse: true })).toEqual(keys.slice(10, 81).toReversed());
    for (const limit of [1, 32, 33, 64]) {
      expect(keysOf({ limit })).toEqual(keys.slice(0, limit));
      expect(keysOf({ gt: 'k050', limit, reverse: true })).toEqual(
        keys.slice(51).toReversed().slice(0, limit),
      );
    }
  });

  it('go on where they are while others go and come', () => {
    const told: string[] = [];
    for (const [key] of rows.entries({ lt: 'k999' })) {
      told.push(key);
      rows.write([{ type: 'del', key }]);
    }
    expect(told).toEqual(keys);
    expect(keysOf()).toEqual([]);
  });

  it('are written all or not at all', () => {
    const circle: { of?: unknown } = {};
    circle.of = circle;
    expect(() =>
      rows.write([
        { type: 'put', key: 'a', value: 1 },
        { type: 'put', key: 'b', value: circle },
      ]),
    ).toThrow(/circular/);
    expect(rows.get('a')).toBeUndefined();
    rows.write([{ type: 'put', key: 'a', value: 2 }]);
    expect(rows.get('a')).toBe(2);
  });

  it('can be copied while they are written, and are held until they are closed', () => {
    const copy = join(folder, 'copy');
    copyRows(folder, copy);
    rows.write([{ type: 'put', key: 'later', value: 1 }]);
    const other = new RowsOnDisk(copy);
    expect([...other.entries()].map(([key]) => key)).toEqual(keys);
    other.close();
    expect(isHeld(folder)).toBe(true);
    expect(isHeld(copy)).toBe(false);
    expect(() => new RowsOnDisk(folder)).toThrow('in use by another process');
    expect(readdirSync(folder).sort()).toEqual(['copy', 'lock', 'rows', 'rows-shm', 'rows-wal']);
  });
});

it('a folder of an older Homeward, which kept its rows otherwise, is refused and left', () => {
  writeFileSync(join(folder, 'CURRENT'), 'MANIFEST-000002\n');
  expect(() => new RowsOnDisk(folder)).toThrow('was written by an older Homeward');
});

it('a folder whose rows cannot be opened is let go of', () => {
  writeFileSync(rowsIn(folder), 'no database at all, and long enough to be looked at as one'.repeat(20));
  expect(() => new RowsOnDisk(folder)).toThrow(/not a database/);
  rmSync(rowsIn(folder));
  new RowsOnDisk(folder).close();
});
