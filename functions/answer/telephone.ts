// Whom a reader rings: the front door always, and of whoever else is named only those whose number the authority's file has.

import { roleInWords } from '../../shared/core/in-words.ts';
import type { Policy, Role } from '../../shared/core/policy.ts';
import { FRONT_DOOR } from '../../shared/core/routing.ts';
import { text } from './frame.ts';

/** Of a refused link nothing is known but whose page this is. */
export type Numbers = Partial<Pick<Policy, 'directory'>>;

/** "the front door on 01632 960 216, at any hour", as HTML: a number is rung by touching it. */
export function frontDoor({ directory }: Numbers): string {
  const phone = directory?.[FRONT_DOOR]?.phone;
  return phone
    ? `the front door on ${numberLink(phone)}, at any hour`
    : 'the front door, or the emergency duty team out of hours';
}

/** "the head of service on 01632 960 217", as HTML; without a number, who it is. */
export function roleOn(role: Role, { directory }: Numbers): string {
  const phone = directory?.[role]?.phone;
  return `the ${text(roleInWords(role))}${phone ? ` on ${numberLink(phone)}` : ''}`;
}

const numberLink = (phone: string): string =>
  `<a href="tel:${text(phone.replaceAll(/[^+\d]/g, ''))}">${text(phone).replaceAll(' ', '&nbsp;')}</a>`;
