// The picture of a story that was played, and what the stories have in common.
import type { World } from '../../local/simulate.ts';
import type { Picture } from '../../shared/timeline/picture.ts';
import { pictureOf } from '../../shared/timeline/picture.ts';
import { found } from '../situations/cast.ts';
import { childrenOf, procedure } from '../situations/playing.ts';

export const darlington = procedure('darlington');

/** The child is back at eight on Sunday morning, and seen by the police. */
export const SUNDAY = found('2026-11-22T09:00:00Z', 'ME-0412', {
  outcome: 'found',
  returnedAt: '2026-11-22T08:00:00Z',
  seenByPoliceAt: '2026-11-22T08:40:00Z',
});

export async function pictureIn(world: World, reference = 'ME-0412'): Promise<Picture> {
  const [record] = await childrenOf(world);
  const picture = record && pictureOf(record, reference, world.policy, world.clock.now());
  if (!picture) throw new Error(`No record knows ${reference}`);
  return picture;
}
