// When a clock of the procedure strikes: elapsed hours in UTC, working days on the authority's calendar.

import type { Absence } from './absence.ts';
import type { Calendar } from './calendar.ts';
import { closeOfWorkingDay, spoken } from './calendar.ts';
import type { Instant } from './instant.ts';
import { durationInWords, elapsedMillis, later } from './instant.ts';
import type { Clock, Moment } from './policy.ts';
import type { Known } from './statements.ts';

export interface Strike {
  at: Instant;
  /** When the instant it runs from reached us. */
  knownAt: Instant;
  /** "3 hours after last seen, Friday 20 November 2026 at 20:30". */
  why: string;
}

/** Undefined while none of the clock's moments is known. Throws OutsideCalendar. */
export function strike(clock: Clock, absence: Absence, calendar: Calendar): Strike | undefined {
  const start = startOf(clock, absence);
  if (!start) return undefined;
  const [moment, from] = start;
  const when = `${MOMENT_IN_WORDS[moment]}, ${spoken(calendar, from.value)}`;
  if ('elapsed' in clock) {
    const at = later(from.value, elapsedMillis(clock.elapsed));
    return { at, knownAt: from.knownAt, why: `${durationInWords(clock.elapsed)} after ${when}` };
  }
  return {
    at: closeOfWorkingDay(calendar, from.value, clock.workingDays),
    knownAt: from.knownAt,
    why: `close of working day ${clock.workingDays} after ${when}`,
  };
}

export const clockInWords = (clock: Clock): string => {
  const moments = 'earliest' in clock.from ? clock.from.earliest : clock.from.latest;
  const which = moments.length > 1 ? `the ${'earliest' in clock.from ? 'earliest' : 'latest'} of ` : '';
  const from = which + moments.map((moment) => MOMENT_IN_WORDS[moment]).join(', ');
  return 'elapsed' in clock
    ? `${durationInWords(clock.elapsed)} after ${from}`
    : `close of working day ${clock.workingDays} after ${from}`;
};

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
};

function startOf(clock: Clock, absence: Absence): readonly [Moment, Known<Instant>] | undefined {
  const first = 'earliest' in clock.from;
  const moments = 'earliest' in clock.from ? clock.from.earliest : clock.from.latest;
  const known = moments.flatMap((moment) => {
    const at = absence.moments[moment];
    return at ? [[moment, at] as const] : [];
  });
  known.sort(([, a], [, b]) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  return first ? known[0] : known.at(-1);
}
