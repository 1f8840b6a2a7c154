// A date as a person writes it.
import type { LocalDate } from '../../core/instant.ts';

const MONTHS = 'January February March April May June July August September October November December';

/** `2026-11-02` is "2 November 2026". */
export function dateInWords(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS.split(' ')[(month ?? 1) - 1]} ${year}`;
}
