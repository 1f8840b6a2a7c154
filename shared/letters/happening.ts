// What a digest says of one thing that was told, falls due or is overdue; its reader is "you".
import type { Happening } from '../core/digest-line.ts';
import type { Instant } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { KINDS, when } from './coming.ts';
import { plainly } from './one-line.ts';
import type { Reader } from './reader.ts';
import { whomInWords } from './reader.ts';

export function happeningInWords(
  { at, roles, purpose, task }: Happening,
  reader: Reader,
  policy: Policy,
  asAt: Instant,
): string {
  const what = purpose
    ? `${KINDS[purpose]} ${whomInWords(roles, reader)}`
    : `${plainly(task ?? '')}, asked of ${whomInWords(roles, reader)}`;
  return `${when(at, policy, asAt)}: ${what}`;
}

export const overdueInWords = (
  { at, roles, task = '' }: Happening,
  reader: Reader,
  policy: Policy,
  asAt: Instant,
): string =>
  `${plainly(task)}: to be done by ${when(at, policy, asAt)}, asked of ${whomInWords(roles, reader)}`;

/** One is told by its name. */
export function overdueCount([first, ...more]: readonly Happening[]): string[] {
  if (!first) return [];
  return [more.length > 0 ? `${more.length + 1} overdue` : `${plainly(first.task ?? 'one task')} overdue`];
}
