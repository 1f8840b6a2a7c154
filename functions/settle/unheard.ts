// Letters that were accepted and of which nothing was heard again: either the word of them was lost, or they were.
import type { Kept } from '../../shared/ports.ts';
import type { Needs } from './handler.ts';

/** `kept`: with the letters noted as unheard of. Then all is planned again, for a deputy may have to be told. */
export async function noteUnheard(
  { version, ...kept }: Kept,
  letters: readonly string[],
  { episodes, clock, watch }: Pick<Needs, 'episodes' | 'clock' | 'watch'>,
): Promise<'again'> {
  const written = await episodes.write({ ...kept, dueAt: clock.now() }, version);
  if (!written) return 'again';
  watch.count('LettersUnheardOf', letters.length);
  for (const letter of letters) watch.alarm('no word of a letter', { record: kept.record.id, letter });
  return 'again';
}
