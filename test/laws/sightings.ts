// One child, of whom each speaker knows something else: who is held to be the same, and who may be.
import fc from 'fast-check';
import type { World } from '../../local/simulate.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { childrenIn } from './deliveries.ts';
import type { Saying } from './stories.ts';
import { ROBIN, references } from './stories.ts';

const { localAuthorityId, givenName, familyName, dateOfBirth } = ROBIN;

/** Whoever speaks knows some of it, and all that anybody knows is right. */
const view = fc
  .subarray(
    [
      { localAuthorityId },
      { policePersonId: 'P-1' },
      { givenName, familyName },
      { givenName, familyName, dateOfBirth },
    ],
    { minLength: 1 },
  )
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

const aboutCase = fc.record({ hour: fc.nat(20), known: view }).map(
  ({ hour, known }): Saying => ({
    type: 'case.updated',
    by: 'case-system',
    hour,
    data: { person: { ...known, localAuthorityId }, status: 'looked-after' },
  }),
);

export const sightings = fc.array(
  fc.oneof({ arbitrary: aboutEpisode, weight: 4 }, { arbitrary: aboutCase, weight: 1 }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

/** Who is held to be one child, or may be one and a person is asked: the references, and the case where there is one. */
export async function circles(world: Pick<World, 'episodes'>): Promise<string[]> {
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
    .map((circle) => [...new Set([...circle].flatMap((id) => namesIn(byId.get(id))))].sort().join(' '))
    .sort();
}

export const namesIn = (record: ChildRecord | undefined): string[] =>
  record ? [...Object.keys(record.references), ...(Object.keys(record.case).length > 0 ? ['case'] : [])] : [];
