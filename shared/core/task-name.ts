// What people read in the place of a rule's id, and of a task's: the name that the file gives it, else the id in words.

import { plainly } from './in-words.ts';
import type { Policy, Rule } from './policy.ts';

/** What people read in the place of a rule's id. */
export type Named = (rule: string) => string;

/** Of a task that was asked again, too: "return-interview:2". */
export const taskName = (task: string, policy: Pick<Policy, 'versions'>): string =>
  ruleOf(task, policy)?.named ?? plainly(idOf(task));

/** The newest of its name. */
export function ruleOf(task: string, { versions }: Pick<Policy, 'versions'>): Rule | undefined {
  const named = idOf(task);
  return versions
    .flatMap(({ rules }) => rules)
    .findLast(({ id, was }) => id === named || was?.includes(named));
}

const idOf = (task: string): string => task.replace(/:\d+$/, '');
