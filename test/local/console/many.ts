// Many open episodes in memory: the order of the index is the order in which they are kept, and what is read is noted.
import { home } from '../../../shared/console/home.ts';
import type { Open, Seen } from '../../../shared/console/seen.ts';
import type { Policy } from '../../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../../../shared/core/record.ts';

export interface Kept {
  /** Without one it has gone since the index was written. */
  record?: HomewardRecord;
  version: number;
}

/** One function that stays warm: what it remembers is its own. */
export class Many {
  readonly records = new Map<string, Kept>();
  read: string[] = [];
  seen: Seen;
  elapsed = (): number => 0;

  constructor(policy: Policy, now: string, records: readonly HomewardRecord[]) {
    for (const record of records) this.records.set(record.id, { record, version: 1 });
    this.seen = {
      policy: { ...policy },
      now: () => now,
      // As a table has it: there may be more as soon as as many are found as were asked for.
      open: async (most, from) => {
        const all = [...this.records].map(
          ([id, { version }]): Open => ({ id, version: `${version}`, place: id }),
        );
        const start = all.findIndex(({ id }) => id === from) + 1;
        return { open: all.slice(start, start + most), isAll: all.length < start + most };
      },
      read: async (ids, what) => {
        this.read.push(...ids.map((id) => `${id} ${what}`));
        return ids.flatMap((id) => this.records.get(id)?.record ?? []);
      },
      find: async () => undefined,
      paused: async () => false,
      queues: async () => [],
    };
  }

  page = (query = '') => home(this.seen, new URLSearchParams(query), this.elapsed);
  main = async (query = '') => (await this.page(query)).main;
  timesRead = (what: string) => this.read.filter((each) => each.endsWith(what)).length;
}

/** The same record under as many references: ME-0000, ME-0001, and so on. */
export const copies = (of: ChildRecord, many: number): ChildRecord[] =>
  Array.from({ length: many }, (_, n) => {
    const reference = `ME-${String(n).padStart(4, '0')}`;
    const json = JSON.stringify(of).replaceAll('ME-0000', reference);
    return { ...(JSON.parse(json) as ChildRecord), id: reference };
  });

export const referencesIn = (main: string) =>
  [...main.matchAll(/ref=(ME-\w+)"/g)].map(([, reference]) => reference);
