// Whom an absence is about, in a word: nobody who is no child is called one.
import type { Absence } from './absence.ts';
import type { Calendar } from './calendar.ts';
import { localDate, wholeYears } from './calendar.ts';
import type { Child } from './facts.ts';

/** "child", "pregnant adult", "family": as it stands in the middle of a sentence. */
export function personIn(
  { kind, born }: Pick<Child, 'kind' | 'born'>,
  { since }: Pick<Absence, 'since'>,
  calendar: Calendar,
): string {
  if (kind !== 'child') return KINDS[kind] ?? 'person';
  const isOfAge = born !== undefined && wholeYears(born.to, localDate(calendar, since)) >= 18;
  return isOfAge ? 'adult' : 'child';
}

const KINDS: Readonly<Record<string, string>> = {
  adult: 'adult',
  unborn: 'unborn child',
  'pregnant-adult': 'pregnant adult',
  family: 'family',
  'care-leaver': 'care leaver',
};
