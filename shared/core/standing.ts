// Where a rule stands on one absence, before anybody is addressed: whether it acts, from when, until when what it asks is to be done.
import type { Absence } from './absence.ts';
import { OutsideCalendar } from './calendar.ts';
import { causeOf } from './cause.ts';
import type { Recorded } from './circumstances.ts';
import type { Rival, Strike } from './clock.ts';
import { rivals, strike } from './clock.ts';
import type { Answer, Reason, Situation } from './condition.ts';
import { evaluate, holdsBy } from './condition.ts';
import type { Child } from './facts.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import { personIn } from './person.ts';
import type { Ask, Clock, Policy, Rule, Trigger, Version } from './policy.ts';
import type { ChildRecord } from './record.ts';
import { own } from './record.ts';
import type { Known } from './statements.ts';
import { type Named, taskName } from './task-name.ts';
import { occurrenceOf, tellingsOf } from './told.ts';
import type { ForThisChild } from './treatment.ts';
import { forThisChild, placementPlans } from './treatment.ts';

export interface Around {
  record: ChildRecord;
  child: Child;
  policy: Policy;
  version: Version;
}

/** What other rules of the version come to on the same absence, by their ids; undefined where they come to nothing. */
export interface OtherRules {
  dueAt(rule: string): Known<Instant> | undefined;
  /** Until when its task is to be done, as long as that is open. */
  deadline(rule: string): Known<Instant> | undefined;
  recorded(rule: string): Recorded | undefined;
  gate(rule: string): Gate | undefined;
  toldAt(rule: string): Instant | undefined;
  /** What people read in the place of its id. */
  named: Named;
}

/** A decision that is asked for. */
export interface Gate {
  /** What a person decided, where it is one of the outcomes. */
  decided?: Recorded;
  otherwise: string;
  deadline: Instant;
  knownAt: Instant;
}

export interface Task {
  task: string;
  reference: string;
  rule: string;
  dueAt: Instant;
  /** What is aimed at, where that is sooner. */
  targetAt?: Instant;
  state: 'open' | 'done' | 'closed';
}

interface Duty {
  task: Task;
  /** By when, in words. */
  why: () => string;
  knownAt: Instant;
  /** A person said that it is done. */
  isRecorded: boolean;
}

export type Standing = { rule: Rule; occurrence: number; on: Situation; duty?: Duty | undefined } & (
  | { acts: false; why: Why }
  | { acts: true; dueAt: Instant; knownAt: Instant; why: Why }
);

/** The reasons, put into words for whoever asks: most plans ask of few rules. */
export type Why = () => readonly Reason[];

/** Each rule of the version on an absence. A rule that others refer to is looked at once. */
export function standingsOn(absence: Absence, around: Around): Standing[] {
  const rules = rulesFor(around);
  // A rule that is being looked at stands nowhere yet.
  const known = new Map<string, Standing | undefined>();
  const occurrences = new Map<Trigger, number>();
  const occurrence = (upon: Trigger): number => {
    const counted = occurrences.get(upon) ?? occurrenceOf(around.record, absence, upon);
    occurrences.set(upon, counted);
    return counted;
  };
  // What no rule asks for, such as that a class is lowered, is recorded under one name, however often the child goes missing.
  const recorded = (id: string): Recorded | undefined => {
    const of = rules.get(id);
    return own(absence.recorded, of ? taskId(id, occurrence(of.rule.upon)) : id);
  };
  const standing = (id: string): Standing | undefined => {
    const of = rules.get(id);
    if (!of || known.has(id)) return known.get(id);
    const { rule, withheld: why } = of;
    known.set(id, undefined);
    const found = standingOf(rule, occurrence(rule.upon), situation, around);
    const stands: Standing = why && found.acts ? { ...found, acts: false, why: () => [{ why }] } : found;
    known.set(id, stands);
    return stands;
  };
  const others: OtherRules = {
    dueAt: (id) => {
      const of = standing(id);
      return of?.acts ? { value: of.dueAt, knownAt: of.knownAt } : undefined;
    },
    deadline: (id) => {
      const of = standing(id);
      if (of?.duty?.task.state !== 'open' || !hasActed(of, around, absence)) return undefined;
      const { task, knownAt } = of.duty;
      return { value: task.dueAt, knownAt: latest([knownAt, of.acts ? of.knownAt : '']) ?? knownAt };
    },
    recorded,
    gate: (id) => {
      const decision = rules.get(id)?.rule.asks?.decision;
      const of = standing(id);
      if (!decision || !of?.duty) return undefined;
      const said = recorded(id);
      const { task, knownAt } = of.duty;
      const gate = { otherwise: decision.otherwise, deadline: task.dueAt, knownAt };
      if (said && decision.outcomes.includes(said.value)) return { ...gate, decided: said };
      return of.acts ? { ...gate, knownAt: latest([knownAt, of.knownAt]) ?? knownAt } : undefined;
    },
    toldAt: (id) => toldAt(rules.get(id)?.rule, absence, around.record),
    named: (id) => taskName(id, around.policy),
  };
  const { child, policy } = around;
  const person = personIn(child, absence, policy.calendar);
  const situation = { child, absence, calendar: policy.calendar, person, others };
  return [...rules.keys()].flatMap((id) => standing(id) ?? []);
}

/** By their ids, as the placement plans of this child have them. */
function rulesFor({ child, policy, version }: Around): ReadonlyMap<string, ForThisChild> {
  const plans = placementPlans(child);
  const known = plans === undefined ? OF_ANY_CHILD.get(version) : undefined;
  if (known) return known;
  const rules = new Map(version.rules.map((rule) => [rule.id, forThisChild(rule, plans, policy)]));
  if (plans === undefined) OF_ANY_CHILD.set(version, rules);
  return rules;
}

/** Of a child without placement plans, which most are. */
const OF_ANY_CHILD = new WeakMap<Version, ReadonlyMap<string, ForThisChild>>();

/** A duty that was given stays one when what it was upon has changed, as long as nobody has done it. */
const hasActed = (of: Standing, { record }: Around, absence: Absence): boolean =>
  of.acts || toldAt(of.rule, absence, record) !== undefined;

function toldAt(rule: Rule | undefined, absence: Absence, record: ChildRecord): Instant | undefined {
  if (!rule) return undefined;
  const told = tellingsOf(record, absence, rule);
  return earliest(told.map((telling) => telling.at ?? telling.intendedAt));
}

export const taskId = (rule: string, occurrence: number): string =>
  occurrence === 1 ? rule : `${rule}:${occurrence}`;

/** What a person records to have a rule act before its time. */
export const SOONER = 'sooner';

function standingOf(
  rule: Rule,
  occurrence: number,
  of: Omit<Situation, 'routedAt'>,
  around: Around,
): Standing {
  const { record } = around;
  const { absence, child, calendar, person, others } = of;
  const cause = causeOf(rule.upon, absence, child, person);
  const routedAt = 'not' in cause ? absence.receivedAt : cause.knownAt;
  const on: Situation = { child, absence, calendar, person, others, routedAt };
  const quiet = (why: Why): Standing => {
    // Of a task that was never given nobody asks.
    const isKnown = own(absence.recorded, taskId(rule.id, occurrence)) ?? toldAt(rule, absence, record);
    const duty = isKnown && dutyOf(rule, occurrence, on, around);
    return { rule, occurrence, on, duty: duty ? settled(duty) : undefined, acts: false, why };
  };
  if ('not' in cause) {
    return quiet(() => {
      const found = evaluate(rule.when, on);
      return [{ why: cause.not }, ...(found.is === 'no' ? [found] : [])];
    });
  }
  const answer = evaluate(rule.when, on);
  if (answer.is === 'no') return quiet(() => [answer]);
  const early = soonerThan(rule, occurrence, on);
  const struck = rule.after && (orAtOnce(rule.after, on) ?? early);
  if (rule.after && !struck)
    return quiet(() => [{ why: 'the instant that its clock runs from is not known' }]);
  const duty = dutyOf(rule, occurrence, on, around);
  if (duty && duty.task.state !== 'open') {
    const why = () => [{ why: duty.task.state === 'done' ? 'it is done' : 'it was closed' }];
    return { rule, occurrence, on, duty, acts: false, why };
  }
  const when = struck && early && early.at < struck.at ? early : struck;
  const knownAt = latest([cause.knownAt, answer.knownAt ?? '', when?.knownAt ?? '']) ?? cause.knownAt;
  const dueAt = latest([when?.at ?? knownAt, answer.holdsFrom ?? '']) ?? knownAt;
  const exception = rule.unless?.find((each) => holdsBy(evaluate(each.when, on), dueAt));
  if (exception) {
    const why = `an exception holds: ${exception.because} [${exception.clauses.join(', ')}]`;
    return quiet(() => [{ why }]);
  }
  const why = () =>
    [cause, answer, { why: when?.why() ?? '' }, { why: duty ? `to be done by ${duty.why()}` : '' }].filter(
      ({ why }) => why !== '',
    );
  return { rule, occurrence, on, duty, acts: true, dueAt, knownAt, why };
}

/** What is recorded, and would not be asked any more, is done. */
const settled = (duty: Duty): Duty =>
  duty.isRecorded ? { ...duty, task: { ...duty.task, state: 'done' } } : duty;

/** A condition that holds for certain, or a person's word, fires a rule before its time; nothing puts it off. */
function soonerThan(rule: Rule, occurrence: number, on: Situation): Strike | undefined {
  const said = own(on.absence.recorded, taskId(rule.id, occurrence));
  const person =
    said?.value === SOONER
      ? [{ at: said.at, knownAt: said.knownAt, why: () => 'a person asked for it sooner' }]
      : [];
  const answer: Answer | undefined = rule.sooner && evaluate(rule.sooner, on);
  const at = answer && (latest([answer.knownAt ?? on.routedAt, answer.holdsFrom ?? '']) ?? on.routedAt);
  const flagged =
    answer?.is === 'yes' && at ? [{ at, knownAt: answer.knownAt ?? at, why: () => answer.why }] : [];
  return [...person, ...flagged].sort((a, b) => (a.at < b.at ? -1 : 1))[0];
}

/** Where the calendar ends, a person must see it: the letter goes at once and says so. */
function orAtOnce(clock: Clock, on: Situation): Strike | undefined {
  try {
    return strike(clock, on);
  } catch (error) {
    if (!(error instanceof OutsideCalendar)) throw error;
    const why = () => `now, because a day cannot be counted: ${error.message}`;
    return { at: on.routedAt, knownAt: on.routedAt, why };
  }
}

/** By when a task is to be done, from each instant that is known. */
export function rivalsOf(clock: Clock, on: Situation): Rival[] {
  try {
    return rivals(clock, on);
  } catch (error) {
    if (!(error instanceof OutsideCalendar)) throw error;
    return [];
  }
}

/** What a rule asks, by when. Whose record it is stays asked until it is decided, whatever was recorded. */
function dutyOf(rule: Rule, occurrence: number, on: Situation, around: Around): Duty | undefined {
  const struck = rule.asks && orAtOnce(rule.asks.within, on);
  if (!rule.asks || !struck) return undefined;
  const target = rule.asks.target && orAtOnce(rule.asks.target, on);
  const { reference, recorded } = on.absence;
  const task = taskId(rule.id, occurrence);
  const isRecorded = isDoneBy(rule.asks, own(recorded, task));
  const isDone = isShown(rule.asks, on.absence) || (isRecorded && rule.upon !== 'unmatched');
  const state = isDone ? 'done' : isClosed(rule, on, around) ? 'closed' : 'open';
  const targetAt = target && target.at < struck.at ? target.at : undefined;
  return {
    task: { task, reference, rule: rule.id, dueAt: struck.at, ...(targetAt && { targetAt }), state },
    why: struck.why,
    knownAt: struck.knownAt,
    isRecorded,
  };
}

const isShown = ({ doneBy }: Ask, { interviewDone, interviewOffered }: Absence): boolean =>
  (doneBy === 'interview' && interviewDone !== undefined) ||
  (doneBy === 'interview-offered' && interviewOffered !== undefined);

/** A decision is made by one of its outcomes; anything else is done by whatever is recorded of it. */
function isDoneBy({ decision }: Ask, recorded: Recorded | undefined): boolean {
  if (!recorded || recorded.value === SOONER) return false;
  return !decision || decision.outcomes.includes(recorded.value);
}

/** A letter of the closing rule that was intended and never marked is still to go: until then the task stands. */
const isClosed = (rule: Rule, on: Situation, { record, version }: Around): boolean =>
  closersIn(version).some((other) => {
    if (other.closes !== rule.id) return false;
    const told = tellingsOf(record, on.absence, other);
    return told.length > 0 && told.every(({ state }) => state !== 'intended');
  });

function closersIn(version: Version): readonly Rule[] {
  const closers = closersOf.get(version) ?? version.rules.filter(({ closes }) => closes);
  closersOf.set(version, closers);
  return closers;
}

const closersOf = new WeakMap<Version, readonly Rule[]>();
