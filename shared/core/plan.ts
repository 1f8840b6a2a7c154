// The plan: every letter that the facts and the procedure call for, and when to look again. Knows no clock: same facts, same plan.
import { localDate, OutsideCalendar } from './calendar.ts';
import type { Strike } from './clock.ts';
import { strike } from './clock.ts';
import type { Answer, Situation } from './condition.ts';
import { evaluate } from './condition.ts';
import { own } from './evolve.ts';
import type { Absence, Child } from './facts.ts';
import { factsOf } from './facts.ts';
import type { Instant } from './instant.ts';
import { between, earliest, latest, later, MINUTE } from './instant.ts';
import type { Policy, Purpose, Role, Rule, Trigger, Version } from './policy.ts';
import { versionOn } from './policy.ts';
import type { ChildRecord, HomewardRecord, Telling, UnreadableRecord } from './record.ts';
import { addressees, deputyOf, digest, FRONT_DOOR } from './routing.ts';

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
  if (record.kind === 'unreadable') return planUnreadable(record, policy, through);
  if (record.joinedTo) return { actions: [], tasks: [], open: false };
  const child = factsOf(record, policy.calendar, policy.authority.code);
  const verdicts = consider(record, child, policy);
  const untold = [
    ...verdicts.flatMap((verdict) => verdict.actions).filter((action) => !wasTold(record, action.id)),
    ...notDelivered(record, versionNow(policy), policy),
  ];
  const open = child.absences.some((absence) => !absence.ended);
  return arrange(
    untold,
    through,
    verdicts.flatMap((verdict) => verdict.tasks),
    open,
  );
}

/** Every rule of the version that each absence keeps, and what it comes to. */
export function consider(record: ChildRecord, child: Child, policy: Policy): Verdict[] {
  return child.absences.flatMap((absence) => {
    const version = versionOn(policy, localDate(policy.calendar, absence.since));
    return version.rules.map((rule) => verdictOn(rule, absence, { record, child, policy, version }));
  });
}

interface Around {
  record: ChildRecord;
  child: Child;
  policy: Policy;
  version: Version;
}

function verdictOn(rule: Rule, absence: Absence, around: Around): Verdict {
  const quiet = (...why: string[]): Verdict => ({ rule, absence, outcome: 'quiet', actions: [], tasks: [], why });
  const cause = causeOf(rule.upon, absence, around.child);
  if ('not' in cause) return quiet(cause.not);
  const on: Situation = {
    child: around.child,
    absence,
    calendar: around.policy.calendar,
    routedAt: cause.knownAt,
  };
  const answer = evaluate(rule.when, on);
  if (answer.is === 'no') return quiet(answer.why);
  const { after } = rule;
  const struck = after && orAtOnce(() => strike(after, absence, around.policy.calendar), cause.knownAt);
  if (after && !struck) return quiet('the instant that its clock runs from is not known');
  return fired(rule, on, around, cause, answer, struck);
}

/** Where the calendar ends, a person must see it: the letter goes at once and says so. */
function orAtOnce(strike: () => Strike | undefined, knownAt: Instant): Strike | undefined {
  try {
    return strike();
  } catch (error) {
    if (!(error instanceof OutsideCalendar)) throw error;
    return { at: knownAt, knownAt, why: `now, because a working day cannot be counted: ${error.message}` };
  }
}

interface Cause {
  why: string;
  knownAt: Instant;
}

/** Whether what the rule waits for has happened, and when that reached us. */
function causeOf(trigger: Trigger, absence: Absence, child: Child): Cause | { not: string } {
  const { reported, ended, back, deceased, receivedAt } = absence;
  const backKnownAt = absence.moments['found-received']?.value ?? back?.knownAt ?? receivedAt;
  switch (trigger) {
    case 'missing':
      if (!reported) return { not: 'nobody has reported the child missing yet' };
      if (absence.state === 'cancelled') return { not: 'the report was cancelled' };
      return ended ? { not: 'the child is no longer missing' } : { why: missingInWords(absence), knownAt: receivedAt };
    case 'return-reported':
      if (!reported) return { not: 'nobody has reported the child missing yet' };
      if (absence.state === 'cancelled') return { not: 'the report was cancelled' };
      if (deceased) return { not: 'the police report the worst' };
      return back ? { why: 'the child is said to be back or located', knownAt: backKnownAt } : { not: 'no return is reported' };
    case 'ended':
      if (deceased) return { not: 'the police report the worst' };
      return ended
        ? { why: absence.state === 'cancelled' ? 'the report was cancelled' : 'the police confirm that the child is safe', knownAt: absence.endKnownAt ?? receivedAt }
        : { not: 'the child is still missing' };
    case 'missing-again':
      return ended || back
        ? { not: 'no return was withdrawn' }
        : { why: 'the return that was told has been withdrawn', knownAt: absence.withdrawnKnownAt ?? receivedAt };
    case 'deceased':
      return deceased
        ? { why: 'a message reports the worst', knownAt: deceased.knownAt }
        : { not: 'no message reports the worst' };
    case 'no-report':
      return reported
        ? { not: 'the child was reported missing' }
        : { why: 'a message came for an episode that nobody has reported', knownAt: receivedAt };
    case 'unmatched':
      if (child.absences.at(-1) !== absence) return { not: 'it is asked of the newest absence' };
      return child.undecided.length > 0
        ? { why: `the child may be one of ${child.undecided.length + 1} on record, and nobody has decided`, knownAt: receivedAt }
        : { not: 'it is known whose record this is' };
    case 'not-delivered':
    case 'unreadable':
      return { not: 'nothing of this kind happened' };
  }
}

function missingInWords(absence: Absence): string {
  if (absence.state === 'return-reported') return 'a return is reported, not yet confirmed by the police';
  if (absence.state === 'located') return 'the child is located and not back';
  return 'the child is missing';
}

const TELLS: Record<Trigger, Telling['tells']> = {
  missing: 'missing',
  'return-reported': 'return',
  ended: 'ended',
  'missing-again': 'missing',
  deceased: 'nothing',
  'no-report': 'nothing',
  unmatched: 'nothing',
  'not-delivered': 'nothing',
  unreadable: 'nothing',
};

function fired(
  rule: Rule,
  on: Situation,
  around: Around,
  cause: Cause,
  answer: Answer,
  struck: Strike | undefined,
): Verdict {
  const { absence } = on;
  const { record, policy, version } = around;
  const spell = rule.upon === 'return-reported' ? 1 + timesWithdrawn(record, absence) : 1;
  const within = rule.asks?.within;
  const deadline = within && orAtOnce(() => strike(within, absence, policy.calendar), cause.knownAt);
  const task = rule.asks && (spell === 1 ? rule.id : `${rule.id}:${spell}`);
  const done =
    task !== undefined &&
    (own(absence.recorded, task) !== undefined ||
      (rule.asks?.doneBy === 'interview' && absence.interviewDone !== undefined));
  const why = [cause.why, answer.why, struck?.why ?? ''].filter((line) => line !== '');

  const to: To[] = rule.to.some((recipient) => 'everybodyTold' in recipient)
    ? everybodyTold(record, rule, absence)
    : addressees(rule.to, version, on).map(({ role, ...each }) => ({ ...each, roles: [role], occurrence: spell }));
  const actions = to.map((each): Action => {
    const knownAt =
      latest([cause.knownAt, answer.knownAt, struck?.knownAt, each.knownAt].flatMap((at) => at || [])) ??
      cause.knownAt;
    const clauses = [...new Set([...rule.clauses, ...each.clauses])];
    return {
      id: idOf(record, rule, absence, each.occurrence, each.key),
      rule: rule.id,
      reference: absence.reference,
      occurrence: each.occurrence,
      kind: rule.asks ? 'task' : 'email',
      purpose: rule.do,
      basis: rule.basis,
      upon: rule.upon,
      clauses,
      roles: each.roles,
      ...(each.authority && { authority: each.authority }),
      ...(each.mailbox && { mailbox: each.mailbox }),
      says: rule.says,
      dueAt: struck?.at ?? knownAt,
      knownAt,
      ...(deadline && { deadline: deadline.at }),
      ...(task && { task }),
      tells: TELLS[rule.upon],
      because: [...why, ...each.why, ...(deadline ? [`to be done by ${deadline.why}`] : [])].map(
        (line) => `${capital(line)} [${clauses.join(', ')}]`,
      ),
    };
  });
  const tasks: Task[] =
    task && deadline
      ? [{ task, reference: absence.reference, rule: rule.id, dueAt: deadline.at, state: done ? 'done' : 'open' }]
      : [];
  return { rule, absence, outcome: 'acts', actions: done ? [] : actions, tasks, why };
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

/** Each mailbox that was last told something else than how it stands now: the stand-down, or its withdrawal. */
function everybodyTold(record: ChildRecord, rule: Rule, absence: Absence): To[] {
  const told = tellingsOf(record, absence);
  const mailboxes = [...new Set(told.map((telling) => telling.mailbox))].sort();
  return mailboxes.flatMap((mailbox): To[] => {
    const here = told.filter((telling) => telling.mailbox === mailbox);
    const mine = (telling: Telling) => isRule(rule, telling.rule);
    // A letter of this rule that was intended and never marked is called for again, under its own id.
    const said = here.filter((telling) => !(mine(telling) && telling.state === 'intended'));
    const turns: readonly Telling['tells'][] = rule.upon === 'ended' ? ['missing', 'ended'] : ['missing', 'return', 'ended'];
    const last = said.filter((telling) => turns.includes(telling.tells)).sort(byMoment).at(-1);
    const key = digest(mailbox);
    const occurrence = 1 + said.filter(mine).length;
    const stale = rule.upon === 'ended' ? last?.tells === 'missing' : last && last.tells !== 'missing';
    if (!stale || !last) return [];
    const roles = [...new Set(here.flatMap((telling) => telling.roles))].sort();
    const knownAt = last.at ?? last.intendedAt;
    return [{ key, roles, occurrence, clauses: [], why: [], mailbox, knownAt }];
  });
}

/** What was offered to a mailbox and not refused, on any reference of the absence. */
function tellingsOf(record: ChildRecord, absence: Absence): Telling[] {
  return Object.values(record.told).filter(
    (telling) => absence.references.includes(telling.reference) && telling.state !== 'refused',
  );
}

const byMoment = (a: Telling, b: Telling): number => ((a.at ?? a.intendedAt) < (b.at ?? b.intendedAt) ? -1 : 1);

function timesWithdrawn(record: ChildRecord, absence: Absence): number {
  const withdrawals = tellingsOf(record, absence).filter((telling) => telling.upon === 'missing-again');
  return Math.max(0, ...withdrawals.map((telling) => telling.occurrence));
}

const isRule = (rule: Rule, id: string): boolean => rule.id === id || (rule.was?.includes(id) ?? false);

/** The id under which this was told already - by any reference of the absence, by a former name of the rule - or its own. */
function idOf(record: ChildRecord, rule: Rule, absence: Absence, occurrence: number, key: string): string {
  const ids = absence.references.flatMap((reference) =>
    [rule.id, ...(rule.was ?? [])].map((name) => `${name}/${reference}/${occurrence}/${key}`),
  );
  return ids.find((id) => own(record.told, id)) ?? `${rule.id}/${absence.reference}/${occurrence}/${key}`;
}

/** Told is told, refused too; an intention without its mark is offered again by whoever may claim the record. */
const wasTold = (record: HomewardRecord, id: string): boolean => {
  const telling = own(record.told, id);
  return telling !== undefined && telling.state !== 'intended';
};

/** A letter that was definitely refused goes to the deputy, then to the front door, and there it ends. */
function notDelivered(record: HomewardRecord, version: Version, policy: Policy): Action[] {
  const rule = version.rules.find((each) => each.upon === 'not-delivered');
  if (!rule) return [];
  return Object.entries(record.told).flatMap(([refused, telling]): Action[] => {
    if (telling.state !== 'refused') return [];
    const deputy = insteadOf(telling, rule, policy);
    if (!deputy) return [];
    const refusedBy = telling.roles.join(' and ');
    const id = `${rule.id}/${telling.reference}/1/${deputy}<${refused}`;
    if (wasTold(record, id)) return [];
    const at = telling.at ?? telling.intendedAt;
    const clauses = [...new Set([...rule.clauses, ...telling.clauses])];
    return [
      {
        id,
        rule: rule.id,
        reference: telling.reference,
        occurrence: 1,
        kind: 'email',
        purpose: telling.purpose,
        basis: rule.basis,
        upon: 'not-delivered',
        clauses,
        roles: [deputy],
        says: `${rule.says} It was for: ${refusedBy}.`,
        dueAt: at,
        knownAt: at,
        ...(telling.deadline && { deadline: telling.deadline }),
        tells: telling.tells,
        because: [`The mailbox of ${refusedBy} refused this letter [${rule.clauses.join(', ')}]`, ...telling.because],
      },
    ];
  });
}

function insteadOf(telling: Telling, rule: Rule, policy: Policy): Role | undefined {
  if (telling.rule !== rule.id) return deputyOf(telling.roles[0] ?? FRONT_DOOR, policy);
  return telling.roles.includes(FRONT_DOOR) ? undefined : FRONT_DOOR;
}

/** Unreadable messages of one sender: the first at once, what comes in the next 15 minutes together. */
const GATHER = 15 * MINUTE;

function planUnreadable(record: UnreadableRecord, policy: Policy, through: Instant): Plan {
  const version = versionNow(policy);
  const rule = version.rules.find((each) => each.upon === 'unreadable');
  if (!rule) throw new Error('No rule says who is told of an unreadable message');
  const letters = record.windows.flatMap((window): Action[] => {
    const letter = (part: 'first' | 'rest', count: number, dueAt: Instant): Action => ({
      id: `${rule.id}/${window.opensAt}/1/${FRONT_DOOR}:${part}`,
      rule: rule.id,
      reference: window.opensAt,
      occurrence: 1,
      kind: 'email',
      purpose: rule.do,
      basis: rule.basis,
      upon: 'unreadable',
      clauses: rule.clauses,
      roles: rule.to.flatMap((recipient) => ('role' in recipient ? [recipient.role] : [])),
      says: rule.says,
      dueAt,
      knownAt: window.opensAt,
      tells: 'nothing',
      because: [`${count === 1 ? 'A message' : `${count} messages`} could not be understood [${rule.clauses.join(', ')}]`],
      count,
    });
    const rest = window.messages.length + window.more - 1;
    return [
      letter('first', 1, window.opensAt),
      ...(rest > 0 ? [letter('rest', rest, later(window.opensAt, GATHER))] : []),
    ];
  });
  const untold = [...letters.filter((letter) => !wasTold(record, letter.id)), ...notDelivered(record, version, policy)];
  return arrange(untold, through, [], false);
}

/** The record of a sender after one more unreadable message. */
export function gather(record: UnreadableRecord, message: string, at: Instant): UnreadableRecord {
  if (record.windows.some((window) => window.messages.includes(message))) return record;
  const last = record.windows.at(-1);
  if (!last || between(last.opensAt, at) >= GATHER) {
    const kept = record.windows.slice(-200);
    return { ...record, windows: [...kept, { opensAt: at, messages: [message], more: 0 }] };
  }
  const grown =
    last.messages.length < 20
      ? { ...last, messages: [...last.messages, message] }
      : { ...last, more: last.more + 1 };
  return { ...record, windows: [...record.windows.slice(0, -1), grown] };
}

const versionNow = (policy: Policy): Version => {
  const newest = policy.versions.at(-1);
  if (!newest) throw new Error(`The file of ${policy.authority.name} has no version`);
  return newest;
};

function arrange(untold: readonly Action[], through: Instant, tasks: readonly Task[], open: boolean): Plan {
  const actions = untold
    .filter((action) => action.dueAt <= through)
    .sort((a, b) => compare(a.dueAt, b.dueAt) || urgency(a) - urgency(b) || compare(a.id, b.id));
  const next = earliest(untold.filter((action) => action.dueAt > through).map((action) => action.dueAt));
  return { actions, ...(next && { next }), tasks, open: open || next !== undefined || actions.length > 0 };
}

/** Of letters due at one instant, the gravest first. */
const urgency = ({ purpose }: Action): number => URGENCY.indexOf(purpose);
const URGENCY: readonly Purpose[] = ['escalate', 'decide', 'notify', 'stand-down', 'request', 'chase', 'remind', 'report'];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const capital = (line: string): string => line.charAt(0).toUpperCase() + line.slice(1);
