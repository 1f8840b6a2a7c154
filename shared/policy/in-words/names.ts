// The names of the file, as a person says them: roles, codes, lists.
import type { SourceKind } from '../../core/policy.ts';

/** "one, two or three". */
export const listed = (names: readonly string[], last: 'or' | 'and' = 'or'): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}` : (names[0] ?? '');

/** `child-sexual-exploitation` is "child sexual exploitation". */
export const plainly = (name: string): string => name.replaceAll('-', ' ');

const ROLES: Readonly<Record<string, string>> = {
  keyworker: "the child's keyworker",
  'keyworker-team': "the keyworker's team",
  'placing-authority': 'the authority that placed the child',
  'host-authority': 'the authority in whose area the child lives',
  'receiving-authority': 'the authority in whose area the child was found',
};

export const roleInWords = (role: string): string => ROLES[role] ?? `the ${plainly(role)}`;

const SOURCES: Record<SourceKind, string> = {
  police: 'the police',
  'emergency-duty-team': 'the emergency duty team',
  school: 'a school',
  carer: 'a carer',
  'other-authority': 'another authority',
  'case-system': 'the case system',
};

export const sourceInWords = (source: SourceKind): string => SOURCES[source];

/** What the file can say and this folder has no words for; the compiler sees to it that there is nothing. */
export function unworded(construct: never): never {
  throw new Error(`There are no words for ${JSON.stringify(construct)}`);
}
