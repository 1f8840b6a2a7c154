// Time to live: which tables have it, and which of their items are past their time.
import type { Store } from 'dynalite/db/index.js';
import { itemPrefix } from './atomic-writes.ts';
import { settingsOf, type TableRow } from './tables.ts';

export type Item = Record<string, { N?: string; S?: string }>;

interface Expiring {
  table: string;
  attribute: string;
  /** The names of its key. */
  keys: readonly string[];
}

export async function expiringTables(store: Store): Promise<Expiring[]> {
  const tables: Expiring[] = [];
  for await (const [, row] of store.db.iterator({ gt: 'table~', lt: 'table~~' })) {
    const { TableName, KeySchema } = row as TableRow;
    const { expiryAttribute } = await settingsOf(store, TableName);
    const keys = KeySchema.map(({ AttributeName }) => AttributeName);
    if (expiryAttribute) tables.push({ table: TableName, attribute: expiryAttribute, keys });
  }
  return tables;
}

/** Their keys. An item without the attribute, or with one that is no number, has no end. */
export async function itemsPast(store: Store, of: Expiring, now: number): Promise<Item[]> {
  const prefix = itemPrefix(of.table);
  const past: Item[] = [];
  for await (const [, row] of store.db.iterator({ gt: prefix, lt: `${prefix}\xff` })) {
    const item = row as Item;
    const at = item[of.attribute]?.N;
    if (at !== undefined && Number(at) < now)
      past.push(Object.fromEntries(of.keys.flatMap((name) => (item[name] ? [[name, item[name]]] : []))));
  }
  return past;
}
