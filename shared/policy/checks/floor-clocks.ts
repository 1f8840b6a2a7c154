// Whether one clock may strike later than another, whatever the calendar: the longest that one takes against the shortest of the other.
import { elapsedMillis } from '../../core/instant.ts';
import { LENGTHS } from '../clock-schema.ts';
import { listIn, tableIn, textIn } from '../plain.ts';

interface Timing {
  /** Left out: at once. */
  clock: unknown;
  isBefore?: boolean;
}

export function isLater(own: Timing, guided: Timing): boolean {
  if (own.clock === undefined) return false;
  if (guided.clock === undefined) return true;
  if (!startsAsSoon(own.clock, guided.clock)) return true;
  if (own.isBefore !== guided.isBefore) return guided.isBefore === true;
  return comesLater(own.clock, guided.clock, own.isBefore ? -1 : 1);
}

export function isRarer(own: unknown, guided: unknown): boolean {
  const [mine, wanted] = [tableIn(own)['every'], tableIn(guided)['every']];
  if (wanted === undefined) return false;
  if (mine === undefined || comesLater(rhythm(mine), rhythm(wanted), 1)) return true;
  const times = (of: unknown) => Number(tableIn(of)['times'] ?? Number.POSITIVE_INFINITY);
  return times(mine) < times(wanted);
}

/** At what time of day the turns come makes none of them rarer. */
const rhythm = (every: unknown) => ({ ...tableIn(every), at: undefined });

/** Whether it runs from each of the other's instants, whichever of them is known, or from an earlier one. */
function startsAsSoon(own: unknown, guided: unknown): boolean {
  const starts = (of: unknown) =>
    [...listIn(of, 'from', 'earliest'), ...listIn(of, 'from', 'latest')].map((each) => JSON.stringify(each));
  const [mine, wanted] = [starts(own), starts(guided)];
  if (mine.length === 0 || wanted.length === 0) return true;
  if (!wanted.every((each) => mine.includes(each))) return false;
  if ('earliest' in tableIn(own, 'from') || mine.length === 1) return true;
  return 'latest' in tableIn(guided, 'from') && mine.length === wanted.length;
}

/** Whether the first may end after the second, both counted on or back. A length that is no length is found elsewhere. */
function comesLater(first: unknown, second: unknown, sign: 1 | -1): boolean {
  const [mine, other] = [lengthOf(first), lengthOf(second)];
  if (!mine || !other) return false;
  const movesAlike = mine.isBroughtForward || !other.isBroughtForward;
  if (movesAlike && mine.key === other.key && (mine.at === other.at || (mine.at && other.at))) {
    return mine.n === other.n ? (mine.at ?? '') > (other.at ?? '') : sign * mine.n > sign * other.n;
  }
  return spanOf(mine, sign).most > spanOf(other, sign).least;
}

interface Length {
  key: Exclude<(typeof LENGTHS)[number], 'weeks' | 'years'>;
  /** Milliseconds where it is elapsed time. */
  n: number;
  at: string | undefined;
  isBroughtForward: boolean;
}

function lengthOf(clock: unknown): Length | undefined {
  const said = tableIn(clock);
  const key = LENGTHS.find((each) => said[each] !== undefined);
  if (key === undefined) return undefined;
  const n = key === 'elapsed' ? millisOf(said[key]) : said[key];
  if (typeof n !== 'number') return undefined;
  const more = { at: textIn(clock, 'at'), isBroughtForward: said['bring-forward'] === true };
  if (key === 'weeks') return { key: 'days', n: 7 * n, ...more };
  return key === 'years' ? { key: 'months', n: 12 * n, ...more } : { key, n, ...more };
}

const millisOf = (said: unknown): number | undefined =>
  typeof said === 'string' && /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/.test(said)
    ? elapsedMillis(said)
    : undefined;

/** The soonest and the latest end, in hours after the instant; a day is up to an hour shorter or longer than 24. */
function spanOf({ key, n, at, isBroughtForward }: Length, sign: 1 | -1): { least: number; most: number } {
  const moved = isBroughtForward ? LONGEST_CLOSED : 0;
  if (key === 'elapsed') {
    const hours = (sign * n) / 3_600_000;
    return { least: hours - moved, most: hours };
  }
  const days = DAYS_OF[key](n).map((each) => 24 * sign * each);
  const [least, most] = [Math.min(...days), Math.max(...days)];
  const isOwnTime = at === undefined && key !== 'working-days' && key !== 'school-days';
  const [from, until] = isOwnTime ? [0, 0] : [hourOf(at ?? '00:00') - 24, hourOf(at ?? '24:00')];
  return { least: least + from - 1 - moved, most: most + until + 1 };
}

const hourOf = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;

/** Christmas or Easter with the weekend beside it, and the night before: hours. */
const LONGEST_CLOSED = 6 * 24;

/** The fewest and the most days that so many of a unit may take, holidays of the office and of schools among them. */
const DAYS_OF: Readonly<Record<Exclude<Length['key'], 'elapsed'>, (n: number) => [number, number]>> = {
  days: (n) => [n, n],
  months: (n) => [28 * n, 31 * n],
  'working-days': (n) => [n, Math.ceil(1.4 * n) + 6],
  'school-days': (n) => [n, Math.ceil(1.4 * n) + 6 + 60 * (1 + Math.floor(n / 60))],
};
