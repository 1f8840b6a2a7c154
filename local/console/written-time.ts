// A date and a time as people write them into a form, part by part: no browser's own order of day and month comes between.
import type { Calendar } from '../../shared/core/calendar.ts';
import { atLocal, localDate, timeOfDay } from '../../shared/core/calendar.ts';
import type { Instant } from '../../shared/core/instant.ts';

export const PARTS = ['day', 'month', 'year', 'time'] as const;
export type Part = (typeof PARTS)[number];
export type Written = Readonly<Record<Part, string>>;

/** What is wrong, and with which part of it first. */
export interface Wrong {
  part: Part;
  why: string;
}

export const NOTHING_WRITTEN: Written = { day: '', month: '', year: '', time: '' };

export const isEmpty = (written: Written): boolean => PARTS.every((part) => written[part] === '');

/** "20", "11", "2026", "22:05". */
export function writtenAt(calendar: Calendar, at: Instant): Written {
  const [year = '', month = '', day = ''] = localDate(calendar, at).split('-');
  return { day: String(Number(day)), month: String(Number(month)), year, time: timeOfDay(calendar, at) };
}

/** The earliest of two where the clocks go back. */
export function instantIn(written: Written, calendar: Calendar): Instant | Wrong {
  const missing = PARTS.find((part) => written[part] === '');
  if (missing) return { part: missing, why: `must include a ${missing}` };
  const year = /^\d{4}$/.test(written.year) ? written.year : undefined;
  if (year === undefined) return { part: 'year', why: 'must have a year of 4 figures, such as 2026' };
  const month = monthIn(written.month);
  if (month === undefined) return { part: 'month', why: 'must have a month from 1 to 12' };
  const day = /^\d{1,2}$/.test(written.day) ? written.day.padStart(2, '0') : undefined;
  const date = `${year}-${month}-${day}`;
  if (day === undefined || !isReal(date)) return { part: 'day', why: 'must be a real date' };
  const time = timeIn(written.time);
  return time === undefined
    ? { part: 'time', why: 'must have a time such as 22:05 or 10:05pm' }
    : atLocal(calendar, date, time);
}

/** JavaScript takes the 31 February for 3 March. */
const isReal = (date: string): boolean => {
  const at = Date.parse(`${date}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
};

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** "11", "Nov", "Sept" or "November". */
function monthIn(written: string): string | undefined {
  const named = MONTHS.findIndex((name) => name.startsWith(written.toLowerCase())) + 1;
  const month = /^\d{1,2}$/.test(written) ? Number(written) : written.length >= 3 ? named : 0;
  return month >= 1 && month <= 12 ? String(month).padStart(2, '0') : undefined;
}

/** "22:05", "22.05", "2205", "10:05 pm". */
function timeIn(written: string): string | undefined {
  const [, hours, minutes = '00', half] =
    /^(\d{1,2})(?:[:.]?(\d\d))?\s*([ap]m)?$/i.exec(written.replaceAll(/\s+/g, ' ')) ?? [];
  if (hours === undefined || (minutes === '00' && !half && /^\d{1,2}$/.test(written))) return undefined;
  const said = Number(hours);
  if (half && (said < 1 || said > 12)) return undefined;
  const hour = half ? (said % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : said;
  return hour < 24 && Number(minutes) < 60 ? `${String(hour).padStart(2, '0')}:${minutes}` : undefined;
}
