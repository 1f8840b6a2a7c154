// When a clock of the procedure strikes: elapsed time in UTC, days, months and years on the authority's calendar.

import type { Calendar } from './calendar.ts';
import { atLocal, dateLater, exactTimeOfDay, isWorkingDay, localDate, nthDay, spoken } from './calendar.ts';
import type { Situation } from './condition.ts';
import type { Instant, LocalDate } from './instant.ts';
import { durationInWords, elapsedMillis, later } from './instant.ts';
import type { Clock, DayUnit, Moment, Recurrence, Start } from './policy.ts';
import type { Known } from './statements.ts';
import type { Named } from './task-name.ts';

export interface Strike {
  at: Instant;
  /** When the instant it runs from reached us. */
  knownAt: Instant;
  /** "3 hours after last seen (Friday 20 November 2026 at 20:30)": the hour in brackets is not the one that it strikes at. */
  why: () => string;
}

/** Undefined while none of the clock's instants is known. Throws OutsideCalendar. */
export function strike(clock: Clock, on: Situation): Strike | undefined {
  const begun = startOf(clock, on);
  if (!begun) return undefined;
  const { start, from } = begun;
  const at = broughtForward(clock, lengthFrom(from.value, clock, on.calendar), on.calendar);
  const why = () =>
    `${lengthInWords(clock)} ${startInWords(start, on.others.named)} (${spoken(on.calendar, from.value)})`;
  return { at, knownAt: from.knownAt, why };
}

/** One of the instants that a clock may run from, and when it would strike by that one alone. */
export interface Rival {
  name: string;
  from: Instant;
  at: Instant;
}

/** Every known instant that a clock may run from, the earliest first. Throws OutsideCalendar. */
export const rivals = (clock: Clock, on: Situation): Rival[] =>
  startsOf(clock, on).map(({ start, from }) => ({
    name: startInWords(start, on.others.named),
    from: from.value,
    at: broughtForward(clock, lengthFrom(from.value, clock, on.calendar), on.calendar),
  }));

/** The nth turn after the first of a rule that acts again and again. */
export function turnOf(
  first: Instant,
  { unit, n, at }: Recurrence,
  turn: number,
  calendar: Calendar,
): Instant {
  const date = dateLater(localDate(calendar, first), unit, n * turn);
  return atLocal(calendar, date, at ?? exactTimeOfDay(calendar, first));
}

function lengthFrom(from: Instant, clock: Clock, calendar: Calendar): Instant {
  const sign = clock.before ? -1 : 1;
  if ('elapsed' in clock) return later(from, sign * elapsedMillis(clock.elapsed));
  const day = dayFrom(localDate(calendar, from), clock.unit, sign * clock.n, calendar);
  const isWholeDay = clock.unit === 'workingDays' || clock.unit === 'schoolDays';
  const ownTime = isWholeDay ? calendar.office.closes : exactTimeOfDay(calendar, from);
  return atLocal(calendar, day, clock.at ?? ownTime);
}

function dayFrom(date: LocalDate, unit: DayUnit, n: number, calendar: Calendar): LocalDate {
  return unit === 'workingDays' || unit === 'schoolDays'
    ? nthDay(calendar, date, unit, n)
    : dateLater(date, unit, n);
}

function broughtForward(clock: Clock, at: Instant, calendar: Calendar): Instant {
  const date = localDate(calendar, at);
  if (!clock.bringForward || isWorkingDay(calendar, date)) return at;
  return atLocal(calendar, nthDay(calendar, date, 'workingDays', -1), calendar.office.closes);
}

/** "3 hours after the earliest of last seen, missing since". */
export const clockInWords = (clock: Clock, named: Named): string => {
  const starts = 'earliest' in clock.from ? clock.from.earliest : clock.from.latest;
  const which = starts.length > 1 ? `the ${'earliest' in clock.from ? 'earliest' : 'latest'} of ` : '';
  return `${lengthInWords(clock)} ${which}${starts.map((start) => startInWords(start, named)).join(', ')}`;
};

export function lengthInWords(clock: Clock): string {
  const direction = clock.before ? 'before' : 'after';
  if ('elapsed' in clock) return `${durationInWords(clock.elapsed)} ${direction}`;
  const { unit, n, at } = clock;
  if (unit === 'workingDays' || unit === 'schoolDays') {
    const kind = unit === 'workingDays' ? 'working day' : 'school day';
    return `${at ?? 'close'} of ${kind} ${n} ${direction}`;
  }
  return `${n} ${n === 1 ? unit.slice(0, -1) : unit}${at ? ` (at ${at})` : ''} ${direction}`;
}

export function startInWords(start: Start, named: Named): string {
  if (typeof start === 'string') return MOMENT_IN_WORDS[start];
  if ('rule' in start) return `${named(start.rule)} falls due`;
  if ('deadlineOf' in start) return `the deadline of ${named(start.deadlineOf)}`;
  return `${named(start.recorded)} is recorded`;
}

export const MOMENT_IN_WORDS: Record<Moment, string> = {
  'last-seen': 'last seen',
  'missing-since': 'missing since',
  reported: 'reported to the police',
  received: 'received here',
  returned: 'returned',
  located: 'located',
  'seen-by-police': 'seen by the police',
  'police-closed': 'closed by the police',
  'found-report': 'the found report',
  'found-received': 'the found report received here',
  'interview-offered': 'the return home interview offered',
  'interview-held': 'the return home interview held',
  'last-heard': 'last heard of',
  'last-attended': 'last attended',
  'reported-by-school': 'reported by the school',
  'status-since': 'the present case status began',
};

type Begun = { start: Start; from: Known<Instant> };

const startOf = (clock: Clock, on: Situation): Begun | undefined =>
  'earliest' in clock.from ? startsOf(clock, on)[0] : startsOf(clock, on).at(-1);

function startsOf(clock: Clock, on: Situation): Begun[] {
  const starts = 'earliest' in clock.from ? clock.from.earliest : clock.from.latest;
  const known = starts.flatMap((start) => {
    const from = instantOf(start, on);
    return from ? [{ start, from }] : [];
  });
  return known.sort(({ from: a }, { from: b }) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
}

function instantOf(start: Start, { absence, child, others }: Situation): Known<Instant> | undefined {
  if (typeof start !== 'string') {
    if ('rule' in start) return others.dueAt(start.rule);
    if ('deadlineOf' in start) return others.deadline(start.deadlineOf);
    const recorded = others.recorded(start.recorded);
    return recorded && { value: recorded.at, knownAt: recorded.knownAt };
  }
  if (start === 'interview-offered') return absence.interviewOffered;
  if (start === 'interview-held') return absence.interviewDone;
  if (start === 'status-since') return child.statusSince;
  return absence.moments[start];
}
