// Makes one write of dynalite one write on disk: stock, it writes an item's index rows first and then the item,
// so that a process that dies between the two leaves an index row without an item.
import type { RowChange, Rows, Store } from 'dynalite/db/index.js';

export interface AtomicWrites {
  store: Store;
  /** The item as it stood, under its lock, when the last write looked at it. */
  itemFound(): unknown;
}

/** A view of the store for one call. */
export function atomicWrites(store: Store): AtomicWrites {
  // From reading an item to writing it dynalite does not yield, because the rows answer at once:
  // so the index rows that wait here always belong to the item that is written next.
  const waiting: RowChange[] = [];
  let found: unknown;

  const indexRows = (rows: Rows, prefix: string): Rows => ({
    ...rows,
    put(key, value, callback) {
      waiting.push({ type: 'put', key: prefix + key, value });
      callback(null);
    },
    del(key, callback) {
      waiting.push({ type: 'del', key: prefix + key });
      callback(null);
    },
  });

  const itemRows = (rows: Rows, prefix: string): Rows => ({
    ...rows,
    get(key, callback) {
      rows.get(key, (error, item) => {
        found = item;
        callback(error, item);
      });
    },
    put(key, value, callback) {
      store.db.batch([...waiting.splice(0), { type: 'put', key: prefix + key, value }], callback);
    },
    del(key, callback) {
      store.db.batch([...waiting.splice(0), { type: 'del', key: prefix + key }], callback);
    },
  });

  const view: Store = Object.assign(Object.create(store), {
    getItemDb: (table: string) => itemRows(store.getItemDb(table), itemPrefix(table)),
    getIndexDb: (kind: string, table: string, index: string) =>
      indexRows(store.getIndexDb(kind, table, index), `${indexPrefix(kind, table)}${index}~`),
  });
  return { store: view, itemFound: () => found };
}

/** Where dynalite keeps a table's items. */
export function itemPrefix(table: string): string {
  return `item-${table}~`;
}

/** Where dynalite keeps the rows of all of a table's indexes of a kind: `local` or `global`. */
export function indexPrefix(kind: string, table: string): string {
  return `index-${kind.toLowerCase()}~${table}~`;
}
