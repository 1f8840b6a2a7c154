// Who reads a letter: which roles are "you" to its reader, and whose the other roles are where it leaves the authority.

import { listed, roleInWords } from '../core/in-words.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Role } from '../core/policy.ts';
import { FRONT_DOOR } from '../core/routing.ts';

export interface Reader {
  own: ReadonlySet<Role>;
  /** Of a letter to another authority: the name of ours. */
  from?: string;
}

interface Addressed {
  actions: readonly [Action, ...Action[]];
  /** Roles whom it was for, and who have no mailbox that can be used: the front door reads it in their place. */
  unreached: readonly Role[];
}

export function readerOf(
  { actions, unreached }: Addressed,
  { authority }: Pick<Policy, 'authority'>,
): Reader {
  const [action] = actions;
  const reached = actions.flatMap(({ roles }) => roles).filter((role) => !unreached.includes(role));
  const own = new Set(unreached.length > 0 ? [...reached, FRONT_DOOR] : reached);
  const isOutside = action.authority !== undefined && unreached.length === 0;
  return { own, ...(isOutside && { from: authority.name }) };
}

/** Nobody whom it is for is reached by it, and whoever reads it is to tell them. */
export const isToPassOn = ({ actions, unreached }: Addressed): boolean =>
  unreached.length > 0 && actions.every(({ roles }) => roles.every((role) => unreached.includes(role)));

/** "Kent's team manager and front door": a role is the reader's own authority's unless the letter says whose it is. */
export function rolesInWords(roles: readonly Role[], { from }: Partial<Reader> = {}, article = ''): string {
  if (from === undefined)
    return listed(
      roles.map((role) => article + calledHere(role)),
      'and',
    );
  const [ours, others] = [roles.filter(isOurs), roles.filter((role) => !isOurs(role))];
  const [first, ...more] = ours.map(calledHere);
  const all = first === undefined ? [] : [`${from}'s ${first}`, ...more];
  return listed(
    [...others.map((role) => (role === EVERY ? calledHere(role) : `the ${roleInWords(role)}`)), ...all],
    'and',
  );
}

/** The same, the reader being "you". */
export function whomInWords(roles: readonly Role[], reader: Reader, article = ''): string {
  const others = roles.filter((role) => !reader.own.has(role));
  if (others.length === roles.length) return rolesInWords(others, reader, article);
  const and = others.length > 1 ? ', ' : ' and ';
  return others.length === 0 ? 'you' : `you${and}${rolesInWords(others, reader, article)}`;
}

const EVERY: Role = 'every-authority';

const calledHere = (role: Role): string => (role === EVERY ? 'every other authority' : roleInWords(role));

const isOurs = (role: Role): boolean => !OTHER_AUTHORITIES.has(role);

const OTHER_AUTHORITIES: ReadonlySet<Role> = new Set([
  'placing-authority',
  'host-authority',
  'receiving-authority',
  EVERY,
]);
