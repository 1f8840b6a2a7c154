import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { World } from '../../local/simulate.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { childrenIn, delays, onTheirWay, received } from './deliveries.ts';
import { holds } from './hold.ts';
import { kent } from './procedures.ts';
import type { Saying } from './stories.ts';
import { ROBIN, references } from './stories.ts';

const { localAuthorityId, givenName, familyName, dateOfBirth } = ROBIN;

/** Whoever speaks knows some of it, and all that anybody knows is right. */
const view = fc
  .subarray([{ localAuthorityId }, { policePersonId: 'P-1' }, { givenName, familyName, dateOfBirth }], { minLength: 1 })
  .map((known): Record<string, string> => Object.assign({}, ...known));

const aboutEpisode = fc
  .record({ subject: fc.constantFrom(...references), hour: fc.nat(20), person: fc.option(view) })
  .map(
    ({ subject, hour, person }): Saying => ({
      type: 'missing.updated',
      by: 'police',
      subject,
      hour,
      data: { lastSeenAt: 1, ...(person && { person }) },
    }),
  );

const aboutCase = fc
  .record({ hour: fc.nat(20), known: view })
  .map(
    ({ hour, known }): Saying => ({
      type: 'case.updated',
      by: 'case-system',
      hour,
      data: { person: { ...known, localAuthorityId }, status: 'looked-after' },
    }),
  );

const sightings = fc.array(fc.oneof({ arbitrary: aboutEpisode, weight: 4 }, { arbitrary: aboutCase, weight: 1 }), {
  minLength: 1,
  maxLength: 6,
});

/** Who is held to be one child, or may be one and a person is asked: the references, and the case where there is one. */
async function circles(world: World): Promise<string[]> {
  const children = await childrenIn(world);
  const inCircle = new Map(children.map((child) => [child.id, new Set([child.id])]));
  for (const { id, candidates } of children) {
    for (const other of Object.keys(candidates)) {
      const together = new Set([...(inCircle.get(id) ?? []), ...(inCircle.get(other) ?? [])]);
      for (const each of together) inCircle.set(each, together);
    }
  }
  const byId = new Map(children.map((child) => [child.id, child]));
  return [...new Set(inCircle.values())]
    .map((circle) => [...circle].flatMap((id) => namesIn(byId.get(id))).sort().join(' '))
    .sort();
}

const namesIn = (record: ChildRecord | undefined): string[] =>
  record ? [...Object.keys(record.references), ...(Object.keys(record.case).length > 0 ? ['case'] : [])] : [];

describe('whose record a message belongs to', () => {
  it('in any order, the same references are held to be one child or put before a person', async () => {
    await holds(
      fc.asyncProperty(sightings, delays(6), delays(6), async (said, one, other) => {
        const first = await circles(await received(onTheirWay(said, kent, one), kent));
        const second = await circles(await received(onTheirWay(said, kent, other), kent));
        expect(second).toEqual(first);
      }),
      300,
    );
  });

  it('no record is left over that nobody spoke of', async () => {
    await holds(
      fc.asyncProperty(sightings, delays(6), async (said, late) => {
        const children = await childrenIn(await received(onTheirWay(said, kent, late), kent));
        for (const child of children) expect(namesIn(child)).not.toEqual([]);
      }),
      200,
    );
  });
});
