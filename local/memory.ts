// The world in memory: every port, for simulation and tests, on a clock that stands until it is moved.
import { wakeUpNames } from '../shared/adapters/wake-up-names.ts';
import type { Instant } from '../shared/core/instant.ts';
import { instantOf, later, millis, SECOND } from '../shared/core/instant.ts';
import type {
  Clock,
  Episodes,
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

export class MemoryEpisodes implements Episodes {
  readonly #records = new Map<
    string,
    { json: string; version: number; dueAt?: Instant; policyHash?: string }
  >();
  readonly #keys = new Map<string, Map<string, string>>();
  readonly receipts = new Map<string, Receipt>();
  paused = false;

  async lookUp(receipt: string, keys: readonly string[]) {
    return {
      received: this.receipts.has(receipt),
      keys: Object.fromEntries(keys.map((key) => [key, this.#entries(key)])),
    };
  }

  async claim(key: string, entry: string, record: string): Promise<KeyEntries> {
    const entries = this.#keys.get(key) ?? new Map<string, string>();
    if (!entries.has(entry)) entries.set(entry, record);
    this.#keys.set(key, entries);
    return this.#entries(key);
  }

  async redirect(key: string, entry: string, record: string): Promise<void> {
    const entries = this.#keys.get(key) ?? new Map<string, string>();
    this.#keys.set(key, entries.set(entry, record));
  }

  async read(id: string) {
    return { kept: this.#kept(id), paused: this.paused };
  }

  async write({ record, dueAt, policyHash }: Omit<Kept, 'version'>, version: number): Promise<boolean> {
    if ((this.#records.get(record.id)?.version ?? 0) !== version) return false;
    this.#records.set(record.id, {
      json: JSON.stringify(record),
      version: version + 1,
      ...(dueAt && { dueAt }),
      ...(policyHash && { policyHash }),
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
    return Object.fromEntries(this.#keys.get(key) ?? []);
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
