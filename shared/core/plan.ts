// The plan: every letter that the facts and the procedure call for, and when to look again. Knows no clock: same facts, same plan.
import type { Absence } from './absence.ts';
import { localDate, OutsideCalendar } from './calendar.ts';
import { causeOf, TELLS } from './cause.ts';
import type { Strike } from './clock.ts';
import { strike } from './clock.ts';
import type { Situation } from './condition.ts';
import { evaluate } from './condition.ts';
import type { Child } from './facts.ts';
import { factsOf } from './facts.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { Clock, Policy, Purpose, Role, Rule, Trigger, Version } from './policy.ts';
import { versionOn } from './policy.ts';
import type { ChildRecord, HomewardRecord, Telling, UnreadableRecord } from './record.ts';
import { own } from './record.ts';
import { addressees } from './routing.ts';
import { everybodyTold, idOf, occurrenceOf, wasTold } from './told.ts';
import { toDeputies } from './undelivered.ts';
import { lettersOnUnreadable } from './unreadable.ts';

/** A letter that is called for. Its id holds no movable instant: rule/reference/occurrence/addressee. */
export interface Action {
  id: string;
  rule: string;
  reference: string;
  occurrence: number;
  kind: 'email' | 'task';
  purpose: Purpose;
  basis: Rule['basis'];
  upon: Trigger;
  clauses: readonly string[];
  roles: readonly Role[];
  /** For another authority: its GSS code. */
  authority?: string;
  /** Where the letter must go whatever the directory says: who was told is stood down there. */
  mailbox?: string;
  says: string;
  /** The procedure's instant. */
  dueAt: Instant;
  /** When the facts that call for it had reached us. */
  knownAt: Instant;
  /** Until when a task is to be done. */
  deadline?: Instant;
  /** The task's id, for who records that it is done. */
  task?: string;
  tells: Telling['tells'];
  /** How it came about, a line each, ending in its clause. */
  because: readonly string[];
  /** For unreadable messages: how many. */
  count?: number;
}

export interface Task {
  task: string;
  reference: string;
  rule: string;
  dueAt: Instant;
  state: 'open' | 'done';
}

export interface Plan {
  /** Due by `through` and not told yet, in the order of their due times. */
  actions: readonly Action[];
  /** The first instant after `through` at which something falls due. */
  next?: Instant;
  /** Duties with a deadline, done and open. */
  tasks: readonly Task[];
  /** Whether anything may still come of this record by itself. */
  open: boolean;
}

/** What a rule comes to on one absence. */
export interface Verdict {
  rule: Rule;
  absence: Absence;
  outcome: 'acts' | 'quiet';
  /** Every letter, told ones included. */
  actions: readonly Action[];
  tasks: readonly Task[];
  /** Why it acts, or why it does not. */
  why: readonly string[];
}

/** Pure: the same record, policy and `through` give the same plan. */
export function plan(record: HomewardRecord, policy: Policy, through: Instant): Plan {
  if (record.kind === 'unreadable') {
    return arrange(untold(record, unreadableLetters(record, policy)), through, [], false);
  }
  if (record.joinedTo) return { actions: [], tasks: [], open: false };
  const child = factsOf(record, policy.calendar, policy.authority.code);
  const verdicts = consider(record, child, policy);
  const letters = verdicts.flatMap((verdict) => verdict.actions);
  const tasks = verdicts.flatMap((verdict) => verdict.tasks);
  const open = child.absences.some((absence) => !absence.ended);
  return arrange(untold(record, letters), through, tasks, open);
}

/** Every rule of the version that each absence keeps, and what it comes to. */
export function consider(record: ChildRecord, child: Child, policy: Policy): Verdict[] {
  return child.absences.flatMap((absence) => {
    const version = versionOn(policy, localDate(policy.calendar, absence.since));
    const around = { record, child, policy, version };
    const verdicts = version.rules.map((rule) => verdictOn(rule, absence, around));
    const letters = verdicts.flatMap((verdict) => verdict.actions);
    return verdicts.map((verdict): Verdict => {
      if (verdict.rule.upon !== 'not-delivered') return verdict;
      const actions = toDeputies(verdict.rule, letters, record.told, policy);
      const why = ['a mailbox refused a letter that is still called for'];
      return actions.length > 0 ? { ...verdict, outcome: 'acts', actions, why } : verdict;
    });
  });
}

interface Around {
  record: ChildRecord;
  child: Child;
  policy: Policy;
  version: Version;
}

function verdictOn(rule: Rule, absence: Absence, around: Around): Verdict {
  const { record, child, policy } = around;
  const cause = causeOf(rule.upon, absence, child);
  const routedAt = 'not' in cause ? absence.receivedAt : cause.knownAt;
  const on: Situation = { child, absence, calendar: policy.calendar, routedAt };
  const answer = evaluate(rule.when, on);
  const occurrence = occurrenceOf(record, absence, rule.upon);
  const duty = dutyOf(rule, occurrence, on);
  const quiet = (...why: string[]): Verdict => {
    const tasks: Task[] = duty?.isRecorded ? [{ ...duty.task, state: 'done' }] : [];
    return { rule, absence, outcome: 'quiet', actions: [], tasks, why };
  };
  if ('not' in cause) return quiet(cause.not, ...(answer.is === 'no' ? [answer.why] : []));
  if (answer.is === 'no') return quiet(answer.why);
  const struck = rule.after && orAtOnce(rule.after, on);
  if (rule.after && !struck) return quiet('the instant that its clock runs from is not known');
  if (duty?.task.state === 'done') return { ...quiet('it is done'), tasks: [duty.task] };

  const due = duty ? `to be done by ${duty.why}` : '';
  const why = [cause.why, answer.why, struck?.why ?? '', due].filter((reason) => reason !== '');
  const facts = [cause.knownAt, answer.knownAt, struck?.knownAt];
  const actions = addressed(rule, occurrence, on, around).map((to): Action => {
    const clauses = [...new Set([...rule.clauses, ...to.clauses])];
    const knownAt = latest([...facts, to.knownAt].flatMap((at) => at || [])) ?? cause.knownAt;
    return {
      id: idOf(record, rule, absence, to.occurrence, to.key),
      rule: rule.id,
      reference: absence.reference,
      occurrence: to.occurrence,
      kind: rule.asks ? 'task' : 'email',
      purpose: rule.do,
      basis: rule.basis,
      upon: rule.upon,
      clauses,
      roles: to.roles,
      ...(to.authority && { authority: to.authority }),
      ...(to.mailbox && { mailbox: to.mailbox }),
      says: rule.says,
      dueAt: struck?.at ?? knownAt,
      knownAt,
      ...(duty && { deadline: duty.task.dueAt, task: duty.task.task }),
      tells: TELLS[rule.upon],
      because: [cited(why, rule.clauses), ...to.why.map((reason) => cited([reason], to.clauses))],
    };
  });
  const tasks = duty ? [duty.task] : [];
  return { rule, absence, outcome: 'acts', actions, tasks, why };
}

/** Where the calendar ends, a person must see it: the letter goes at once and says so. */
function orAtOnce(clock: Clock, { absence, calendar, routedAt }: Situation): Strike | undefined {
  try {
    return strike(clock, absence, calendar);
  } catch (error) {
    if (!(error instanceof OutsideCalendar)) throw error;
    const why = `now, because a working day cannot be counted: ${error.message}`;
    return { at: routedAt, knownAt: routedAt, why };
  }
}

interface Duty {
  task: Task;
  /** By when, in words. */
  why: string;
  /** A person said that it is done: that stays listed when nobody would be asked any more. */
  isRecorded: boolean;
}

/** What a rule asks, by when. Whose record it is stays asked until it is decided, whatever was recorded. */
function dutyOf(rule: Rule, occurrence: number, on: Situation): Duty | undefined {
  const struck = rule.asks && orAtOnce(rule.asks.within, on);
  if (!rule.asks || !struck) return undefined;
  const { reference, recorded, interviewDone } = on.absence;
  const task = occurrence === 1 ? rule.id : `${rule.id}:${occurrence}`;
  const isRecorded = own(recorded, task) !== undefined;
  const isHeld = rule.asks.doneBy === 'interview' && interviewDone !== undefined;
  const isDone = isHeld || (isRecorded && rule.upon !== 'unmatched');
  const state = isDone ? 'done' : 'open';
  return { task: { task, reference, rule: rule.id, dueAt: struck.at, state }, why: struck.why, isRecorded };
}

interface To {
  key: string;
  roles: readonly Role[];
  occurrence: number;
  clauses: readonly string[];
  why: readonly string[];
  knownAt?: Instant;
  authority?: string;
  mailbox?: string;
}

function addressed(rule: Rule, occurrence: number, on: Situation, { record, version }: Around): To[] {
  if (rule.to.some((recipient) => 'everybodyTold' in recipient)) {
    return everybodyTold(record, rule, on.absence).map((told) => ({ ...told, clauses: [], why: [] }));
  }
  return addressees(rule.to, version, on).map(({ role, ...to }) => ({ ...to, roles: [role], occurrence }));
}

function unreadableLetters(record: UnreadableRecord, policy: Policy): Action[] {
  const rules = policy.versions.at(-1)?.rules ?? [];
  const about = rules.filter((rule) => rule.upon === 'unreadable');
  if (about.length === 0) throw new Error('No rule says who is told of an unreadable message');
  const letters = about.flatMap((rule) => lettersOnUnreadable(record, rule));
  const deputies = rules
    .filter((rule) => rule.upon === 'not-delivered')
    .flatMap((rule) => toDeputies(rule, letters, record.told, policy));
  return [...letters, ...deputies];
}

const untold = (record: HomewardRecord, letters: readonly Action[]): Action[] =>
  letters.filter((letter) => !wasTold(record, letter.id));

function arrange(letters: readonly Action[], through: Instant, tasks: readonly Task[], open: boolean): Plan {
  const actions = letters.filter((letter) => letter.dueAt <= through).sort(byUrgency);
  const next = earliest(letters.filter((letter) => letter.dueAt > through).map((letter) => letter.dueAt));
  return { actions, ...(next && { next }), tasks, open: open || next !== undefined || actions.length > 0 };
}

/** By due time; of letters due at one instant, the gravest first. */
function byUrgency(a: Action, b: Action): number {
  const purpose = URGENCY.indexOf(a.purpose) - URGENCY.indexOf(b.purpose);
  return compare(a.dueAt, b.dueAt) || purpose || compare(a.id, b.id);
}

const URGENCY: readonly Purpose[] = [
  'escalate',
  'decide',
  'notify',
  'stand-down',
  'request',
  'chase',
  'remind',
  'report',
];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** "The child is missing; 24 hours after last seen, ... [D17-7.13-a]"; with what comes of it, "Not told: ...". */
export function cited(reasons: readonly string[], clauses: readonly string[], outcome?: string): string {
  const line = [...(outcome ? [outcome] : []), ...(reasons.length > 0 ? [reasons.join('; ')] : [])].join(
    ': ',
  );
  return `${line.charAt(0).toUpperCase()}${line.slice(1)} [${clauses.join(', ')}]`;
}
