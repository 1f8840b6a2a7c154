import { describe, expect, it } from 'vitest';
import { plan } from '../../shared/core/plan.ts';
import type { Condition } from '../../shared/core/policy.ts';
import { procedureOf, record, reported, rule, type Saying } from './told.ts';

const EVER = '2029-06-01T00:00:00.000Z';

/** One absence a date, each reported at noon and found an hour later. */
const missingOn = (...dates: string[]): Saying[] =>
  dates.flatMap((date, n) => [
    reported(
      { lastSeenAt: `${date}T11:00:00.000Z` },
      { subject: `MP-${n + 1}`, at: `${date}T12:00:00.000Z` },
    ),
    {
      type: 'missing.found',
      subject: `MP-${n + 1}`,
      at: `${date}T13:00:00.000Z`,
      data: { outcome: 'found', locatedAt: `${date}T13:00:00.000Z` },
    },
  ]);

/** The references for which a rule upon the report acts. */
const actsFor = (when: Condition, ...all: Saying[]): string[] =>
  plan(record(...all), procedureOf(rule('asked', { upon: 'reported', when })), EVER).actions.map(
    ({ reference }) => reference,
  );

const within = (n: number, unit: 'days' | 'months'): Condition => ({
  episodes: 3,
  in: { last: { unit, n } },
});

describe('how often a child went missing', () => {
  it.each([
    [
      '90 days are counted back with both days included',
      within(90, 'days'),
      '2026-01-01',
      '2026-04-01',
      true,
    ],
    ['the day before is outside them', within(90, 'days'), '2025-12-31', '2026-04-01', false],
    [
      'three calendar months are another number of days',
      within(3, 'months'),
      '2025-12-31',
      '2026-03-31',
      true,
    ],
    ['which 90 days need not hold', within(90, 'days'), '2025-12-31', '2026-04-01', false],
    ['three months from 29 February in a leap year', within(3, 'months'), '2027-11-29', '2028-02-29', true],
    ['and the day before', within(3, 'months'), '2027-11-28', '2028-02-29', false],
  ])('AMB-7: %s', (_, when, first, last, acts) => {
    const all = missingOn(first, `${last.slice(0, 8)}01`.replace(first, '2026-02-01'), last);
    expect(actsFor(when, ...all).includes('MP-3')).toBe(acts);
  });

  it('AMB-7: is asked at each absence anew, of those that began before it', () => {
    expect(
      actsFor(within(90, 'days'), ...missingOn('2026-01-05', '2026-01-20', '2026-02-03', '2026-06-01')),
    ).toEqual(['MP-3']);
  });

  it('AMB-7: an absent child counts; one who was not missing after all, and a duplicate, do not', () => {
    const [a, foundA, b, foundB, c, foundC] = missingOn('2026-01-05', '2026-01-20', '2026-02-03');
    if (!a || !foundA || !b || !foundB || !c || !foundC) throw new Error('Three absences');
    const absent = { ...b, data: { ...b.data, category: 'absent' } };
    expect(actsFor(within(90, 'days'), a, foundA, absent, foundB, c, foundC)).toEqual(['MP-3']);
    const wasNone = { ...foundB, data: { ...foundB.data, outcome: 'not-missing' } };
    expect(actsFor(within(90, 'days'), a, foundA, b, wasNone, c, foundC)).toEqual([]);
    const twin: Saying = {
      type: 'missing.cancelled',
      subject: 'MP-2',
      at: '2026-01-20T12:30:00.000Z',
      data: { duplicateOf: 'MP-1' },
    };
    expect(actsFor(within(90, 'days'), a, foundA, b, twin, c, foundC)).toEqual([]);
  });

  it('in all has no window, and the month before is that of the calendar', () => {
    const all = missingOn('2024-03-01', '2026-01-31', '2026-02-28');
    expect(actsFor({ episodes: 3, in: 'ever' }, ...all)).toEqual(['MP-3']);
    const twice: Condition = { episodes: 2, in: { month: 'previous' } };
    expect(actsFor(twice, ...missingOn('2026-01-01', '2026-01-31', '2026-02-28', '2026-03-01'))).toEqual([
      'MP-3',
    ]);
  });
});

describe('seven days one after the other', () => {
  const seven: Condition = { missingForDays: 7 };
  const acting = rule('repeat', { when: seven });
  const start = reported({ lastSeenAt: '2026-11-20T20:30:00.000Z' });
  const back = (at: string): Saying => ({
    type: 'missing.found',
    at,
    data: { outcome: 'found', locatedAt: at },
  });

  it('AMB-7: of 7 times 24 hours and the seventh date the earlier: as the seventh date begins', () => {
    const [letter] = plan(record(start), procedureOf(acting), EVER).actions;
    expect(letter?.dueAt).toBe('2026-11-26T00:00:00.000Z');
    expect(plan(record(start), procedureOf(acting), '2026-11-25T23:59:59.999Z')).toMatchObject({
      actions: [],
      next: '2026-11-26T00:00:00.000Z',
    });
  });

  it.each([
    ['2026-11-25T23:59:59.000Z', []],
    ['2026-11-26T00:00:01.000Z', ['MP-1']],
  ])('a child who is back at %s', (at, acts) => {
    expect(actsFor(seven, start, back(at))).toEqual(acts);
  });
});
