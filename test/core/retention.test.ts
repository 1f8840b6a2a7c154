import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, instantOf, later, millis } from '../../shared/core/instant.ts';
import { emptyChild, type Telling } from '../../shared/core/record.ts';
import { endOf, lastWordOn, mayBeOver, periodOf, restsSince } from '../../shared/core/retention.ts';
import { england } from './england.ts';

const keep = (closed: string) => ({ calendar: england, retention: { closed, messages: 'P90D' } });

describe('the end of a period', () => {
  it.each([
    ['2026-11-25T08:01:00.000Z', 'P2Y', '2028-11-26T00:00:00.000Z'],
    ['2026-11-25T08:01:00.000Z', 'P90D', '2027-02-24T00:00:00.000Z'],
    ['2026-11-25T08:01:00.000Z', 'P6W', '2027-01-07T00:00:00.000Z'],
    ['2026-12-31T23:59:00.000Z', 'P6M', '2027-07-01T23:00:00.000Z'],
    // Half past eleven in the evening of the 24th, by the clock; half past midnight of the 25th is another day.
    ['2026-06-24T22:30:00.000Z', 'P1Y', '2027-06-24T23:00:00.000Z'],
    ['2026-06-24T23:30:00.000Z', 'P1Y', '2027-06-25T23:00:00.000Z'],
    ['2024-02-29T12:00:00.000Z', 'P1Y', '2025-03-02T00:00:00.000Z'],
  ])(
    'that began at %s and lasts %s is the end of its last day, by the clock of the authority',
    (since, closed, end) => {
      expect(endOf(since, 'closed', keep(closed))).toBe(end);
    },
  );

  it('is never, where the file names none', () => {
    expect(endOf('2026-11-25T08:01:00.000Z', 'closed', { calendar: england })).toBeUndefined();
  });

  it('is found within three days by whoever asks who has rested for so long, and hardly ever too soon', () => {
    const moment = fc.integer({ min: millis('2001-01-01'), max: millis('2060-01-01') }).map(instantOf);
    const periods = fc.constantFrom('P25Y', 'P18M', 'P1M', 'P90D', 'P7W');
    fc.assert(
      fc.property(moment, periods, fc.integer({ min: -10, max: 10 }), (since, closed, days) => {
        const end = endOf(since, 'closed', keep(closed)) ?? '';
        const now = later(end, days * DAY + 1);
        const isFound = since < mayBeOver(now, keep(closed).retention, england);
        if (days >= 3) expect(isFound).toBe(true);
        if (days < -1) expect(isFound).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['6Y', 'P6', 'PY', 'PT24H', 'P1.5Y'])('cannot be read from %s', (written) => {
    expect(() => periodOf(written)).toThrow(/write it like P6Y/);
  });
});

describe('the last word on a child', () => {
  const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;
  const said = (time: string, receivedAt: string) => ({
    'urn:police:x': { value: 'high', time, message: 'm', by: 'police' as const, receivedAt },
  });
  const letter = (intendedAt: string, more: Partial<Telling>) => ({ intendedAt, ...more }) as Telling;
  const child = emptyChild('c-1');

  it.each([
    ['a message, by when it came', { references: { 'MP-1': { risk: said(at(1), at(3)) } } }, at(3)],
    ['what was said again, by when it was said', { case: { status: said(at(9), at(3)) } }, at(9)],
    ['a letter that was meant to go', { told: { a: letter(at(4), {}) } }, at(4)],
    ['a letter that went', { told: { a: letter(at(4), { at: at(5) }) } }, at(5)],
    [
      'what became of a letter',
      { told: { a: letter(at(4), { fate: { is: 'bounced', at: at(7) } }) } },
      at(7),
    ],
    ['a doubt whose record it is', { candidates: { 'c-2': { why: 'identity', knownAt: at(6) } } }, at(6)],
  ])('is %s', (_, record, last) => {
    expect(lastWordOn({ ...child, ...record })).toBe(last);
    const earlier = { references: { 'MP-0': { risk: said(at(1), at(1)) } } };
    expect(restsSince({ ...child, ...earlier, ...record, case: {} })).toBeDefined();
  });

  it('is none where nobody has said anything', () => {
    expect(lastWordOn(child)).toBeUndefined();
  });
});
