// A date and a time as people write them into the form of what if, the day first, whatever country the browser is from.
import { describe, expect, it } from 'vitest';
import { instantIn, writtenAt } from '../../../local/console/written-time.ts';
import { procedure } from '../../situations/playing.ts';

const { calendar } = procedure('darlington');
const written = (day: string, month: string, year: string, time: string) => ({ day, month, year, time });
const read = (...of: Parameters<typeof written>) => instantIn(written(...of), calendar);

describe('a time that somebody wrote', () => {
  it('is the day first, on the clocks of England', () => {
    expect(read('5', '6', '2026', '20:30')).toBe('2026-06-05T19:30:00.000Z');
    expect(read('5', '12', '2026', '20:30')).toBe('2026-12-05T20:30:00.000Z');
  });

  it('is written back as it is read', () => {
    const at = '2026-06-05T19:30:00.000Z';
    expect(writtenAt(calendar, at)).toEqual(written('5', '6', '2026', '20:30'));
    expect(instantIn(writtenAt(calendar, at), calendar)).toBe(at);
  });

  it.each(['22:05', '22.05', '2205', '10:05pm', '10:05 PM', '10.05 pm'])(
    'may say its time so: %s',
    (time) => {
      expect(read('20', '11', '2026', time)).toBe('2026-11-20T22:05:00.000Z');
    },
  );

  it.each([
    ['9:30', '2026-11-20T09:30'],
    ['0:00', '2026-11-20T00:00'],
    ['12am', '2026-11-20T00:00'],
    ['12 pm', '2026-11-20T12:00'],
    ['9pm', '2026-11-20T21:00'],
  ])('knows midnight from noon: %s', (time, at) => {
    expect(read('20', '11', '2026', time)).toBe(`${at}:00.000Z`);
  });

  it.each(['11', 'Nov', 'november', 'NOV'])('may name its month: %s', (month) => {
    expect(read('20', month, '2026', '22:05')).toBe('2026-11-20T22:05:00.000Z');
  });

  it.each([
    ['Sep', '09'],
    ['sept', '09'],
    ['June', '06'],
    ['May', '05'],
  ])('may shorten its month: %s', (month, is) => {
    expect(read('20', month, '2026', '12:00')).toBe(`2026-${is}-20T11:00:00.000Z`);
  });

  it('may be the 29 February of a leap year alone', () => {
    expect(read('29', '2', '2028', '01:00')).toBe('2028-02-29T01:00:00.000Z');
    expect(read('29', '2', '2026', '01:00')).toMatchObject({ part: 'day', why: 'must be a real date' });
  });

  it('is the earlier of two where the clocks go back', () => {
    expect(read('25', '10', '2026', '01:30')).toBe('2026-10-25T00:30:00.000Z');
  });
});

describe('what is no time', () => {
  it.each([
    [['', '11', '2026', '22:05'], 'day', 'must include a day'],
    [['20', '', '2026', '22:05'], 'month', 'must include a month'],
    [['20', '11', '', '22:05'], 'year', 'must include a year'],
    [['20', '11', '2026', ''], 'time', 'must include a time'],
    [['31', '11', '2026', '22:05'], 'day', 'must be a real date'],
    [['0', '11', '2026', '22:05'], 'day', 'must be a real date'],
    [['x', '11', '2026', '22:05'], 'day', 'must be a real date'],
    [['11', '20', '2026', '22:05'], 'month', 'must have a month from 1 to 12'],
    ...['nonsense', 'Mayhem', 'Marble', 'Novembers', 'Ma', 'J'].map(
      (month) => [['20', month, '2026', '22:05'], 'month', 'must have a month from 1 to 12'] as const,
    ),
    [['20', '11', '26', '22:05'], 'year', 'must have a year of 4 figures, such as 2026'],
    ...['24:00', '22:60', '22', 'noon', '13pm', '0am', '22:5', '1:2:3'].map(
      (time) => [['20', '11', '2026', time], 'time', 'must have a time such as 22:05 or 10:05pm'] as const,
    ),
  ] as const)('is said part by part: %s', (of, part, why) => {
    const [day, month, year, time] = of;
    expect(read(day, month, year, time)).toEqual({ part, why });
  });
});
