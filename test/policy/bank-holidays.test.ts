import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { calendarFindings } from '../../shared/policy/calendar-schema.ts';
import { loadAuthority } from '../../shared/policy/load.ts';

const loaded = loadAuthority('kent');
const calendar = loaded.ok ? loaded.policy.calendar : undefined;
const day = (year: number, month: number, date: number) => DateTime.utc(year, month, date);
const text = (date: DateTime) => date.toFormat('yyyy-MM-dd');
const onOrAfter = (date: DateTime, weekday: number) => date.plus({ days: (weekday - date.weekday + 7) % 7 });
const firstMonday = (year: number, month: number) => onOrAfter(day(year, month, 1), 1);
const lastMonday = (year: number, month: number) => onOrAfter(day(year, month, 25), 1);

/** Easter Sunday by Butcher's rule. */
function easter(year: number): DateTime {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return day(year, Math.floor(n / 31), (n % 31) + 1);
}

/** A holiday at a weekend is taken on the next weekday that is none itself. */
function taken(dates: readonly DateTime[]): DateTime[] {
  const own = dates.filter((date) => date.weekday <= 5);
  for (const date of dates.filter((each) => each.weekday > 5)) {
    let next = onOrAfter(date, 1);
    while (own.some((each) => each.equals(next))) next = next.plus({ days: 1 });
    own.push(next);
  }
  return own;
}

function inEngland(year: number): string[] {
  const easterSunday = easter(year);
  return [
    ...taken([day(year, 1, 1)]),
    easterSunday.minus({ days: 2 }),
    easterSunday.plus({ days: 1 }),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...taken([day(year, 12, 25), day(year, 12, 26)]),
  ]
    .map(text)
    .sort();
}

describe("England's bank holidays", () => {
  it.each([2024, 2025, 2026, 2027, 2028])(
    'of %i are those that the rules give, substitute days included',
    (year) => {
      expect(calendar?.bankHolidays.filter((date) => date.startsWith(`${year}`))).toEqual(inEngland(year));
    },
  );

  it('are known from 2024 to 2028, and there are eight a year', () => {
    expect(calendar?.covers).toEqual({ from: '2024-01-01', to: '2028-12-31' });
    expect(calendar?.bankHolidays).toHaveLength(40);
  });

  it('give way to the next free day: Boxing Day 2026, both days in 2027, New Year 2028', () => {
    const substitutes = ['2026-12-28', '2027-12-27', '2027-12-28', '2028-01-03'];
    expect(calendar?.bankHolidays).toEqual(expect.arrayContaining(substitutes));
  });
});

describe('a calendar is refused', () => {
  const covering2026 = (...days: string[]) => ({
    nation: 'wales',
    covers: { from: '2026-01-01', to: '2026-12-31' },
    'bank-holidays': days,
  });

  it.each([
    ['with a day outside what it covers', ['2026-12-25', '2027-01-01'], /2027-01-01 is outside/],
    ['with a day twice', ['2026-12-25', '2026-12-25'], /does not come after/],
    ['with days out of order', ['2026-12-25', '2026-01-01'], /does not come after/],
    ['with a day that does not exist', ['2026-01-01', '2026-02-29'], /does not exist/],
  ])('%s', (_circumstance, days, message) => {
    expect(calendarFindings(covering2026(...days))).toMatchObject([
      { path: ['bank-holidays', 1], message: expect.stringMatching(message) },
    ]);
  });

  it('and not with days in order', () => {
    expect(calendarFindings(covering2026('2026-01-01', '2026-12-25'))).toEqual([]);
  });
});
