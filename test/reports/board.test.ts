// The numbers for the board, on invented children, each five times so that nothing is hidden.
import { describe, expect, it } from 'vitest';
import { join, leavings } from '../../shared/core/evolve.ts';
import { monthsFrom } from '../../shared/reports/period.ts';
import { ASHA, cancelled, caseOf, found, ROBIN, reported } from '../situations/cast.ts';
import { about, absence, absencesBy, child, fivefold, report } from './invented-children.ts';

const MEDWAY = 'E06000035';
const board = (records: Parameters<typeof fivefold>[0], on = about()) =>
  report('board', fivefold(records), on);
const november = (...messages: Parameters<typeof child>[0][]) => board(messages.map((each) => child(each)));

describe('what counts in a period', () => {
  it('is what began in it, by the local date: half past midnight on the first of July is July, though it is June in UTC', () => {
    const nights = child([
      reported('MP-1', { lastSeenAt: '2026-06-30T22:59:59Z' }, { at: '2026-07-01T08:00:00Z' }),
      reported('MP-2', { lastSeenAt: '2026-06-30T23:30:00Z' }, { at: '2026-07-02T08:00:00Z' }),
    ]);
    const months = ['2026-06', '2026-07', '2026-08'].map(
      (month) => board([nights], about(monthsFrom(month, 1))).total,
    );
    expect(months.map(({ absences }) => absences)).toEqual([5, 5, 0]);
    expect(absencesBy(board([nights], about(monthsFrom('2026-06', 3))), 'month')).toEqual({
      '2026-06': 5,
      '2026-07': 5,
    });
  });

  it('an absence that goes over the edge counts where it began, and is among the missing on both sides', () => {
    const long = child(absence('MP-1', '2026-10-30', {}, 5 * 24));
    const lines = ['2026-10', '2026-11'].map((month) => {
      const { total, beside } = board([long], about(monthsFrom(month, 1)));
      return [total.absences, ...beside.slice(0, 2).map(({ absences }) => absences)];
    });
    expect(lines).toEqual([
      [5, 0, 5],
      [0, 5, 0],
    ]);
  });

  it('AMB-7: absent and away from placement count too, and so do children of other authorities; not missing and told of do not', () => {
    const all = november(
      absence('MP-1', '2026-11-02', { category: 'absent' }),
      absence('MP-2', '2026-11-02', { category: 'away-from-placement' }),
      absence('MP-3', '2026-11-02', { responsibleAuthority: MEDWAY }),
      absence('MP-4', '2026-11-02', {}, 6, { outcome: 'not-missing' }),
      [
        found('2026-11-03T12:00:00Z', 'MP-5', {
          outcome: 'found',
          locatedAt: '2026-11-03T11:00:00Z',
          person: ASHA,
        }),
      ],
    );
    expect(all.total).toEqual({ absences: 15, children: 15 });
    expect(absencesBy(all, 'category')).toEqual({ absent: 5, 'away-from-placement': 5, missing: 5 });
    expect(absencesBy(all, 'responsible-authority')).toEqual({ 'our own': 10, 'another authority': 5 });
    expect(all.beside.slice(2, 4).map(({ absences }) => absences)).toEqual([5, 5]);
  });

  it('a reference that duplicates another is one absence with it', () => {
    const twice = [
      ...absence('MP-1', '2026-11-02'),
      reported('MP-2', { lastSeenAt: '2026-11-02T12:00:00Z' }, { at: '2026-11-02T14:00:00Z' }),
      cancelled('2026-11-02T15:00:00Z', 'MP-2', { duplicateOf: 'MP-1' }),
    ];
    expect(november(twice).total.absences).toBe(5);
  });

  it('adults whom the procedure covers are counted beside the children, not among them', () => {
    const person = {
      givenName: 'Sam',
      familyName: 'Example',
      kind: 'care-leaver',
      dateOfBirth: '2006-01-01',
    };
    const all = november(absence('MP-1', '2026-11-02', { person }), absence('MP-2', '2026-11-03'));
    expect([all.total.absences, all.beside.at(-1)?.absences]).toEqual([5, 5]);
  });
});

describe('a child of whom two records were made one', () => {
  it('is one child, with the absences of both', () => {
    const [one, other] = [child(absence('MP-1', '2026-11-02')), child(absence('MP-2', '2026-11-09'))];
    if (!one || !other) throw new Error('Two records');
    const all = [join(one, other), leavings(other, one.id)];
    expect(board(all).total).toEqual({ absences: 10, children: 5 });
    expect(board(all).repeat[0]?.children).toBe(5);
    expect(board([one, other]).repeat[0]?.children).toBe(0);
  });
});

describe('how absences are split', () => {
  it('DFE-48-a: by weekday and hour of the place, on both nights on which the clocks change', () => {
    const night = (reference: string, lastSeenAt: string) =>
      child([reported(reference, { lastSeenAt }, { at: '2026-10-26T12:00:00Z' })]);
    // 25 October 2026: 05:30 in UTC is 05:30 again; the day before it would have been 06:30.
    const autumn = board(
      [night('MP-1', '2026-10-25T05:30:00Z'), night('MP-2', '2026-10-24T05:30:00Z')],
      about(monthsFrom('2026-10', 1)),
    );
    expect(absencesBy(autumn, 'time-of-day')).toEqual({ '00:00 to 05:59': 5, '06:00 to 11:59': 5 });
    expect(absencesBy(autumn, 'weekday')).toEqual({ Saturday: 5, Sunday: 5 });
  });

  it('DFE-71-a: by length in hours that passed, which on the night of the change are not those of the clock', () => {
    const over = (hours: number) =>
      child([
        reported('MP-1', { lastSeenAt: '2026-10-24T20:00:00Z' }, { at: '2026-10-24T21:00:00Z' }),
        found('2026-10-26T12:00:00Z', 'MP-1', {
          outcome: 'found',
          locatedAt: new Date(Date.parse('2026-10-24T20:00:00Z') + hours * 3_600_000).toISOString(),
        }),
      ]);
    const lengths = (hours: number) =>
      Object.keys(absencesBy(board([over(hours)], about(monthsFrom('2026-10', 1))), 'duration'));
    expect([2.99, 3, 23.99, 24].flatMap(lengths)).toEqual([
      'under 3 hours',
      '3 hours to under 24 hours',
      '3 hours to under 24 hours',
      '24 hours to under 3 days',
    ]);
  });

  it('DFE-49-a: by care and home, by age when it began, by how it ended', () => {
    const all = november(
      [
        caseOf('2026-11-01T09:00:00Z', ASHA, { status: 'looked-after' }),
        ...absence('MP-1', '2026-11-02', { person: ASHA }),
      ],
      absence('MP-2', '2026-11-02', { person: ROBIN }, 6, {
        outcome: 'returned',
        seenByPoliceAt: '2026-11-02T18:00:00Z',
      }),
      [
        reported(
          'MP-3',
          { person: { givenName: 'Lee', familyName: 'Example' } },
          { at: '2026-11-30T22:00:00Z' },
        ),
      ],
    );
    expect(absencesBy(all, 'status')).toEqual({
      'in care (looked after)': 5,
      'at home (not looked after)': 10,
    });
    expect(absencesBy(all, 'age')).toEqual({ '13 to 15': 5, 'under 10': 5, 'not known': 5 });
    expect(absencesBy(all, 'outcome')).toEqual({ found: 5, returned: 5, 'no return is known': 5 });
  });

  it('DFE-48-a: by place, named once five children share it, however they are spelled; others stand together', () => {
    const from = (place: string | null) => (_: unknown, n: number) =>
      child(absence(`MP-${n}`, '2026-11-02', { missingFrom: place }));
    const records = [
      ...Array.from({ length: 3 }, from('Elm House')),
      ...Array.from({ length: 3 }, from('ELM  house')),
      ...Array.from({ length: 2 }, from('12 Invented Road')),
      ...Array.from({ length: 3 }, from('Oak House')),
      ...Array.from({ length: 2 }, from(null)),
      ...Array.from({ length: 2 }, from('constructor')),
    ];
    const all = report('board', records);
    expect(absencesBy(all, 'place')).toEqual({ 'ELM house': 6, 'others, and not stated': 9 });
    expect(JSON.stringify(all)).not.toMatch(/Invented|Oak|constructor/);
  });

  it('DFE-48-a: one child who went missing from one place ten times does not put it on the list', () => {
    const often = child(
      Array.from({ length: 10 }, (_, n) =>
        absence(`MP-${n}`, `2026-11-${10 + n}`, { missingFrom: 'Elm House' }),
      ).flat(),
    );
    const rest = Array.from({ length: 20 }, () =>
      child(absence('MP-1', '2026-11-02', { missingFrom: 'home' })),
    );
    expect(JSON.stringify(report('board', [often, ...rest]))).not.toContain('Elm');
  });

  it('DFE-48-a: by whether the child was missing education as well', () => {
    const school = {
      at: '2026-11-04T09:00:00Z',
      type: 'education.absence',
      data: { person: ASHA, school: 'Invented School', lastAttendedOn: '2026-10-30', unauthorised: true },
    };
    const all = november(
      [school, ...absence('MP-1', '2026-11-05', { person: ASHA })],
      absence('MP-2', '2026-11-05'),
    );
    expect(absencesBy(all, 'school')).toEqual({
      'also missing education': 5,
      'not known to be missing education': 5,
    });
  });
});

describe('how late we were told', () => {
  it('DFE-25-a: of high risk is counted apart; the hour itself is still within the hour', () => {
    const told = (at: string, risk: string) => [reported('MP-1', { risk }, { at })];
    const all = november(
      told('2026-11-20T21:30:00Z', 'high'),
      told('2026-11-20T21:30:01Z', 'high'),
      told('2026-11-22T21:30:00Z', 'medium'),
    );
    expect(absencesBy(all, 'high-risk-notice')).toEqual({
      'high risk, within 1 hour': 5,
      'high risk, over 1 hour, up to 3': 5,
      'the risk is not high': 5,
    });
    expect(absencesBy(all, 'notice')).toEqual({
      'within 1 hour': 5,
      'over 1 hour, up to 3': 5,
      'over 24 hours': 5,
    });
  });
});

describe('children who go missing repeatedly', () => {
  const by = (...messages: Parameters<typeof child>[0]) =>
    november(messages).repeat.map(({ children }) => children);

  it.each([
    ['twice', ['2026-01-02', '2026-11-02'], [5, 0, 0, 0, 0]],
    ['three times in 90 days', ['2026-08-10', '2026-10-02', '2026-11-05'], [5, 5, 5, 5, 0]],
    [
      'three times in 91 days that are three months',
      ['2026-08-05', '2026-10-02', '2026-11-05'],
      [5, 5, 0, 5, 0],
    ],
    [
      'three times in all, and the third before the period',
      ['2026-07-01', '2026-08-01', '2026-10-31'],
      [0, 0, 0, 0, 0],
    ],
  ])('DFE-46-a, KENT-5.1-e: %s', (_, days, expected) => {
    expect(by(...days.flatMap((day, n) => absence(`MP-${n}`, day)))).toEqual(expected);
  });

  it('KENT-5.1-e: seven days one after the other count in the month of the seventh', () => {
    const long = child(absence('MP-1', '2026-10-27', {}, 7 * 24));
    const days = (month: string) => board([long], about(monthsFrom(month, 1))).repeat.at(-1)?.children;
    expect([days('2026-10'), days('2026-11')]).toEqual([0, 5]);
  });
});
