// A clock that counts as no later never strikes later, whatever the day; a tighter one is never found later, a looser one always.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutsideCalendar } from '../../shared/core/calendar.ts';
import { strike } from '../../shared/core/clock.ts';
import type { Clock, DayUnit, Moment } from '../../shared/core/policy.ts';
import { isLater, isRarer } from '../../shared/policy/checks/floor-clocks.ts';
import { absence, situation } from '../core/england.ts';

interface Written {
  unit: 'elapsed' | DayUnit;
  n: number;
  at?: string;
  which: 'earliest' | 'latest';
  starts: Moment[];
  isBefore: boolean;
  isBroughtForward: boolean;
}

const KEY: Partial<Record<Written['unit'], string>> = {
  workingDays: 'working-days',
  schoolDays: 'school-days',
};

const timing = ({ unit, n, at, which, starts, isBefore, isBroughtForward }: Written) => ({
  clock: {
    [KEY[unit] ?? unit]: unit === 'elapsed' ? `PT${n}H` : n,
    ...(at !== undefined && { at }),
    ...(isBroughtForward && { 'bring-forward': true }),
    from: { [which]: starts },
  },
  ...(isBefore && { isBefore: true as const }),
});

const clockOf = ({ unit, n, at, which, starts, isBefore, isBroughtForward }: Written): Clock => ({
  ...(unit === 'elapsed' ? { elapsed: `PT${n}H` } : { unit, n, ...(at !== undefined && { at }) }),
  from: which === 'earliest' ? { earliest: starts } : { latest: starts },
  ...(isBefore && { before: true as const }),
  ...(isBroughtForward && { bringForward: true as const }),
});

const MOMENTS: Moment[] = ['last-seen', 'reported', 'received', 'located'];
const UNITS: Written['unit'][] = ['elapsed', 'days', 'weeks', 'months', 'years', 'workingDays', 'schoolDays'];

const written = (): fc.Arbitrary<Written> =>
  fc
    .record({
      unit: fc.constantFrom(...UNITS),
      n: fc.integer({ min: 1, max: 12 }),
      at: fc.option(fc.constantFrom('00:00', '09:00', '17:00', '23:59'), { nil: undefined }),
      which: fc.constantFrom('earliest' as const, 'latest' as const),
      starts: fc.uniqueArray(fc.constantFrom(...MOMENTS), { minLength: 1, maxLength: 4 }),
      isBefore: fc.boolean(),
      isBroughtForward: fc.boolean(),
    })
    .map(({ at, ...of }) => ({
      ...of,
      n: of.unit === 'elapsed' ? of.n * 12 : of.n,
      ...(at !== undefined && of.unit !== 'elapsed' && { at }),
    }));

/** What is brought forward from Saturday morning may come before what was due on Friday night. */
const onAnyDay = (of: Written): Written => ({ ...of, isBroughtForward: false });

/** Within what the calendar covers, both changes of the clocks and Christmas among it. */
const instant = fc
  .date({ min: new Date('2026-02-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const story = fc.dictionary(fc.constantFrom(...MOMENTS), instant, { minKeys: 1 }).map((said) =>
  situation({
    absence: absence({
      moments: Object.fromEntries(
        Object.entries(said).map(([name, value]) => [name, { value, knownAt: value }]),
      ),
    }),
  }),
);

/** Where the calendar ends, a rule acts at once. */
function strikes(of: Written, on: Parameters<typeof strike>[1]): string | undefined {
  try {
    return strike(clockOf(of), on)?.at;
  } catch (error) {
    if (error instanceof OutsideCalendar) return '';
    throw error;
  }
}

describe('a clock that takes the place of one of the guidance', () => {
  it('is not found to be later only where it never is', () => {
    let compared = 0;
    fc.assert(
      fc.property(written(), written().map(onAnyDay), story, (own, guided, on) => {
        const wanted = strikes(guided, on);
        if (!wanted || isLater(timing(own), timing(guided))) return;
        const at = strikes(own, on);
        compared += 1;
        expect(at !== undefined && at <= wanted, `${at} against ${wanted}`).toBe(true);
      }),
      { numRuns: 5_000 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  const tighter = (of: Written): Written[] => {
    const less = of.unit === 'elapsed' ? 12 : 1;
    const sooner = of.isBefore ? of.n + less : of.n - less;
    return [
      of,
      ...(sooner > 0 ? [{ ...of, n: sooner }] : []),
      ...(of.which === 'earliest' ? [{ ...of, starts: MOMENTS }] : []),
      { ...of, isBroughtForward: true },
    ];
  };

  it('is never later where it was made tighter', () => {
    fc.assert(
      fc.property(written(), (guided) => {
        for (const own of tighter(guided)) expect(isLater(timing(own), timing(guided))).toBe(false);
      }),
    );
  });

  const looser = (of: Written): Written[] => {
    const more = of.unit === 'elapsed' ? 12 : 1;
    const later = of.isBefore ? of.n - more : of.n + more;
    return [
      ...(later > 0 ? [{ ...of, n: later }] : []),
      ...(of.starts.length > 1 ? [{ ...of, starts: of.starts.slice(1) }] : []),
      ...(of.which === 'earliest' && of.starts.length > 1 ? [{ ...of, which: 'latest' as const }] : []),
      ...(of.isBefore ? [{ ...of, isBefore: false }] : []),
      ...(of.isBroughtForward ? [{ ...of, isBroughtForward: false }] : []),
    ];
  };

  it('is always later where it was made looser', () => {
    fc.assert(
      fc.property(written(), (guided) => {
        for (const own of looser(guided)) expect(isLater(timing(own), timing(guided))).toBe(true);
      }),
    );
  });

  it('is later than at once, and at once is never later', () => {
    fc.assert(
      fc.property(written(), (any) => {
        expect(isLater(timing(any), { clock: undefined })).toBe(true);
        expect(isLater({ clock: undefined }, timing(any))).toBe(false);
      }),
    );
  });
});

describe('a length of time that is counted in another way', () => {
  const from = { earliest: ['received'] };
  const lasting = (length: object) => ({ clock: { ...length, from } });

  it.each([
    ['24 hours for a day, which the clocks may make one of 23', { elapsed: 'PT24H' }, { days: 1 }, true],
    ['23 hours for a day', { elapsed: 'PT23H' }, { days: 1 }, false],
    ['a day for 24 hours, which the clocks may make 25', { days: 1 }, { elapsed: 'PT24H' }, true],
    ['a day for 25 hours', { days: 1 }, { elapsed: 'PT25H' }, false],
    ['28 days for a month, on the night the clocks change', { days: 28 }, { months: 1 }, true],
    ['27 days for a month', { days: 27 }, { months: 1 }, false],
    ['a school day for a month: there are the summer holidays', { 'school-days': 1 }, { months: 1 }, true],
    ['five working days for a week: one may be a holiday', { 'working-days': 5 }, { weeks: 1 }, true],
    ['one working day for two weeks', { 'working-days': 1 }, { weeks: 2 }, false],
    ['what is not brought forward', { days: 3 }, { days: 3, 'bring-forward': true }, true],
    ['what is brought forward', { days: 3, 'bring-forward': true }, { days: 3 }, false],
  ])('%s', (_what, own, guided, later) => {
    expect(isLater(lasting(own), lasting(guided))).toBe(later);
  });
});

describe('a rule that acts again and again', () => {
  const every = (unit: string, n: number, times?: number) => ({
    every: { [unit]: n, ...(times !== undefined && { times }) },
  });

  it.each([
    [every('days', 1), every('days', 1), false],
    [every('days', 1), every('days', 2), false],
    [every('days', 2), every('days', 1), true],
    [every('weeks', 1), every('days', 7), false],
    [every('weeks', 1), every('days', 6), true],
    [every('years', 1), every('months', 12), false],
    [every('days', 6), every('weeks', 1), false],
    [every('days', 28), every('months', 1), true],
    [every('days', 27), every('months', 1), false],
    [every('days', 1, 5), every('days', 1, 4), false],
    [every('days', 1, 4), every('days', 1, 5), true],
    [{}, every('days', 1), true],
    [every('days', 1), {}, false],
  ])('%j in the place of %j is rarer: %s', (own, guided, rarer) => {
    expect(isRarer(own, guided)).toBe(rarer);
  });
});
