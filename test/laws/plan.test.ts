import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyWorld, run } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import type { Delays } from './deliveries.ts';
import { childrenIn, delays, INTHEEND, onTheirWay, received } from './deliveries.ts';
import { holds } from './hold.ts';
import { named, policyName } from './procedures.ts';
import type { Saying } from './stories.ts';
import { atHour, story } from './stories.ts';

/** An hour of the story, of the delays, or long after both. */
const hour = fc.integer({ min: -80, max: 300 });

interface Life {
  name: 'kent' | 'darlington';
  sayings: readonly Saying[];
  late: Delays;
  /** Until when letters were sent; nobody was told anything where there is no such hour. */
  until: number | null;
}

const life: fc.Arbitrary<Life> = fc.record({
  name: policyName,
  sayings: story,
  late: delays(9),
  until: fc.option(hour),
});

/** The records of a life: some letters told, some not, some refused. */
async function recordsOf({ sayings, late, until }: Life, policy: Policy): Promise<ChildRecord[]> {
  const messages = onTheirWay(sayings, policy, late);
  if (until === null) return childrenIn(await received(messages, policy));
  const world = emptyWorld(policy, atHour(0));
  world.post.answer = ({ to }) => (to.startsWith('head.of') ? 'refuse' : 'accept');
  await run(world, messages, atHour(until));
  return childrenIn(world);
}

const holdsOfRecords = (
  law: (record: ChildRecord, policy: Policy, one: Instant, other: Instant) => void,
  stories: number,
) =>
  holds(
    fc.asyncProperty(life, hour, hour, async (lived, a, b) => {
      const policy = named(lived.name);
      const [one, other] = a < b ? [a, b] : [b, a];
      for (const record of await recordsOf(lived, policy)) {
        law(record, policy, atHour(one), atHour(other));
      }
    }),
    stories,
  );

describe('what the plan rests on', () => {
  it('the same record, procedure and instant give the same plan', async () => {
    await holdsOfRecords((record, policy, through) => {
      const [again, sameProcedure] = [structuredClone(record), structuredClone(policy)];
      expect(plan(again, sameProcedure, through)).toEqual(plan(record, policy, through));
      expect(again).toEqual(record);
    }, 70);
  });

  it('the order in which its statements were written down makes no difference to what is planned', async () => {
    await holdsOfRecords((record, policy, through) => {
      const { references, case: ofTheCase, candidates } = record;
      const rewritten = { ...record, ...backwards({ references, case: ofTheCase, candidates }) };
      expect(plan(rewritten, policy, through)).toEqual(plan(record, policy, through));
    }, 70);
  });
});

describe('when the plan is asked for a later instant', () => {
  it('it begins with what it said for the earlier one', async () => {
    await holdsOfRecords((record, policy, earlier, later) => {
      const first = plan(record, policy, earlier);
      const second = plan(record, policy, later);
      expect(second.actions.slice(0, first.actions.length)).toEqual(first.actions);
      // A task is listed once it is given.
      expect(second.tasks).toEqual(expect.arrayContaining([...first.tasks]));
    }, 70);
  });

  it('nothing lies between the instant and the next one that it names, and something lies there', async () => {
    await holdsOfRecords((record, policy, asked) => {
      const all = plan(record, policy, INTHEEND).actions;
      for (const through of [asked, ...all.map(({ dueAt }) => dueAt)]) {
        const { actions, next } = plan(record, policy, through);
        const rest = all.slice(actions.length);
        expect(actions.every(({ dueAt }) => dueAt <= through)).toBe(true);
        expect(rest.every(({ dueAt }) => dueAt > through)).toBe(true);
        expect(next).toBe(rest[0]?.dueAt);
      }
    }, 70);
  });

  it('each letter is there once', async () => {
    await holdsOfRecords((record, policy) => {
      const ids = plan(record, policy, INTHEEND).actions.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }, 70);
  });

  it('a record with anything to come is open', async () => {
    await holdsOfRecords((record, policy, through) => {
      const { actions, next, open } = plan(record, policy, through);
      if (actions.length > 0 || next) expect(open).toBe(true);
    }, 70);
  });
});

function backwards<T>(value: T): T {
  if (Array.isArray(value)) return value.map(backwards) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inside]) => [name, backwards(inside)] as const);
  return Object.fromEntries(entries.reverse()) as T;
}
