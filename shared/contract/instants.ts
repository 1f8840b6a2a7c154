// Reads the instants and days that senders write, and refuses those that could mean two things or cannot be.
import * as z from 'zod';
import { type Fault, type Said, wrong } from './faults.ts';

/** `canonical` is UTC with milliseconds, or YYYY-MM-DD for a day; `earliest` and `latest` are epoch milliseconds. */
export interface Moment {
  canonical: string;
  earliest: number;
  latest: number;
}
type Form = 'instant' | 'day' | 'instant or day';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const tolerance = 5 * minute;
const longest = 64; // characters
const firstYear = 1900;
const lastYear = 2100;

const written =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?([Zz]|[+-]\d{2}:\d{2})?)?$/;
const mends: Record<Form, string> = {
  instant: 'write it as 2026-01-31T22:05:00Z',
  day: 'write it as 2012-01-31',
  'instant or day': 'write it as 2026-01-31T22:05:00Z, or as 2026-01-31 where only the day is known',
};

/** The moment, or what is wrong with it and how to mend it. RFC 3339: `t` and `z` may be small, a space is no T. */
export function readMoment(text: string, form: Form): Moment | string {
  const parts = text.length > longest ? null : written.exec(text);
  if (!parts) return `is not a ${form === 'day' ? 'date' : 'time'}: ${mends[form]}`;
  const [, year = '', month = '', date = '', hours, minutes = '', seconds, fraction = '', offset] = parts;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const exists = isoDay(midnight) === `${year}-${month}-${date}`;
  if (hours === undefined) {
    if (form === 'instant') return `has no time of day: ${mends.instant}`;
    if (!exists) return 'is a day that does not exist: correct it';
    if (Number(year) < firstYear || Number(year) > lastYear) return yearDefect;
    // Local midnight in Great Britain is that of UTC or an hour before it.
    return { canonical: isoDay(midnight), earliest: midnight - hour, latest: midnight + day };
  }
  if (form === 'day') return `has a time of day: ${mends.day}`;
  if (seconds === undefined) return `has no seconds: ${mends.instant}`;
  if (offset === undefined) return 'has no offset: end it in Z or +01:00';
  if (fraction.length > 9) return 'has more than nine decimals of a second: send fewer';
  // A leap second (:60) and 24:00 are faults: both have a plainer way to be written.
  if (!exists || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
    return 'is a time that does not exist: correct it (24:00 is 00:00 of the day after, :60 is the next minute)';
  }
  const ahead = offsetMinutes(offset);
  if (ahead === undefined) return 'has an offset that no place has: use one from -14:00 to +14:00';
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const at =
    midnight +
    Number(hours) * hour +
    (Number(minutes) - ahead) * minute +
    Number(seconds) * 1000 +
    milliseconds;
  const canonical = new Date(at).toISOString();
  const utcYear = Number(canonical.slice(0, 4));
  if (utcYear < firstYear || utcYear > lastYear) return yearDefect;
  return { canonical, earliest: at, latest: at };
}

const yearDefect = `lies outside the years ${firstYear} to ${lastYear}: correct the year`;

function offsetMinutes(offset: string): number | undefined {
  if (offset === 'Z' || offset === 'z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function isoDay(at: number): string {
  return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 10);
}

/** The day that it is, or is about to be, in Great Britain. */
export function today(now: string): string {
  return isoDay(Date.parse(now) + hour);
}

const dayPattern = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const timePattern = '[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})';
const moments = new WeakSet<z.ZodType>();

function moment(form: Form, about: string, shape: Record<string, unknown>) {
  return z
    .string({ error: wrong(`is not text: ${mends[form]}`) })
    .meta({ description: about, ...shape })
    .transform((text, context) => {
      const read = readMoment(text, form);
      if (typeof read !== 'string') return read.canonical;
      context.issues.push({ code: 'custom', message: read, input: text });
      return z.NEVER;
    });
}

/** RFC 3339 with offset; becomes UTC with milliseconds. A fault where it lies ahead. */
export function instant(about: string) {
  const schema = moment('instant', about, { format: 'date-time', pattern: `^${dayPattern}${timePattern}$` });
  moments.add(schema);
  return schema;
}

/** An instant, or YYYY-MM-DD, which stays a day. A fault where it lies ahead. */
export function instantOrDay(about: string) {
  const schema = moment('instant or day', `${about} A date alone counts from 00:00 local time.`, {
    anyOf: [{ format: 'date-time' }, { format: 'date' }],
    pattern: `^${dayPattern}(${timePattern})?$`,
  });
  moments.add(schema);
  return schema;
}

export function birthday(about: string) {
  return moment('day', about, { format: 'date', pattern: `^${dayPattern}$` });
}

/** Where a message of this schema may hold a moment that must not lie ahead. */
export function momentPaths(schema: z.ZodType, path: readonly string[] = []): string[][] {
  if (moments.has(schema)) return [[...path]];
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable) {
    return momentPaths(schema.unwrap() as z.ZodType, path);
  }
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, field]) =>
    momentPaths(field as z.ZodType, [...path, name]),
  );
}

/** More than 5 minutes ahead; a day: later than tomorrow. An unreadable moment has its own fault and is no second one. */
export function momentsAhead(said: Said, paths: readonly string[][], now: string): Fault[] {
  return paths.flatMap((path) => {
    const read = momentAt(said, path);
    return read && isAhead(read, Date.parse(now))
      ? [{ path, message: 'lies in the future: correct it, or the clock that wrote it' }]
      : [];
  });
}

function isAhead({ canonical, earliest, latest }: Moment, now: number): boolean {
  return earliest === latest ? earliest > now + tolerance : canonical > isoDay(now + day);
}

export function momentAt(said: Said, path: readonly string[]): Moment | undefined {
  const value = path.reduce<unknown>((inside, name) => (inside as Said | null | undefined)?.[name], said);
  const read = typeof value === 'string' ? readMoment(value, 'instant or day') : undefined;
  return typeof read === 'string' ? undefined : read;
}
