// The authority's calendar: local dates, working days, office hours, both nights on which the clocks change.
import { DateTime, IANAZone } from 'luxon';
import type { Instant, LocalDate } from './instant.ts';
import { instantOf, millis } from './instant.ts';

export interface Calendar {
  zone: string;
  /** Local times of day, `HH:MM`, on working days. */
  office: { opens: string; closes: string };
  /** The first and the last date that the bank holidays below are known for. */
  covers: { from: LocalDate; to: LocalDate };
  bankHolidays: readonly LocalDate[];
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

/** Monday to Friday, not a bank holiday. Throws OutsideCalendar. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  if (date < calendar.covers.from || date > calendar.covers.to) {
    throw new OutsideCalendar(
      `The calendar covers ${calendar.covers.from} to ${calendar.covers.to}, not ${date}`,
    );
  }
  return DateTime.fromISO(date, { zone: 'utc' }).weekday <= 5 && !calendar.bankHolidays.includes(date);
}

/** The nth working day after a date; the date itself is day 0, whatever kind of day it is. */
export function workingDay(calendar: Calendar, date: LocalDate, n: number): LocalDate {
  let day = date;
  for (let passed = 0; passed < n; ) {
    day = nextDay(day);
    if (isWorkingDay(calendar, day)) passed += 1;
  }
  return day;
}

/** Close of office on the nth working day after an instant. */
export const closeOfWorkingDay = (calendar: Calendar, from: Instant, n: number): Instant =>
  atLocal(calendar, workingDay(calendar, localDate(calendar, from), n), calendar.office.closes);

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

/** The same day of the month some years away; 29 February becomes 1 March where there is none. */
export function yearsLater(date: LocalDate, years: number): LocalDate {
  const moved = DateTime.fromISO(
    `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`,
    {
      zone: 'utc',
    },
  );
  if (moved.isValid) return moved.toFormat('yyyy-MM-dd');
  return `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}-03-01`;
}

export const nextDay = (date: LocalDate): LocalDate =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd');

const inZone = (calendar: Calendar, instant: Instant): DateTime =>
  DateTime.fromMillis(millis(instant), { zone: calendar.zone });
