import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import { OutsideCalendar } from '../../shared/core/calendar.ts';
import { clockInWords, strike } from '../../shared/core/clock.ts';
import type { Clock } from '../../shared/core/policy.ts';
import { absence, situation } from './england.ts';

const at = (value: string, knownAt = value) => ({ value, knownAt });
const moments = (said: Absence['moments']) => situation({ absence: absence({ moments: said }) });
const SIX = '2026-11-20T18:00:00.000Z';
const EIGHT = '2026-11-20T20:00:00.000Z';

const lasting = (elapsed: string, from: Clock['from']): Clock => ({ elapsed, boundary: 'over', from });

describe('a clock', () => {
  it('runs from the earliest of the instants that are known', () => {
    const clock = lasting('PT3H', { earliest: ['last-seen', 'missing-since', 'reported'] });
    const struck = strike(clock, moments({ 'missing-since': at(EIGHT), reported: at(SIX, EIGHT) }));
    expect(struck).toEqual({
      at: '2026-11-20T21:00:00.000Z',
      knownAt: EIGHT,
      why: '3 hours after reported to the police, Friday 20 November 2026 at 18:00',
    });
  });

  it('or from the latest', () => {
    const clock = lasting('PT3H', { latest: ['last-seen', 'missing-since'] });
    expect(strike(clock, moments({ 'last-seen': at(SIX), 'missing-since': at(EIGHT) }))?.at).toBe(
      '2026-11-20T23:00:00.000Z',
    );
  });

  it('does not run while none of them is', () => {
    expect(
      strike(lasting('PT3H', { earliest: ['returned'] }), moments({ 'last-seen': at(SIX) })),
    ).toBeUndefined();
  });

  it.each(['over', 'at-least'] as const)(
    'strikes at the boundary, whether the procedure says over or at least: %s',
    (boundary) => {
      const clock: Clock = { elapsed: 'PT24H', boundary, from: { earliest: ['last-seen'] } };
      expect(strike(clock, moments({ 'last-seen': at(SIX) }))?.at).toBe('2026-11-21T18:00:00.000Z');
    },
  );

  it('of working days strikes when the office closes', () => {
    const clock: Clock = { unit: 'workingDays', n: 1, from: { earliest: ['last-seen'] } };
    expect(strike(clock, moments({ 'last-seen': at(SIX) }))).toMatchObject({
      at: '2026-11-23T17:00:00.000Z',
      why: 'close of working day 1 after last seen, Friday 20 November 2026 at 18:00',
    });
  });

  it.each([
    ['in spring', '2026-03-27T12:00:00.000Z', '2026-03-30T16:00:00.000Z'],
    ['in autumn', '2026-10-23T12:00:00.000Z', '2026-10-26T17:00:00.000Z'],
  ])('the office closes by the clock on the wall, also when the clocks have changed: %s', (_, from, due) => {
    const clock: Clock = { unit: 'workingDays', n: 1, from: { earliest: ['last-seen'] } };
    expect(strike(clock, moments({ 'last-seen': at(from) }))?.at).toBe(due);
  });

  it('does not guess where the calendar ends', () => {
    const clock: Clock = { unit: 'workingDays', n: 1, from: { earliest: ['last-seen'] } };
    expect(() => strike(clock, moments({ 'last-seen': at('2028-12-31T12:00:00.000Z') }))).toThrow(
      OutsideCalendar,
    );
  });

  it('is said as the procedure says it', () => {
    expect(clockInWords(lasting('PT24H', { earliest: ['last-seen', 'received'] }))).toBe(
      '24 hours after the earliest of last seen, received here',
    );
    expect(clockInWords({ unit: 'workingDays', n: 6, from: { latest: ['returned'] } })).toBe(
      'close of working day 6 after returned',
    );
  });
});
