// What letters call a rule, and what it asks: by the name that the file gives it, else by its id in words.
import type { Policy } from '../core/policy.ts';
import { plainly } from './one-line.ts';

/** Of a task that was asked again, too: "return-interview:2". */
export function taskName(task: string, { versions }: Pick<Policy, 'versions'>): string {
  const id = task.replace(/:\d+$/, '');
  const rule = versions
    .flatMap(({ rules }) => rules)
    .findLast((each) => each.id === id || each.was?.includes(id));
  return rule?.named ?? plainly(id);
}
