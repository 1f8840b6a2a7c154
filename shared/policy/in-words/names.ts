// The names of the file, as a person says them: roles, codes, lists.

/** "one, two or three". */
export const listed = (names: readonly string[], last: 'or' | 'and' = 'or'): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}` : (names[0] ?? '');

/** `child-sexual-exploitation` is "child sexual exploitation". */
export const plainly = (name: string): string => name.replaceAll('-', ' ');

const ROLES: Readonly<Record<string, string>> = {
  keyworker: "the child's keyworker",
  'keyworker-team': "the keyworker's team",
  'placing-authority': 'the authority that placed the child',
};

export const roleInWords = (role: string): string => ROLES[role] ?? `the ${plainly(role)}`;

/** What the file can say and this folder has no words for; the compiler sees to it that there is nothing. */
export function unworded(construct: never): never {
  throw new Error(`There are no words for ${JSON.stringify(construct)}`);
}
