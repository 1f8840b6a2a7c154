// Which days a report is about.
import { describe, expect, it } from 'vitest';
import { periodAsked } from '../../local/report/which-period.ts';
import {
  lastMonth,
  lastQuarter,
  lastYear,
  monthsFrom,
  monthsIn,
  quarterOf,
  yearTo31March,
} from '../../shared/reports/period.ts';

const days = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;

describe('a period', () => {
  it('is whole months, in leap years too', () => {
    expect([monthsFrom('2028-02', 1), monthsFrom('2026-12', 1), monthsFrom('2026-11', 3)].map(days)).toEqual([
      '2028-02-01 2028-02-29',
      '2026-12-01 2026-12-31',
      '2026-11-01 2027-01-31',
    ]);
    expect(monthsIn({ from: '2026-11-30', to: '2027-01-01' })).toEqual(['2026-11', '2026-12', '2027-01']);
  });

  it('is the quarter that holds a month', () => {
    expect(['2026-01', '2026-03', '2026-04', '2026-12'].map(quarterOf).map(days)).toEqual([
      '2026-01-01 2026-03-31',
      '2026-01-01 2026-03-31',
      '2026-04-01 2026-06-30',
      '2026-10-01 2026-12-31',
    ]);
  });

  it('is the last whole one, where none is named', () => {
    expect(days(lastMonth('2026-01-31'))).toBe('2025-12-01 2025-12-31');
    expect(days(lastQuarter('2026-01-01'))).toBe('2025-10-01 2025-12-31');
    expect(days(lastQuarter('2026-12-31'))).toBe('2026-07-01 2026-09-30');
    expect(['2026-03-31', '2026-04-01'].map(lastYear).map(days)).toEqual([
      '2024-04-01 2025-03-31',
      '2025-04-01 2026-03-31',
    ]);
    expect(days(yearTo31March(2027))).toBe('2026-04-01 2027-03-31');
    expect(days(periodAsked({}, 'annual-return', '2027-04-20'))).toBe('2026-04-01 2027-03-31');
    expect(days(periodAsked({}, 'board', '2027-04-20'))).toBe('2027-03-01 2027-03-31');
    expect(days(periodAsked({ quarter: true }, 'board', '2027-04-20'))).toBe('2027-01-01 2027-03-31');
  });

  it.each([
    [{ from: '2026-11-01' }, 'both --from and --to'],
    [{ from: '2026-11-02', to: '2026-11-01' }, 'before it begins'],
    [{ month: '2026-11', quarter: '2026-11' }, 'one of'],
  ])('is asked for in one way: %j', (asked, says) => {
    expect(() => periodAsked(asked, 'board', '2026-12-01')).toThrow(says);
  });
});
