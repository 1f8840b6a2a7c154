// The world in memory: every port, for simulation and tests, on a clock that stands until it is moved.
import { packedBytesOf, recordAttributes } from '../shared/adapters/record-item.ts';
import { wakeUpNames } from '../shared/adapters/wake-up-names.ts';
import type { Instant } from '../shared/core/instant.ts';
import { instantOf, later, millis, SECOND } from '../shared/core/instant.ts';
import type {
  Clock,
  Endings,
  Episodes,
  FencedKey,
  Kept,
  KeyEntries,
  Letter,
  Metric,
  Post,
  Receipt,
  WakeUps,
  Watch,
} from '../shared/ports.ts';

export class StillClock implements Clock {
  #now: number;
  constructor(start: Instant) {
    this.#now = millis(start);
  }
  now(): Instant {
    return instantOf(this.#now);
  }
  moveTo(instant: Instant): void {
    this.#now = Math.max(this.#now, millis(instant));
  }
}

type Row = Omit<Kept, 'record'> & { json: string };

interface KeyRow {
  entries: Map<string, string>;
  fence: number;
  goesAt?: Instant;
}

/** What is shorter need not be tried whether it fits its item. */
const LARGE = 100_000;

export class MemoryEpisodes implements Episodes, Endings {
  readonly #records = new Map<string, Row>();
  readonly #keys = new Map<string, KeyRow>();
  readonly receipts = new Map<string, Receipt>();
  paused = false;

  async lookUp(receipt: string, keys: readonly string[]) {
    return {
      received: this.receipts.has(receipt),
      keys: Object.fromEntries(keys.map((key) => [key, this.#entries(key)])),
    };
  }

  async claim(key: string, entry: string, record: string): Promise<KeyEntries> {
    const { entries } = this.#touched(key);
    if (!entries.has(entry)) entries.set(entry, record);
    return this.#entries(key);
  }

  async redirect(key: string, entry: string, record: string): Promise<void> {
    this.#touched(key).entries.set(entry, record);
  }

  async fences(keys: readonly string[]): Promise<Record<string, FencedKey>> {
    return Object.fromEntries(
      keys.map((key) => [key, { entries: this.#entries(key), fence: this.#keys.get(key)?.fence ?? 0 }]),
    );
  }

  async giveBack(key: string, entry: string, { fence }: FencedKey, goesAt: Instant): Promise<boolean> {
    if ((this.#keys.get(key)?.fence ?? 0) !== fence) return false;
    const row = this.#touched(key);
    row.entries.delete(entry);
    if (row.entries.size === 0) row.goesAt = goesAt;
    return true;
  }

  async resting(before: Instant, most: number): Promise<string[]> {
    return [...this.#records]
      .flatMap(([id, { dueAt, restsSince }]) => (restsSince && !dueAt ? [{ id, restsSince }] : []))
      .filter(({ restsSince }) => restsSince < before)
      .sort((a, b) => (a.restsSince < b.restsSince ? -1 : 1))
      .slice(0, most)
      .map(({ id }) => id);
  }

  /** What a table does to whatever may go, whenever it likes. */
  clear(now: Instant): void {
    for (const rows of [this.#records, this.#keys, this.receipts] as Map<string, { goesAt?: Instant }>[]) {
      for (const [name, { goesAt }] of rows) if (goesAt && goesAt <= now) rows.delete(name);
    }
  }

  keys(): string[] {
    return [...this.#keys.keys()];
  }

  async read(id: string) {
    return { kept: this.#kept(id), paused: this.paused };
  }

  async write(
    { record, dueAt, restsSince, goesAt, policyHash }: Omit<Kept, 'version'>,
    version: number,
    most?: number,
  ) {
    const json = JSON.stringify(record);
    const packedBytes = json.length > LARGE ? packedBytesOf(recordAttributes(record, most)) : undefined;
    if ((this.#records.get(record.id)?.version ?? 0) !== version) return false;
    this.#records.set(record.id, {
      json,
      version: version + 1,
      ...(dueAt ? { dueAt } : { ...(restsSince && { restsSince }), ...(goesAt && { goesAt }) }),
      ...(policyHash && { policyHash }),
      ...(packedBytes && { packedBytes }),
    });
    return true;
  }

  async keep(receipt: Receipt): Promise<void> {
    this.receipts.set(receipt.id, receipt);
  }

  async *open() {
    for (const [id, { dueAt, policyHash }] of this.#records) {
      if (dueAt) yield { id, dueAt, policyHash: policyHash ?? '' };
    }
  }

  async readAll(ids: readonly string[]): Promise<Kept[]> {
    return ids.flatMap((id) => this.#kept(id) ?? []);
  }

  ids(): string[] {
    return [...this.#records.keys()];
  }

  #entries(key: string): KeyEntries {
    return Object.fromEntries(this.#keys.get(key)?.entries ?? []);
  }

  #touched(key: string): KeyRow {
    const { entries, fence } = this.#keys.get(key) ?? { entries: new Map<string, string>(), fence: 0 };
    const row = { entries, fence: fence + 1 };
    this.#keys.set(key, row);
    return row;
  }

  #kept(id: string): Kept | undefined {
    const found = this.#records.get(id);
    if (!found) return undefined;
    const { json, ...rest } = found;
    return { record: JSON.parse(json), ...rest };
  }
}

/** A queue with delays and a Scheduler in one: what is due when. Several queues may share one Scheduler, as on AWS. */
export class MemoryWakeUps implements WakeUps {
  readonly nameOf: WakeUps['nameOf'];
  readonly #clock: Clock;
  readonly #schedules: Set<string>;
  #due: { at: Instant; record: string; order: number }[] = [];
  #order = 0;
  constructor(clock: Clock, queue = 'wake-ups', schedules = new Set<string>()) {
    this.#clock = clock;
    this.#schedules = schedules;
    this.nameOf = wakeUpNames(queue);
  }

  async soon(record: string, seconds = 0): Promise<void> {
    const delay = Math.min(900, Math.ceil(seconds));
    this.#push(record, later(this.#clock.now(), delay * SECOND));
  }

  async at(record: string, instant: Instant): Promise<void> {
    const name = this.nameOf(record, instant);
    if (this.#schedules.has(name)) return;
    this.#schedules.add(name);
    this.#push(record, `${instant.slice(0, 19)}.000Z`);
  }

  /** The next wake-up due by (or before) an instant, taken from the queue. */
  take(when: { by: Instant } | { before: Instant }): { at: Instant; record: string } | undefined {
    const next = this.#due[0];
    if (!next) return undefined;
    if ('by' in when ? next.at > when.by : next.at >= when.before) return undefined;
    this.#due.shift();
    return next;
  }

  #push(record: string, at: Instant): void {
    this.#due.push({ at, record, order: this.#order++ });
    this.#due.sort((a, b) => (a.at === b.at ? a.order - b.order : a.at < b.at ? -1 : 1));
  }
}

export class MemoryPost implements Post {
  readonly sent: { at: Instant; letter: Letter }[] = [];
  readonly #clock: Clock;
  /** Decides what becomes of a letter; accepted where nothing is said. */
  answer: (letter: Letter) => 'accept' | 'refuse' | 'fail' = () => 'accept';
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async send(letter: Letter) {
    switch (this.answer(letter)) {
      case 'fail':
        throw new Error('The mail service did not answer');
      case 'refuse':
        return { accepted: false as const, why: 'the address does not exist' };
      case 'accept':
        this.sent.push({ at: this.#clock.now(), letter });
        return { accepted: true as const, id: `letter-${this.sent.length}` };
    }
  }
}

export class MemoryWatch implements Watch {
  readonly counts = new Map<Metric, number>();
  readonly alarms: { event: string; about: Readonly<Record<string, string | number | boolean>> }[] = [];
  readonly notes: { event: string; about: Readonly<Record<string, string | number | boolean>> }[] = [];

  count(metric: Metric, value: number): void {
    this.counts.set(metric, (this.counts.get(metric) ?? 0) + value);
  }
  note(event: string, about: Readonly<Record<string, string | number | boolean>>): void {
    this.notes.push({ event, about });
  }
  alarm(event: string, about: Readonly<Record<string, string | number | boolean>>): void {
    this.alarms.push({ event, about });
  }
}
