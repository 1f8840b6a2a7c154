import { describe, expect, it } from 'vitest';
import {
  atLocal,
  briefly,
  dateLater,
  exactTimeOfDay,
  inOfficeHours,
  isSchoolDay,
  isWorkingDay,
  localDate,
  nthDay,
  OutsideCalendar,
  spoken,
  startOf,
  timeOfDay,
  wholeYears,
} from '../../shared/core/calendar.ts';
import { england } from './england.ts';

describe('local time', () => {
  it.each([
    ['in winter', '2026-11-20', '20:30', '2026-11-20T20:30:00.000Z'],
    ['in summer', '2026-06-20', '20:30', '2026-06-20T19:30:00.000Z'],
    ['a minute before the hour that does not exist', '2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['that does not exist, by the earlier reading', '2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
    ['just after that hour', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['that exists twice, by the earlier reading', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['a minute before that hour', '2026-10-25', '00:59', '2026-10-24T23:59:00.000Z'],
    ['just after that hour', '2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
    ['midnight of the day the clocks go forward', '2026-03-29', '00:00', '2026-03-29T00:00:00.000Z'],
    ['midnight of the day after', '2026-03-30', '00:00', '2026-03-29T23:00:00.000Z'],
    ['midnight of the day the clocks go back', '2026-10-25', '00:00', '2026-10-24T23:00:00.000Z'],
    ['midnight of the day after that', '2026-10-26', '00:00', '2026-10-26T00:00:00.000Z'],
  ])('%s', (_, date, time, instant) => {
    expect(atLocal(england, date, time)).toBe(instant);
  });

  it('elsewhere is elsewhere', () => {
    expect(startOf({ ...england, zone: 'Pacific/Auckland' }, '2026-11-20')).toBe('2026-11-19T11:00:00.000Z');
    expect(localDate({ ...england, zone: 'America/New_York' }, '2026-11-20T04:59:59.000Z')).toBe(
      '2026-11-19',
    );
  });

  it('a day begins at midnight by the clock on the wall', () => {
    expect(localDate(england, '2026-06-19T22:59:59.999Z')).toBe('2026-06-19');
    expect(localDate(england, '2026-06-19T23:00:00.000Z')).toBe('2026-06-20');
    expect(localDate(england, '2026-12-19T23:00:00.000Z')).toBe('2026-12-19');
  });

  it('is spoken with its weekday', () => {
    expect(spoken(england, '2026-11-20T20:30:00.000Z')).toBe('Friday 20 November 2026 at 20:30');
    expect(spoken(england, '2026-06-20T23:30:00.000Z')).toBe('Sunday 21 June 2026 at 00:30');
  });

  it('has seven days in its week, by their names', () => {
    const week = Array.from({ length: 7 }, (_, day) =>
      spoken(england, `2026-11-${16 + day}T12:00:00.000Z`).replace(/ .*/, ''),
    );
    expect(week.join(' ')).toBe('Monday Tuesday Wednesday Thursday Friday Saturday Sunday');
  });

  it('is written briefly where there is little room', () => {
    expect(briefly(england, '2026-11-20T20:30:00.000Z')).toBe('Fri 20 Nov 2026 20:30');
    expect(briefly(england, '2026-06-20T23:30:59.999Z')).toBe('Sun 21 Jun 2026 00:30');
  });

  it('of day is told to the minute, or kept to the millisecond', () => {
    expect(timeOfDay(england, '2026-06-20T23:30:12.345Z')).toBe('00:30');
    expect(exactTimeOfDay(england, '2026-06-20T23:30:12.345Z')).toBe('00:30:12.345');
    expect(atLocal(england, '2026-06-21', '00:30:12.345')).toBe('2026-06-20T23:30:12.345Z');
  });
});

describe('a working day', () => {
  it.each([
    ['a Friday', '2026-11-20', true],
    ['a Saturday', '2026-11-21', false],
    ['a Sunday', '2026-11-22', false],
    ['Christmas Day', '2026-12-25', false],
    ['the Monday that stands in for Boxing Day', '2026-12-28', false],
    ['the Tuesday after', '2026-12-29', true],
    ['the first day that is covered', '2024-01-02', true],
    ['the last day that is covered, a Sunday', '2028-12-31', false],
  ])('%s', (_, date, works) => {
    expect(isWorkingDay(england, date)).toBe(works);
  });

  it.each(['2023-12-31', '2029-01-01'])('%s lies outside the calendar, and nobody guesses', (date) => {
    expect(() => isWorkingDay(england, date)).toThrow(OutsideCalendar);
  });

  it('that nobody knows of is named, and so is what the calendar covers', () => {
    expect(() => isWorkingDay(england, '2029-01-01')).toThrow(
      expect.objectContaining({
        name: 'OutsideCalendar',
        message: 'The calendar covers 1 January 2024 to 31 December 2028, not 1 January 2029',
      }),
    );
  });

  it('may be the first and the last that the calendar covers', () => {
    const oneDay = { ...england, covers: { from: '2026-11-20', to: '2026-11-20' } };
    expect(isWorkingDay(oneDay, '2026-11-20')).toBe(true);
    expect(inOfficeHours(oneDay, '2026-11-20T12:00:00.000Z')).toBe(true);
  });

  it.each([
    ['the day itself is day 0', '2026-11-20', 0, '2026-11-20'],
    ['the day after a Thursday', '2026-11-19', 1, '2026-11-20'],
    ['after a Friday comes Monday', '2026-11-20', 1, '2026-11-23'],
    ['after a Saturday too', '2026-11-21', 1, '2026-11-23'],
    ['across Christmas', '2026-12-24', 1, '2026-12-29'],
    ['six of them', '2026-11-20', 6, '2026-11-30'],
  ])('%s', (_, from, n, day) => {
    expect(nthDay(england, from, 'workingDays', n)).toBe(day);
  });

  it('may be counted backwards', () => {
    expect(nthDay(england, '2026-12-29', 'workingDays', -1)).toBe('2026-12-24');
    expect(nthDay(england, '2026-11-22', 'workingDays', -2)).toBe('2026-11-19');
  });
});

describe('a school day', () => {
  const terms = [
    { from: '2026-09-02', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-29' },
  ];
  const inTerms = { ...england, terms };

  it.each([
    ['a weekday in term', '2026-11-20', true],
    ['the first day of the first term', '2026-09-02', true],
    ['the last day of a term', '2026-10-23', true],
    ['a day between two terms', '2026-10-28', false],
    ['the first day of the next', '2026-11-02', true],
    ['a Saturday in term', '2026-11-21', false],
    ['a bank holiday in term', '2026-12-25', false],
    ['the last day of the last term', '2026-12-29', true],
    ['a weekday before all the terms that are known', '2026-09-01', true],
    ['a weekday after them', '2026-12-30', true],
    ['a Friday after them', '2027-01-08', true],
    ['a Saturday after them', '2027-01-02', false],
  ])('%s', (_, date, isOne) => {
    expect(isSchoolDay(inTerms, date)).toBe(isOne);
  });

  it('is every Monday to Friday where no terms are given, bank holidays too: that counts faster', () => {
    const days = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'];
    expect(days.map((date) => isSchoolDay({ ...england, terms: [] }, date))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('is no working day outside the terms: half-term is passed over', () => {
    expect(nthDay(inTerms, '2026-10-23', 'schoolDays', 1)).toBe('2026-11-02');
    expect(nthDay(inTerms, '2026-10-23', 'workingDays', 1)).toBe('2026-10-26');
    expect(nthDay(inTerms, '2026-11-02', 'schoolDays', -1)).toBe('2026-10-23');
  });
});

describe('the office', () => {
  it.each([
    ['opens at nine', '2026-11-20T09:00:00.000Z', true],
    ['is closed a moment before', '2026-11-20T08:59:59.999Z', false],
    ['is open until five', '2026-11-20T16:59:59.999Z', true],
    ['is closed at five', '2026-11-20T17:00:00.000Z', false],
    ['is closed on a Saturday', '2026-11-21T12:00:00.000Z', false],
    ['is closed on a bank holiday', '2026-12-28T12:00:00.000Z', false],
    ['is held to be closed where the calendar ends', '2029-01-02T12:00:00.000Z', false],
    ['and where it has not begun', '2023-12-29T12:00:00.000Z', false],
  ])('%s', (_, instant, open) => {
    expect(inOfficeHours(england, instant)).toBe(open);
  });
});

describe('years', () => {
  it.each([
    ['the day before a birthday', '2013-11-20', '2026-11-19', 12],
    ['a birthday', '2013-11-20', '2026-11-20', 13],
    ['29 February, on the last day of February of another year', '2012-02-29', '2026-02-28', 13],
    ['29 February, on 1 March', '2012-02-29', '2026-03-01', 14],
    ['29 February, on 29 February', '2012-02-29', '2028-02-29', 16],
    ['the day of birth', '2026-11-20', '2026-11-20', 0],
  ])('%s', (_, born, on, years) => {
    expect(wholeYears(born, on)).toBe(years);
  });

  it('later or earlier, 29 February becomes 1 March where there is none', () => {
    expect(dateLater('2012-02-29', 'years', 1)).toBe('2013-03-01');
    expect(dateLater('2012-02-29', 'years', 4)).toBe('2016-02-29');
    expect(dateLater('2012-05-14', 'years', -1)).toBe('2011-05-14');
  });
});

describe('a date some days, weeks or months away', () => {
  it.each([
    ['three days', '2026-02-27', 'days', 3, '2026-03-02'],
    ['three days back', '2026-03-02', 'days', -3, '2026-02-27'],
    ['two weeks', '2026-11-20', 'weeks', 2, '2026-12-04'],
    ['a week back', '2026-11-20', 'weeks', -1, '2026-11-13'],
    ['two months', '2026-11-20', 'months', 2, '2027-01-20'],
    ['a month back over new year', '2026-01-20', 'months', -1, '2025-12-20'],
    ['a month on from the 31st, which has no like', '2026-01-31', 'months', 1, '2026-03-01'],
    ['a month on from the 31st, which has one', '2026-07-31', 'months', 1, '2026-08-31'],
  ] as const)('%s', (_, from, unit, n, to) => {
    expect(dateLater(from, unit, n)).toBe(to);
  });
});
