// The yearly return on our own looked-after children.
import { describe, expect, it } from 'vitest';
import { yearTo31March } from '../../shared/reports/period.ts';
import { cancelled, found, reported, updated } from '../situations/cast.ts';
import { about, absence, asha, care, child, MEDWAY, report } from './invented-children.ts';

describe('the yearly return', () => {
  const YEAR = about(yearTo31March(2027), '2027-04-20T00:00:00.000Z');
  const lines = (...messages: Parameters<typeof child>[0]) =>
    report('annual-return', [child(messages)], YEAR).episodes.map(({ missing, start, end }) => [
      missing,
      start,
      end,
    ]);

  it('DFE-72-a, DFE-10-c, DFE-10-d: has missing as M and away as A, by local dates', () => {
    expect(
      lines(
        care(),
        ...absence('MP-1', '2026-06-29', { ...asha, lastSeenAt: '2026-06-28T23:30:00Z' }, 36),
        ...absence('MP-2', '2026-07-14', { ...asha, category: 'away-from-placement' }),
      ),
    ).toEqual([
      ['M', '2026-06-29', '2026-07-01'],
      ['A', '2026-07-14', '2026-07-14'],
    ]);
  });

  it('DFE-72-a: has what began before the year and ran into it, and leaves the end open where it runs out of it', () => {
    expect(
      lines(care(), ...absence('MP-1', '2026-03-31', asha, 72), ...absence('MP-2', '2027-03-31', asha, 24)),
    ).toEqual([
      ['M', '2026-03-31', '2026-04-03'],
      ['M', '2027-03-31', undefined],
    ]);
    expect(
      lines(care(), ...absence('MP-1', '2026-03-30', asha, 24), ...absence('MP-2', '2027-04-01', asha)),
    ).toEqual([]);
  });

  it('DFE-72-a: leaves out the children of other authorities, children at home and cancelled reports', () => {
    expect(
      lines(care(), ...absence('MP-1', '2026-06-01', { ...asha, responsibleAuthority: MEDWAY })),
    ).toEqual([]);
    expect(lines(care({ responsibleAuthority: MEDWAY }), ...absence('MP-1', '2026-06-01', asha))).toEqual([]);
    expect(lines(care({ status: 'child-in-need' }), ...absence('MP-1', '2026-06-01', asha))).toEqual([]);
    expect(lines(care(), reported('MP-1', asha), cancelled('2026-11-21T09:00:00Z', 'MP-1'))).toEqual([]);
  });

  it('DFE-72-a: has a person check what the facts leave open', () => {
    const check = (...messages: Parameters<typeof child>[0]) =>
      report('annual-return', [child(messages)], YEAR).toCheck.map(
        ({ why, isInReturn }) => `${isInReturn} ${why.split(' ').slice(0, 5).join(' ')}`,
      );
    expect(
      check(
        { ...care({ statusSince: '2026-06-02' }), at: '2026-06-03T09:00:00Z' },
        ...absence('MP-1', '2026-06-01', asha),
      ),
    ).toEqual(['false the case is looked-after since']);
    expect(
      check(
        { ...care({ status: 'not-open', statusSince: '2026-06-02' }), at: '2026-06-03T09:00:00Z' },
        ...absence('MP-1', '2026-06-01', asha),
      ),
    ).toEqual(['false the case is not-open since']);
    expect(check(care(), ...absence('MP-1', '2026-06-01', { ...asha, category: 'absent' }))).toEqual([
      'true the category of the police',
    ]);
    expect(check(care({ status: null }), ...absence('MP-1', '2026-06-01', asha))).toEqual([
      'false it is not known whether',
    ]);
    expect(
      check(
        care({ responsibleAuthority: 'E10000016' }),
        ...absence('MP-1', '2026-06-01', { ...asha, responsibleAuthority: MEDWAY }),
      ),
    ).toEqual(['false the sources do not agree']);
    expect(check(care(), ...absence('MP-1', '2026-06-01', asha))).toEqual([]);
  });

  it('DFE-72-a: ends an away episode when the child is back, not when it is known where the child is', () => {
    const away = [
      care(),
      reported(
        'MP-1',
        { ...asha, category: 'away-from-placement', lastSeenAt: '2026-06-01T12:00:00Z' },
        { at: '2026-06-01T13:00:00Z' },
      ),
      found('2026-06-05T12:00:00Z', 'MP-1', {
        outcome: 'found',
        locatedAt: '2026-06-02T12:00:00Z',
        returnedAt: '2026-06-04T12:00:00Z',
      }),
    ];
    expect(lines(...away)).toEqual([['A', '2026-06-01', '2026-06-04']]);
    expect(lines(...away, updated('2026-06-06T12:00:00Z', 'MP-1', { category: 'missing' }))).toEqual([
      ['M', '2026-06-01', '2026-06-02'],
    ]);
  });
});
