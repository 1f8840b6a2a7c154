// Clocks in plain English: how long, from which instant, and what the procedure's own word for the threshold is.
import { DAY, durationInWords, elapsedMillis } from '../../core/instant.ts';
import type { Clock, DayUnit, Moment, Recurrence, Start } from '../../core/policy.ts';
import type { Named } from '../../core/task-name.ts';
import { unworded } from './names.ts';

/** "3 hours after the earliest of: last seen, missing since": no capital, no full stop. */
export function clockInWords(clock: Clock, named: Named): string {
  const forward = clock.bringForward
    ? '; where the office is closed then, at the close of the working day before'
    : '';
  return `${timeInWords(clock)} ${clock.before ? 'before' : 'after'} ${fromInWords(clock.from, named)}${forward}`;
}

/** Both words act at the boundary, so the reader is told what is done with them. */
export function boundaryInWords(clock: Clock): string | undefined {
  return clock.boundary === 'over'
    ? `the procedure says "over"; it is done as soon as ${lengthInWords(clock)} have passed`
    : undefined;
}

/** For an order in time only: working and school days count as days, months as thirty. In milliseconds. */
export function roughLength(clock: Clock): number {
  const sign = clock.before ? -1 : 1;
  if ('elapsed' in clock) return sign * elapsedMillis(clock.elapsed);
  if ('unit' in clock) return sign * clock.n * ROUGHLY[clock.unit] * DAY;
  return unworded(clock);
}

const ROUGHLY: Record<DayUnit, number> = {
  workingDays: 1,
  schoolDays: 1,
  days: 1,
  weeks: 7,
  months: 30,
  years: 365,
};

/** "every day at 20:00, 10 times at most". */
export function recurrenceInWords({ unit, n, at, times }: Recurrence): string {
  const often = n === 1 ? `every ${unit.slice(0, -1)}` : `every ${n} ${unit}`;
  return `${often}${at ? ` at ${at}` : ''}${times ? `, ${times} times at most` : ''}`;
}

function timeInWords(clock: Clock): string {
  if ('elapsed' in clock) return `${durationInWords(clock.elapsed)}`;
  if ('unit' in clock) {
    const { unit, n, at } = clock;
    const kind = unit === 'workingDays' ? 'working day' : unit === 'schoolDays' ? 'school day' : undefined;
    if (!kind) return `${lengthInWords(clock)}${at ? `, at ${at},` : ''}`;
    const close = at ? `at ${at}` : 'by the close of office';
    return n === 0 ? `${close} on the day itself,` : `${close} on ${kind} ${n}`;
  }
  return unworded(clock);
}

function lengthInWords(clock: Clock): string {
  if ('elapsed' in clock) return durationInWords(clock.elapsed);
  if ('unit' in clock) {
    const { unit, n } = clock;
    const name = unit === 'workingDays' ? 'working days' : unit === 'schoolDays' ? 'school days' : unit;
    return `${n} ${n === 1 ? name.slice(0, -1) : name}`;
  }
  return unworded(clock);
}

function fromInWords(from: Clock['from'], named: Named): string {
  const [which, starts] = startsOf(from);
  const names = starts.map((start) => startInWords(start, named));
  return names.length === 1 ? `${names[0]}` : `the ${which} known of these: ${names.join(', ')}`;
}

function startsOf(from: Clock['from']) {
  if ('earliest' in from) return ['earliest', from.earliest] as const;
  if ('latest' in from) return ['latest', from.latest] as const;
  return unworded(from);
}

function startInWords(start: Start, named: Named): string {
  if (typeof start === 'string') return MOMENTS[start];
  if ('rule' in start) return `the time at which "${named(start.rule)}" falls due`;
  if ('deadlineOf' in start) return `the deadline of "${named(start.deadlineOf)}", while it is not done`;
  if ('recorded' in start) return `the time at which "${named(start.recorded)}" was done`;
  return unworded(start);
}

const MOMENTS: Record<Moment, string> = {
  'last-seen': 'the last sighting',
  'missing-since': 'the time since when the child is missing',
  reported: 'the report to the police',
  received: 'the arrival of the notice here',
  returned: 'the return',
  located: 'the locating of the child',
  'seen-by-police': 'the sighting by the police',
  'police-closed': 'the closing of the report by the police',
  'found-report': 'the found report',
  'found-received': 'the arrival of the found report here',
  'interview-offered': 'the offer of the return home interview',
  'interview-held': 'the return home interview',
  'last-heard': 'the last word that anybody said of it',
  'last-attended': 'the day on which the pupil last attended school',
  'reported-by-school': "the school's first report of the absence",
  'status-since': "the beginning of the case's present status",
};
