// What letters call a rule, and what it asks: by the name that the file gives it, else by its id in words.

import { plainly } from '../core/in-words.ts';
import type { Policy, Rule } from '../core/policy.ts';

/** Of a task that was asked again, too: "return-interview:2". */
export const taskName = (task: string, policy: Pick<Policy, 'versions'>): string =>
  ruleOf(task, policy)?.named ?? plainly(idOf(task));

/** The newest of its name. */
export const ruleOf = (task: string, { versions }: Pick<Policy, 'versions'>): Rule | undefined =>
  versions
    .flatMap(({ rules }) => rules)
    .findLast(({ id, was }) => id === idOf(task) || was?.includes(idOf(task)));

const idOf = (task: string): string => task.replace(/:\d+$/, '');
