// The pictures of all episodes of a world in memory, as they stand when its clock has stopped.
import { childOf } from '../../shared/core/treatment.ts';
import type { Picture } from '../../shared/timeline/picture.ts';
import { pictureOf } from '../../shared/timeline/picture.ts';
import type { World } from '../simulate.ts';

export async function picturesOf({ episodes, policy, clock }: World): Promise<Picture[]> {
  const kept = await episodes.readAll(episodes.ids());
  return kept
    .flatMap(({ record }) => {
      if (record.kind !== 'child' || record.joinedTo) return [];
      const { absences, schooling } = childOf(record, policy);
      return [...absences, ...schooling].flatMap(
        ({ reference }) => pictureOf(record, reference, policy, clock.now()) ?? [],
      );
    })
    .sort((a, b) => ((a.references[0] ?? '') < (b.references[0] ?? '') ? -1 : 1));
}
