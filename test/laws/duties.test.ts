// Whatever order the facts arrive in, what was asked of somebody ends: done, closed, lapsed for a reason, or told to somebody else.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import type { GivenTask, Verdict } from '../../shared/core/plan.ts';
import { consider, plan } from '../../shared/core/plan.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { childrenIn, delays, onTheirWay } from './deliveries.ts';
import { holds } from './hold.ts';
import { cheshireEast, darlington, kent } from './procedures.ts';
import { atHour, story } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

const PROCEDURES = { kent, darlington, 'cheshire-east': cheshireEast };

interface Moment {
  record: ChildRecord;
  policy: Policy;
  now: Instant;
}

/** Each child of a life as it stands at some hour, letters sent until then. */
const ofEveryLife = (law: (moment: Moment) => void, stories: number) =>
  holds(
    fc.asyncProperty(
      fc.constantFrom('kent' as const, 'darlington' as const, 'cheshire-east' as const),
      story,
      delays(9),
      fc.integer({ min: 0, max: 1200 }),
      async (name, sayings, late, hour) => {
        const policy = PROCEDURES[name];
        const world: World = emptyWorld(policy, atHour(-80));
        await run(world, onTheirWay(sayings, policy, late), atHour(hour));
        for (const record of await childrenIn(world)) law({ record, policy, now: world.clock.now() });
      },
    ),
    stories,
  );

const tasksOf = ({ record, policy, now }: Moment): readonly GivenTask[] => plan(record, policy, now).tasks;

const verdictsOf = ({ record, policy, now }: Moment): Verdict[] =>
  consider(record, childOf(record, policy), policy, now);

/** What is written of it in the file, read anew: which rules run from this task's deadline, or from what counts as decided by it. */
const speaksOf = ({ after, before, when }: Rule & { before?: unknown }, task: string): boolean =>
  !(after?.before || before) &&
  (JSON.stringify(after ?? {}).includes(`{"deadlineOf":"${task}"}`) ||
    JSON.stringify(when ?? {}).includes(`"decided":"${task}"`));

describe('whatever is asked of somebody', () => {
  it('stays on the list once it was asked: done, closed, lapsed for a reason, or open', async () => {
    await ofEveryLife((moment) => {
      const listed = tasksOf(moment).map(({ reference, task }) => `${reference} ${task}`);
      const absences = childOf(moment.record, moment.policy).absences;
      for (const { rule, reference, occurrence, deadline, upon } of Object.values(moment.record.told)) {
        if (!deadline || upon === 'not-delivered') continue;
        const now = absences.find(({ references }) => references.includes(reference))?.reference;
        expect(listed).toContain(`${now} ${occurrence === 1 ? rule : `${rule}:${occurrence}`}`);
      }
    }, 60);
  });

  it('has an owner, and says why where it lapsed', async () => {
    await ofEveryLife((moment) => {
      for (const { state, roles, because } of tasksOf(moment)) {
        if (state === 'open') expect(roles).not.toEqual([]);
        if (state === 'lapsed') expect(because).toMatch(/\S/);
      }
    }, 60);
  });

  it('is told to somebody when it was not done in time, or the hour is set at which it will be', async () => {
    await ofEveryLife((moment) => {
      const verdicts = verdictsOf(moment);
      const open = tasksOf(moment).filter(({ state }) => state === 'open');
      for (const { rule, reference, dueAt } of open) {
        const letters = verdicts
          .filter((verdict) => verdict.absence.reference === reference)
          .flatMap((verdict) =>
            verdict.actions.filter(({ id }) =>
              verdict.rule.upon === 'overdue' ? id.endsWith(`<${rule}`) : speaksOf(verdict.rule, rule),
            ),
          );
        expect(letters).not.toEqual([]);
        const isOver = later(dueAt, MINUTE) <= moment.now;
        const waits = letters.some((letter) => letter.dueAt > moment.now);
        const isTold = letters.some(({ id }) => moment.record.told[id]?.state === 'accepted');
        expect(isTold || waits || !isOver).toBe(true);
        if (!isOver && !isTold) expect(plan(moment.record, moment.policy, moment.now).next).toBeDefined();
      }
    }, 90);
  });
});
