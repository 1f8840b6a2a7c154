// The roles of the file, as a person says them.
import { plainly } from '../../core/in-words.ts';

const ROLES: Readonly<Record<string, string>> = {
  keyworker: "the child's keyworker",
  'keyworker-team': "the keyworker's team",
  'placing-authority': 'the authority that placed the child',
  'host-authority': 'the authority in whose area the child lives',
  'receiving-authority': 'the authority in whose area the child was found',
};

export const roleInWords = (role: string): string => ROLES[role] ?? `the ${plainly(role)}`;

/** What the file can say and this folder has no words for; the compiler sees to it that there is nothing. */
export function unworded(construct: never): never {
  throw new Error(`There are no words for ${JSON.stringify(construct)}`);
}
