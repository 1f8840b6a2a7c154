// Bands: how long, how late, how old.
import type { Absence } from '../core/absence.ts';
import { wholeYears } from '../core/calendar.ts';
import type { Child } from '../core/facts.ts';
import type { Instant, LocalDate } from '../core/instant.ts';
import { between, DAY, HOUR } from '../core/instant.ts';

const LENGTHS: readonly (readonly [string, number])[] = [
  ['under 3 hours', 3 * HOUR],
  ['3 hours to under 24 hours', DAY],
  ['24 hours to under 3 days', 3 * DAY],
  ['3 days to under 7 days', 7 * DAY],
  ['7 days or more', Number.POSITIVE_INFINITY],
];

const NOTICES: readonly (readonly [string, number])[] = [
  ['within 1 hour', HOUR],
  ['over 1 hour, up to 3', 3 * HOUR],
  ['over 3 hours, up to 24', DAY],
  ['over 24 hours', Number.POSITIVE_INFINITY],
];
const START_UNKNOWN = 'nobody says when it began';

export const lengthBand = (from: Instant, to: Instant): string =>
  LENGTHS.find(([, under]) => between(from, to) < under)?.[0] ?? '';

export function noticeBand({ since, receivedAt, moments }: Absence): string {
  const isKnown = moments['last-seen'] ?? moments['missing-since'] ?? moments.reported;
  if (!isKnown) return START_UNKNOWN;
  return NOTICES.find(([, within]) => between(since, receivedAt) <= within)?.[0] ?? '';
}

const AGES: readonly (readonly [string, number])[] = [
  ['under 10', 10],
  ['10 to 12', 13],
  ['13 to 15', 16],
  ['16 and 17', 18],
  ['18 or over', Number.POSITIVE_INFINITY],
];
const AGE_UNKNOWN = 'not known';

export function ageBand(born: Child['born'], on: LocalDate): string {
  if (!born) return AGE_UNKNOWN;
  const [oldest, youngest] = [born.from, born.to].map((date) => {
    const age = wholeYears(date, on);
    return AGES.find(([, under]) => age < under)?.[0];
  });
  return oldest === youngest && oldest !== undefined ? oldest : AGE_UNKNOWN;
}

const labels = (of: readonly (readonly [string, number])[], unknown?: string): string[] => [
  ...of.map(([label]) => label),
  ...(unknown === undefined ? [] : [unknown]),
];

export const LENGTH_ROWS = labels(LENGTHS);
export const NOTICE_ROWS = labels(NOTICES, START_UNKNOWN);
export const AGE_ROWS = labels(AGES, AGE_UNKNOWN);
