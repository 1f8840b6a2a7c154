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
    /** On the rows of `rows.ts`; its own keeps everything in memory. */
    db: { batch(changes: RowChange[], callback: Callback): void };
    tableDb: Rows & { awsAccountId: string; awsRegion: string };
    getItemDb(table: string): Rows;
    getIndexDb(kind: string, table: string, index: string): Rows;
  }
  export function create(options: {
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
