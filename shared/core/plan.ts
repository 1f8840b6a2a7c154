// The plan: every letter that the facts and the procedure call for, and when to look again. Knows no clock: same facts, same plan.
import type { Absence } from './absence.ts';
import { wordOfReturn } from './answered.ts';
import { localDate, startOf } from './calendar.ts';
import type { Rival } from './clock.ts';
import type { DigestRecord } from './digest.ts';
import { inViewUntil, lettersOfDigest } from './digest.ts';
import type { Child } from './facts.ts';
import type { Elapsed, Instant } from './instant.ts';
import { earliest, NEVER } from './instant.ts';
import { withWhatCounts } from './on-trial.ts';
import { lookedAfterBy } from './overdue.ts';
import { personIn } from './person.ts';
import type { Policy, Purpose, Role, Rule, Trigger, Version } from './policy.ts';
import { versionOn } from './policy.ts';
import type { ChildRecord, HomewardRecord, Telling, UnreadableRecord } from './record.ts';
import { isUnderstood } from './record.ts';
import type { Withheld } from './routing.ts';
import type { Around, Standing, Task, Why } from './standing.ts';
import { standingsOn, taskId } from './standing.ts';
import { tellingsOf, wasTold } from './told.ts';
import { childOf } from './treatment.ts';
import { toDeputies } from './undelivered.ts';
import { lettersOnUnreadable } from './unreadable.ts';
import { overdueLetters, verdictOn } from './verdict.ts';

/** A letter that is called for. Its id holds no movable instant: rule/reference/occurrence/addressee. */
export interface Action {
  id: string;
  rule: string;
  reference: string;
  occurrence: number;
  kind: 'email' | 'task' | 'close';
  purpose: Purpose;
  basis: Rule['basis'];
  upon: Trigger | 'digest';
  clauses: readonly string[];
  roles: readonly Role[];
  /** For another authority: its GSS code. */
  authority?: string;
  /** Where the letter must go whatever the directory says: who was told is stood down there. */
  mailbox?: string;
  /** The front door has it in the place of a role that may not be written to. */
  withheld?: Withheld;
  says: string;
  /** Of a task that is overdue: what was asked. */
  asked?: string;
  /** The procedure's instant. */
  dueAt: Instant;
  /** When the facts that call for it had reached us. */
  knownAt: Instant;
  /** Until when a task is to be done. */
  deadline?: Instant;
  /** What is aimed at, where that is sooner. */
  target?: Instant;
  /** Where the deadline may run from several instants: each, and the deadline by it; the first counts. */
  rivals?: readonly Rival[];
  /** The task's id, for who records that it is done. */
  task?: string;
  /** Where a decision is asked for: what may be decided, and what counts as decided where nobody does. */
  decision?: NonNullable<Rule['asks']>['decision'];
  /** Who has not answered for so long after it was sent is passed over: the letter goes to the next in line. */
  answerWithin?: Elapsed;
  /** Of a rule that acts again and again: the id of its first letter, and which turn this is; the first is 0. */
  series?: { of: string; turn: number };
  tells: Telling['tells'];
  /** How it came about, a line each, ending in its clause; of a letter that was sent, its telling says it. */
  because: readonly string[];
  /** For unreadable messages: how many. */
  count?: number;
}

export interface Plan {
  /** Due by `through` and not told yet, in the order of their due times. */
  actions: readonly Action[];
  /** The first instant after `through` at which something falls due. */
  next?: Instant;
  /** Duties with a deadline, done and open. */
  tasks: readonly GivenTask[];
  /** Whether anything may still come of this record by itself. */
  open: boolean;
  /** Until when the index goes on knowing it all the same: a digest has still to tell that it is over. */
  inViewUntil?: Instant;
}

/** A task, and who was asked. */
export interface GivenTask extends Omit<Task, 'state'> {
  roles: readonly Role[];
  /** Lapsed: what it was asked upon is over, and nobody says that it was done. */
  state: Task['state'] | 'lapsed';
  /** Why it lapsed. */
  because?: string;
}

/** What a rule comes to on one absence. */
export interface Verdict {
  rule: Rule;
  absence: Absence;
  outcome: 'acts' | 'quiet';
  /** Every letter, told ones included. */
  actions: readonly Action[];
  /** Letters that are not sent: the morning digest has them. */
  copies?: readonly Action[];
  tasks: readonly GivenTask[];
  /** Why it acts, or why it does not. */
  why: Why;
  /** Why a letter goes to its reader, with what the routing table asked; undefined where it is no letter of the rule alone. */
  routes?: (letter: Action) => readonly string[] | undefined;
}

/** Pure: the same record, policy and `through` give the same plan. */
export function plan(record: HomewardRecord, policy: Policy, through: Instant): Plan {
  if (!isUnderstood(record))
    throw new Error('A later release wrote it: nothing is sent until that release is back');
  if (record.kind === 'unreadable') {
    return arrange(untold(record, unreadableLetters(record, policy)), through, [], false);
  }
  if (record.kind === 'digest') {
    return arrange(untold(record, digestLetters(record, policy, through)), through, [], false);
  }
  if (record.joinedTo) return { actions: [], tasks: [], open: false };
  const child = childOf(record, policy);
  const counting = withWhatCounts(record, policy, through);
  const verdicts = consider(counting, child, policy, through);
  const letters = verdicts.flatMap((verdict) => verdict.actions);
  const tasks = verdicts.flatMap((verdict) => verdict.tasks);
  const open = [...child.absences, ...child.schooling].some((absence) => !absence.ended);
  const seen = inViewUntil(child, policy, through, record.told);
  return { ...arrange(untold(counting, letters), through, tasks, open), ...(seen && { inViewUntil: seen }) };
}

/** Of a series that was missed, the newest letter alone; of everything else, all that is due. */
export function due({ actions }: Plan): Action[] {
  const newest = new Map<string, number>();
  for (const { series } of actions) {
    if (series) newest.set(series.of, Math.max(series.turn, newest.get(series.of) ?? 0));
  }
  return actions.filter(({ series }) => !series || series.turn === newest.get(series.of));
}

/** Every rule of the version that each absence keeps, and what it comes to; of a series, the turns up to the one after `through`. */
export function consider(kept: ChildRecord, child: Child, policy: Policy, through: Instant): Verdict[] {
  const record = withWhatCounts(kept, policy, through);
  return [...child.absences, ...child.schooling].flatMap((absence) =>
    versionsOf(absence, policy).flatMap((governed) => {
      const around = { record, child, policy, version: governed.version };
      const standings = standingsOn(absence, around);
      const verdicts = withOverdue(
        standings.map((standing) => ({ standing, verdict: verdictOn(standing, around, through) })),
        around,
        through,
      ).map((verdict) => within(governed, verdict));
      const letters = verdicts.flatMap((verdict) => verdict.actions);
      return verdicts.map((verdict) => {
        if (verdict.rule.upon !== 'not-delivered') return verdict;
        const back = wordOfReturn(verdict.rule, absence, record, personIn(child, absence, policy.calendar));
        const actions = [...back, ...toDeputies(verdict.rule, [...letters, ...back], record, policy)];
        return actingOn(verdict, actions, 'a letter did not reach its reader, or its reader passed it on');
      });
    }),
  );
}

/** Of each task that no rule of its own looks after, somebody hears when it is overdue; one that is looked after has not lapsed. */
function withOverdue(
  of: readonly { standing: Standing; verdict: Verdict }[],
  around: Around,
  through: Instant,
): Verdict[] {
  const acting = lookedAfterBy(
    of.flatMap(({ verdict }) => (verdict.outcome === 'acts' ? [verdict.rule] : [])),
  );
  // Who was told by a rule that is quiet now need not be told of the same by another.
  const told = of.flatMap(({ verdict: { rule, absence } }) =>
    tellingsOf(around.record, absence, rule).length > 0 ? [rule] : [],
  );
  const lookedAfter = new Set([...acting, ...lookedAfterBy(told)]);
  return of.map(({ standing, verdict }): Verdict => {
    if (verdict.rule.upon === 'overdue') {
      const late = of.filter((each) => !lookedAfter.has(each.standing.rule.id));
      const actions = late.flatMap((each) => overdueLetters(verdict.rule, each.standing, around, through));
      return actingOn(verdict, actions, 'a task has a deadline that no rule of its own looks after');
    }
    if (verdict.tasks.length === 0) return verdict;
    const now = taskId(verdict.rule.id, standing.occurrence);
    const tasks = verdict.tasks.map(
      (task): GivenTask =>
        task.state === 'lapsed' && task.task === now && acting.has(verdict.rule.id)
          ? { ...task, state: 'open' }
          : task,
    );
    return { ...verdict, tasks };
  });
}

const actingOn = (verdict: Verdict, actions: readonly Action[], why: string): Verdict =>
  actions.length > 0 ? { ...verdict, outcome: 'acts', actions, why: () => [{ why }] } : verdict;

/** A version, and the time for which an absence keeps it. */
interface Governed {
  version: Version;
  from?: Instant;
  until?: Instant;
}

/** The version in force when it began; a later one takes over where it says so and the absence was still open. */
function versionsOf(absence: Absence, policy: Policy): Governed[] {
  const { calendar, versions } = policy;
  const first = versionOn(policy, localDate(calendar, absence.since));
  const governed: Governed[] = [{ version: first }];
  for (const version of versions.slice(versions.indexOf(first) + 1)) {
    const from = startOf(calendar, version.from);
    const last = governed.at(-1);
    const isOver = (absence.endKnownAt ?? NEVER) < from;
    if (!version.appliesToOpenAbsences || isOver || !last) continue;
    last.until = from;
    governed.push({ version, from });
  }
  return governed;
}

function within({ from = '', until = NEVER }: Governed, verdict: Verdict): Verdict {
  const actions = verdict.actions.filter(({ dueAt }) => dueAt >= from && dueAt < until);
  if (actions.length === verdict.actions.length) return verdict;
  if (actions.length > 0) return { ...verdict, actions };
  const why = () => [{ why: 'another version is in force when it falls due' }];
  return { ...verdict, outcome: 'quiet', actions: [], tasks: [], why };
}

function unreadableLetters(record: UnreadableRecord, policy: Policy): Action[] {
  const rules = policy.versions.at(-1)?.rules ?? [];
  const about = rules.filter((rule) => rule.upon === 'unreadable');
  if (about.length === 0) throw new Error('No rule says who is told of an unreadable message');
  const letters = about.flatMap((rule) => lettersOnUnreadable(record, rule));
  return withDeputies(letters, rules, record, policy);
}

function digestLetters(record: DigestRecord, policy: Policy, through: Instant): Action[] {
  const rules = policy.versions.at(-1)?.rules ?? [];
  return withDeputies(lettersOfDigest(record, policy, through), rules, record, policy);
}

const withDeputies = (
  letters: readonly Action[],
  rules: readonly Rule[],
  record: HomewardRecord,
  policy: Policy,
): Action[] => [
  ...letters,
  ...rules
    .filter((rule) => rule.upon === 'not-delivered')
    .flatMap((rule) => toDeputies(rule, letters, record, policy)),
];

/** Of a series nothing is told any more that is older than what was told. */
function untold(record: HomewardRecord, letters: readonly Action[]): Action[] {
  const last = new Map<string, number>();
  for (const { id, series } of letters) {
    if (series && wasTold(record, id)) last.set(series.of, Math.max(series.turn, last.get(series.of) ?? 0));
  }
  return letters.filter(
    ({ id, series }) => !wasTold(record, id) && !(series && series.turn < (last.get(series.of) ?? 0)),
  );
}

function arrange(
  letters: readonly Action[],
  through: Instant,
  tasks: readonly GivenTask[],
  open: boolean,
): Plan {
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
