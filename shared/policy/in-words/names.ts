// The roles of the file, as a person says them.
import { roleInWords } from '../../core/in-words.ts';
import type { Version } from '../../core/policy.ts';
import { type Named, taskName } from '../../core/task-name.ts';

const ROLES: Readonly<Record<string, string>> = {
  keyworker: "the child's keyworker",
  'keyworker-team': "the keyworker's team",
  'placing-authority': 'the authority that placed the child',
  'host-authority': 'the authority in whose area the child lives',
  'receiving-authority': 'the authority in whose area the child was found',
};

export const theRole = (role: string): string => ROLES[role] ?? `the ${roleInWords(role)}`;

/** What a version calls its own rules; with the id, where it calls two the same. */
export function namesIn(version: Version): Named {
  const name = (rule: string) => taskName(rule, { versions: [version] });
  const names = version.rules.map(({ id }) => name(id));
  const isShared = (words: string) => names.indexOf(words) !== names.lastIndexOf(words);
  return (rule) => (isShared(name(rule)) ? `${name(rule)} (${rule})` : name(rule));
}

/** What the file can say and this folder has no words for; the compiler sees to it that there is nothing. */
export function unworded(construct: never): never {
  throw new Error(`There are no words for ${JSON.stringify(construct)}`);
}
