// Clocks in plain English: how long, from which instant, and what the procedure's own word for the threshold is.
import { DAY, durationInWords, elapsedMillis } from '../../core/instant.ts';
import type { Clock, Moment } from '../../core/policy.ts';
import { unworded } from './names.ts';

/** "3 hours after the earliest of: last seen, missing since": no capital, no full stop. */
export function clockInWords(clock: Clock): string {
  return `${lengthInWords(clock)} after ${startInWords(clock.from)}`;
}

/** Both words act at the boundary, so the reader is told what is done with them. */
export function boundaryInWords(clock: Clock): string | undefined {
  if (!('boundary' in clock)) return undefined;
  return clock.boundary === 'over'
    ? `the procedure says "over"; it is done as soon as ${durationInWords(clock.elapsed)} have passed`
    : undefined;
}

/** For an order in time only: working days count as days. In milliseconds. */
export function roughLength(clock: Clock): number {
  if ('elapsed' in clock) return elapsedMillis(clock.elapsed);
  if ('workingDays' in clock) return clock.workingDays * DAY;
  return unworded(clock);
}

function lengthInWords(clock: Clock): string {
  if ('elapsed' in clock) return durationInWords(clock.elapsed);
  if ('workingDays' in clock) {
    const { workingDays } = clock;
    if (workingDays === 0) return 'by the close of office on the day itself,';
    return `by the close of office on working day ${workingDays}`;
  }
  return unworded(clock);
}

function startInWords(from: Clock['from']): string {
  const [which, moments] = momentsOf(from);
  const names = moments.map((moment) => MOMENTS[moment]);
  return names.length === 1 ? `${names[0]}` : `the ${which} known of these: ${names.join(', ')}`;
}

function momentsOf(from: Clock['from']) {
  if ('earliest' in from) return ['earliest', from.earliest] as const;
  if ('latest' in from) return ['latest', from.latest] as const;
  return unworded(from);
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
};
