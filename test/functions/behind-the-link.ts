// What the page has in hand of a letter, for tests that play a child's record first.
import { letterInHand } from '../../functions/answer/letter-in-hand.ts';
import { mailboxMark } from '../../functions/answer/token.ts';
import { deliver } from '../../local/simulate.ts';
import { ANSWERS_URN } from '../../shared/core/answered.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { digest } from '../../shared/core/routing.ts';
import { someKey } from '../answers/desk.ts';
import { type Said, said } from '../situations/playing.ts';
import { at, keptOf, oneChild, report, wake } from './one-child.ts';

const key = someKey();

/** Missing since noon, and looked at after so many seconds each time; what was said by then comes first. */
export async function playedUntil(
  policy: Policy,
  seconds: readonly number[],
  ...messages: readonly Said[]
): Promise<ChildRecord> {
  const child = { ...(await oneChild(policy, report())), answersFrom: 'AROAPAGE' };
  const waiting = [...messages];
  for (const second of seconds) {
    child.clock.moveTo(at(second));
    for (let next = waiting[0]; next && next.at <= at(second); next = waiting[0]) {
      const own = String(next['source']).startsWith(ANSWERS_URN) ? { senderId: 'AROAPAGE' } : {};
      await deliver(child, { ...said(policy, next), ...own });
      waiting.shift();
    }
    await wake(child, { policy });
  }
  return (await keptOf(child)).record;
}

/** The action of the last letter whose id begins so. */
export const letterOf = ({ told }: ChildRecord, start: string): string =>
  Object.keys(told).findLast((id) => id.startsWith(start)) ?? start;

export function shown(record: ChildRecord, action: string, seconds: number, policy: Policy) {
  const mailbox = mailboxMark(record.told[action]?.mailbox ?? '', key);
  const claims = { record: record.id, letter: digest(action), mailbox, until: 0 };
  return letterInHand(claims, record, policy, key, at(seconds));
}
