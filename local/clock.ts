// The one clock of the one machine: it can be set, run fast, and stands still while a function runs.
import type { ClockFile } from './clock-file.ts';
import type { Clock } from './emulators/clock.ts';

interface Waiter {
  until: number;
  resolve: () => void;
}

/** Where time starts: with the machine's own clock, or at an instant of its own (ms since 1970). */
export type Start = { follows: 'machine'; notBefore?: number } | { follows: 'itself'; from: number };

/** Real milliseconds that fast time stands after an event, so that what the event sets off can begin at its instant. */
const pause = 5;
const longestTimer = 2 ** 31 - 1;

/**
 * Virtual milliseconds since 1970. At speed 1 time simply passes. At any other speed it stands while somebody holds it,
 * and never passes an instant that somebody waits for before that wait has ended.
 */
export class VirtualClock implements Clock {
  readonly speed: number;
  readonly follows: 'machine' | 'itself';
  /** What a worker thread reads: `[virtual minus machine ms, the instant at which time stands, or 0]`. */
  readonly shared = new BigInt64Array(new SharedArrayBuffer(16));
  #at: number;
  #since = performance.now();
  #offset = 0;
  #latest = 0;
  #holds = 0;
  #standing = false;
  #isClosed = false;
  #waiters: Waiter[] = [];
  #timer: NodeJS.Timeout | undefined;
  #moveOn: NodeJS.Timeout | undefined;
  #everySecond: NodeJS.Timeout | undefined;
  #file: ClockFile | undefined;

  constructor(start: Start, speed = 1) {
    if (!(speed > 0 && speed <= 100_000))
      throw new RangeError('The speed is a number over 0, at most 100000.');
    this.speed = speed;
    this.follows = start.follows === 'machine' && speed === 1 ? 'machine' : 'itself';
    const machine = Date.now();
    const from = start.follows === 'machine' ? Math.max(machine, start.notBefore ?? 0) : start.from;
    this.#offset = from - machine;
    this.#at = from;
    this.#share();
  }

  now(): number {
    const reading = Math.floor(this.speed === 1 ? Date.now() + this.#offset : this.#fast());
    if (reading > this.#latest) {
      this.#latest = reading;
      if (this.follows === 'itself') this.#file?.write(this.follows, reading);
    }
    return this.#latest;
  }

  wait(until: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted || until <= this.now()) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter = { until: Math.ceil(until), resolve };
      const give = () => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        this.#arm();
        resolve();
      };
      waiter.resolve = () => {
        signal?.removeEventListener('abort', give);
        resolve();
      };
      signal?.addEventListener('abort', give, { once: true });
      const place = this.#waiters.findIndex((other) => other.until > waiter.until);
      this.#waiters.splice(place === -1 ? this.#waiters.length : place, 0, waiter);
      if (this.#waiters[0] === waiter) this.#arm();
    });
  }

  /** Keeps fast time standing until the returned function is called; real time passes on, and is not moved meanwhile. */
  hold(): () => void {
    if (this.speed !== 1) this.#standAt(this.#fast());
    this.#holds += 1;
    let held = true;
    return () => {
      if (held) this.#holds -= 1;
      held = false;
      if (this.speed !== 1) this.#moveOnSoon();
    };
  }

  /**
   * Time goes on to an instant: from one that somebody waits for to the next, and no further while what that sets off is
   * at work. A clock that follows the machine's stays where it is.
   */
  async moveTo(instant: number): Promise<void> {
    while (this.follows === 'itself' && this.now() < instant) {
      await new Promise((wake) => setTimeout(wake, pause));
      if (this.#isClosed) return;
      if (this.#holds > 0) continue;
      const next = Math.min(instant, Math.max(this.now(), this.#waiters[0]?.until ?? instant));
      if (this.speed === 1) this.#offset += next - this.now();
      else this.#standAt(next);
      this.#share();
      this.#ring();
      if (this.speed !== 1) this.#moveOnSoon();
    }
  }

  /** From here on no instant is handed out before the file has it: a killed process never takes time back. */
  keepIn(file: ClockFile): void {
    this.#file = file;
    file.write(this.follows, this.now());
    this.#everySecond = setInterval(() => file.write(this.follows, this.now()), 1000).unref();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#moveOn);
    clearInterval(this.#everySecond);
    this.#file?.write(this.follows, this.now());
    this.#file?.close();
    this.#file = undefined;
    this.#standing = true;
    for (const waiter of this.#waiters.splice(0)) waiter.resolve();
  }

  #fast(): number {
    if (this.#standing) return this.#at;
    const passed = this.#at + (performance.now() - this.#since) * this.speed;
    const first = this.#waiters[0];
    if (!first || passed <= first.until) return passed;
    this.#at = Math.max(this.#at, first.until);
    this.#since = performance.now();
    return this.#at;
  }

  #standAt(instant: number): void {
    clearTimeout(this.#moveOn);
    clearTimeout(this.#timer);
    this.#at = instant;
    this.#standing = true;
    this.now();
    this.#share();
  }

  #moveOnSoon(): void {
    clearTimeout(this.#moveOn);
    this.#moveOn = setTimeout(() => {
      if (this.#holds > 0 || !this.#standing) return;
      this.#standing = false;
      this.#since = performance.now();
      this.#arm();
    }, pause);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const first = this.#waiters[0];
    if (!first || this.#standing) return;
    const delay = Math.ceil((first.until - this.now()) / this.speed);
    this.#timer = setTimeout(() => this.#ring(), Math.min(Math.max(delay, 0), longestTimer));
  }

  #ring(): void {
    const now = this.now();
    const rung = this.#waiters.filter((waiter) => waiter.until <= now);
    this.#waiters = this.#waiters.filter((waiter) => waiter.until > now);
    if (rung.length > 0 && this.speed !== 1) {
      this.#standAt(now);
      this.#moveOnSoon();
    } else {
      this.#arm();
    }
    for (const waiter of rung) waiter.resolve();
  }

  #share(): void {
    Atomics.store(this.shared, 0, BigInt(Math.round(this.#offset)));
    Atomics.store(this.shared, 1, this.speed === 1 ? 0n : BigInt(Math.floor(this.#at)));
  }
}
