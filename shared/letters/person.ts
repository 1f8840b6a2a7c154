// Whom a letter is about, in a word: nobody who is no child is called one.
import type { Absence } from '../core/absence.ts';
import { localDate, wholeYears } from '../core/calendar.ts';
import type { Child } from '../core/facts.ts';
import type { Policy } from '../core/policy.ts';

/** "child", "pregnant adult", "family": as it stands in the middle of a sentence. */
export function personIn({ kind, born }: Child, { since }: Absence, { calendar }: Policy): string {
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

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
