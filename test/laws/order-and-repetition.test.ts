import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChildRecord } from '../../shared/core/record.ts';
import { childrenIn, delays, knownIn, onTheirWay, received } from './deliveries.ts';
import { holds } from './hold.ts';
import { darlington, kent } from './procedures.ts';
import { story } from './stories.ts';

const tellsEveryStart = ({ references }: ChildRecord): boolean =>
  Object.values(references).every((said) =>
    ['lastSeenAt', 'missingSince', 'reportedAt'].some((start) =>
      Object.values(said[start] ?? {}).some(({ value }) => value !== null),
    ),
  );

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
        300,
      );
    },
  );
});
