// A child who goes missing very often: copies for information stand in the morning digest, whatever must go at once goes at once.
import { describe, expect, it } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import type { Condition, Policy, Rule } from '../../shared/core/policy.ts';
import { lived } from './living.ts';
import type { Said } from './playing.ts';
import { explained, mail, procedure } from './playing.ts';

const OFTEN: Condition = { episodes: 3, in: { last: { unit: 'days', n: 30 } } };
const copy = (inDigest?: Condition): Rule => ({
  id: 'copy-for-information',
  clauses: ['D17-7.8-d'],
  basis: 'courtesy',
  upon: 'missing',
  do: 'report',
  to: [{ role: 'assistant-director' }],
  says: 'For your information: a child is missing.',
  ...(inDigest && { inDigest }),
});

function withCopy(inDigest?: Condition): Policy {
  const policy = procedure('darlington');
  return {
    ...policy,
    digest: { to: ['assistant-director'], at: '07:30', on: 'every-day' },
    versions: policy.versions.map((version) => ({ ...version, rules: [...version.rules, copy(inDigest)] })),
  };
}

const ASHA = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14', localAuthorityId: 'L1' };

/** Missing four nights one after the other, back before midnight but on the last. */
const nightsOf = (person: object): Said[] =>
  [16, 17, 18, 19].flatMap((day, nth): Said[] => [
    {
      at: `2026-11-${day}T20:00:00Z`,
      type: 'missing.reported',
      subject: `ME-${nth + 1}`,
      data: { person, category: 'missing', risk: 'medium', lastSeenAt: `2026-11-${day}T19:00:00Z` },
    },
    ...(day === 19
      ? []
      : [
          {
            at: `2026-11-${day}T23:00:00Z`,
            type: 'missing.found' as const,
            subject: `ME-${nth + 1}`,
            data: {
              outcome: 'found',
              returnedAt: `2026-11-${day}T22:30:00Z`,
              seenByPoliceAt: `2026-11-${day}T22:45:00Z`,
            },
          },
        ]),
  ]);

const nights = nightsOf(ASHA);
const live = (policy: Policy, messages = nights) =>
  lived(emptyWorld(policy, nights[0]?.at ?? ''), messages, '2026-11-20T08:00:00Z');

const grouped = await live(withCopy(OFTEN));
const alone = await live(withCopy());

describe('a child who goes missing night after night', () => {
  it('is in the director’s mailbox twice, and from the third time on in the morning digest', async () => {
    expect(await mail(grouped, 'copy-for-information')).toEqual([
      '2026-11-16 20:00 copy-for-information assistant.director',
      '2026-11-17 20:00 copy-for-information assistant.director',
    ]);
    const digests = grouped.post.sent.filter(({ letter }) => letter.subject.includes('Morning digest'));
    const [, , third, fourth] = digests.map(({ letter }) => letter.text);
    expect(third).toContain('AE, ME-3: over, after 3 hours 30 minutes');
    expect(third).toContain('Missing episodes on record: 3');
    expect(fourth).toContain('Copies that waited for this digest: A child is missing. [D17-7.8-d]');
  });

  it('every other letter goes out as it would without the grouping, to the minute', async () => {
    // Who had no letter has none to be stood down from: the next digest tells that it is over.
    const aside = /copy-for-information|morning\.digest|stand-down assistant\.director/;
    const others = async (world: World) => (await mail(world)).filter((line) => !aside.test(line));
    expect(await others(grouped)).toEqual(await others(alone));
    expect(await mail(alone, 'copy-for-information')).toHaveLength(4);
  });

  it('the history says why no letter went', async () => {
    expect(await explained(grouped)).toContain(
      'Not told: the morning digest has it: the child went missing 4 times in 30 days (asked: 3 times or more) [D17-7.8-d]',
    );
  });

  it('where it is not certain, the copy goes at once', async () => {
    const { dateOfBirth: _, ...ageless } = ASHA;
    const policy = withCopy({ age: { atLeast: 5 }, at: 'start' });
    const world = await live(policy, nightsOf(ageless));
    expect(await mail(world, 'copy-for-information')).toHaveLength(4);
  });
});
