// The table as it is at each instant: records written on their version, keys, receipts, and an index that remembers how it was.
import type { Instant } from '../../shared/core/instant.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import type { FencedKey, Kept, KeyEntries, Receipt } from '../../shared/ports.ts';

interface Indexed {
  at: number;
  dueAt: Instant | undefined;
  policyHash: string;
  restsSince?: Instant | undefined;
}

export class Table {
  readonly #notesRest: boolean;
  readonly records = new Map<string, Kept>();
  readonly receipts = new Map<string, Receipt>();
  readonly #keys = new Map<string, KeyEntries>();
  readonly #fences = new Map<string, number>();
  readonly #emptyKeys = new Map<string, Instant>();
  readonly #index = new Map<string, Indexed[]>();

  /** `notesRest`: whether it keeps since when a record rests. Stories that were told before it did are told as they were. */
  constructor(notesRest = true) {
    this.#notesRest = notesRest;
  }

  lookUp(receipt: string, keys: readonly string[]) {
    const found: Record<string, KeyEntries> = {};
    for (const key of keys) found[key] = this.#keys.get(key) ?? {};
    return { received: this.receipts.has(receipt), keys: found };
  }

  claim(key: string, entry: string, record: string): KeyEntries {
    const entries = this.#keys.get(key) ?? {};
    return this.redirect(key, entry, Object.hasOwn(entries, entry) ? (entries[entry] ?? record) : record);
  }

  redirect(key: string, entry: string, record: string): KeyEntries {
    const entries = { ...this.#keys.get(key), [entry]: record };
    this.#touched(key, entries);
    return entries;
  }

  fences(keys: readonly string[]): Record<string, FencedKey> {
    return Object.fromEntries(
      keys.map((key) => [key, { entries: this.#keys.get(key) ?? {}, fence: this.#fences.get(key) ?? 0 }]),
    );
  }

  giveBack(key: string, entry: string, { fence }: FencedKey, goesAt: Instant): boolean {
    if ((this.#fences.get(key) ?? 0) !== fence) return false;
    const { [entry]: _, ...entries } = this.#keys.get(key) ?? {};
    this.#touched(key, entries);
    if (Object.keys(entries).length === 0) this.#emptyKeys.set(key, goesAt);
    return true;
  }

  /** Every key's entries, and where they lead. */
  *entries(): Iterable<{ key: string; entry: string; record: string }> {
    for (const [key, entries] of this.#keys)
      for (const [entry, record] of Object.entries(entries)) yield { key, entry, record };
  }

  /** What a table does to whatever is empty, whenever it likes. */
  clear(now: Instant, which: 'all' | 'some' = 'all'): void {
    for (const [id, { goesAt, record }] of this.records) {
      if (!goesAt || goesAt > now || record.kind !== 'child') continue;
      if (which === 'some' && Number.parseInt(id.slice(-1), 16) % 2 === 0) continue;
      this.records.delete(id);
      this.#index.delete(id);
    }
    for (const [key, goesAt] of this.#emptyKeys) {
      if (goesAt > now) continue;
      for (const its of [this.#keys, this.#fences, this.#emptyKeys]) its.delete(key);
    }
  }

  #touched(key: string, entries: KeyEntries): void {
    this.#keys.set(key, entries);
    this.#fences.set(key, (this.#fences.get(key) ?? 0) + 1);
    this.#emptyKeys.delete(key);
  }

  /** Where it says true, the record is written. Records are kept as they are given: nobody may change one that was read. */
  write(
    { record, dueAt, policyHash, restsSince, goesAt }: Omit<Kept, 'version'>,
    version: number,
    at: number,
  ): boolean {
    if ((this.records.get(record.id)?.version ?? 0) !== version) return false;
    const kept: Kept = {
      record,
      version: version + 1,
      ...(dueAt && { dueAt }),
      ...(!dueAt && this.#notesRest && restsSince && { restsSince }),
      ...(!dueAt && goesAt && { goesAt }),
      ...(policyHash && { policyHash }),
    };
    this.records.set(record.id, kept);
    const before = this.#index.get(record.id) ?? [];
    before.push({ at, dueAt, policyHash: policyHash ?? '', ...(!dueAt && { restsSince }) });
    this.#index.set(record.id, before);
    return true;
  }

  /** The child's record to which this one was joined, or itself. */
  whereJoined(id: string): ChildRecord | undefined {
    const record = this.records.get(id)?.record;
    if (record?.kind !== 'child') return undefined;
    return record.joinedTo ? this.whereJoined(record.joinedTo) : record;
  }

  /** The index as it was at an instant. */
  open(at: number): { id: string; dueAt: Instant; policyHash: string }[] {
    const found: { id: string; dueAt: Instant; policyHash: string }[] = [];
    for (const [id, states] of this.#index) {
      const then = states.findLast((state) => state.at <= at);
      if (then?.dueAt) found.push({ id, dueAt: then.dueAt, policyHash: then.policyHash });
    }
    return found;
  }

  /** Whoever rested for so long, by the index as it was at an instant. */
  resting(before: Instant, at: number): string[] {
    const found: { id: string; since: Instant }[] = [];
    for (const [id, states] of this.#index) {
      const since = states.findLast((state) => state.at <= at)?.restsSince;
      if (since && since < before) found.push({ id, since });
    }
    return found.sort((a, b) => (a.since < b.since ? -1 : 1)).map(({ id }) => id);
  }

  readAll(ids: readonly string[]): Kept[] {
    return ids.flatMap((id) => this.records.get(id) ?? []);
  }
}
