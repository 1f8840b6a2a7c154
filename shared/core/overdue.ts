// A task that nobody has done by its deadline, and that no rule of its own looks after: somebody is told, whatever the task is.
import type { Condition, Rule } from './policy.ts';

/** The rules whose tasks these do something about where they are not done in time. */
export const lookedAfterBy = (rules: readonly Rule[]): ReadonlySet<string> =>
  new Set(rules.flatMap(tasksLookedAfter));

export const looksAfter = (rule: Rule, task: string): boolean => tasksLookedAfter(rule).includes(task);

/** It runs from the deadline, or acts on what counts as decided when that has passed. A reminder does not look after it. */
function tasksLookedAfter(rule: Rule): readonly string[] {
  const known = TASKS.get(rule);
  if (known) return known;
  const { after, when } = rule;
  const starts =
    after && !after.before ? ('earliest' in after.from ? after.from.earliest : after.from.latest) : [];
  const runFrom = starts.flatMap((start) =>
    typeof start !== 'string' && 'deadlineOf' in start ? [start.deadlineOf] : [],
  );
  const tasks = [...runFrom, ...(when ? decisionsIn(when) : [])];
  TASKS.set(rule, tasks);
  return tasks;
}

/** Every plan asks it of every rule. */
const TASKS = new WeakMap<Rule, readonly string[]>();

function decisionsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(decisionsIn);
  if ('any' in condition) return condition.any.flatMap(decisionsIn);
  if ('not' in condition) return decisionsIn(condition.not);
  return 'decided' in condition ? [condition.decided] : [];
}
