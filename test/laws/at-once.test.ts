import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { receive } from '../../functions/receive/handler.ts';
import { settle } from '../../functions/settle/handler.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import { later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { childrenIn, knownIn, onTheirWay, received } from './deliveries.ts';
import { holds } from './hold.ts';
import { kent, named, policyName } from './procedures.ts';
import { circles, sightings } from './sightings.ts';
import type { Saying } from './stories.ts';
import { atHour, LONGEST, ROBIN, story } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

/** The same world, in which any two runs come between each other's calls. */
function sharedIn(world: World, order: fc.Scheduler): World {
  const inTurn = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (of, name) => {
        const call: unknown = Reflect.get(of, name);
        if (typeof call !== 'function' || name === 'nameOf') return call;
        return async (...given: unknown[]) => {
          await order.schedule(Promise.resolve(), String(name));
          return call.apply(of, given);
        };
      },
    });
  return {
    ...world,
    episodes: inTurn(world.episodes),
    wakeUps: inTurn(world.wakeUps),
    post: inTurn(world.post),
  };
}

/** As the queue would: once more where others were quicker. */
async function insisting(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

const twiceAtMost = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 9, maxLength: 9 });

async function receivedAtOnce(
  said: readonly Saying[],
  copies: readonly number[],
  policy: Policy,
  order: fc.Scheduler,
): Promise<World> {
  const world = emptyWorld(policy, atHour(LONGEST));
  const shared = sharedIn(world, order);
  const messages = onTheirWay(said, policy).flatMap((message, index) =>
    Array<typeof message>(copies[index] ?? 1).fill(message),
  );
  const all = Promise.all(messages.map((message) => insisting(() => receive(message, shared))));
  await order.waitFor(all);
  return world;
}

describe('when messages of one child are received at the same time', () => {
  it('the facts, the states and the plan are those of one after the other', async () => {
    await holds(
      fc.asyncProperty(fc.scheduler(), story, twiceAtMost, policyName, async (order, said, copies, name) => {
        const policy = named(name);
        const atOnce = await receivedAtOnce(said, copies, policy, order);
        const oneByOne = await received(
          onTheirWay(said, policy).map((each) => ({ ...each, at: atHour(LONGEST) })),
          policy,
        );
        expect(await knownIn(atOnce)).toEqual(await knownIn(oneByOne));
        expect([...atOnce.episodes.receipts.keys()].sort()).toEqual(
          [...oneByOne.episodes.receipts.keys()].sort(),
        );
      }),
      200,
    );
  });
});

describe('when messages that know different things of a child are received at the same time', () => {
  it('the same references are held to be one child, or put before a person, as one after the other', async () => {
    await holds(
      fc.asyncProperty(fc.scheduler(), sightings, twiceAtMost, async (order, said, copies) => {
        const atOnce = await receivedAtOnce(said, copies, kent, order);
        const oneByOne = await received(
          onTheirWay(said, kent).map((each) => ({ ...each, at: atHour(LONGEST) })),
          kent,
        );
        expect(await circles(atOnce)).toEqual(await circles(oneByOne));
      }),
      200,
    );
  });
});

describe('when one record is settled by several at the same time', () => {
  it('each letter is sent once, whatever is received meanwhile', async () => {
    await holds(
      fc.asyncProperty(
        fc.scheduler(),
        story,
        fc.integer({ min: 2, max: 3 }),
        fc.nat(8),
        policyName,
        async (order, said, runs, meanwhile, name) => {
          const policy = named(name);
          const messages = onTheirWay(said, policy).map((each) => ({ ...each, at: atHour(LONGEST) }));
          const world = await received(messages.slice(meanwhile), policy);
          const shared = sharedIn(world, order);
          const ids = (await childrenIn(world)).map(({ id }) => id);
          const deadline = later(world.clock.now(), 30 * SECOND);
          const settling = ids.flatMap((id) =>
            Array.from({ length: runs }, (_, nth) =>
              settle(id, { ...shared, deadline, run: `run-${nth}-of-${id}` }),
            ),
          );
          const receiving = messages
            .slice(0, meanwhile)
            .map((message) => insisting(() => receive(message, shared)));
          await order.waitFor(Promise.all([...settling, ...receiving]));
          const sent = world.post.sent.flatMap(({ letter }) => letter.actions);
          expect(sent.filter((id, at) => sent.indexOf(id) !== at)).toEqual([]);
        },
      ),
      200,
    );
  });
});

describe('when a reference is joined to its child while both records are settled', () => {
  const { givenName, familyName, dateOfBirth } = ROBIN;
  const said: Saying[] = [
    { type: 'case.updated', by: 'case-system', hour: 0, data: { person: ROBIN, status: 'looked-after' } },
    {
      type: 'missing.reported',
      by: 'police',
      subject: 'MP-1',
      hour: 0,
      data: { person: { givenName, familyName }, reportedAt: 0 },
    },
    { type: 'missing.updated', by: 'police', subject: 'MP-1', hour: 0, data: { person: { dateOfBirth } } },
    { type: 'missing.updated', by: 'police', subject: 'MP-1', hour: 0, data: { risk: 'high' } },
  ];

  it('each letter is sent once, and in the end nothing is due and nobody has the record in hand', async () => {
    const [ofTheCase, half, whole, more] = onTheirWay(said, kent).map((each) => ({ ...each, at: atHour(1) }));
    if (!ofTheCase || !half || !whole || !more) throw new Error('Four are said');
    await holds(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 2 }), async (order, copies) => {
        const world = await received([ofTheCase, half], kent);
        const shared = sharedIn(world, order);
        const deadline = later(world.clock.now(), 30 * SECOND);
        const settling = world.episodes
          .ids()
          .flatMap((id) =>
            ['one', 'other'].map((nth) => settle(id, { ...shared, deadline, run: `${nth}-of-${id}` })),
          );
        const receiving = [...Array<typeof whole>(copies).fill(whole), more].map((each) =>
          insisting(() => receive(each, shared)),
        );
        await order.waitFor(Promise.all([...settling, ...receiving]));
        await run(world, [], later(world.clock.now(), 10 * MINUTE));
        const sent = world.post.sent.flatMap(({ letter }) => letter.actions);
        expect(sent.filter((id, at) => sent.indexOf(id) !== at)).toEqual([]);
        const children = await childrenIn(world);
        expect(children).toHaveLength(1);
        for (const child of children) {
          expect(child.claim ?? child.joining).toBeUndefined();
          expect(plan(child, kent, world.clock.now()).actions).toEqual([]);
        }
      }),
      200,
    );
  });
});
