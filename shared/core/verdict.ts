// What a rule comes to on one absence: its letters, each addressee's own, and its task.
import { tells } from './cause.ts';
import { turnOf } from './clock.ts';
import type { Reason, Situation } from './condition.ts';
import { evaluate, holdsBy, inFull } from './condition.ts';
import type { Instant } from './instant.ts';
import { later, latest, MINUTE } from './instant.ts';
import type { Action, GivenTask, Verdict } from './plan.ts';
import type { Role, Rule } from './policy.ts';
import { own } from './record.ts';
import type { Withheld } from './routing.ts';
import { addressees, FRONT_DOOR } from './routing.ts';
import type { Around, Standing } from './standing.ts';
import { rivalsOf, taskId } from './standing.ts';
import { endTakenBackAt, everybodyTold, idOf, tellingsOf } from './told.ts';

export function verdictOn(standing: Standing, around: Around, through: Instant): Verdict {
  const { rule, on, duty, why, occurrence } = standing;
  const { absence } = on;
  const tasks = (now: () => GivenTask[]): GivenTask[] =>
    rule.asks
      ? [
          ...pastTasks(
            standing,
            around,
            (each) => each !== occurrence,
            () => 'what it was asked upon began anew',
          ),
          ...now(),
        ]
      : NONE;
  if (!standing.acts) {
    return {
      rule,
      absence,
      outcome: 'quiet',
      actions: [],
      tasks: tasks(() => leftOf(standing, around)),
      why,
    };
  }
  const whom = addressed(standing, around);
  const letters = whom.map((to): Action => {
    const knownAt = latest([standing.knownAt, to.knownAt ?? '']) ?? standing.knownAt;
    const dueAt = rule.after ? standing.dueAt : (latest([standing.dueAt, knownAt]) ?? knownAt);
    const id = idOf(around.record, rule, absence, to.occurrence, to.key);
    const isSent = own(around.record.told, id)?.state === 'accepted';
    const rivals = rule.asks && !isSent ? rivalsOf(rule.asks.within, on) : [];
    return {
      ...letterOf(rule, to, absence),
      id,
      kind: rule.closes ? 'close' : rule.asks ? 'task' : 'email',
      dueAt,
      knownAt: calledForAt(knownAt, standing, around),
      ...(duty && { deadline: duty.task.dueAt, task: duty.task.task }),
      ...(rivals.length > 1 && { rivals }),
      ...(duty?.task.targetAt && { target: duty.task.targetAt }),
      ...(rule.asks?.decision && { decision: rule.asks.decision }),
      because: isSent && !rule.every ? [] : becauseOf(rule, plain(why()), to),
    };
  });
  const grouping = rule.inDigest && evaluate(rule.inDigest, on);
  if (grouping && holdsBy(grouping, standing.dueAt)) {
    const grouped = () => [{ ...grouping, why: `the morning digest has it: ${grouping.why}` }];
    return { rule, absence, outcome: 'quiet', actions: [], copies: letters, tasks: NONE, why: grouped };
  }
  return {
    rule,
    absence,
    outcome: 'acts',
    actions: letters.flatMap((letter) => turnsOf(letter, rule, through, on)),
    tasks: tasks(() =>
      duty && isGiven(standing, around, through) ? [{ ...duty.task, roles: rolesOf(letters) }] : [],
    ),
    why,
    routes: ({ id, series }) => {
      const to = whom[letters.findIndex((letter) => letter.id === (series?.of ?? id))];
      return to && routesOf(rule, to, inFull);
    },
  };
}

const NONE: GivenTask[] = [];

/** What an end had silenced is called for again since the end was taken back: it keeps its due time, and is not late for that. */
const calledForAt = (knownAt: Instant, { rule, on }: Standing, { record }: Around): Instant =>
  (rule.upon === 'missing' && latest([knownAt, endTakenBackAt(record, on.absence) ?? ''])) || knownAt;

/** Somebody hears that the task of a rule was not done: a minute after its last moment, never before it is given. */
export function overdueLetters(rule: Rule, asked: Standing, around: Around, through: Instant): Action[] {
  const { duty, on, occurrence } = asked;
  if (!asked.acts || !duty || !isGiven(asked, around, through)) return [];
  const { version, policy, record } = around;
  const names = [asked.rule.id, ...(asked.rule.was ?? [])];
  return addressees(rule.to, version, on, policy).map(({ role, ...addressee }): Action => {
    const to = { ...addressee, roles: [role], occurrence };
    const ids = names.map((name) => idOf(record, rule, on.absence, occurrence, `${to.key}<${name}`));
    const name = on.others.named(asked.rule.id);
    const why = [`nothing shows that what was asked (${name}) was done by ${duty.why()}`];
    const letter = letterOf(rule, to, on.absence);
    const id = ids.find((each) => own(record.told, each)) ?? ids[0] ?? '';
    const isSent = own(record.told, id)?.state === 'accepted';
    const knownAt = latest([asked.knownAt, duty.knownAt, to.knownAt ?? '']) ?? duty.knownAt;
    return {
      ...letter,
      id,
      kind: 'email',
      clauses: [...new Set([...letter.clauses, ...asked.rule.clauses])],
      says: rule.says,
      asked: asked.rule.says,
      dueAt: latest([later(duty.task.dueAt, MINUTE), asked.dueAt]) ?? duty.task.dueAt,
      knownAt: calledForAt(knownAt, asked, around),
      because: isSent ? [] : becauseOf(rule, why, to),
    };
  });
}

/** What was asked and is asked no more: done, closed, or lapsed, because what it was asked upon is over. */
function leftOf(standing: Standing, around: Around): GivenTask[] {
  const { duty, why, occurrence } = standing;
  if (!duty)
    return pastTasks(
      standing,
      around,
      (each) => each === occurrence,
      () => plain(why()).join('; '),
    );
  const roles = rolesOf(toldOf(standing, around));
  const isLapsed = duty.task.state === 'open';
  return [
    { ...duty.task, roles, ...(isLapsed && { state: 'lapsed' as const, because: plain(why()).join('; ') }) },
  ];
}

/** Tasks that were given and are known by their letters alone. */
function pastTasks(
  { rule, on }: Standing,
  { record }: Around,
  isMeant: (occurrence: number) => boolean,
  because: () => string,
): GivenTask[] {
  const given = tellingsOf(record, on.absence, rule).filter(
    ({ deadline, occurrence }) => deadline && isMeant(occurrence),
  );
  return [...new Set(given.map(({ occurrence }) => occurrence))].map((occurrence): GivenTask => {
    const letters = given.filter((telling) => telling.occurrence === occurrence);
    const dueAt = latest(letters.flatMap(({ deadline }) => deadline ?? [])) ?? '';
    const task = taskId(rule.id, occurrence);
    const of = { task, reference: on.absence.reference, rule: rule.id, dueAt, roles: rolesOf(letters) };
    const isDone = own(on.absence.recorded, task) !== undefined;
    return isDone ? { ...of, state: 'done' } : { ...of, state: 'lapsed', because: because() };
  });
}

const rolesOf = (told: readonly { roles: readonly Role[] }[]): Role[] => [
  ...new Set(told.flatMap(({ roles }) => roles)),
];

const isGiven = (standing: Standing, around: Around, through: Instant): boolean =>
  (standing.acts && standing.dueAt <= through) || toldOf(standing, around).length > 0;

const toldOf = ({ rule, on, occurrence }: Standing, { record }: Around) =>
  tellingsOf(record, on.absence, rule).filter((telling) => telling.occurrence === occurrence);

type Letter = Omit<Action, 'id' | 'kind' | 'dueAt' | 'knownAt' | 'because'>;

const letterOf = (rule: Rule, to: To, absence: Situation['absence']): Letter => ({
  rule: rule.id,
  reference: absence.reference,
  occurrence: to.occurrence,
  purpose: rule.do,
  basis: rule.basis,
  upon: rule.upon,
  clauses: [...new Set([...rule.clauses, ...to.clauses])],
  roles: to.roles,
  ...(to.authority && { authority: to.authority }),
  ...(to.mailbox && { mailbox: to.mailbox }),
  ...(to.withheld && { withheld: to.withheld }),
  ...(rule.answerWithin && { answerWithin: rule.answerWithin }),
  says: rule.says,
  tells: tells(rule.upon, absence),
});

const becauseOf = (rule: Rule, why: readonly string[], to: To): string[] => [
  cited(why, rule.clauses),
  ...routesOf(rule, to, ({ why }) => why),
];

/** Why it goes to this reader: two rows that rest on the same are one reason. */
const routesOf = (rule: Rule, { why, clauses }: To, inWords: (reason: Reason) => string): string[] =>
  [...new Set(why.map(inWords))].map((words) => cited([words], clauses.length > 0 ? clauses : rule.clauses));

/** A rule that acts again and again: each turn has an id of its own, none holds an instant. */
function turnsOf(letter: Action, { every }: Rule, through: Instant, { calendar }: Situation): Action[] {
  if (!every) return [letter];
  const turns: Action[] = [];
  for (let turn = 0; turn < (every.times ?? MOST_TURNS); turn++) {
    const dueAt = turn === 0 ? letter.dueAt : turnOf(letter.dueAt, every, turn, calendar);
    const id = turn === 0 ? letter.id : `${letter.id}~${turn}`;
    turns.push({ ...letter, id, dueAt, series: { of: letter.id, turn } });
    if (dueAt > through) break;
  }
  return turns;
}

/** Three years of nights. */
const MOST_TURNS = 1100;

interface To {
  key: string;
  roles: readonly Role[];
  occurrence: number;
  clauses: readonly string[];
  why: readonly Reason[];
  knownAt?: Instant;
  authority?: string;
  mailbox?: string;
  withheld?: Withheld;
}

function addressed({ rule, occurrence, on }: Standing, { record, version, policy }: Around): To[] {
  if (rule.to.some((recipient) => 'everybodyTold' in recipient)) {
    return everybodyTold(record, rule, on.absence).map((told) => ({ ...told, clauses: [], why: [] }));
  }
  const named = addressees(rule.to, version, on, policy);
  const isNobodys = named.length === 0 && rule.asks !== undefined;
  const all = isNobodys ? addressees([{ role: FRONT_DOOR }], version, on, policy) : named;
  const why = isNobodys ? [{ why: 'nobody is known of those whom this is asked of' }] : [];
  return all.map(({ role, ...to }) => ({ ...to, why: [...to.why, ...why], roles: [role], occurrence }));
}

const plain = (reasons: readonly Reason[]): string[] => reasons.map(({ why }) => why);

/** "The child is missing; 24 hours after last seen, ... [D17-7.13-a]"; with what comes of it, "Not told: ...". */
export function cited(reasons: readonly string[], clauses: readonly string[], outcome?: string): string {
  const line = [...(outcome ? [outcome] : []), ...(reasons.length > 0 ? [reasons.join('; ')] : [])].join(
    ': ',
  );
  return `${line.charAt(0).toUpperCase()}${line.slice(1)} [${clauses.join(', ')}]`;
}
