// A morning in Darlington: several children, one of them missing night after night, and the digest that tells of them.
import { emptyWorld } from '../../local/simulate.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { found, ROBIN, reported } from '../situations/cast.ts';
import { lived } from '../situations/living.ts';
import type { Said } from '../situations/playing.ts';
import { procedure } from '../situations/playing.ts';
import type { Shown } from './kinds.ts';

const copy: Rule = {
  id: 'copy-for-information',
  clauses: ['D17-7.8-d'],
  basis: 'courtesy',
  upon: 'missing',
  do: 'report',
  to: [{ role: 'head-of-service' }],
  says: 'For your information: a child is missing. Whoever must act has been told at the same time.',
  inDigest: { episodes: 2, in: { last: { unit: 'days', n: 30 } } },
};

const MAX = { givenName: 'Max', familyName: 'Invented', dateOfBirth: '2011-02-08', localAuthorityId: 'L3' };
const ALEX = { givenName: 'Alex', familyName: 'Sample', dateOfBirth: '2010-08-30', localAuthorityId: 'L2' };

const often: Said[] = [17, 18, 19].flatMap((day): Said[] => {
  const at = `2026-11-${day}T20`;
  const reference = `ME-${day}`;
  return [
    reported(reference, { person: MAX, lastSeenAt: `${at}:00:00Z` }, { at: `${at}:30:00Z` }),
    ...(day === 19
      ? []
      : [
          found(`2026-11-${day}T23:30:00Z`, reference, {
            outcome: 'found',
            returnedAt: `2026-11-${day}T23:00:00Z`,
            seenByPoliceAt: `2026-11-${day}T23:10:00Z`,
          }),
        ]),
  ];
});

const others: Said[] = [
  reported('ME-20', { person: ROBIN, lastSeenAt: '2026-11-19T16:00:00Z' }, { at: '2026-11-19T17:15:00Z' }),
  reported(
    'ME-21',
    { person: ALEX, risk: 'high', lastSeenAt: '2026-11-19T22:00:00Z' },
    { at: '2026-11-19T22:40:00Z' },
  ),
];

export async function digestOfAMorning(): Promise<Shown> {
  const policy = procedure('darlington');
  const versions = policy.versions.map((version) => ({ ...version, rules: [...version.rules, copy] }));
  const withDigest: Policy = {
    ...policy,
    versions,
    digest: { to: ['head-of-service'], at: '07:30', on: 'every-day' },
  };
  const messages = [...often, ...others].sort((a, b) => (a.at < b.at ? -1 : 1));
  const world = await lived(
    emptyWorld(withDigest, '2026-11-17T20:00:00.000Z'),
    messages,
    '2026-11-20T07:40:00Z',
  );
  const letter = world.post.sent.map((each) => each.letter).findLast(({ subject }) => /digest/.test(subject));
  if (!letter) throw new Error('The morning has no digest');
  return {
    name: 'digest',
    authority: 'darlington',
    rule: 'morning.digest',
    purpose: 'report',
    scenario: 'a morning',
    letter,
  };
}
