// How old somebody is, in whole years, on the day on which the absence began: what a rule on age goes by.
import type { Absence } from './absence.ts';
import type { Calendar } from './calendar.ts';
import { localDate, wholeYears } from './calendar.ts';
import type { Child } from './facts.ts';

interface Aged {
  child: Pick<Child, 'born' | 'kind'>;
  absence: Pick<Absence, 'since'>;
}

/** "9", "9 or 10", "not known"; nothing of a family or a child who is not born yet. */
export function ageOf(
  { child: { born, kind }, absence: { since } }: Aged,
  calendar: Calendar,
): string | undefined {
  if (AGELESS.has(kind)) return undefined;
  if (!born) return 'not known';
  const on = localDate(calendar, since);
  const [youngest, oldest] = [wholeYears(born.to, on), wholeYears(born.from, on)];
  if (oldest < 0) return 'not known';
  if (youngest === oldest) return String(youngest);
  return `${Math.max(0, youngest)} ${oldest - youngest === 1 ? 'or' : 'to'} ${oldest}`;
}

const AGELESS: ReadonlySet<string> = new Set(['family', 'unborn']);

/** "aged 9", "age not known". */
export function ageInWords(about: Aged, calendar: Calendar): string | undefined {
  const age = ageOf(about, calendar);
  if (age === undefined) return undefined;
  return age === 'not known' ? 'age not known' : `aged ${age}`;
}
