// Who else is told of an absence, and what comes next on its plan: what a reader asks who has to decide whether to act alone.
import type { Absence } from '../core/absence.ts';
import type { Child } from '../core/facts.ts';
import type { Instant } from '../core/instant.ts';
import { looksAfter } from '../core/overdue.ts';
import type { Action, Verdict } from '../core/plan.ts';
import { consider } from '../core/plan.ts';
import type { Policy, Role } from '../core/policy.ts';
import type { ChildRecord, HomewardRecord, Telling } from '../core/record.ts';
import { FRONT_DOOR } from '../core/routing.ts';
import { wasTold } from '../core/told.ts';
import type { Later, Next, TaskBehind } from './ahead.ts';
import { askedFor, laterOf, namedBy, nextOf, tasksBehind } from './ahead.ts';
import type { Reader } from './reader.ts';

export type Turn = 'missing' | 'high-risk' | 'return' | 'over';

export interface Company {
  /** Roles that are told at the same time, those before them, in the order in which they were; the reader's own left out. */
  now: readonly Role[];
  before: readonly Role[];
  /** Whose letters lie at the front door, for it to pass on. */
  unreached: readonly Role[];
  /** Those of `before` who know of the worst. */
  toldWorst: readonly Role[];
  /** How it stands now, where that is more than missing, and those of `before` who were last told before it stood so. */
  turn?: { is: Turn; notOf: readonly Role[] };
  /** What is still asked of its reader, the soonest first. */
  mine: readonly { rule: string; dueAt: Instant }[];
  /** What this letter reminds of, or is sent for because it is not done. */
  task?: TaskBehind;
  /** Of a task that is overdue: who has had a letter because of that. */
  toldOverdue?: readonly Role[];
  /** What falls due if nothing changes, the soonest first. */
  next: readonly Next[];
  /** Of another authority: what it will hear once the child is back. */
  later: readonly Later[];
}

interface Others {
  record: HomewardRecord;
  child: Child | undefined;
  policy: Policy;
  now: Instant;
  /** All letters that are sent together with this one, by action. */
  sent: ReadonlyMap<string, Telling>;
}

type CompanyOf = (actions: readonly [Action, ...Action[]], reader: Reader) => Company;

/** Answers for each letter that is sent at one time; the plan is looked at again only where somebody asks. */
export function companyAmong(others: Others): CompanyOf {
  let ahead: readonly Verdict[] | undefined;
  const { record, policy, sent } = others;
  return (actions, { own, from }) => {
    const [{ reference }] = actions;
    const references = referencesWith(reference, others.child);
    const rolesOf = (told: readonly Telling[]) => [
      ...new Set(told.flatMap(({ roles }) => roles).filter((role) => !own.has(role))),
    ];
    const here = (telling: Telling) => references.includes(telling.reference);
    const isReached = (telling: Telling) => !liesAtFrontDoor(telling, policy);
    const together = [...sent.values()].filter(here);
    const earlier = Object.values(record.told)
      .filter((telling) => telling.state !== 'refused' && here(telling))
      .sort((a, b) => (a.intendedAt < b.intendedAt ? -1 : a.intendedAt > b.intendedAt ? 1 : 0));
    ahead ??= verdictsAhead(others);
    const now = rolesOf(together.filter(isReached));
    const told = rolesOf(earlier.filter(isReached)).filter((role) => !now.includes(role));
    const unreached = rolesOf([...earlier, ...together].filter((telling) => !isReached(telling)));
    const verdicts = ahead.filter(({ absence }) => references.includes(absence.reference));
    const asked = askedFor(actions[0], verdicts);
    const late = ({ rule, dueAt }: TaskBehind) =>
      [...Object.entries(record.told), ...sent].flatMap(([id, telling]) => {
        const isSince = telling.state !== 'refused' && telling.intendedAt >= dueAt;
        if (!isSince || !here(telling) || !isReached(telling)) return [];
        return tasksBehind(namedBy(id, telling), verdicts).includes(rule) ? [telling] : [];
      });
    const turn = turnOf(absenceWith(reference, others.child));
    const knowing =
      turn && rolesOf(earlier.filter((telling) => isReached(telling) && turn.isKnownBy(telling)));
    return {
      now,
      before: told,
      unreached: unreached.filter((role) => !now.includes(role) && !told.includes(role)),
      toldWorst: rolesOf(earlier.filter(({ tells }) => tells === 'worst')).filter((role) =>
        told.includes(role),
      ),
      ...(turn && { turn: { is: turn.is, notOf: told.filter((role) => !knowing?.includes(role)) } }),
      mine: tasksOf(verdicts, own, others.now),
      ...(asked?.task && { task: asked.task }),
      ...(asked?.task && asked.task.dueAt <= others.now && { toldOverdue: rolesOf(late(asked.task)) }),
      next: nextOf(verdicts, asked?.rule, ({ id, dueAt }) => {
        return dueAt > others.now && !wasTold(record, id) && !sent.has(id);
      }),
      later: from === undefined ? [] : laterOf(verdicts, own),
    };
  };
}

/** The front door has it in the place of a role that has no mailbox of its own. */
export function liesAtFrontDoor(
  { roles, mailbox }: Pick<Telling, 'roles' | 'mailbox'>,
  { directory }: Pick<Policy, 'directory'>,
): boolean {
  const isAt = (role: Role) => {
    const { address, outOfHours } = directory[role] ?? {};
    return mailbox === address || mailbox === outOfHours;
  };
  return isAt(FRONT_DOOR) && !roles.some((role) => role === FRONT_DOOR || isAt(role));
}

const referencesWith = (reference: string, child: Child | undefined): readonly string[] =>
  [...(child?.absences ?? []), ...(child?.schooling ?? [])].find(({ references }) =>
    references.includes(reference),
  )?.references ?? [reference];

const absenceWith = (reference: string, child: Child | undefined): Absence | undefined =>
  child?.absences.find(({ references }) => references.includes(reference));

/** What whoever was told before may not know. */
function turnOf(
  absence: Absence | undefined,
): { is: Turn; isKnownBy: (telling: Telling) => boolean } | undefined {
  if (!absence) return undefined;
  const { ended, back, endKnownAt, risk } = absence;
  const since = (at: Instant) => (telling: Telling) => telling.intendedAt >= at;
  if (ended) return { is: 'over', isKnownBy: endKnownAt ? since(endKnownAt) : () => true };
  if (back) return { is: 'return', isKnownBy: since(back.knownAt) };
  if (risk.value === 'high') return { is: 'high-risk', isKnownBy: since(risk.knownAt) };
  return { is: 'missing', isKnownBy: () => true };
}

/** Also a decision that nobody has taken in time: a person still must, unless what it went on as is done. */
function tasksOf(verdicts: readonly Verdict[], own: ReadonlySet<Role>, now: Instant): Company['mine'] {
  const isDone = (decision: string) => {
    const came = verdicts.filter(({ rule }) => rule.asks && looksAfter(rule, decision));
    const tasks = came.flatMap((verdict) => verdict.tasks);
    return tasks.length > 0 && tasks.every(({ state }) => state !== 'open');
  };
  return verdicts
    .flatMap(({ rule, tasks }) =>
      tasks.flatMap(({ state, roles, dueAt }) => {
        const isTheirs = state === 'open' && roles.some((role) => own.has(role));
        const isIdle = rule.asks?.decision !== undefined && dueAt <= now && isDone(rule.id);
        return isTheirs && !isIdle ? [{ rule: rule.id, dueAt }] : [];
      }),
    )
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
}

/** As if these letters were sent: what follows from them is ahead, too. */
function verdictsAhead({ record, child, policy, now, sent }: Others): readonly Verdict[] {
  if (record.kind !== 'child' || !child) return [];
  const told: ChildRecord['told'] = { ...record.told, ...Object.fromEntries(sent) };
  try {
    return consider({ ...record, told }, child, policy, now);
  } catch {
    // No letter waits for a look ahead; a plan that cannot be made is reported by whoever needs it.
    return [];
  }
}
