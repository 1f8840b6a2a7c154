// Return home interviews in the numbers for the board, and the forms that other authorities owe.
import { describe, expect, it } from 'vitest';
import { cancelled, found, interviewed, reported } from '../situations/cast.ts';
import { about, absence, absencesBy, child, fivefold, NOVEMBER, report } from './invented-children.ts';

const MEDWAY = 'E06000035';
const board = (messages: Parameters<typeof child>[0][], on = about()) =>
  report('board', fivefold(messages.map((each) => child(each))), on);

describe('return home interviews', () => {
  const back = '2026-11-02T18:00:00Z';
  const held = (at: string) => [...absence('MP-1', '2026-11-02'), interviewed(at, 'MP-1')];
  const offered = (data: object) => [
    ...absence('MP-1', '2026-11-02'),
    interviewed('2026-11-04T12:00:00Z', 'MP-1', {
      completedAt: null,
      offeredAt: '2026-11-03T12:00:00Z',
      ...data,
    }),
  ];
  const row = (messages: Parameters<typeof child>[0], asAt?: string) =>
    Object.keys(absencesBy(board([messages], about(NOVEMBER, asAt)), 'interview'))[0];

  it.each([
    ['at the 72nd hour is in time', held('2026-11-05T18:00:00Z'), 'held within 72 hours'],
    ['a second later is not', held('2026-11-05T18:00:01Z'), 'held later'],
    ['that the child declined', offered({ outcome: 'declined' }), 'declined'],
    ['at which nobody was reached', offered({ outcome: 'no-contact' }), 'no contact'],
    ['that was not appropriate', offered({ outcome: 'not-appropriate' }), 'not appropriate'],
    ['that was offered and came to nothing', offered({ outcome: 'accepted' }), 'offered, not held in time'],
    ['that nobody offered', absence('MP-1', '2026-11-02'), 'not offered, not held in time'],
    ['of a child who is not back', [reported('MP-1')], 'no return is known'],
    [
      'of a report that was cancelled',
      [reported('MP-1'), cancelled('2026-11-21T12:00:00Z', 'MP-1')],
      'cancelled or closed by the police',
    ],
  ])('DFE-15-a: one %s', (_, messages, expected) => {
    expect(row(messages)).toBe(expected);
  });

  it('DFE-15-a: counts 72 hours from the earliest of all instants that the sources name', () => {
    const both = [
      reported('MP-1', { lastSeenAt: '2026-11-02T12:00:00Z' }, { at: '2026-11-02T13:00:00Z' }),
      found(back, 'MP-1', { outcome: 'found', locatedAt: '2026-11-02T17:00:00Z', returnedAt: back }),
      interviewed('2026-11-05T17:30:00Z', 'MP-1'),
    ];
    expect(row(both)).toBe('held later');
  });

  it('DFE-15-a: is in time as long as the 72 hours run', () => {
    expect(row(absence('MP-1', '2026-11-02'), '2026-11-05T18:00:00.000Z')).toBe('not offered, still in time');
    expect(row(offered({ outcome: 'accepted' }), '2026-11-05T18:00:00.000Z')).toBe('offered, still in time');
  });

  it('DFE-15-a: puts together what was called for, offered, held and held in time', () => {
    const all = board([
      held('2026-11-04T12:00:00Z'),
      held('2026-11-09T12:00:00Z'),
      offered({ outcome: 'declined' }),
      absence('MP-1', '2026-11-02'),
      [reported('MP-1')],
    ]);
    expect(all.interviews.map(({ absences }) => absences)).toEqual([20, 15, 10, 5, 5]);
  });

  it('KENT-5.5-g: lists the authorities that did not return three forms or more in twelve months', () => {
    const theirs = (days: string[], authority: string, ...rest: Parameters<typeof child>[0]) =>
      child([
        ...days.flatMap((day, n) => absence(`MP-${n}`, day, { responsibleAuthority: authority })),
        ...rest,
      ]);
    const days = ['2026-02-02', '2026-06-02', '2026-11-02'];
    const { authorities } = report('board', [
      theirs(days, MEDWAY),
      theirs(days, 'E06000005', interviewed('2026-11-28T12:00:00Z', 'MP-2')),
      theirs(['2025-11-30', ...days.slice(1)], 'E06000047'),
      theirs(days, 'E10000016'),
    ]).unreturnedForms;
    expect(authorities).toEqual([{ code: MEDWAY, name: 'Medway', unreturned: '3 or more' }]);
  });
});
