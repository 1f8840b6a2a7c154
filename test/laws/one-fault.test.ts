import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Arriving } from '../../local/scenario.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { childrenIn, knownIn, onTheirWay, tellsEveryStart } from './deliveries.ts';
import { holds } from './hold.ts';
import { named, policyName } from './procedures.ts';
import type { Fault } from './queued-world.ts';
import { HARMS, QueuedWorld } from './queued-world.ts';
import { circles, sightings } from './sightings.ts';
import type { Saying } from './stories.ts';
import { atHour, ofOneReference, onlyAdded, saying, sayings } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

/** One message an hour or slower, so that what a fault delays is mended before the next one comes. */
const unhurried = (rest: fc.Arbitrary<Saying[]>) =>
  fc
    .tuple(
      sayings.reported,
      rest,
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 10, maxLength: 10 }),
    )
    .map(([first, others, gaps]): Saying[] => {
      let hour = 0;
      return [first, ...others].map((each, index) => {
        hour += gaps[index] ?? 1;
        return { ...each, hour };
      });
    });

const anything = unhurried(fc.array(saying, { maxLength: 4 }));

/** A message a minute: the next ones come before the fault is mended. */
const hurried = fc
  .array(saying, { minLength: 2, maxLength: 6 })
  .map((all) => all.map((each, index): Saying => ({ ...each, hour: index / 60 })));

const unreadable = (hour: number): Arriving => ({ at: atHour(hour), body: 'not json', senderId: 'police' });

const END = atHour(10 * 12 + 80);

async function lived(
  said: readonly Saying[],
  garbled: number | null,
  policy: Policy,
  fault?: Fault,
): Promise<QueuedWorld> {
  const messages = [...onTheirWay(said, policy), ...(garbled === null ? [] : [unreadable(garbled + 0.5)])];
  const world = new QueuedWorld(policy, atHour(0), fault);
  await world.live(messages, END);
  return world;
}

const timesAccepted = ({ post }: QueuedWorld): Map<string, number> => {
  const times = new Map<string, number>();
  for (const { letter } of post.sent) {
    for (const action of letter.actions) {
      // An unreadable message's letter is known by when it came, and one that must come again comes later.
      const id = action.replace(/^unreadable\/[^/]+/, 'unreadable');
      times.set(id, (times.get(id) ?? 0) + 1);
    }
  }
  return times;
};

interface Struck {
  world: QueuedWorld;
  faultless: QueuedWorld;
}

const holdsUnderOneFault = (
  story: fc.Arbitrary<Saying[]>,
  law: (each: Struck) => void | Promise<void>,
  stories: number,
) =>
  holds(
    fc.asyncProperty(
      story,
      fc.option(fc.nat(60)),
      policyName,
      fc.nat(),
      fc.constantFrom(...HARMS),
      async (said, garbled, name, nth, harm) => {
        const policy = named(name);
        const faultless = await lived(said, garbled, policy);
        // Sweeps alone go on for ever: a fault is laid where something happens.
        const busy = faultless.calls.flatMap((call, at) =>
          call === 'episodes.open' || call === 'episodes.readAll' ? [] : [at],
        );
        const call = busy[nth % busy.length] ?? 0;
        const world = await lived(said, garbled, policy, { call, harm });
        await law({ world, faultless });
      },
    ),
    stories,
  );

describe('when one wake-up is lost', () => {
  it('the sweep makes it good: the same letters go, none of them twice, none later than a sweep', async () => {
    await holds(
      fc.asyncProperty(
        unhurried(onlyAdded).map(ofOneReference),
        policyName,
        fc.nat(),
        async (said, name, nth) => {
          const policy = named(name);
          const faultless = await lived(said, null, policy);
          const asked = faultless.calls.flatMap((call, at) => (call.startsWith('wakeUps.') ? [at] : []));
          const call = asked[nth % asked.length] ?? 0;
          const world = await lived(said, null, policy, { call, harm: 'is lost' });
          expect(timesAccepted(world)).toEqual(timesAccepted(faultless));
          expect(Math.max(0, ...world.watch.lateBy)).toBeLessThanOrEqual(60 + 5 * 60 + 5);
        },
      ),
      30,
    );
  });
});

describe('when one call fails, loses its answer, or ends the run', () => {
  it('every letter is sent all the same, none more than twice, and at most one of them twice', async () => {
    await holdsUnderOneFault(
      anything,
      ({ world, faultless }) => {
        const times = timesAccepted(world);
        const without = timesAccepted(faultless);
        expect([...times.keys()].sort()).toEqual([...without.keys()].sort());
        const twice = new Set(
          world.post.sent
            .map(({ letter }) => letter.actions.join())
            .filter((ids, at, all) => all.indexOf(ids) !== at),
        );
        expect([...times].filter(([id, n]) => n > (without.get(id) ?? 0) + 1)).toEqual([]);
        expect(twice.size).toBeLessThanOrEqual(1);
      },
      30,
    );
  });

  it('what is known in the end is the same, though the next messages come before the fault is mended', async () => {
    await holdsUnderOneFault(
      hurried,
      async ({ world, faultless }) => {
        const facts = async (of: QueuedWorld) =>
          (await knownIn(of)).map(({ facts, states }) => ({ facts, states }));
        fc.pre((await childrenIn(faultless)).every(tellsEveryStart));
        expect(await facts(world)).toEqual(await facts(faultless));
      },
      30,
    );
  });

  it('the same references are held to be one child, or put before a person', async () => {
    const inAHurry = sightings.map((all) =>
      all.map((each, index): Saying => ({ ...each, hour: index / 60 })),
    );
    await holdsUnderOneFault(
      inAHurry,
      async ({ world, faultless }) => {
        expect(await circles(world)).toEqual(await circles(faultless));
      },
      30,
    );
  });

  it('every record settles: nothing waits, nothing is due, nobody holds a claim', async () => {
    await holdsUnderOneFault(
      anything,
      async ({ world }) => {
        expect(world.waiting).toBe(0);
        expect(world.deadLetters).toEqual([]);
        for (const { record, dueAt } of await world.episodes.readAll(world.episodes.ids())) {
          expect(plan(record, world.policy, END).actions).toEqual([]);
          expect(record.claim).toBeUndefined();
          expect(dueAt === undefined || dueAt > END).toBe(true);
        }
      },
      30,
    );
  });

  it('no letter is later than a sweep and a claim after it could have been sent', async () => {
    const patience = 60 + 5 * 60 + 35 + 5;
    await holdsUnderOneFault(
      unhurried(onlyAdded).map(ofOneReference),
      ({ world, faultless }) => {
        expect(Math.max(0, ...faultless.watch.lateBy)).toBeLessThanOrEqual(5);
        expect(Math.max(0, ...world.watch.lateBy)).toBeLessThanOrEqual(patience);
      },
      30,
    );
  });
});
