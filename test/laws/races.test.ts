import { describe, expect, it, vi } from 'vitest';
import { readChild } from '../../functions/receive/child-records.ts';
import { receive } from '../../functions/receive/handler.ts';
import { joinInto } from '../../functions/receive/joining.ts';
import { settle } from '../../functions/settle/handler.ts';
import type { World } from '../../local/simulate.ts';
import { deliver, emptyWorld, run } from '../../local/simulate.ts';
import { later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { Episodes, Kept } from '../../shared/ports.ts';
import { childrenIn, onTheirWay } from './deliveries.ts';
import { kent } from './procedures.ts';
import { namesIn } from './sightings.ts';
import { atHour, ROBIN } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

const [naming, nameless, ofTheCase] = onTheirWay(
  [
    {
      type: 'missing.reported',
      by: 'police',
      subject: 'MP-1',
      hour: 0,
      data: { person: ROBIN, reportedAt: 0 },
    },
    { type: 'missing.updated', by: 'police', subject: 'MP-1', hour: 0, data: { risk: 'high' } },
    { type: 'case.updated', by: 'case-system', hour: 0, data: { person: ROBIN, status: 'looked-after' } },
  ],
  kent,
) as [Message, Message, Message];
type Message = ReturnType<typeof onTheirWay>[number];

/** The same world, in which something happens just before one call takes effect. */
function interrupted(world: World, call: (name: string, given: readonly unknown[]) => Promise<void>): World {
  const episodes = new Proxy<Episodes>(world.episodes, {
    get: (of, name) => {
      const method: unknown = Reflect.get(of, name);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        await call(String(name), given);
        return method.apply(of, given);
      };
    },
  });
  return { ...world, episodes } as World;
}

const once = (when: (name: string, given: readonly unknown[]) => boolean, then: () => Promise<void>) => {
  let isOver = false;
  return async (name: string, given: readonly unknown[]) => {
    if (isOver || !when(name, given)) return;
    isOver = true;
    await then();
  };
};

const claimsReference = (name: string, [key]: readonly unknown[]) =>
  name === 'claim' && key === 'reference#MP-1';

describe('when two messages of a new reference come at once, and only one names the child', () => {
  it('it is one child on one record, and nobody is asked who it is', async () => {
    const world = emptyWorld(kent, atHour(1));
    const meanwhile = () => deliver(world, nameless);
    await receive(naming, interrupted(world, once(claimsReference, meanwhile)));
    const children = await childrenIn(world);
    expect(children.map(namesIn)).toEqual([['MP-1']]);
    expect(children.map(({ candidates }) => candidates)).toEqual([{}]);
  });
});

describe('when a run ends after it claimed a reference and before it wrote the record', () => {
  it('the reference is on one record, though a message that names the child comes before the retry', async () => {
    const world = emptyWorld(kent, atHour(1));
    await deliver(world, ofTheCase);
    const ends = once(
      (name) => name === 'write',
      () => Promise.reject(new Error('the run ends here')),
    );
    await expect(receive(nameless, interrupted(world, ends))).rejects.toThrow('the run ends here');
    await deliver(world, naming);
    await deliver(world, nameless);
    expect((await childrenIn(world)).map(namesIn)).toEqual([['MP-1', 'case']]);
  });
});

const { givenName, familyName, dateOfBirth } = ROBIN;
const half = { givenName, familyName };
const other = { givenName: 'Asha', familyName: 'Sample', dateOfBirth: '2010-10-10', localAuthorityId: 'L-2' };
const [reported, born, ofAnother, named] = onTheirWay(
  [
    {
      type: 'missing.reported',
      by: 'police',
      subject: 'MP-1',
      hour: 0,
      data: { person: half, reportedAt: 0 },
    },
    {
      type: 'missing.updated',
      by: 'police',
      subject: 'MP-1',
      hour: 0,
      data: { person: { ...half, dateOfBirth } },
    },
    { type: 'case.updated', by: 'case-system', hour: 0, data: { person: other, status: 'child-in-need' } },
    { type: 'missing.updated', by: 'police', subject: 'MP-1', hour: 0, data: { person: other } },
  ],
  kent,
  [],
  'j',
) as [Message, Message, Message, Message];

const joins = (name: string, [kept]: readonly unknown[]) =>
  name === 'write' && (kept as Kept).record.kind === 'child' && 'joinedTo' in (kept as Kept).record;

/** The world in which a reference waits to be joined to its child, and nobody has been told anything. */
async function beforeTheJoin() {
  const world = emptyWorld(kent, atHour(1));
  await deliver(world, ofTheCase);
  await deliver(world, reported);
  return world;
}

async function settleAll(world: World, nth = 'first'): Promise<void> {
  const deadline = later(world.clock.now(), 30 * SECOND);
  for (const id of world.episodes.ids()) await settle(id, { ...world, deadline, run: `${nth}-${id}` });
}

const sentTwice = ({ post }: World) => {
  const sent = post.sent.flatMap(({ letter }) => letter.actions);
  return sent.filter((id, at) => sent.indexOf(id) !== at);
};

describe('while a reference is joined to its child', () => {
  it('no letter is sent twice, though both records are settled between the two writes', async () => {
    const world = await beforeTheJoin();
    await receive(
      born,
      interrupted(
        world,
        once(joins, () => settleAll(world)),
      ),
    );
    await run(world, [], later(world.clock.now(), 10 * MINUTE));
    expect(world.post.sent.length).toBeGreaterThan(0);
    expect(sentTwice(world)).toEqual([]);
    expect((await childrenIn(world)).map(namesIn)).toEqual([['MP-1', 'case']]);
  });

  it.each([
    ['it has marked the reference', 2],
    ['both records hold what is known', 3],
  ])('a run that ends once %s delays letters for a few minutes, and none is sent twice', async (_, nth) => {
    const world = await beforeTheJoin();
    let writes = 0;
    const dies = once(
      (name) => name === 'write' && ++writes === nth,
      () => Promise.reject(new Error('the run ends here')),
    );
    await expect(receive(born, interrupted(world, dies))).rejects.toThrow('the run ends here');
    await settleAll(world);
    await run(
      world,
      [{ ...born, at: later(world.clock.now(), 3 * MINUTE) }],
      later(world.clock.now(), 10 * MINUTE),
    );
    expect(world.post.sent.length).toBeGreaterThan(0);
    expect(sentTwice(world)).toEqual([]);
    expect((await childrenIn(world)).map(namesIn)).toEqual([['MP-1', 'case']]);
  });

  it('that never ends, the letters of the reference go all the same after a few minutes', async () => {
    const world = await beforeTheJoin();
    const dies = once(joins, () => Promise.reject(new Error('the run ends here')));
    await expect(receive(born, interrupted(world, dies))).rejects.toThrow('the run ends here');
    await run(world, [], later(world.clock.now(), 5 * MINUTE));
    expect(world.post.sent.map(({ letter }) => letter.actions[0])).toContainEqual(
      expect.stringContaining('/MP-1/'),
    );
  });

  it('a message that names another child waits, and a person is asked', async () => {
    const world = await beforeTheJoin();
    await deliver(world, ofAnother);
    const tries: Promise<unknown>[] = [];
    const meanwhile = async () => {
      tries.push(deliver(world, named).catch((error: unknown) => error));
      await tries[0];
    };
    await receive(born, interrupted(world, once(joins, meanwhile)));
    expect(await tries[0]).toBeInstanceOf(Error);
    await deliver(world, named);
    const children = await childrenIn(world);
    expect(children.map(namesIn).sort()).toEqual([['MP-1', 'case'], ['case']]);
    expect(children.map(({ candidates }) => Object.keys(candidates).length)).toEqual([1, 1]);
  });

  it('a message that names another child, and looked before, looks again', async () => {
    const world = await beforeTheJoin();
    await deliver(world, ofAnother);
    let reads = 0;
    // Its third read is the first of its own join.
    const looked = once(
      (name) => name === 'read' && ++reads === 3,
      () => deliver(world, born),
    );
    await receive(named, interrupted(world, looked));
    const children = await childrenIn(world);
    expect(children.map(namesIn).sort()).toEqual([['MP-1', 'case'], ['case']]);
    expect(children.map(({ candidates }) => Object.keys(candidates).length)).toEqual([1, 1]);
  });

  it('the other way round at the same time, they end as one, and its letters wait for nobody', async () => {
    const { episodes } = emptyWorld(kent, atHour(1));
    const [one, two] = [emptyChild('c-1'), emptyChild('c-2')];
    for (const record of [one, two]) await episodes.write({ record }, 0);
    const back = () => joinInto(one.id, two.id, episodes, atHour(1)).then(() => undefined);
    const joined = await joinInto(
      two.id,
      one.id,
      interrupted({ episodes } as World, once(joins, back)).episodes,
      atHour(1),
    );
    const both = { ...one, joinedFrom: [two.id] };
    expect(joined).toEqual(both);
    expect((await readChild(two.id, episodes))?.record).toEqual(both);
  });
});
