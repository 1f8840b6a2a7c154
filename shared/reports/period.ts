// The time that a report is about: whole local days, the first and the last included.
import { dateLater, localDate } from '../core/calendar.ts';
import type { Instant, LocalDate } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';

export interface Period {
  from: LocalDate;
  to: LocalDate;
}

/** What every report is told. */
export interface About {
  policy: Policy;
  period: Period;
  /** The moment that is now for whatever runs on: an open absence, an interview that is not held yet. */
  asAt: Instant;
}

/** `2026-11` */
export type Month = string;

export const monthsFrom = (first: Month, n: number): Period => ({
  from: `${first}-01`,
  to: dateLater(dateLater(`${first}-01`, 'months', n), 'days', -1),
});

/** The quarter of the year that holds a month: January to March, April to June, and so on. */
export function quarterOf(month: Month): Period {
  const first = Math.floor((Number(month.slice(5, 7)) - 1) / 3) * 3 + 1;
  return monthsFrom(`${month.slice(0, 4)}-${String(first).padStart(2, '0')}`, 3);
}

export const yearTo31March = (year: number): Period => ({ from: `${year - 1}-04-01`, to: `${year}-03-31` });

const monthBefore = (date: LocalDate, n: number): Month =>
  dateLater(`${date.slice(0, 7)}-01`, 'months', -n).slice(0, 7);

/** The last whole month, quarter, or year to 31 March before a date. */
export const lastMonth = (today: LocalDate): Period => monthsFrom(monthBefore(today, 1), 1);
export const lastQuarter = (today: LocalDate): Period => quarterOf(monthBefore(today, 3));
export const lastYear = (today: LocalDate): Period =>
  yearTo31March(Number(today.slice(0, 4)) - (today.slice(5) > '03-31' ? 0 : 1));

/** Every month that the period touches. */
export function monthsIn({ from, to }: Period): Month[] {
  const months: Month[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = monthsFrom(month, 2).to.slice(0, 7)) {
    months.push(month);
  }
  return months;
}

export const isWithin = ({ from, to }: Period, date: LocalDate): boolean => date >= from && date <= to;

export const beginsWithin = ({ policy, period }: About, instant: Instant): boolean =>
  isWithin(period, localDate(policy.calendar, instant));

/** Lines in an order that does not depend on how they came; of equals, by all that they say. */
export const ordered = <T>(lines: readonly T[], by: (line: T) => readonly (string | number)[]): T[] =>
  [...lines].sort((a, b) => {
    const [keys, others] = [
      [...by(a), JSON.stringify(a)],
      [...by(b), JSON.stringify(b)],
    ];
    const at = keys.findIndex((key, n) => key !== others[n]);
    return at < 0 ? 0 : (keys[at] ?? '') < (others[at] ?? '') ? -1 : 1;
  });
