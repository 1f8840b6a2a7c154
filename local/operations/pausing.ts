// The pause of one service and its end, each written into the book of operations.
import type { Pause } from '../../shared/adapters/pauses.ts';
import { pauseSwitch } from '../../shared/adapters/pauses.ts';
import { spoken } from '../../shared/core/calendar.ts';
import { between, inWords } from '../../shared/core/instant.ts';
import { Mistake } from '../scenario.ts';
import { note } from './in-the-book.ts';
import type { Service } from './service.ts';

/** What it means, for the person who has just done it. */
export async function pause(service: Service, by: string, why: string): Promise<string> {
  const { policy, table, client } = service;
  const since = service.now();
  const switched = pauseSwitch(table, client);
  try {
    const before = await switched.read();
    if (before || !(await switched.pause({ since, by, why })))
      throw new Mistake(before ? pauseInWords(before, service) : 'Somebody else has just paused it');
  } finally {
    switched.close();
  }
  await note(service, { at: since, by, did: 'pause', why });
  return [
    `All mail of ${policy.authority.name} is paused.`,
    'Messages are still received, kept and planned; nothing is mailed, whatever falls due. A letter that was',
    'being sent at this moment may still go. An alarm says once an hour that it is paused.',
    `Now tell the front door, and print what is due: npx homeward duty-list --authority ${policy.authority.slug}`,
    `It ends with: npx homeward resume --authority ${policy.authority.slug}`,
  ].join('\n');
}

export async function resume(service: Service, by: string): Promise<string> {
  const { policy, table, client } = service;
  const at = service.now();
  const switched = pauseSwitch(table, client);
  let before: Pause | undefined;
  try {
    before = await switched.read();
    if (!before || !(await switched.resume()))
      throw new Mistake(`The mail of ${policy.authority.name} is not paused`);
  } finally {
    switched.close();
  }
  await note(service, { at, by, did: 'resume', why: before.why });
  return [
    `The mail of ${policy.authority.name} goes out again; it was paused for ${inWords(Math.max(0, between(before.since, at)))}.`,
    'The next sweep, within five minutes, has everything sent that is overdue and still called for: what has waited',
    'longest first, each letter saying how late it is.',
  ].join('\n');
}

export const pauseInWords = ({ since, by, why }: Pause, { policy }: Pick<Service, 'policy'>): string =>
  `All mail of ${policy.authority.name} has been paused since ${spoken(policy.calendar, since)}, by ${by}: ${why}`;
