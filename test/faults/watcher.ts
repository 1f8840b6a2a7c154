// Watches a world as it lives: what each run was entitled to send, what it sent, what it marked. Knows the core, and nothing of the shell.
import type { Instant } from '../../shared/core/instant.ts';
import { instantOf, latest } from '../../shared/core/instant.ts';
import { due, plan } from '../../shared/core/plan.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';
import { compose } from '../../shared/letters/compose.ts';
import type { Kept, Letter } from '../../shared/ports.ts';
import { Ends } from './ends.ts';
import type { Run } from './invocations.ts';
import { Mornings } from './mornings.ts';
import { Order } from './order.ts';
import { inTheEnd } from './promises.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';
import { PATIENCE } from './world.ts';

/** A letter as the mail service had it. */
export interface Offer {
  record: string;
  actions: readonly string[];
  to: string;
  run: string;
  at: number;
  answer: 'accepted' | 'refused';
  /** Something struck its run before the letter was marked. */
  excused: boolean;
  /** Its record was let go: what is promised of it was seen to then. */
  isOver?: boolean;
}

export interface Broken {
  promise: string;
  how: string;
}

/** The Scheduler's minute, a claim that others hold, and what calls and clocks come to. */
const WITHOUT_FAULT = 60_000 + 36_000 + 20_000;
/** How long a run goes on that began before a pause, late effects included. */
const GOES_ON = 45_000;

/** An hour's schedules, messages and sweeps, each of which may have to be tried again for a quarter of an hour. */
const MOST_WAITING = 40;

interface Entitled {
  mailbox: string;
  since: number;
  dueAt: Instant;
}

export class Watcher {
  readonly brokenPromises: Broken[] = [];
  readonly offers: Offer[] = [];
  /** The worst lateness of a letter that nothing excuses, and of any. */
  latestQuietly = 0;
  latest = 0;
  duplicates = 0;
  readonly #world: World;
  readonly #story: Story;
  readonly #entitled = new Map<string, Map<string, Entitled>>();
  readonly #unmarked = new Map<string, Set<Offer>>();
  readonly #changedAt = new Map<string, number>();
  readonly mornings: Mornings;
  readonly ends: Ends;
  readonly order: Order;
  #resumedAt = Number.NEGATIVE_INFINITY;
  #deployedAt = Number.NEGATIVE_INFINITY;
  #patienceEnds = Number.NEGATIVE_INFINITY;

  constructor(world: World, story: Story) {
    this.#world = world;
    this.#story = story;
    this.mornings = new Mornings(world);
    this.ends = new Ends(world);
    this.order = new Order(this);
  }

  broken(promise: string, how: string): void {
    this.#world.say(`BROKEN: ${promise} - ${how}`);
    this.brokenPromises.push({ promise, how });
  }

  deployed(): void {
    this.#deployedAt = this.#world.now;
    this.#world.struck(this.#world.now);
  }

  /** After a pause only the sweep wakes what is overdue. */
  resumed(): void {
    this.#resumedAt = this.#world.now;
  }

  digestMade(id: string, dueAt: number): void {
    const { now, dawn } = this.#world;
    const since = Math.max(dueAt, dawn, this.#resumedAt);
    if (now > this.#patienceEnds && now > since + PATIENCE)
      this.broken('no digest is late once faults have stopped', `${id} by ${(now - since) / 1000} s`);
    if (this.#isFair && since === dueAt && now > since + WITHOUT_FAULT)
      this.broken('no digest is late where nothing failed', `${id} by ${(now - since) / 1000} s`);
  }

  get #isFair(): boolean {
    return this.#world.lastStrike === Number.NEGATIVE_INFINITY;
  }

  /** Until then a letter may be late. */
  patientUntil(instant: number): void {
    this.#patienceEnds = Math.max(this.#patienceEnds, instant);
  }

  /** The most wake-ups of one record that were on their way at once. */
  mostWaiting = 0;

  waiting(record: string, wakeUps: number): void {
    if (wakeUps > MOST_WAITING && this.mostWaiting <= MOST_WAITING)
      this.broken('wake-ups do not multiply', `${wakeUps} of ${record} are on their way`);
    this.mostWaiting = Math.max(this.mostWaiting, wakeUps);
  }

  struck(run: Run): void {
    this.order.struck(run);
    for (const offer of this.#unmarked.get(run.name) ?? []) offer.excused = true;
  }

  written(run: Run, before: Kept | undefined, kept: Omit<Kept, 'version'>): void {
    const { now } = this.#world;
    const { record } = kept;
    this.mornings.written(run, before?.record, kept);
    this.ends.written(run, before?.record, record);
    if (run.is === 'receive') {
      if (before) this.#nothingForgotten(before.record);
      this.#changedAt.set(record.id, now);
      return;
    }
    if (isClaim(run, before?.record, record)) {
      this.#entitle(run, before?.record, record);
      return;
    }
    for (const offer of this.#unmarked.get(run.name) ?? []) {
      if (offer.actions.every((id) => record.told[id]?.state === offer.answer)) {
        this.#unmarked.get(run.name)?.delete(offer);
      }
    }
  }

  /** What a claim entitles to: what the facts called for, to the mailboxes of that moment, and was written down as intended. */
  #entitle(run: Run, before: HomewardRecord | undefined, claimed: HomewardRecord): void {
    const entitled = new Map<string, Entitled>();
    this.#entitled.set(run.name, entitled);
    if (!before) return;
    const now = instantOf(this.#world.now + run.skew);
    const drafts = compose(due(plan(before, run.policy, now)), before, run.policy, now);
    this.order.claimed(run);
    for (const { actions, mailbox, callableAt, dueAt } of drafts) {
      const since = Math.max(Date.parse(callableAt), this.#turnedAt(before.id));
      for (const { id } of actions) {
        if (claimed.told[id]?.mailbox === mailbox) entitled.set(id, { mailbox, since, dueAt });
      }
    }
  }

  #turnedAt = (record: string): number =>
    Math.max(this.#changedAt.get(record) ?? 0, this.#deployedAt, this.#resumedAt);

  /** `call`: which of its run's calls it was. */
  offered(run: Run, letter: Letter, answer: Offer['answer'], call: number): void {
    const { now } = this.#world;
    this.#world.say(`        ${answer}: ${letter.actions.join(' and ')} to ${letter.to}`);
    const { isPaused, pausedSince } = this.#world.machinery;
    if (isPaused && now > pausedSince + GOES_ON)
      this.broken('nothing is mailed while all mail is paused', letter.actions.join(' and '));
    const entitled = this.#entitled.get(run.name);
    this.order.offered(run, entitled?.get(letter.actions[0] ?? '')?.dueAt);
    for (const id of letter.actions) {
      const to = entitled?.get(id);
      if (!to)
        this.broken('nothing is sent that the facts at its claim did not call for', `${id} by ${run.name}`);
      else if (to.mailbox !== letter.to)
        this.broken('each letter goes to its own mailbox', `${id} to ${letter.to}`);
      else if (letter.to !== this.#story.fails?.mailbox) this.#inTime(id, to.since);
    }
    const offer: Offer = {
      record: letter.record,
      actions: letter.actions,
      to: letter.to,
      run: run.name,
      at: now,
      answer,
      // It ended, or was struck at this very call, which may take effect later.
      excused: !run.alive || this.#world.wasStruck(run, call),
    };
    this.offers.push(offer);
    const unmarked = this.#unmarked.get(run.name) ?? new Set<Offer>();
    this.#unmarked.set(run.name, unmarked.add(offer));
  }

  #inTime(id: string, since: number): void {
    const { now, lastStrike } = this.#world;
    const lateBy = now - since;
    this.latest = Math.max(this.latest, lateBy);
    const isQuiet = now > this.#patienceEnds && !this.#world.waitsForAPerson;
    if (isQuiet) this.latestQuietly = Math.max(this.latestQuietly, lateBy);
    if (isQuiet && lateBy > PATIENCE)
      this.broken('no letter is late once faults have stopped', `${id} by ${lateBy / 1000} s`);
    const mostQuietly = since === this.#resumedAt ? PATIENCE : WITHOUT_FAULT;
    if (lastStrike === Number.NEGATIVE_INFINITY && lateBy > mostQuietly)
      this.broken('no letter is late where nothing failed', `${id} by ${lateBy / 1000} s`);
  }

  /** Before the facts change: what they called for long ago, with nothing in the way, was told. */
  #nothingForgotten(record: HomewardRecord): void {
    const { now, policy } = this.#world;
    const longAgo = now - PATIENCE;
    if (now <= this.#patienceEnds || this.#world.waitsForAPerson || this.#turnedAt(record.id) >= longAgo)
      return;
    if (this.#world.machinery.isPaused) return;
    if (record.kind === 'child' && record.joinedTo) return;
    for (const { id, dueAt, knownAt } of due(plan(record, policy, instantOf(longAgo)))) {
      const callableAt = latest([dueAt, knownAt]) ?? dueAt;
      const fails = this.#story.fails?.mailbox;
      if (fails !== undefined && record.told[id]?.mailbox === fails) continue;
      if (Date.parse(callableAt) < longAgo) this.broken('no letter is lost', `${id} was due at ${dueAt}`);
    }
  }

  /** The night falls, or all is over. */
  rests(): void {
    if (this.#world.machinery.isPaused) return;
    for (const how of this.mornings.missing()) this.broken('each morning has its digest', how);
    for (const how of this.ends.overdue()) this.broken('what is over is let go', how);
    for (const how of this.ends.unfinished()) this.broken('an end that was begun is ended', how);
  }

  inTheEnd(): void {
    this.rests();
    const offers = this.offers.filter(({ isOver }) => !isOver);
    for (const { promise, how } of inTheEnd(this.#world, this.#story, offers)) this.broken(promise, how);
    this.duplicates = this.offers.length - new Set(this.offers.map(({ actions }) => actions.join())).size;
  }
}

/** A claim is made on facts as they were read; one that a join brings along entitles to what it did where it was made. */
function isClaim({ name }: Run, before: HomewardRecord | undefined, after: HomewardRecord): boolean {
  if (after.claim?.by !== name || after.claim === before?.claim) return false;
  return after.kind !== 'child' || (before?.kind === 'child' && after.references === before.references);
}
