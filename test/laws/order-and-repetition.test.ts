import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { childrenIn, delays, knownIn, onTheirWay, received, tellsEveryStart } from './deliveries.ts';
import { holds } from './hold.ts';
import { darlington, kent } from './procedures.ts';
import type { Saying } from './stories.ts';
import { ROBIN, story } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

describe('when the same messages come in another order, again, or late', () => {
  it.each([kent, darlington])(
    'the facts, the states and the plan of $authority.name are the same',
    async (policy) => {
      await holds(
        fc.asyncProperty(story, delays(9), delays(9), async (sayings, one, other) => {
          const first = await received(onTheirWay(sayings, policy, one), policy);
          const second = await received(onTheirWay(sayings, policy, other), policy);
          fc.pre((await childrenIn(first)).every(tellsEveryStart));
          expect(await knownIn(second)).toEqual(await knownIn(first));
        }),
        200,
      );
    },
  );

  // Known, and not mended yet: see docs/decisions/005-known-limits.md.
  it.fails('where a source takes back when it began, it is the same absence or another, whatever came first', async () => {
    const begun = { person: ROBIN, reportedAt: 0 };
    const said: Saying[] = [
      { type: 'missing.reported', by: 'police', subject: 'MP-1', hour: 0, data: begun },
      { type: 'missing.reported', by: 'carer', subject: 'MP-2', hour: 16, data: begun },
      { type: 'missing.updated', by: 'carer', subject: 'MP-2', hour: 17, data: { reportedAt: null } },
    ];
    const inTime = await received(onTheirWay(said, kent), kent);
    const late = await received(onTheirWay(said, kent, [[0], [9], [9]]), kent);
    expect(await knownIn(late)).toEqual(await knownIn(inTime));
  });
});
