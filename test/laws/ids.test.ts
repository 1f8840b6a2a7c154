import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { emptyWorld, run } from '../../local/simulate.ts';
import { evolve } from '../../shared/core/evolve.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { childrenIn, delays, INTHEEND, onTheirWay, understood } from './deliveries.ts';
import { holds } from './hold.ts';
import { named, policyName } from './procedures.ts';
import type { Saying } from './stories.ts';
import { atHour, LONGEST, ROBIN, sayings, story, storyOfOneReference } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

const correction = fc.record({
  lastSeenAt: fc.integer({ min: 0, max: 60 }),
  missingSince: fc.option(fc.integer({ min: 0, max: 60 })),
  reportedAt: fc.option(fc.integer({ min: 0, max: 60 })),
});

const corrected = (data: Record<string, unknown>): Saying => ({
  type: 'missing.updated',
  by: 'police',
  subject: 'MP-1',
  hour: LONGEST,
  data,
});

function idsAndTimes(said: readonly Saying[], policy: Policy): Map<string, string> {
  const record = onTheirWay(said, policy)
    .map((each) => understood(each, policy))
    .reduce((known, { message, arrival }) => evolve(known, message, arrival), emptyChild('c-1'));
  return new Map(plan(record, policy, INTHEEND).actions.map(({ id, dueAt }) => [id, dueAt]));
}

/** While nobody speaks of a return, so that another beginning is not another absence; no birthday is near. */
const stillMissing = fc
  .tuple(sayings.reported, storyOfOneReference)
  .map(([first, rest]): Saying[] => [
    { ...first, subject: 'MP-1', data: { ...first.data, linkedReferences: null } },
    ...rest.filter(({ type }) => type !== 'missing.found' && type !== 'missing.cancelled'),
  ])
  .map((said) =>
    said.map(({ data, ...rest }) => ({
      ...rest,
      data: {
        ...data,
        ...(data['person'] !== undefined && { person: { ...ROBIN, dateOfBirth: '2012-05-14' } }),
      },
    })),
  );

describe('when it is corrected when the child was last seen', () => {
  it('the same letters are called for, under the same ids', () => {
    holds(
      fc.property(stillMissing, correction, policyName, (said, data, name) => {
        const policy = named(name);
        const before = idsAndTimes(said, policy);
        const after = idsAndTimes([...said, corrected(data)], policy);
        expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
      }),
      100,
    );
  });

  it('no id holds an instant or a date', () => {
    holds(
      fc.property(story, policyName, (said, name) => {
        for (const id of idsAndTimes(said, named(name)).keys())
          expect(id).not.toMatch(/\d{4}-\d\d-\d\d|\d\d:\d\d/);
      }),
      120,
    );
  });

  it('who was told is not told again', async () => {
    await holds(
      fc.asyncProperty(stillMissing, correction, policyName, async (said, data, name) => {
        const policy = named(name);
        const world = emptyWorld(policy, atHour(0));
        await run(world, onTheirWay([...said, corrected(data)], policy), INTHEEND);
        const ids = world.post.sent.flatMap(({ letter }) => letter.actions);
        expect(ids.length).toBe(new Set(ids).size);
      }),
      100,
    );
  });
});

describe('whatever is learnt after a letter was sent', () => {
  it('no letter is ever sent twice', async () => {
    await holds(
      fc.asyncProperty(story, delays(9), policyName, async (said, late, name) => {
        const policy = named(name);
        const world = emptyWorld(policy, atHour(0));
        await run(world, onTheirWay(said, policy, late), INTHEEND);
        const ids = world.post.sent.flatMap(({ letter }) => letter.actions);
        expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
      }),
      120,
    );
  });

  it('told under one reference is told under all that are linked to it', async () => {
    await holds(
      fc.asyncProperty(story, delays(9), policyName, async (said, late, name) => {
        const policy = named(name);
        const world = emptyWorld(policy, atHour(0));
        const linked = said
          .filter(({ type }) => type !== 'missing.cancelled')
          .map((each) =>
            each.subject === undefined || each.type === 'missing.found'
              ? each
              : {
                  ...each,
                  data: {
                    ...each.data,
                    ...(each.type.startsWith('missing.') && { linkedReferences: ['MP-1', 'MP-2', 'MP-3'] }),
                  },
                },
          );
        await run(world, onTheirWay(linked, policy, late), INTHEEND);
        for (const { told } of await childrenIn(world)) {
          const matters = Object.entries(told)
            .filter(([, { upon, tells }]) => upon === 'missing' && tells === 'missing')
            .map(([id]) => id.split('/').toSpliced(1, 1).join('/'));
          expect(matters.filter((matter, at) => matters.indexOf(matter) !== at)).toEqual([]);
        }
      }),
      120,
    );
  });

  it('once everything due was told, nothing of it is planned again', async () => {
    await holds(
      fc.asyncProperty(story, delays(9), policyName, async (said, late, name) => {
        const policy = named(name);
        const world = emptyWorld(policy, atHour(0));
        await run(world, onTheirWay(said, policy, late), INTHEEND);
        for (const record of await childrenIn(world))
          expect(plan(record, policy, INTHEEND).actions).toEqual([]);
      }),
      100,
    );
  });
});
