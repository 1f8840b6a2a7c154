// Where the rows of all tables are kept: one SQLite file, read and written at once, in the order of their keys.
//
// LevelDB, with which dynalite comes, is not used: a compaction under an open iterator can bring a replaced value back.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import type { Callback, RowChange } from 'dynalite/db/index.js';

/** As Level's: `limit` below 0 for all. */
export interface Range {
  gt?: string;
  gte?: string;
  lt?: string;
  lte?: string;
  reverse?: boolean;
  limit?: number;
}

type Row = [key: string, value: unknown];

export class RowsOnDisk {
  readonly #database: DatabaseSync;
  readonly #lock: DatabaseSync;
  readonly #read: StatementSync;
  readonly #put: StatementSync;
  readonly #del: StatementSync;
  readonly #pages = new Map<string, StatementSync>();

  /** Makes the folder where there is none. Throws one clear error where another process has it open. */
  constructor(folder: string) {
    if (existsSync(join(folder, 'CURRENT')))
      throw new Error(
        `${folder} was written by an older Homeward, which kept it otherwise: use another folder.`,
      );
    mkdirSync(folder, { recursive: true });
    const lock = lockOf(folder);
    if (!lock)
      throw new Error(
        `${folder} is in use by another process: stop that one, or choose another data folder.`,
      );
    this.#lock = lock;
    try {
      this.#database = opened(folder);
    } catch (error) {
      lock.close();
      throw error;
    }
    this.#read = this.#database.prepare('SELECT value FROM rows WHERE key = ?');
    this.#put = this.#database.prepare('INSERT OR REPLACE INTO rows (key, value) VALUES (?, ?)');
    this.#del = this.#database.prepare('DELETE FROM rows WHERE key = ?');
  }

  get(key: string): unknown {
    const row = this.#read.get(key);
    return row && JSON.parse(String(row['value']));
  }

  /** All of them or none, whenever the process dies. */
  write(changes: readonly RowChange[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const { type, key, value } of changes) {
        if (type === 'put') this.#put.run(key, JSON.stringify(value));
        else this.#del.run(key);
      }
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** What is written meanwhile may be among them. */
  *entries({ gt, gte, lt, lte, reverse = false, limit = -1 }: Range = {}): Generator<Row> {
    let low = { is: gt === undefined ? '>=' : '>', key: gt ?? gte ?? '' };
    let high = { is: lt === undefined && lte !== undefined ? '<=' : '<', key: lt ?? lte ?? LAST };
    for (let left = limit < 0 ? Number.POSITIVE_INFINITY : limit; left > 0; left -= PAGE) {
      const rows = this.#page(low.is, high.is, reverse).all(low.key, high.key, Math.min(left, PAGE));
      for (const { key, value } of rows) yield [String(key), JSON.parse(String(value))];
      if (rows.length < PAGE) return;
      const key = String(rows.at(-1)?.['key']);
      if (reverse) high = { is: '<', key };
      else low = { is: '>', key };
    }
  }

  close(): void {
    this.#database.close();
    this.#lock.close();
  }

  #page(low: string, high: string, reverse: boolean): StatementSync {
    const sql = `SELECT key, value FROM rows WHERE key ${low} ? AND key ${high} ? ORDER BY key ${reverse ? 'DESC' : 'ASC'} LIMIT ?`;
    const known = this.#pages.get(sql) ?? this.#database.prepare(sql);
    this.#pages.set(sql, known);
    return known;
  }
}

/** The database that dynalite's actions ask, by the names they know. */
export function levelOn(rows: RowsOnDisk) {
  const write = (changes: RowChange[], callback: Callback) => {
    try {
      rows.write(changes);
    } catch (error) {
      callback(error);
      return;
    }
    callback(null);
  };
  return {
    get(key: string, callback: Callback) {
      callback(null, rows.get(key));
    },
    batch: write,
    put: (key: string, value: unknown, callback: Callback) => write([{ type: 'put', key, value }], callback),
    del: (key: string, callback: Callback) => write([{ type: 'del', key }], callback),
    createKeyStream: (range?: Range) => Readable.from(part(rows.entries(range), 0)),
    createValueStream: (range?: Range) => Readable.from(part(rows.entries(range), 1)),
  };
}

function* part(entries: Iterable<Row>, index: 0 | 1): Generator<unknown> {
  for (const entry of entries) yield entry[index];
}

/** Whether some process has the folder open. */
export function isHeld(folder: string): boolean {
  const lock = lockOf(folder);
  lock?.close();
  return lock === undefined;
}

/** Writes what the folder holds at this moment to another, though a process may be writing it. */
export function copyRows(folder: string, copy: string): void {
  mkdirSync(copy, { recursive: true });
  const database = new DatabaseSync(rowsIn(folder), { readOnly: true, timeout: 5000 });
  try {
    database.prepare('VACUUM INTO ?').run(rowsIn(copy));
  } finally {
    database.close();
  }
}

/** The file of them. */
export const rowsIn = (folder: string) => join(folder, 'rows');

/** What is written survives the death of this process; the disk is waited for when the log is folded in. */
function opened(folder: string): DatabaseSync {
  const database = new DatabaseSync(rowsIn(folder));
  try {
    database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${PAGES_OF_LOG};
       CREATE TABLE IF NOT EXISTS rows (key TEXT PRIMARY KEY, value TEXT NOT NULL)`,
    );
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Held as long as its process lives, and not a moment longer; nothing where another has it. */
function lockOf(folder: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(join(folder, 'lock'));
  try {
    // Nothing is ever written to it: no file beside it is needed.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

const SQLITE_BUSY = 5;
const PAGE = 32;
/** Of 4 KiB. */
const PAGES_OF_LOG = 8192;
/** Behind every key there is. */
const LAST = '\u{10ffff}';
