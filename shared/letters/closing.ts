// The last lines of a letter: when it was written, whom to ask, and what to do where a child is in danger now.
import { spoken } from '../core/calendar.ts';
import type { Instant } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { deliveryOf, FRONT_DOOR } from '../core/routing.ts';
import type { Line } from './page.ts';
import type { Reader } from './reader.ts';

export const signedBy = ({ authority }: Policy): string =>
  `Homeward, which writes for ${authority.name} when a child goes missing.`;

/** `person`: who may be in danger; nobody, of whom that is not to be said. */
export function closingLines(
  reader: Reader,
  person: string | undefined,
  policy: Policy,
  now: Instant,
): Line[] {
  return [
    `Written on ${spoken(policy.calendar, now)}. Replies to this letter are not read.`,
    ...(reader.own.has(FRONT_DOOR) && reader.from === undefined ? [] : [frontDoor(reader, policy, now)]),
    ...(person === undefined ? [] : [`If you think that ${person} is in danger now, ring 999.`]),
  ];
}

function frontDoor({ from }: Reader, policy: Policy, now: Instant): Line {
  const { mailbox } = deliveryOf({ role: FRONT_DOOR }, undefined, policy, now);
  const phone = policy.directory[FRONT_DOOR]?.phone;
  const who = `Questions: ${from === undefined ? 'the' : `${from}'s`} front door`;
  // Whoever writes from outside has one address to send to, where the letter asks for something.
  const also = from === undefined ? `, ${mailbox}.` : '.';
  return phone ? { before: `${who}, telephone`, phone, after: also } : `${who}, ${mailbox}.`;
}
