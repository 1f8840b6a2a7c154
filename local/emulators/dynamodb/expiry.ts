// Time to live: which tables have it, and which of their items are past their time.
import { itemPrefix } from './atomic-writes.ts';
import type { RowsOnDisk } from './rows.ts';
import { settingsOf, type TableRow } from './tables.ts';

export type Item = Record<string, { N?: string; S?: string }>;

interface Expiring {
  table: string;
  attribute: string;
  /** The names of its key. */
  keys: readonly string[];
}

export function expiringTables(rows: RowsOnDisk): Expiring[] {
  const tables: Expiring[] = [];
  for (const [, row] of rows.entries({ gt: 'table~', lt: 'table~~' })) {
    const { TableName, KeySchema } = row as TableRow;
    const { expiryAttribute } = settingsOf(rows, TableName);
    const keys = KeySchema.map(({ AttributeName }) => AttributeName);
    if (expiryAttribute) tables.push({ table: TableName, attribute: expiryAttribute, keys });
  }
  return tables;
}

/** Their keys. An item without the attribute, or with one that is no number, has no end. */
export function itemsPast(rows: RowsOnDisk, of: Expiring, now: number): Item[] {
  const prefix = itemPrefix(of.table);
  const past: Item[] = [];
  for (const [, row] of rows.entries({ gt: prefix, lt: `${prefix}\xff` })) {
    const item = row as Item;
    const at = item[of.attribute]?.N;
    if (at !== undefined && Number(at) < now)
      past.push(Object.fromEntries(of.keys.flatMap((name) => (item[name] ? [[name, item[name]]] : []))));
  }
  return past;
}
