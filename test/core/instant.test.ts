import { describe, expect, it } from 'vitest';
import {
  between,
  DAY,
  durationInWords,
  earliest,
  elapsedMillis,
  HOUR,
  inWords,
  isDate,
  isoDuration,
  later,
  latest,
  MINUTE,
  NEVER,
  SECOND,
  wholeSecond,
} from '../../shared/core/instant.ts';

const NOON = '2026-11-20T12:00:00.000Z';

describe('a duration', () => {
  it.each([
    ['PT3H', 3 * HOUR, '3 hours'],
    ['PT24H', DAY, '24 hours'],
    ['P3D', 3 * DAY, '3 days'],
    ['PT15M', 15 * MINUTE, '15 minutes'],
    ['PT1S', SECOND, '1 second'],
    ['PT90S', 90 * SECOND, '90 seconds'],
    ['P1DT2H30M', DAY + 2.5 * HOUR, '1 day 2 hours 30 minutes'],
  ])('%s', (written, length, words) => {
    expect(elapsedMillis(written)).toBe(length);
    expect(durationInWords(written)).toBe(words);
  });

  it.each(['P1M', 'P1Y', 'P2W', 'P', 'PT', 'P1DT', '24H', 'PT1.5H', 'soon PT3H', 'PT3H or so', ''])(
    '%s has no fixed length',
    (written) => {
      expect(() => elapsedMillis(written)).toThrow('is not elapsed time');
    },
  );

  it.each([
    [0, 'PT0S'],
    [999, 'PT0S'],
    [6 * HOUR, 'PT6H'],
    [DAY, 'P1D'],
    [DAY + 2.5 * HOUR, 'P1DT2H30M'],
    [90 * SECOND, 'PT1M30S'],
    [-5, 'PT0S'],
  ])('of %d milliseconds is written %s', (length, written) => {
    expect(isoDuration(length)).toBe(written);
  });

  it.each([
    [0, 'no time'],
    [SECOND, 'less than a minute'],
    [MINUTE, '1 minute'],
    [HOUR - 1, '59 minutes'],
    [3 * HOUR, '3 hours'],
    [DAY + 6 * HOUR + 20 * MINUTE, '1 day 6 hours'],
    [DAY + 20 * MINUTE, '1 day 20 minutes'],
  ])('of %d milliseconds is said as %s', (length, words) => {
    expect(inWords(length)).toBe(words);
  });
});

describe('an instant', () => {
  it('sorts as text, up to the one that never comes', () => {
    expect([NEVER, later(NOON, 1), NOON].sort()).toEqual([NOON, '2026-11-20T12:00:00.001Z', NEVER]);
  });

  it('is as far from another as the clock says', () => {
    expect(between(NOON, later(NOON, 25 * HOUR))).toBe(25 * HOUR);
    expect(between(later(NOON, HOUR), NOON)).toBe(-HOUR);
  });

  it('rounds up to the second, so that nothing happens early', () => {
    expect(wholeSecond('2026-11-20T12:00:00.000Z')).toBe(NOON);
    expect(wholeSecond('2026-11-20T12:00:00.001Z')).toBe('2026-11-20T12:00:01.000Z');
    expect(wholeSecond('2026-12-31T23:59:59.999Z')).toBe('2027-01-01T00:00:00.000Z');
  });

  it('the earliest and the latest of none is none', () => {
    expect([earliest([]), latest([])]).toEqual([undefined, undefined]);
    expect([earliest([NOON, NEVER]), latest([NOON, NEVER])]).toEqual([NOON, NEVER]);
  });

  it('is no date', () => {
    expect(['2026-11-20', NOON, '2026-11-2', 'on 2026-11-20'].map(isDate)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
