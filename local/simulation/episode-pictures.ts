// The pictures of all episodes of a world in memory, as they stand when its clock has stopped.
import { childOf } from '../../shared/core/treatment.ts';
import { shortly } from '../../shared/timeline/days.ts';
import type { Mark } from '../../shared/timeline/marks.ts';
import { rolesInWords } from '../../shared/timeline/marks.ts';
import type { Picture } from '../../shared/timeline/picture.ts';
import { pictureOf } from '../../shared/timeline/picture.ts';
import type { World } from '../simulate.ts';
import type { SimulatedDigest } from './mornings.ts';

export async function picturesOf(
  { episodes, policy, clock }: World,
  digests: readonly SimulatedDigest[] = [],
): Promise<Picture[]> {
  const kept = await episodes.readAll(episodes.ids());
  return kept
    .flatMap(({ record }) => {
      if (record.kind !== 'child' || record.joinedTo) return [];
      const { absences, schooling } = childOf(record, policy);
      return [...absences, ...schooling].flatMap(
        ({ reference }) => pictureOf(record, reference, policy, clock.now()) ?? [],
      );
    })
    .map((picture) => ({ ...picture, marks: inOrder([...picture.marks, ...digestMarks(picture, digests)]) }))
    .sort((a, b) => ((a.references[0] ?? '') < (b.references[0] ?? '') ? -1 : 1));
}

/** A mark for each digest that has a copy kept for it; of the others that follow each other, one for all. */
function digestMarks({ references, calendar }: Picture, digests: readonly SimulatedDigest[]): Mark[] {
  const marks: (Mark & { mornings: SimulatedDigest[] })[] = [];
  for (const digest of digests) {
    const line = digest.lines.find((each) => each.references.some((one) => references.includes(one)));
    const before = marks.at(-1);
    if (!line) continue;
    if (line.copies.length === 0 && before && before.clauses.length === 0) before.mornings.push(digest);
    else {
      const clauses = [...new Set(line.copies.flatMap((copy) => copy.clauses))];
      const more = line.copies.map(({ roles }) => `with the copy for ${rolesInWords(roles)}`);
      const says = `Morning digest to ${rolesInWords(digest.roles)}`;
      marks.push({ at: digest.at, is: 'told', says, more, clauses, mornings: [digest] });
    }
  }
  return marks.map(({ mornings, ...mark }) => {
    const last = mornings.at(-1);
    if (!last || mornings.length === 1) return mark;
    const times = `${mornings.length} mornings, the last on ${shortly(calendar, last.at)}`;
    return { ...mark, more: [times] };
  });
}

const inOrder = (marks: readonly Mark[]): Mark[] =>
  marks.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
