import { describe, expect, it } from 'vitest';
import { receive } from '../../functions/receive/handler.ts';
import type { World } from '../../local/simulate.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import type { Episodes } from '../../shared/ports.ts';
import { childrenIn, onTheirWay } from './deliveries.ts';
import { kent } from './procedures.ts';
import { namesIn } from './sightings.ts';
import { atHour, ROBIN } from './stories.ts';

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
