// Instants and durations: the arithmetic of elapsed time, in UTC, that never asks what time it is.

/** A moment, as canonical UTC text with milliseconds (`2026-11-20T22:05:00.000Z`): sorts as text. */
export type Instant = string;

/** A local calendar date, `YYYY-MM-DD`. */
export type LocalDate = string;

/** An ISO 8601 duration of elapsed time: days (of 24 hours), hours, minutes, seconds. */
export type Elapsed = string;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Later than every instant there will be: what is open and waits for nothing. */
export const NEVER: Instant = '9999-12-31T23:59:59.999Z';

// biome-ignore lint/style/noRestrictedGlobals: reads and writes instants; asks no clock.
const dates = Date;

export const millis = (instant: Instant): number => dates.parse(instant);

export const instantOf = (millis: number): Instant => new dates(millis).toISOString();

export const isDate = (value: string): value is LocalDate => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Milliseconds of an ISO 8601 elapsed duration. Throws on calendar units (years, months, weeks): they have no fixed length. */
export function elapsedMillis(duration: Elapsed): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!match || duration === 'P' || duration.endsWith('T')) {
    throw new Error(`${duration} is not elapsed time: write it like PT24H or P3D`);
  }
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
}

export const later = (instant: Instant, by: number): Instant => instantOf(millis(instant) + by);

export const between = (from: Instant, to: Instant): number => millis(to) - millis(from);

export function earliest(instants: readonly Instant[]): Instant | undefined {
  return instants.reduce<Instant | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
}

export function latest(instants: readonly Instant[]): Instant | undefined {
  return instants.reduce<Instant | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined);
}

/** Up to the next whole second: the Scheduler knows no fraction, and nothing may happen early. */
export const wholeSecond = (instant: Instant): Instant =>
  instantOf(Math.ceil(millis(instant) / SECOND) * SECOND);

/** A length of time as ISO 8601 (`PT6H`, `P1DT2H30M`, `PT0S`), whole seconds. */
export function isoDuration(length: number): Elapsed {
  const { days, hours, minutes, seconds } = parts(length);
  const time = [
    [hours, 'H'],
    [minutes, 'M'],
    [seconds, 'S'],
  ]
    .filter(([n]) => n !== 0)
    .map(([n, unit]) => `${n}${unit}`)
    .join('');
  const date = days ? `${days}D` : '';
  if (!date && !time) return 'PT0S';
  return `P${date}${time ? `T${time}` : ''}`;
}

/** A duration in the units it is written in: `PT24H` is "24 hours", `P3D` is "3 days". */
export function durationInWords(duration: Elapsed): string {
  const written = [...duration.matchAll(/(\d+)([DHMS])/g)].map(([, n = '', unit = '']) => {
    return `${n} ${UNITS[unit]}${n === '1' ? '' : 's'}`;
  });
  return written.join(' ');
}

const UNITS: Record<string, string> = { D: 'day', H: 'hour', M: 'minute', S: 'second' };

/** A length of time as a person says it: "3 hours", "1 day 6 hours", "20 minutes". */
export function inWords(length: number): string {
  const { days, hours, minutes, seconds } = parts(length);
  const said = (
    [
      [days, 'day'],
      [hours, 'hour'],
      [minutes, 'minute'],
    ] as const
  )
    .filter(([n]) => n !== 0)
    .map(([n, unit]) => `${n} ${unit}${n === 1 ? '' : 's'}`);
  if (said.length > 0) return said.slice(0, 2).join(' ');
  return seconds === 0 ? 'no time' : 'less than a minute';
}

function parts(length: number) {
  const whole = Math.max(0, Math.floor(length / SECOND));
  return {
    days: Math.floor(whole / 86_400),
    hours: Math.floor((whole % 86_400) / 3_600),
    minutes: Math.floor((whole % 3_600) / 60),
    seconds: whole % 60,
  };
}
