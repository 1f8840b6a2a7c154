// How far apart two instants are, as a person counts it on a calendar: 14 days are 14 days, whatever the clocks did.
import type { Calendar } from '../core/calendar.ts';
import { briefly, localDate, timeOfDay } from '../core/calendar.ts';
import type { Instant } from '../core/instant.ts';
import { between, DAY, inWords } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';

export function apart(from: Instant, to: Instant, calendar: Calendar): string {
  const [first, last] = [from, to].sort();
  const [begin = from, end = to] = [first, last];
  const days = (Date.parse(localDate(calendar, end)) - Date.parse(localDate(calendar, begin))) / DAY;
  if (days > 0 && timeOfDay(calendar, begin) === timeOfDay(calendar, end))
    return `${days} day${days === 1 ? '' : 's'}`;
  return inWords(between(begin, end));
}

/** "8 hours after this letter": still true when it is read. */
export const fromThisLetter = (at: Instant, now: Instant, calendar: Calendar): string =>
  at === now
    ? 'as this letter was written'
    : `${apart(now, at, calendar)} ${at > now ? 'after' : 'before'} this letter`;

/** "Fri 22:05". */
export const dayAndTime = (at: Instant, calendar: Calendar): string =>
  briefly(calendar, at).replace(/^(\w+) .* (\S+)$/, '$1 $2');

/** "Fri 20 Nov 22:05"; with its year where it is far. */
export function when(at: Instant, { calendar }: Policy, now: Instant): string {
  const day = briefly(calendar, at).replace(/^(\w+) 0/, '$1 ');
  const short = Math.abs(between(now, at)) > HALF_A_YEAR ? day : day.replace(/ \d{4} /, ' ');
  // Which of its two nights a day's midnight is, few know for sure.
  return short.endsWith(' 00:00') ? `${short}, as that day begins` : short;
}

const HALF_A_YEAR = 180 * DAY;
