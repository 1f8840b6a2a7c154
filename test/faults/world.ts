// The pipeline in virtual time: real handlers over queues, table, Scheduler and mail in memory, a turn at a time, each call an instant of its own.
import { sweep } from '../../functions/sweep/handler.ts';
import { instantOf } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Run } from './invocations.ts';
import { begin, follow, needsOf } from './invocations.ts';
import { Machinery } from './machinery.ts';
import { bodyOf, isSpoken, START, senderOf } from './messages.ts';
import { Queues } from './queues.ts';
import type { Answer, Reader } from './readers.ts';
import { FAR, isAtRest } from './rest.ts';
import { Scheduler } from './scheduler.ts';
import type { Story } from './story.ts';
import { isLeftOut } from './story.ts';
import { Table } from './table.ts';
import { Timeline } from './timeline.ts';
import type { Troubles } from './troubles.ts';
import { Watcher } from './watcher.ts';

export const SWEEP_EVERY = 300_000;
/** One sweep, one claim, a minute, and what calls and clocks come to. */
export const PATIENCE = 60_000 + SWEEP_EVERY + 35_000 + 20_000;
/** By when the sweep has planned every record again from its facts. */
export const EVERY_RECORD = 12 * SWEEP_EVERY + PATIENCE;
const LONGEST = 6 * 3_600_000;
const FIRST_SWEEPS = 3;
const MOST_CALLS = 60_000;

export interface Figures {
  calls: number;
  runs: number;
  strikes: number;
  redriven: number;
}

export class World {
  now = START;
  readonly table: Table;
  readonly watcher: Watcher;
  readonly troubles: Troubles;
  readonly figures: Figures = { calls: 0, runs: 0, strikes: 0, redriven: 0 };
  /** Each call by its run and number, for whoever tries them all. */
  readonly called: string[] = [];
  /** Those of them that only look. */
  readonly looked = new Set<string>();
  /** Runs that threw. */
  readonly failed = new Set<string>();
  /** Sweeps that are like no other: the first ones of a day. */
  readonly firstSweeps = new Set<string>();
  /** Actions of which no word comes, once at least. */
  readonly wordless = new Set<string>();
  readonly answers: Answer[] = [];
  policy: Policy;
  lastStrike = Number.NEGATIVE_INFINITY;
  readonly told: string[] | undefined;
  readonly story: Story;
  readonly machinery: Machinery;
  readonly isSweepless: boolean;
  readonly queues: Queues;
  readonly scheduler: Scheduler;
  readonly #timeline = new Timeline();
  readonly #numbered: Record<string, number> = {};
  readonly #struckCalls = new Set<string>();
  #waiting = 0;
  /** When this day began, and until when its faults go on. */
  dawn = START;
  #faultsStopAt = 0;
  #restsFrom = START;
  #isOver = false;
  #endTurn: () => void = () => undefined;

  constructor(story: Story, troubles: Troubles, tells = false) {
    this.story = story;
    this.isSweepless = story.sweepless === true;
    this.troubles = troubles;
    this.told = tells ? [] : undefined;
    this.table = new Table(Boolean(story.ends || story.digestAt || story.isPausable));
    this.watcher = new Watcher(this, story);
    this.queues = new Queues(this);
    this.scheduler = new Scheduler(this);
    this.machinery = new Machinery(this);
    this.policy = this.machinery.procedures.before;
  }

  /** `faultsStopAt`: the second after which nothing goes wrong any more. */
  async live(faultsStopAt: number): Promise<void> {
    this.#faultsStopAt = faultsStopAt * 1_000;
    this.#restsFrom = START + (this.story.fails?.until ?? 0) * 1_000 + PATIENCE;
    this.#begin();
    for (let next = this.#timeline.pop(); next && !this.#isOver; next = this.#timeline.pop()) {
      this.now = Math.max(this.now, next.at);
      const turn = new Promise<void>((resolve) => {
        this.#endTurn = resolve;
      });
      if (next.happen()) await turn;
      if (this.figures.calls > MOST_CALLS || this.now > this.dawn + LONGEST) {
        this.watcher.broken(
          'never comes to rest',
          `${this.figures.calls} calls, ${(this.now - START) / 60_000} minutes`,
        );
        return;
      }
    }
    this.watcher.inTheEnd();
  }

  say(what: string): void {
    this.told?.push(`${instantOf(this.now).slice(this.story.dawns ? 8 : 11, 23)}  ${what}`);
  }

  /** A day: what happens in it, its faults, its sweeps. */
  #begin(): void {
    const from = this.dawn;
    const until = this.#nextDawn ?? Number.POSITIVE_INFINITY;
    for (const [index, happening] of this.story.happenings.entries()) {
      const at = START + happening.second * 1_000;
      if (at < from || at >= until || isLeftOut(happening)) continue;
      this.restsAfter(at + PATIENCE);
      if (!isSpoken(happening)) this.machinery.befall(happening, at);
      else {
        const name = `message ${index + 1}`;
        this.queues.send('notifications', name, bodyOf(happening, index), at, senderOf(happening));
      }
    }
    this.troubles.stopped = false;
    this.at(from + this.#faultsStopAt, () => {
      this.troubles.stopped = true;
      return false;
    });
    this.#sweepAt(from + SWEEP_EVERY);
  }

  /** Nobody may rest before. */
  restsAfter(instant: number): void {
    this.#restsFrom = Math.max(this.#restsFrom, instant);
  }

  get #nextDawn(): number | undefined {
    const dawns = this.story.dawns?.map((second) => START + second * 1_000) ?? [];
    return dawns.find((at) => at > this.dawn);
  }

  /** Nobody sweeps until then; what was asked of the Scheduler comes all the same. */
  #sleepUntil(dawn: number): void {
    this.say('the night falls');
    this.watcher.rests();
    this.dawn = dawn;
    this.#timeline.push(dawn, () => {
      this.say('the day dawns');
      this.table.clear(instantOf(this.now), this.story.clears);
      this.#restsFrom = this.now + PATIENCE;
      if (this.figures.strikes > 0) this.watcher.patientUntil(this.#restsFrom);
      this.#begin();
      return false;
    });
  }

  /** Something waits to happen; sweeps alone are not waited for. */
  at(instant: number, happen: () => boolean): void {
    const waitedFor = instant - this.now > FAR ? 0 : 1;
    this.#waiting += waitedFor;
    this.#timeline.push(instant, () => {
      this.#waiting -= waitedFor;
      return happen();
    });
  }

  wakeUp(record: string, at: number, why: string): void {
    this.queues.send('wake-ups', this.numbered(why), record, at);
  }

  get readers(): readonly Reader[] {
    return this.story.readers ?? [];
  }

  isWordless = (mailbox: string): boolean => this.story.wordless?.includes(mailbox) ?? false;

  get hears(): boolean {
    return this.story.hears ?? false;
  }

  refuses = (mailbox: string): boolean => this.story.refuses?.includes(mailbox) ?? false;
  bounces = (mailbox: string): boolean => this.story.bounces?.includes(mailbox) ?? false;

  /** Whether the mail service has no answer for this mailbox, now or ever. */
  fails = (mailbox: string): boolean =>
    this.story.fails?.mailbox === mailbox && this.now < START + this.story.fails.until * 1_000;

  struck(at: number, run?: Run): void {
    this.lastStrike = Math.max(this.lastStrike, at);
    // What new code alone would plan is found in the hour after the last sweep that failed.
    const patience = this.policy === this.machinery.procedures.afterInCode ? EVERY_RECORD : PATIENCE;
    this.restsAfter(at + patience);
    this.watcher.patientUntil(at + patience);
    this.figures.strikes += 1;
    if (!run) return;
    this.#struckCalls.add(`${run.name}|${run.calls}`);
    this.watcher.struck(run);
  }

  wasStruck = (run: Run, call: number): boolean => this.#struckCalls.has(`${run.name}|${call}`);

  /** A wake-up is among the dead letters, and no sweep to make it good: only a redrive does. */
  get waitsForAPerson(): boolean {
    return this.isSweepless && this.queues.deadLetters > 0;
  }

  passTurn(): void {
    this.#endTurn();
  }

  stop(run: Run): void {
    if (!run.alive) return;
    run.alive = false;
    run.end(false);
  }

  numbered(what: string): string {
    const nth = (this.#numbered[what] ?? 0) + 1;
    this.#numbered[what] = nth;
    return `${what} ${nth}`;
  }

  #sweepAt(at: number): void {
    this.#timeline.push(at, () => {
      if (this.#waiting === 0 && this.now >= this.#restsFrom) {
        if (this.queues.deadLetters > 0) {
          this.#restsFrom = this.now + PATIENCE;
          this.watcher.patientUntil(this.#restsFrom);
          this.queues.redrive();
        } else if (isAtRest(this)) {
          const dawn = this.#nextDawn;
          if (dawn === undefined) this.#isOver = true;
          else this.#sleepUntil(dawn);
          return false;
        }
      }
      this.#sweepAt(at + SWEEP_EVERY);
      if (this.isSweepless) return false;
      const name = this.numbered('sweep');
      if (at <= this.dawn + FIRST_SWEEPS * SWEEP_EVERY) this.firstSweeps.add(name);
      const run = begin(this, name, 'sweep', () => undefined);
      return follow(this, run, sweep(needsOf(this, run)));
    });
  }
}
