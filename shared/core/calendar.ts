// The authority's calendar: local dates, working days, office hours, both nights on which the clocks change.
import { IANAZone } from 'luxon';
import type { Instant, LocalDate } from './instant.ts';
import { DAY, HOUR, instantOf, MINUTE, millis } from './instant.ts';
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
export function atLocal({ zone }: Calendar, date: LocalDate, time: string): Instant {
  const asUtc = millis(`${date}T${time}${time.length === 5 ? ':00.000' : ''}Z`);
  const candidates = [offset(zone, asUtc - DAY), offset(zone, asUtc + DAY)].map((by) => asUtc - by);
  const real = candidates.filter((at) => at + offset(zone, at) === asUtc);
  return instantOf(Math.min(...(real.length > 0 ? real : candidates)));
}

export const startOf = (calendar: Calendar, date: LocalDate): Instant => atLocal(calendar, date, '00:00');

export const localDate = (calendar: Calendar, instant: Instant): LocalDate =>
  localTime(calendar, instant).slice(0, 10);

/** `2026-11-02` is "2 November 2026". */
export const dateInWords = (date: LocalDate): string =>
  `${Number(date.slice(8, 10))} ${monthInWords(date)} ${date.slice(0, 4)}`;

/** "Friday 20 November 2026 at 20:30", in the authority's own time. */
export function spoken(calendar: Calendar, instant: Instant): string {
  const local = localTime(calendar, instant);
  const known = SPOKEN.get(local);
  if (known !== undefined) return known;
  if (SPOKEN.size >= 10_000) SPOKEN.clear();
  const words = `${dayInWords(local)} ${dateInWords(local)} at ${local.slice(11, 16)}`;
  SPOKEN.set(local, words);
  return words;
}

/** By local time: a plan speaks of the same few hours again and again. */
const SPOKEN = new Map<string, string>();

/** "Fri 20 Nov 2026 20:30", in the authority's own time. */
export function briefly(calendar: Calendar, instant: Instant): string {
  const local = localTime(calendar, instant);
  return `${dayInWords(local).slice(0, 3)} ${local.slice(8, 10)} ${monthInWords(local).slice(0, 3)} ${local.slice(0, 4)} ${local.slice(11, 16)}`;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const dayInWords = (local: string): string => DAYS[weekday(local.slice(0, 10)) - 1] ?? '';
const monthInWords = (local: string): string => MONTHS[Number(local.slice(5, 7)) - 1] ?? '';

/** Whether a date is a bank holiday. Throws OutsideCalendar. */
export function bankHolidayOn(calendar: Calendar, date: LocalDate): boolean {
  if (date < calendar.covers.from || date > calendar.covers.to) {
    throw new OutsideCalendar(
      `The calendar covers ${dateInWords(calendar.covers.from)} to ${dateInWords(calendar.covers.to)}, not ${dateInWords(date)}`,
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
export const weekday = (date: LocalDate): number =>
  ((((Math.floor(midnight(date) / DAY) + 3) % 7) + 7) % 7) + 1;

/** Some days, weeks, months or years away; a day that its month does not have becomes the first of the next. */
export function dateLater(date: LocalDate, unit: CalendarUnit, n: number): LocalDate {
  if (unit === 'days' || unit === 'weeks') {
    return instantOf(midnight(date) + n * (unit === 'days' ? 1 : 7) * DAY).slice(0, 10);
  }
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const months = year * 12 + month - 1 + n * (unit === 'months' ? 1 : 12);
  const first = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
  const to = dateLater(first, 'days', day - 1);
  return to.slice(0, 7) === first.slice(0, 7) ? to : `${to.slice(0, 7)}-01`;
}

/** Whether the office is open. Outside the calendar's coverage it counts as closed: the out-of-hours address is staffed. */
export function inOfficeHours(calendar: Calendar, instant: Instant): boolean {
  const local = localTime(calendar, instant);
  const date = local.slice(0, 10);
  if (date < calendar.covers.from || date > calendar.covers.to || !isWorkingDay(calendar, date)) return false;
  const time = local.slice(11, 16);
  return time >= calendar.office.opens && time < calendar.office.closes;
}

/** Whole years from one date to another; who was born on 29 February is a year older on 1 March of other years. */
export function wholeYears(from: LocalDate, to: LocalDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** "20:30", in the authority's own time. */
export const timeOfDay = (calendar: Calendar, instant: Instant): string =>
  localTime(calendar, instant).slice(11, 16);

/** The local time of day to the millisecond, as `atLocal` takes it. */
export const exactTimeOfDay = (calendar: Calendar, instant: Instant): string =>
  localTime(calendar, instant).slice(11, 23);

const midnight = (date: LocalDate): number => millis(`${date}T00:00:00.000Z`);

/** Local date and time of day, as `YYYY-MM-DDTHH:MM:SS.mmm`. */
function localTime({ zone }: Calendar, instant: Instant): string {
  const times = LOCAL_TIMES.get(zone) ?? new Map<Instant, string>();
  const known = times.get(instant);
  if (known !== undefined) return known;
  if (times.size >= 10_000) times.clear();
  const at = millis(instant);
  const found = instantOf(at + offset(zone, at));
  LOCAL_TIMES.set(zone, times.set(instant, found));
  return found;
}

/** By zone. */
const LOCAL_TIMES = new Map<string, Map<Instant, string>>();

/**
 * By how much local time is ahead of UTC, in milliseconds. The runtime's answer is slow, and a plan asks for the same few
 * hours again and again. No zone changes its clocks within a quarter of an hour.
 */
function offset(zone: string, at: number): number {
  const key = `${zone} ${Math.floor(at / QUARTER)}`;
  const known = OFFSETS.get(key);
  if (known !== undefined) return known;
  if (OFFSETS.size >= 10_000) OFFSETS.clear();
  const found = IANAZone.create(zone).offset(at) * MINUTE;
  OFFSETS.set(key, found);
  return found;
}

const QUARTER = HOUR / 4;
const OFFSETS = new Map<string, number>();
