// What falls due if nothing changes, and the tasks that it hangs on: read from the plan as it would be once these letters are sent.
import type { Instant } from '../core/instant.ts';
import { originOf } from '../core/origin.ts';
import { lookedAfterBy, looksAfter } from '../core/overdue.ts';
import type { Action, Verdict } from '../core/plan.ts';
import type { Condition, Purpose, Role, Rule, Start } from '../core/policy.ts';
import type { Telling } from '../core/record.ts';
import { isRule } from '../core/told.ts';

/** One or several letters of a rule that fall due together. */
export interface Next {
  at: Instant;
  rule: string;
  purpose: Purpose;
  upon: Action['upon'];
  roles: readonly Role[];
  /** It is sent because what this letter asks is not done. */
  isAnswer: boolean;
  /** The rule that asked for what it is sent about, and how it hangs on that; where it is another one than this letter's. */
  task?: { rule: string; is: 'not-recorded' | 'not-decided' };
}

/** A task that is open, which another letter asked for. */
export interface TaskBehind {
  /** As it is recorded. */
  task: string;
  rule: string;
  dueAt: Instant;
  /** Who was asked. */
  roles: readonly Role[];
  /** What they were asked, in the words of the rule. */
  says: string;
  outcomes?: readonly string[];
}

/** What another authority will be asked for, and reminded of, once the child is back. */
export interface Later {
  rule: Rule;
  /** The task that it comes after. */
  after?: string;
}

type Named = Pick<Action, 'id' | 'rule' | 'reference' | 'occurrence' | 'upon' | 'purpose' | 'deadline'>;

/** The rules whose tasks a letter is about that asks for none itself: because it is not done, or not yet. */
export function tasksBehind(letter: Omit<Named, 'deadline'>, verdicts: readonly Verdict[]): string[] {
  if (!ABOUT_A_TASK.has(letter.purpose)) return [];
  const { rule: name, about } = originOf(letter);
  if (about !== undefined) return [about];
  const own = verdicts.find(({ rule }) => isRule(rule, name))?.rule;
  const timed = deadlinesOf(own);
  if (timed.length > 0 || !own?.when || !asksOfInterview(own.when)) return timed;
  return verdicts.flatMap(({ rule }) => (rule.asks?.doneBy === 'interview' ? [rule.id] : []));
}

const ABOUT_A_TASK: ReadonlySet<Purpose> = new Set(['remind', 'chase', 'escalate']);

/** The rule whose task a letter asks for, or is about because it is not done yet; of the latter, the task. */
export function askedFor(
  action: Named,
  verdicts: readonly Verdict[],
): { rule: Rule; task?: TaskBehind } | undefined {
  const verdictOf = (id: string) => verdicts.find(({ rule }) => isRule(rule, id));
  if (action.deadline !== undefined) {
    const own = verdictOf(originOf(action).rule)?.rule;
    return own && { rule: own };
  }
  for (const id of tasksBehind(action, verdicts)) {
    const verdict = verdictOf(id);
    const open = verdict?.tasks.find(({ state }) => state === 'open');
    if (!verdict || !open) continue;
    const { task, dueAt, roles } = open;
    const { id: rule, says } = verdict.rule;
    return { rule: verdict.rule, task: { task, rule, dueAt, roles, says, ...verdict.rule.asks?.decision } };
  }
  return undefined;
}

const startsOf = ({ after }: Rule): readonly Start[] =>
  after ? ('earliest' in after.from ? after.from.earliest : after.from.latest) : [];

/** The tasks whose deadline a rule counts from. */
const deadlinesOf = (rule: Rule | undefined): string[] =>
  (rule ? startsOf(rule) : []).flatMap((start) =>
    typeof start !== 'string' && 'deadlineOf' in start ? [start.deadlineOf] : [],
  );

/** A reminder that an interview is not offered has no deadline of its own: the interview has. */
function asksOfInterview(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(asksOfInterview);
  if ('any' in condition) return condition.any.some(asksOfInterview);
  return 'not' in condition ? asksOfInterview(condition.not) : 'interview' in condition;
}

export function nextOf(
  verdicts: readonly Verdict[],
  asked: Rule | undefined,
  isStillToCome: (action: Action) => boolean,
): Next[] {
  const found = new Map<string, Next>();
  const ruleOf = (id: string | undefined) => verdicts.find(({ rule }) => rule.id === id)?.rule;
  for (const { rule, actions } of verdicts) {
    const answers = isAnswerTo(asked, rule);
    for (const action of actions) {
      if (!isStillToCome(action)) continue;
      const { id, dueAt: at, purpose, upon, roles } = action;
      const hung = hangsOn(rule, id, upon, asked);
      const behind = ruleOf(hung?.rule);
      const task = hung?.rule === asked?.id ? undefined : hung;
      const isAnswer =
        answers ||
        (asked !== undefined && hung?.rule === asked.id && upon === 'overdue') ||
        // What was asked because this one was not decided is the same matter.
        (behind !== undefined && isAnswerTo(asked, behind));
      const key = `${rule.id} ${at} ${isAnswer} ${task?.rule}`;
      const all = [...new Set([...(found.get(key)?.roles ?? []), ...roles])];
      found.set(key, { at, rule: rule.id, purpose, upon, roles: all, isAnswer, ...(task && { task }) });
    }
  }
  return [...found.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The letter about a task that no rule of its own looks after names that task's rule at the end of its id. */
function hangsOn(rule: Rule, id: string, upon: Action['upon'], asked: Rule | undefined): Next['task'] {
  if (upon === 'overdue') return { rule: id.slice(id.lastIndexOf('<') + 1), is: 'not-recorded' };
  const all = deadlinesOf(rule);
  const timed = all.find((each) => each === asked?.id) ?? all[0];
  const [decided] = lookedAfterBy([rule]);
  if (timed !== undefined) return { rule: timed, is: 'not-recorded' };
  return decided === undefined ? undefined : { rule: decided, is: 'not-decided' };
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

/** What a role of another authority is asked and chased for upon a return that nobody has told yet. */
export function laterOf(verdicts: readonly Verdict[], own: ReadonlySet<Role>): Later[] {
  const later = verdicts.filter(
    ({ rule, absence }) =>
      rule.upon === 'return-reported' &&
      !absence.back &&
      (rule.do === 'chase' || rule.do === 'remind' || rule.do === 'request') &&
      rule.to.some((to) => 'role' in to && own.has(to.role)),
  );
  return later.map(({ rule }): Later => {
    const [after] = deadlinesOf(rule);
    return { rule, ...(after !== undefined && { after }) };
  });
}

/** As far as `originOf` needs it: a telling knows what its action was. */
export const namedBy = (
  id: string,
  { rule, reference, occurrence, upon, purpose }: Telling,
): Omit<Named, 'deadline'> => ({ id, rule, reference, occurrence, upon, purpose });
