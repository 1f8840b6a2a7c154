// How to reach by telephone whom a letter speaks of, where the directory knows it.
import { roleInWords } from '../core/in-words.ts';
import type { Policy, Role } from '../core/policy.ts';
import { capital } from './one-line.ts';
import type { Call } from './page.ts';
import type { Reader } from './reader.ts';

/** Of each role once; nobody telephones themselves. */
export function phoneLines(roles: readonly Role[], { own }: Reader, { directory }: Policy): Call[] {
  return [...new Set(roles)].flatMap((role) => {
    const phone = directory[role]?.phone;
    if (phone === undefined || own.has(role)) return [];
    return [{ before: `${capital(roleInWords(role))}: telephone`, phone, after: '.' }];
  });
}
