// The page of a letter about a pupil who misses education: said of a pupil, and nothing on it is said of a missing child.
import { describe, expect, it } from 'vitest';
import { letterInHand } from '../../functions/answer/letter-in-hand.ts';
import { mailboxMark } from '../../functions/answer/token.ts';
import { deliver } from '../../local/simulate.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { digest } from '../../shared/core/routing.ts';
import { someKey } from '../answers/desk.ts';
import { rule, withRules } from '../faults/procedure.ts';
import { ASHA } from '../situations/cast.ts';
import { type Said, said } from '../situations/playing.ts';
import { at, keptOf, NOON, nowhere, oneChild, wake } from './one-child.ts';

const key = someKey();
const absent = rule('out-of-school', 'school-absence', [{ role: 'front-door' }], {
  do: 'request',
  asks: { within: { elapsed: 'PT2H', from: { earliest: ['received'] } } },
});
const policy: Policy = withRules(
  {
    ...nowhere,
    sources: [...nowhere.sources, { urn: 'urn:school:example', is: 'school', senders: ['case-system'] }],
    calendar: { ...nowhere.calendar, terms: [{ from: '2026-11-02', to: '2026-12-18' }] },
  },
  [absent],
);

const bySchool = (data: object, seconds: number): Said => ({
  at: at(seconds),
  type: 'education.absence',
  source: 'urn:school:example',
  sender: 'case-system',
  data: { person: ASHA, ...data },
});
const LAST = { school: 'Example Academy', lastAttendedOn: '2026-11-19', unauthorised: true, onRoll: true };

/** What the page says after the school has told of the absence, and then this. */
async function page(...more: Said[]) {
  const child = await oneChild(policy, bySchool(LAST, 0));
  await wake(child, { policy });
  for (const message of more) {
    child.clock.moveTo(message.at);
    await deliver(child, said(policy, message));
    await wake(child, { policy });
  }
  const { record } = await keptOf(child);
  const [[action, telling] = []] = Object.entries(record.told);
  if (action === undefined || !telling) throw new Error('There is a letter');
  const mailbox = mailboxMark(telling.mailbox, key);
  const claims = { record: record.id, letter: digest(action), mailbox, until: 0 };
  return letterInHand(claims, record, policy, key, more.at(-1)?.at ?? NOON);
}

describe('a letter about a pupil who is out of school', () => {
  it('says that the pupil is, and nobody can say there that a child is back', async () => {
    const letter = await page();
    expect(letter).toMatchObject({
      person: 'pupil',
      stands: 'The pupil is missing education.',
      isOver: false,
      may: ['decide', 'seen', 'not-me'],
    });
  });

  it('says that the pupil is no longer, once the school has said so', async () => {
    const back = bySchool({ lastAttendedOn: '2026-11-19', returnedOn: '2026-11-20' }, 60);
    expect(await page(back)).toMatchObject({
      stands: 'The pupil is no longer missing education.',
      isOver: true,
    });
  });
});
