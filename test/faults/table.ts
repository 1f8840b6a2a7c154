// The table as it is at each instant: records written on their version, keys, receipts, and an index that remembers how it was.
import type { Instant } from '../../shared/core/instant.ts';
import type { Kept, KeyEntries, Receipt } from '../../shared/ports.ts';

interface Indexed {
  at: number;
  dueAt: Instant | undefined;
  policyHash: string;
}

export class Table {
  readonly records = new Map<string, Kept>();
  readonly receipts = new Map<string, Receipt>();
  readonly #keys = new Map<string, KeyEntries>();
  readonly #index = new Map<string, Indexed[]>();

  lookUp(receipt: string, keys: readonly string[]) {
    const found: Record<string, KeyEntries> = {};
    for (const key of keys) found[key] = this.#keys.get(key) ?? {};
    return { received: this.receipts.has(receipt), keys: found };
  }

  claim(key: string, entry: string, record: string): KeyEntries {
    const entries = this.#keys.get(key) ?? {};
    if (Object.hasOwn(entries, entry)) return entries;
    return this.redirect(key, entry, record);
  }

  redirect(key: string, entry: string, record: string): KeyEntries {
    const entries = { ...this.#keys.get(key), [entry]: record };
    this.#keys.set(key, entries);
    return entries;
  }

  /** Where it says true, the record is written. Records are kept as they are given: nobody may change one that was read. */
  write({ record, dueAt, policyHash }: Omit<Kept, 'version'>, version: number, at: number): boolean {
    if ((this.records.get(record.id)?.version ?? 0) !== version) return false;
    const kept: Kept = {
      record,
      version: version + 1,
      ...(dueAt && { dueAt }),
      ...(policyHash && { policyHash }),
    };
    this.records.set(record.id, kept);
    const before = this.#index.get(record.id) ?? [];
    before.push({ at, dueAt, policyHash: policyHash ?? '' });
    this.#index.set(record.id, before);
    return true;
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

  readAll(ids: readonly string[]): Kept[] {
    return ids.flatMap((id) => this.records.get(id) ?? []);
  }
}
