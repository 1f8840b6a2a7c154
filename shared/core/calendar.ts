// The authority's calendar: local dates, working days, office hours, both nights on which the clocks change.
import { DateTime, IANAZone } from 'luxon';
import type { Instant, LocalDate } from './instant.ts';
import { instantOf, millis } from './instant.ts';
import type { CalendarUnit } from './policy.ts';

export interface Calendar {
  zone: string;
  /** Local times of day, `HH:MM`, on working days. */
  office: { opens: string; closes: string };
  /** The first and the last date that the bank holidays below are known for. */
  covers: { from: LocalDate; to: LocalDate };
  bankHolidays: readonly LocalDate[];
  /** School terms, first and last days included, oldest first; none where the authority has given none. */
  terms: readonly { from: LocalDate; to: LocalDate }[];
}

/** A date that the calendar knows nothing of: a person must see it, nobody may guess. */
export class OutsideCalendar extends Error {
  override name = 'OutsideCalendar';
}

/** The instant of a local time. Of a time that exists twice or never, the earlier reading. */
export function atLocal(calendar: Calendar, date: LocalDate, time: string): Instant {
  const zone = IANAZone.create(calendar.zone);
  const asUtc = DateTime.fromISO(`${date}T${time}`, { zone: 'utc' }).toMillis();
  const offsets = [zone.offset(asUtc - 86_400_000), zone.offset(asUtc + 86_400_000)];
  const candidates = offsets.map((offset) => asUtc - offset * 60_000);
  const real = candidates.filter((at) => at + zone.offset(at) * 60_000 === asUtc);
  return instantOf(Math.min(...(real.length > 0 ? real : candidates)));
}

export const startOf = (calendar: Calendar, date: LocalDate): Instant => atLocal(calendar, date, '00:00');

export const localDate = (calendar: Calendar, instant: Instant): LocalDate =>
  inZone(calendar, instant).toFormat('yyyy-MM-dd');

/** "Friday 20 November 2026 at 20:30", in the authority's own time. */
export const spoken = (calendar: Calendar, instant: Instant): string =>
  inZone(calendar, instant).toFormat("cccc d LLLL yyyy 'at' HH:mm", { locale: 'en-GB' });

/** "Fri 20 Nov 2026 20:30", in the authority's own time. */
export const briefly = (calendar: Calendar, instant: Instant): string =>
  inZone(calendar, instant).toFormat('ccc dd LLL yyyy HH:mm', { locale: 'en-GB' });

/** Whether a date is a bank holiday. Throws OutsideCalendar. */
export function bankHolidayOn(calendar: Calendar, date: LocalDate): boolean {
  if (date < calendar.covers.from || date > calendar.covers.to) {
    throw new OutsideCalendar(
      `The calendar covers ${calendar.covers.from} to ${calendar.covers.to}, not ${date}`,
    );
  }
  return calendar.bankHolidays.includes(date);
}

/** Monday to Friday, not a bank holiday. Throws OutsideCalendar. */
export const isWorkingDay = (calendar: Calendar, date: LocalDate): boolean =>
  !bankHolidayOn(calendar, date) && weekday(date) <= 5;

/** A working day in term. Where no term dates are given, every Monday to Friday: that counts faster, never slower. */
export function isSchoolDay(calendar: Calendar, date: LocalDate): boolean {
  const [first, last] = [calendar.terms[0], calendar.terms.at(-1)];
  if (!first || !last || date < first.from || date > last.to) return weekday(date) <= 5;
  return isWorkingDay(calendar, date) && calendar.terms.some(({ from, to }) => from <= date && date <= to);
}

/** The nth working or school day after a date, or before it; the date itself is day 0, whatever kind of day it is. */
export function nthDay(calendar: Calendar, date: LocalDate, kind: 'workingDays' | 'schoolDays', n: number) {
  const counts = kind === 'workingDays' ? isWorkingDay : isSchoolDay;
  let day = date;
  for (let passed = 0; passed < Math.abs(n); ) {
    day = dateLater(day, 'days', Math.sign(n));
    if (counts(calendar, day)) passed += 1;
  }
  return day;
}

/** 1 is Monday. */
export const weekday = (date: LocalDate): number => DateTime.fromISO(date, { zone: 'utc' }).weekday;

/** Some days, weeks, months or years away; a day that its month does not have becomes the first of the next. */
export function dateLater(date: LocalDate, unit: CalendarUnit, n: number): LocalDate {
  const from = DateTime.fromISO(date, { zone: 'utc' });
  const to = from.plus({ [unit]: n });
  const isCut = (unit === 'months' || unit === 'years') && to.day !== from.day;
  return (isCut ? to.plus({ days: 1 }) : to).toFormat('yyyy-MM-dd');
}

/** Whether the office is open. Outside the calendar's coverage it counts as closed: the out-of-hours address is staffed. */
export function inOfficeHours(calendar: Calendar, instant: Instant): boolean {
  const local = inZone(calendar, instant);
  const date = local.toFormat('yyyy-MM-dd');
  if (date < calendar.covers.from || date > calendar.covers.to || !isWorkingDay(calendar, date)) return false;
  const time = local.toFormat('HH:mm');
  return time >= calendar.office.opens && time < calendar.office.closes;
}

/** Whole years from one date to another; who was born on 29 February is a year older on 1 March of other years. */
export function wholeYears(from: LocalDate, to: LocalDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** "20:30", in the authority's own time. */
export const timeOfDay = (calendar: Calendar, instant: Instant): string =>
  inZone(calendar, instant).toFormat('HH:mm');

/** The local time of day to the millisecond, as `atLocal` takes it. */
export const exactTimeOfDay = (calendar: Calendar, instant: Instant): string =>
  inZone(calendar, instant).toFormat('HH:mm:ss.SSS');

const inZone = (calendar: Calendar, instant: Instant): DateTime =>
  DateTime.fromMillis(millis(instant), { zone: calendar.zone });
