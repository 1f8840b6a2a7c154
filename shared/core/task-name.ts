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
  const byId = rules.get(versions) ?? rulesById(versions);
  rules.set(versions, byId);
  return byId.get(idOf(task));
}

/** Each plan asks for some names, and a file has some hundred rules. */
const rules = new WeakMap<Policy['versions'], ReadonlyMap<string, Rule>>();

const rulesById = (versions: Policy['versions']): ReadonlyMap<string, Rule> =>
  new Map(
    versions.flatMap((version) =>
      version.rules.flatMap((rule) => [rule.id, ...(rule.was ?? [])].map((id) => [id, rule] as const)),
    ),
  );

const idOf = (task: string): string => task.replace(/:\d+$/, '');
