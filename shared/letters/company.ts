// Who else is told of an absence, and what comes next on its plan: what a reader asks who has to decide whether to act alone.
import type { Child } from '../core/facts.ts';
import type { Instant } from '../core/instant.ts';
import { looksAfter } from '../core/overdue.ts';
import type { Action, Verdict } from '../core/plan.ts';
import { consider } from '../core/plan.ts';
import type { Policy, Purpose, Role, Rule, Start } from '../core/policy.ts';
import type { ChildRecord, HomewardRecord, Telling } from '../core/record.ts';
import { isRule, wasTold } from '../core/told.ts';
import { originOf } from './origin.ts';

export interface Company {
  /** Roles that are told at the same time, those before them, in the order in which they were; the reader's own left out. */
  now: readonly Role[];
  before: readonly Role[];
  /** Those of `before` who know of the worst. */
  toldWorst: readonly Role[];
  /** What this letter reminds of, or is sent for because it is not done. */
  task?: TaskBehind;
  /** What falls due if nothing changes, the soonest first. */
  next: readonly Next[];
}

/** One or several letters of a rule that fall due together. */
export interface Next {
  at: Instant;
  purpose: Purpose;
  upon: Action['upon'];
  roles: readonly Role[];
  /** It is sent because what this letter asks is not done. */
  isAnswer: boolean;
}

/** A task that is open, which another letter asked for. */
export interface TaskBehind {
  rule: string;
  dueAt: Instant;
  /** Who was asked. */
  roles: readonly Role[];
}

interface Others {
  record: HomewardRecord;
  child: Child | undefined;
  policy: Policy;
  now: Instant;
  /** All letters that are sent together with this one, by action. */
  sent: ReadonlyMap<string, Telling>;
}

/** Answers for each letter that is sent at one time; the plan is looked at again only where somebody asks. */
export function companyAmong(others: Others): (actions: readonly [Action, ...Action[]]) => Company {
  let ahead: readonly Verdict[] | undefined;
  return (actions) => {
    const [{ reference }] = actions;
    const references = referencesWith(reference, others.child);
    const own = new Set(actions.flatMap(({ roles }) => roles));
    const rolesOf = (told: readonly Telling[]) => [
      ...new Set(told.flatMap(({ roles }) => roles).filter((role) => !own.has(role))),
    ];
    const now = rolesOf([...others.sent.values()].filter((each) => references.includes(each.reference)));
    const earlier = Object.values(others.record.told)
      .filter(({ state, reference }) => state !== 'refused' && references.includes(reference))
      .sort((a, b) => (a.intendedAt < b.intendedAt ? -1 : a.intendedAt > b.intendedAt ? 1 : 0));
    ahead ??= verdictsAhead(others);
    const before = (told: readonly Telling[]) => rolesOf(told).filter((role) => !now.includes(role));
    const here = ahead.filter(({ absence }) => references.includes(absence.reference));
    const asked = askedFor(actions[0], here);
    return {
      now,
      before: before(earlier),
      toldWorst: before(earlier.filter(({ tells }) => tells === 'worst')),
      ...(asked?.task && { task: asked.task }),
      next: nextOf(here, asked?.rule, others),
    };
  };
}

const referencesWith = (reference: string, child: Child | undefined): readonly string[] =>
  [...(child?.absences ?? []), ...(child?.schooling ?? [])].find(({ references }) =>
    references.includes(reference),
  )?.references ?? [reference];

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

/** The rule whose task a letter asks for, or is about because it is not done yet; of the latter, the task. */
function askedFor(
  action: Action,
  verdicts: readonly Verdict[],
): { rule: Rule; task?: TaskBehind } | undefined {
  const { rule: name, about } = originOf(action);
  const verdictOf = (id: string) => verdicts.find(({ rule }) => isRule(rule, id));
  const own = verdictOf(name)?.rule;
  if (action.deadline !== undefined) return own && { rule: own };
  if (!ABOUT_A_TASK.has(action.purpose)) return undefined;
  for (const id of about === undefined ? deadlinesOf(own) : [about]) {
    const verdict = verdictOf(id);
    const task = verdict?.tasks.find(({ state }) => state === 'open');
    if (verdict && task)
      return { rule: verdict.rule, task: { rule: verdict.rule.id, dueAt: task.dueAt, roles: task.roles } };
  }
  return undefined;
}

const ABOUT_A_TASK: ReadonlySet<Purpose> = new Set(['remind', 'chase', 'escalate']);

const startsOf = ({ after }: Rule): readonly Start[] =>
  after ? ('earliest' in after.from ? after.from.earliest : after.from.latest) : [];

/** The tasks whose deadline a rule counts from. */
const deadlinesOf = (rule: Rule | undefined): string[] =>
  (rule ? startsOf(rule) : []).flatMap((start) =>
    typeof start !== 'string' && 'deadlineOf' in start ? [start.deadlineOf] : [],
  );

function nextOf(
  verdicts: readonly Verdict[],
  asked: Rule | undefined,
  { record, now, sent }: Others,
): Next[] {
  const found = new Map<string, Next>();
  for (const verdict of verdicts) {
    const answers = isAnswerTo(asked, verdict.rule);
    for (const { id, dueAt, purpose, upon, roles } of verdict.actions) {
      if (dueAt <= now || wasTold(record, id) || sent.has(id)) continue;
      const isAnswer = answers || (asked !== undefined && isOverdue(id, upon, asked.id));
      const key = `${verdict.rule.id} ${dueAt} ${isAnswer}`;
      const before = found.get(key);
      const all = [...new Set([...(before?.roles ?? []), ...roles])];
      found.set(key, { at: dueAt, purpose, upon, roles: all, isAnswer });
    }
  }
  return [...found.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** It runs from the task or its deadline, or acts on what counts as decided when that has passed. */
function isAnswerTo(asked: Rule | undefined, other: Rule): boolean {
  if (!asked) return false;
  const runsFrom = startsOf(other).some(
    (start) =>
      typeof start !== 'string' &&
      (('deadlineOf' in start && start.deadlineOf === asked.id) ||
        ('rule' in start && start.rule === asked.id)),
  );
  return runsFrom || looksAfter(other, asked.id);
}

/** The letter about a task that no rule of its own looks after names that task's rule at the end of its id. */
const isOverdue = (id: string, upon: Action['upon'], rule: string): boolean =>
  upon === 'overdue' && id.endsWith(`<${rule}`);
