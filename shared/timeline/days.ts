// The days of a picture on the authority's calendar: which are working days, and which are so quiet that they may be drawn short.
import type { Calendar } from '../core/calendar.ts';
import {
  bankHolidayOn,
  briefly,
  dateLater,
  isWorkingDay,
  localDate,
  OutsideCalendar,
  spoken,
  startOf,
} from '../core/calendar.ts';
import type { Instant, LocalDate } from '../core/instant.ts';

export interface Day {
  date: LocalDate;
  from: Instant;
  to: Instant;
  kind: 'working day' | 'weekend' | 'bank holiday' | 'beyond the calendar';
}

/** Every day from that of one instant to that of another, both included. */
export function daysBetween(calendar: Calendar, from: Instant, to: Instant): Day[] {
  const last = localDate(calendar, to);
  const days: Day[] = [];
  for (let date = localDate(calendar, from); date <= last; date = dateLater(date, 'days', 1)) {
    const next = startOf(calendar, dateLater(date, 'days', 1));
    days.push({ date, from: startOf(calendar, date), to: next, kind: kindOf(calendar, date) });
  }
  return days;
}

function kindOf(calendar: Calendar, date: LocalDate): Day['kind'] {
  try {
    if (isWorkingDay(calendar, date)) return 'working day';
    return bankHolidayOn(calendar, date) ? 'bank holiday' : 'weekend';
  } catch (error) {
    if (error instanceof OutsideCalendar) return 'beyond the calendar';
    throw error;
  }
}

/** "Fri 20 Nov 20:30": the picture says of which year it is. */
export const shortly = (calendar: Calendar, instant: Instant): string =>
  briefly(calendar, instant).replace(/ \d{4} /, ' ');

/** "Friday 20 November 2026". */
export const dayInWords = (calendar: Calendar, { from }: Day): string =>
  spoken(calendar, from).replace(/ at .*$/, '');

/** Days in a row, all quiet or all not. */
export interface Stretch {
  days: readonly [Day, ...Day[]];
  isQuiet: boolean;
}

/** So many quiet days in a row, at least, are drawn short. */
const QUIET = 4;

export function stretches(days: readonly Day[], moments: readonly Instant[]): Stretch[] {
  const isBusy = (day: Day) => moments.some((moment) => moment >= day.from && moment < day.to);
  const runs: { days: [Day, ...Day[]]; isQuiet: boolean }[] = [];
  for (const day of days) {
    const isQuiet = !isBusy(day);
    const run = runs.at(-1);
    if (run && run.isQuiet === isQuiet) run.days.push(day);
    else runs.push({ days: [day], isQuiet });
  }
  const merged: Stretch[] = [];
  for (const run of runs) {
    const isQuiet = run.isQuiet && run.days.length >= QUIET;
    const last = merged.at(-1);
    if (isQuiet || !last || last.isQuiet) merged.push({ ...run, isQuiet });
    else merged[merged.length - 1] = { days: [...last.days, ...run.days], isQuiet: false };
  }
  return merged;
}

/** "9 quiet days, 6 of them working days". */
export function quietInWords({ days }: Stretch): string {
  const working = days.filter(({ kind }) => kind === 'working day').length;
  if (days.length === 1) return `1 quiet day, ${working === 1 ? 'a working day' : 'not a working day'}`;
  const among = working === 0 ? 'none' : String(working);
  return `${days.length} quiet days, ${among} of them ${working > 1 ? 'working days' : 'a working day'}`;
}
