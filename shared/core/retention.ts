// How long what is known is kept: from the last word on it, and never while somebody needs it. Left out of a file: for ever.
import type { Calendar } from './calendar.ts';
import { dateLater, localDate, startOf } from './calendar.ts';
import type { Instant, LocalDate } from './instant.ts';
import { latest } from './instant.ts';
import type { CalendarUnit, Policy } from './policy.ts';
import type { ChildRecord, HomewardRecord, Said } from './record.ts';
import { emptyChild } from './record.ts';
import { newest, statements } from './statements.ts';

/** A number of days, weeks, months or years: `P6Y`. */
export type Period = string;

/** A child's record is kept for `closed` once nothing of it is open; a message as it came for `messages`. */
export interface Retention {
  closed: Period;
  messages: Period;
}

const UNITS: Readonly<Record<string, CalendarUnit>> = { D: 'days', W: 'weeks', M: 'months', Y: 'years' };

export function periodOf(period: Period): { n: number; unit: CalendarUnit } {
  const [, n, letter = ''] = /^P([1-9]\d{0,3})([DWMY])$/.exec(period) ?? [];
  const unit = UNITS[letter];
  if (!unit) throw new Error(`${period} is no period: write it like P6Y`);
  return { n: Number(n), unit };
}

/** The last that anybody said, or that was told or heard of a letter; nothing where there was no word at all. */
export function lastWordOn(record: HomewardRecord): Instant | undefined {
  const told = Object.values(record.told).flatMap(({ intendedAt, at, fate }) => [intendedAt, at, fate?.at]);
  return latest([...told, ...heard(record)].flatMap((instant) => instant ?? []));
}

function heard(record: HomewardRecord): (Instant | undefined)[] {
  if (record.kind === 'unreadable') return record.windows.map(({ opensAt }) => opensAt);
  if (record.kind === 'digest') return [record.asAt];
  const said = [record.case, ...Object.values(record.references)].flatMap(everything);
  const doubts = Object.values(record.candidates).map(({ knownAt }) => knownAt);
  // What is said again keeps the instant at which it was first received, and has the time of the last message.
  return [...said.flatMap(({ time, receivedAt }) => [time, receivedAt]), ...doubts];
}

const everything = (said: Said) => Object.keys(said).flatMap((field) => statements(said, field));

/** Whether it stays however old it is: the case is open, or there is a legal hold. */
export function isHeld(record: HomewardRecord): boolean {
  return isUnderHold(record) || isCaseOpen(record);
}

/** By any source's word; one that does not know, holds. */
export const isUnderHold = (record: HomewardRecord): boolean =>
  record.kind === 'child' && statements(record.case, 'legalHold').some(({ value }) => value !== false);

/** Of a case that was ever spoken of, until it is said to be closed. */
const isCaseOpen = (record: HomewardRecord): boolean =>
  record.kind === 'child' &&
  Object.hasOwn(record.case, 'known') &&
  newest(record.case, 'status')?.value !== 'not-open';

/** Since when its time runs, of a record that calls for nothing more; nothing where it is held. */
export function restsSince(record: HomewardRecord): Instant | undefined {
  return isHeld(record) ? undefined : lastWordOn(record);
}

/** At the end of the local day on which the time of what rests since then is over; nothing where that is never. */
export function endOf(
  since: Instant,
  what: keyof Retention,
  { retention, calendar }: Pick<Policy, 'retention' | 'calendar'>,
): Instant | undefined {
  if (!retention) return undefined;
  const { n, unit } = periodOf(retention[what]);
  return startOf(calendar, nextDay(dateLater(localDate(calendar, since), unit, n)));
}

/** What has rested since before this instant is over, but for the ends of months; each record knows for itself. */
export function mayBeOver(now: Instant, retention: Retention, calendar: Calendar): Instant {
  const { n, unit } = periodOf(retention.closed);
  return startOf(calendar, dateLater(localDate(calendar, now), unit, -n));
}

const nextDay = (date: LocalDate): LocalDate => dateLater(date, 'days', 1);

/** What is left of a child's record: nothing of the child but the keys that still lead here, until they are given back. */
export const emptied = ({ id, keys, joinedFrom = [] }: ChildRecord, now: Instant): ChildRecord => ({
  ...emptyChild(id),
  keys,
  ...(joinedFrom.length > 0 && { joinedFrom }),
  letGo: now,
});

/** An earlier release, which does not know what it means, may have written facts beside the mark. */
export const isLetGo = (record: HomewardRecord): record is ChildRecord =>
  record.kind === 'child' &&
  record.letGo !== undefined &&
  !record.joinedTo &&
  [record.references, record.case, record.told, record.candidates].every(
    (part) => Object.keys(part).length === 0,
  );
