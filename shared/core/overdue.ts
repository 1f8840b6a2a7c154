// A task that nobody has done by its deadline, and that no rule of its own looks after: somebody is told, whatever the task is.
import type { Condition, Rule } from './policy.ts';

/** Whether one of these rules does something about a task that is not done in time. */
export const isLookedAfter = ({ id }: Rule, acting: readonly Rule[]): boolean =>
  acting.some((other) => looksAfter(other, id));

/** It runs from the deadline, or acts on what counts as decided when that has passed. A reminder does not look after it. */
function looksAfter({ after, when }: Rule, task: string): boolean {
  const starts = after ? ('earliest' in after.from ? after.from.earliest : after.from.latest) : [];
  const runsFrom = starts.some(
    (start) => typeof start !== 'string' && 'deadlineOf' in start && start.deadlineOf === task,
  );
  return (runsFrom && !after?.before) || (when !== undefined && asksWhatWasDecided(when, task));
}

function asksWhatWasDecided(condition: Condition, task: string): boolean {
  if ('all' in condition) return condition.all.some((part) => asksWhatWasDecided(part, task));
  if ('any' in condition) return condition.any.some((part) => asksWhatWasDecided(part, task));
  if ('not' in condition) return asksWhatWasDecided(condition.not, task);
  return 'decided' in condition && condition.decided === task;
}
