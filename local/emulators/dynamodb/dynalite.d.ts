// The parts of dynalite 4.0.0 that are used here; they are not its public face, so its version is pinned exactly.

type Callback<T = unknown> = (error: unknown, value?: T) => void;

declare module 'dynalite/db/index.js' {
  interface Rows {
    put(key: string, value: unknown, callback: Callback): void;
    get(key: string, callback: Callback): void;
    del(key: string, callback: Callback): void;
    lock(key: string, work: (release: (callback: Callback) => Callback) => void): void;
  }
  interface RowChange {
    type: 'put' | 'del';
    key: string;
    value?: unknown;
  }
  interface Store {
    db: {
      open(): Promise<void>;
      close(): Promise<void>;
      batch(changes: RowChange[], callback: Callback): void;
      get(key: string): Promise<unknown>;
      getSync(key: string): unknown;
      put(key: string, value: unknown): Promise<void>;
      del(key: string): Promise<void>;
      iterator(range: { gt: string; lt: string }): AsyncIterable<[string, unknown]>;
    };
    tableDb: Rows & { awsAccountId: string; awsRegion: string };
    getItemDb(table: string): Rows;
    getIndexDb(kind: string, table: string, index: string): Rows;
  }
  export function create(options: {
    path: string;
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): Store;
  export type { Callback, RowChange, Rows, Store };
}

declare module 'dynalite/validations/index.js' {
  import type { Store } from 'dynalite/db/index.js';
  export function checkTypes(input: Record<string, unknown>, types: unknown): Record<string, unknown>;
  export function checkValidations(
    input: Record<string, unknown>,
    types: unknown,
    custom: unknown,
    store: Store,
  ): void;
}
