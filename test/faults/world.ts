// The pipeline in virtual time: real handlers over queues, table, Scheduler and mail in memory, a turn at a time, each call an instant of its own.
import { sweep } from '../../functions/sweep/handler.ts';
import { instantOf, NEVER } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Run } from './invocations.ts';
import { begin, follow, needsOf } from './invocations.ts';
import { bodyOf, START, senderOf } from './messages.ts';
import { after, afterInCode, before } from './procedure.ts';
import { Queues } from './queues.ts';
import type { Answer, Reader } from './readers.ts';
import type { PortName, Story } from './story.ts';
import { Table } from './table.ts';
import { Timeline } from './timeline.ts';
import type { Troubles } from './troubles.ts';
import { Watcher } from './watcher.ts';

export const SWEEP_EVERY = 300_000;
/** One sweep, one claim, a minute, and what calls and clocks come to. */
export const PATIENCE = 60_000 + SWEEP_EVERY + 35_000 + 20_000;
/** By when the sweep has planned every record again from its facts. */
const EVERY_RECORD = 12 * SWEEP_EVERY + PATIENCE;
const LONGEST = 6 * 3_600_000;
const MOST_CALLS = 60_000;

export interface Figures {
  calls: number;
  runs: number;
  strikes: number;
  redriven: number;
}

export class World {
  now = START;
  readonly table = new Table();
  readonly watcher: Watcher;
  readonly troubles: Troubles;
  readonly figures: Figures = { calls: 0, runs: 0, strikes: 0, redriven: 0 };
  /** Each call by its run and number, for whoever tries them all. */
  readonly called: string[] = [];
  /** Actions of which no word comes, once at least. */
  readonly wordless = new Set<string>();
  readonly answers: Answer[] = [];
  policy: Policy = before;
  lastStrike = Number.NEGATIVE_INFINITY;
  readonly told: string[] | undefined;
  readonly #story: Story;
  readonly isSweepless: boolean;
  readonly queues: Queues;
  readonly #timeline = new Timeline();
  readonly #schedules = new Set<string>();
  readonly #downUntil: Partial<Record<PortName, number>> = {};
  readonly #numbered: Record<string, number> = {};
  readonly #struckCalls = new Set<string>();
  #waiting = 0;
  #restsFrom = START;
  #isOver = false;
  #endTurn: () => void = () => undefined;

  constructor(story: Story, troubles: Troubles, tells = false) {
    this.#story = story;
    this.isSweepless = story.sweepless === true;
    this.troubles = troubles;
    this.told = tells ? [] : undefined;
    this.watcher = new Watcher(this, story);
    this.queues = new Queues(this);
  }

  /** `faultsStopAt`: the second after which nothing goes wrong any more. */
  async live(faultsStopAt: number): Promise<void> {
    this.#layOut(faultsStopAt);
    this.#restsFrom = Math.max(this.#restsFrom, START + (this.#story.fails?.until ?? 0) * 1_000 + PATIENCE);
    this.#sweepAt(START + SWEEP_EVERY);
    for (let next = this.#timeline.pop(); next && !this.#isOver; next = this.#timeline.pop()) {
      this.now = Math.max(this.now, next.at);
      const turn = new Promise<void>((resolve) => {
        this.#endTurn = resolve;
      });
      if (next.happen()) await turn;
      if (this.figures.calls > MOST_CALLS || this.now > START + LONGEST) {
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
    this.told?.push(`${instantOf(this.now).slice(11, 23)}  ${what}`);
  }

  #layOut(faultsStopAt: number): void {
    for (const [index, happening] of this.#story.happenings.entries()) {
      const at = START + happening.second * 1_000;
      this.#restsFrom = Math.max(this.#restsFrom, at + PATIENCE);
      if ('deploys' in happening) {
        const { deploys } = happening;
        if (deploys === 'code') this.#restsFrom = Math.max(this.#restsFrom, at + EVERY_RECORD);
        this.at(at, () => {
          this.policy = deploys === 'code' ? afterInCode : after;
          this.say(`a deployment changes the ${deploys}`);
          this.watcher.deployed();
          return false;
        });
      } else if ('down' in happening) {
        const { down, seconds } = happening;
        this.at(at, () => {
          if (seconds > 0) this.say(`${down} is down for ${seconds} seconds`);
          this.#downUntil[down] = this.now + seconds * 1_000;
          return false;
        });
      } else {
        const body = bodyOf(happening, index);
        this.queues.send('notifications', `message ${index + 1}`, body, at, senderOf(happening));
      }
    }
    this.at(START + faultsStopAt * 1_000, () => {
      this.troubles.stopped = true;
      return false;
    });
  }

  /** Something waits to happen; sweeps alone are not waited for. */
  at(instant: number, happen: () => boolean): void {
    this.#waiting += 1;
    this.#timeline.push(instant, () => {
      this.#waiting -= 1;
      return happen();
    });
  }

  wakeUp(record: string, at: number, why: string): void {
    this.queues.send('wake-ups', this.numbered(why), record, at);
  }

  schedule(name: string, record: string, instant: number): void {
    if (this.#schedules.has(name)) return;
    this.#schedules.add(name);
    const called = this.numbered('schedule');
    if (!this.isSweepless && this.troubles.of('schedule lost', called, 1) > 0) {
      this.say(`${called} will never come`);
      this.at(instant, () => {
        this.struck(this.now);
        return false;
      });
      return;
    }
    const again = this.troubles.of('scheduled twice', called, 1) * 1_000;
    const strike = () => {
      this.#schedules.delete(name);
      this.wakeUp(record, this.now, called);
      return false;
    };
    const at = Math.max(this.now, instant) + this.troubles.of('scheduled', called, 1) * 1_000;
    this.at(at, strike);
    if (again > 0) this.at(at + again, strike);
  }

  get readers(): readonly Reader[] {
    return this.#story.readers ?? [];
  }

  isWordless = (mailbox: string): boolean => this.#story.wordless?.includes(mailbox) ?? false;

  get hears(): boolean {
    return this.#story.hears ?? false;
  }

  refuses = (mailbox: string): boolean => this.#story.refuses?.includes(mailbox) ?? false;
  bounces = (mailbox: string): boolean => this.#story.bounces?.includes(mailbox) ?? false;

  /** Whether the mail service has no answer for this mailbox, now or ever. */
  fails = (mailbox: string): boolean =>
    this.#story.fails?.mailbox === mailbox && this.now < START + this.#story.fails.until * 1_000;

  isDown = (port: PortName): boolean => (this.#downUntil[port] ?? 0) > this.now;

  struck(at: number, run?: Run): void {
    this.lastStrike = Math.max(this.lastStrike, at);
    // What new code alone would plan is found in the hour after the last sweep that failed.
    const patience = this.policy === afterInCode ? EVERY_RECORD : PATIENCE;
    this.#restsFrom = Math.max(this.#restsFrom, at + patience);
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
        } else if (this.#isAtRest()) {
          this.#isOver = true;
          return false;
        }
      }
      this.#sweepAt(at + SWEEP_EVERY);
      if (this.isSweepless) return false;
      const run = begin(this, this.numbered('sweep'), 'sweep', () => undefined);
      return follow(this, run, sweep(needsOf(this, run)));
    });
  }

  /** Nothing is on its way, and nobody would wake a record any more. */
  #isAtRest(): boolean {
    for (const { record, dueAt } of this.table.records.values()) {
      if (!dueAt || dueAt === NEVER) continue;
      if (!this.isSweepless) return false;
      // A copy that came late, changed nothing and died has it looked at sooner than anything calls for.
      const { actions, next } = plan(record, this.policy, instantOf(this.now));
      if (actions.length === 0 && next === undefined) continue;
      this.watcher.broken(
        'each record has its wake-up, sweep or no sweep',
        `${record.id} is due at ${dueAt}`,
      );
    }
    return true;
  }
}
