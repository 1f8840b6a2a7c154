// Queues, a Scheduler, a sweep and handlers on one still clock, in which one call may fail, lose its answer, or end the run.
import { receive } from '../../functions/receive/handler.ts';
import { settle } from '../../functions/settle/handler.ts';
import { sweep } from '../../functions/sweep/handler.ts';
import { MemoryEpisodes, MemoryPost, MemoryWatch, StillClock } from '../../local/memory.ts';
import type { Arriving } from '../../local/scenario.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { between, earliest, later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Episodes, Metric, WakeUps } from '../../shared/ports.ts';

/** Before or after the call took effect it throws, or the whole run ends there and then. */
export const HARMS = ['throws before', 'throws after', 'dies before', 'dies after'] as const;
export interface Fault {
  /** Counted from 0 over every call to the world outside. */
  call: number;
  /** `is lost`: it is answered as if it had taken effect, which for a wake-up is what a lost message comes to. */
  harm: (typeof HARMS)[number] | 'is lost';
}

export class CallFailed extends Error {}

const VISIBILITY = 180 * SECOND;
const MOST_RECEIVES = 5;
const SWEEP_EVERY = 5 * MINUTE;
/** Where nothing happened for half an hour and nothing is near, sweeps are rarer here, for whoever waits for the test. */
const QUIET = { after: 30 * MINUTE, every: 65 * MINUTE };
const TIMEOUT = 30 * SECOND;
/** What a call takes. */
const CALL = 20;

interface Waiting {
  visibleAt: Instant;
  received: number;
  work: (run: string) => Promise<void>;
}

/** Remembers how late each letter was. */
class LateWatch extends MemoryWatch {
  readonly lateBy: number[] = [];
  override count(metric: Metric, value: number): void {
    super.count(metric, value);
    if (metric === 'LateBySeconds') this.lateBy.push(value);
  }
}

export class QueuedWorld {
  readonly episodes = new MemoryEpisodes();
  readonly watch = new LateWatch();
  readonly clock: StillClock;
  readonly post: MemoryPost;
  readonly policy: Policy;
  readonly deadLetters: Waiting[] = [];
  /** Every call so far, by its name. */
  readonly calls: string[] = [];
  faultStruckAt: Instant | undefined;
  readonly #fault: Fault | undefined;
  readonly #scheduled = new Set<string>();
  #lastHandled: Instant;
  #queue: Waiting[] = [];
  #endRun: () => void = () => undefined;
  #runs = 0;

  constructor(policy: Policy, start: Instant, fault?: Fault) {
    this.policy = policy;
    this.clock = new StillClock(start);
    this.#lastHandled = start;
    this.post = new MemoryPost(this.clock);
    this.#fault = fault;
  }

  async live(messages: readonly Arriving[], until: Instant): Promise<void> {
    for (const { at, body, senderId } of messages) {
      this.#push(at, () =>
        receive({ body, senderId }, { ...this.#needs(), clock: this.clock, watch: this.watch }),
      );
    }
    let nextSweep = later(this.clock.now(), SWEEP_EVERY);
    for (;;) {
      this.#queue.sort((a, b) => (a.visibleAt < b.visibleAt ? -1 : a.visibleAt > b.visibleAt ? 1 : 0));
      const [next] = this.#queue;
      const sweeps = !next || nextSweep < next.visibleAt;
      const at = sweeps ? nextSweep : next.visibleAt;
      if (at > until) break;
      this.clock.moveTo(at);
      if (sweeps) {
        const isQuiet =
          between(this.#lastHandled, at) > QUIET.after && !(await this.#isAnyDueBy(later(at, QUIET.every)));
        nextSweep = later(nextSweep, isQuiet ? QUIET.every : SWEEP_EVERY);
        await this.#run(() => sweep({ ...this.#needs(), clock: this.clock, watch: this.watch }));
      } else {
        await this.#handle(next);
        nextSweep = earliest([nextSweep, later(at, SWEEP_EVERY)]) ?? nextSweep;
      }
    }
    this.clock.moveTo(until);
  }

  /** What could have been handled by now; a wake-up of a later day is none of it. */
  get waiting(): number {
    return this.#queue.filter(({ visibleAt }) => visibleAt <= this.clock.now()).length;
  }

  async #handle(message: Waiting): Promise<void> {
    message.received += 1;
    this.#lastHandled = this.clock.now();
    if (message.received > MOST_RECEIVES) {
      this.#queue.splice(this.#queue.indexOf(message), 1);
      this.deadLetters.push(message);
      return;
    }
    message.visibleAt = later(this.clock.now(), VISIBILITY);
    if (await this.#run(message.work)) this.#queue.splice(this.#queue.indexOf(message), 1);
  }

  async #isAnyDueBy(instant: Instant): Promise<boolean> {
    for await (const { dueAt } of this.episodes.open()) if (dueAt <= instant) return true;
    return false;
  }

  /** False where the run threw or died. */
  async #run(work: (run: string) => Promise<void>): Promise<boolean> {
    this.#runs += 1;
    const death = new Promise<boolean>((resolve) => {
      this.#endRun = () => resolve(false);
    });
    const run = `run-${this.#runs}`;
    const done = work(run).then(
      () => true,
      (error: unknown) => {
        if (
          error instanceof CallFailed ||
          (error instanceof Error && error.message.includes('could not be sent'))
        )
          return false;
        throw error;
      },
    );
    return Promise.race([done, death]);
  }

  #push(visibleAt: Instant, work: Waiting['work']): void {
    this.#queue.push({ visibleAt, received: 0, work });
  }

  #wakeUp(at: Instant, record: string): void {
    this.#push(at, (run) => settle(record, this.#needsOfSettle(run)));
  }

  #needsOfSettle(run: string) {
    const needs = { ...this.#needs(), clock: this.clock, watch: this.watch };
    return {
      ...needs,
      post: this.#exposed('post', this.post),
      deadline: later(this.clock.now(), TIMEOUT),
      run,
    };
  }

  #needs() {
    const wakeUps: WakeUps = {
      nameOf: (record, instant) => `${record}-${instant}`,
      soon: async (record, seconds = 0) => this.#wakeUp(later(this.clock.now(), seconds * SECOND), record),
      at: async (record, instant) => {
        const name = wakeUps.nameOf(record, instant);
        if (!this.#scheduled.has(name)) this.#wakeUp(instant, record);
        this.#scheduled.add(name);
      },
    };
    return {
      policy: this.policy,
      episodes: this.#exposed<Episodes>('episodes', this.episodes),
      wakeUps: this.#exposed('wakeUps', wakeUps),
    };
  }

  /** The same port, each of whose calls takes time and may be the one that the fault strikes. */
  #exposed<Port extends object>(name: string, port: Port): Port {
    return new Proxy(port, {
      get: (of, method) => {
        const call: unknown = Reflect.get(of, method);
        if (typeof call !== 'function' || method === 'nameOf') return call;
        const called = (...given: unknown[]) => call.apply(of, given);
        if (method === 'open') return () => this.#page(`${name}.open`, called);
        return (...given: unknown[]) => this.#struck(`${name}.${String(method)}`, () => called(...given));
      },
    });
  }

  async *#page(name: string, called: () => AsyncIterable<unknown>) {
    const found: unknown[] = [];
    await this.#struck(name, async () => {
      for await (const each of called()) found.push(each);
    });
    yield* found;
  }

  async #struck<T>(name: string, called: () => Promise<T>): Promise<T> {
    const harm = this.#fault?.call === this.calls.length ? this.#fault.harm : undefined;
    this.calls.push(name);
    this.clock.moveTo(later(this.clock.now(), CALL));
    if (harm) this.faultStruckAt = this.clock.now();
    if (harm === 'throws before') throw new CallFailed(name);
    if (harm === 'dies before') return this.#die();
    const answer = harm === 'is lost' ? (undefined as T) : await called();
    if (harm === 'throws after') throw new CallFailed(name);
    if (harm === 'dies after') return this.#die();
    return answer;
  }

  /** The run never hears of anything again. */
  #die(): Promise<never> {
    this.#endRun();
    return new Promise(() => undefined);
  }
}
