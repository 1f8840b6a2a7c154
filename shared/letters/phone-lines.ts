// How to reach by telephone whom a letter speaks of, where the directory knows it.
import { roleInWords } from '../core/in-words.ts';
import type { Policy, Role } from '../core/policy.ts';
import { FRONT_DOOR } from '../core/routing.ts';
import { capital } from './one-line.ts';
import type { Call } from './page.ts';
import type { Reader } from './reader.ts';

/**
 * Of each role once; nobody telephones themselves, and whoever reads from outside is told of our front door elsewhere.
 * `why`: what stands before the role, where the letter does not ask for it to be rung.
 */
export function phoneLines(
  roles: readonly Role[],
  { own, from }: Reader,
  { directory }: Policy,
  why = '',
): Call[] {
  return [...new Set(roles)].flatMap((role) => {
    const phone = directory[role]?.phone;
    if (phone === undefined || own.has(role) || (role === FRONT_DOOR && from !== undefined)) return [];
    return [{ before: `${capital(why + roleInWords(role))}: telephone`, phone, after: '.' }];
  });
}
