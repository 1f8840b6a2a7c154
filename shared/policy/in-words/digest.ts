// The morning digest in plain English: who reads it, when, and what it does not take the place of.
import { whenInWords } from '../../core/digest.ts';
import { listed } from '../../core/in-words.ts';
import type { Policy } from '../../core/policy.ts';
import { theRole } from './names.ts';
import type { Line } from './rule.ts';

/** Nothing where nobody has one. */
export function digestInWords({
  digest,
}: Policy): { heading: string; entries: { title: string; lines: Line[] }[] }[] {
  if (!digest) return [];
  const lines: Line[] = [
    ['Read by', listed(digest.to.map(theRole), 'and')],
    ['When', `${whenInWords(digest)}; not on a morning with nothing to tell`],
    ['Tells', 'what is open, what was told, what is due today, what is overdue, what is over'],
    ['Beside', 'every letter that goes at once goes at once all the same'],
  ];
  return [{ heading: 'The morning digest', entries: [{ title: 'All that is open, in one letter', lines }] }];
}
