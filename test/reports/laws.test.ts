// What holds of every report, whatever was said of whom and in whichever order the records come.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../shared/core/calendar.ts';
import { evolve } from '../../shared/core/evolve.ts';
import { factsOf } from '../../shared/core/facts.ts';
import { counted } from '../../shared/core/history.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { KINDS } from '../../shared/reports/every-kind.ts';
import type { Period } from '../../shared/reports/period.ts';
import { onTheirWay, understood } from '../laws/deliveries.ts';
import { holds } from '../laws/hold.ts';
import { kent } from '../laws/procedures.ts';
import { story } from '../laws/stories.ts';
import { about, fivefold, report } from './invented-children.ts';

const record = (id: string): fc.Arbitrary<ChildRecord> =>
  story.map((sayings) =>
    onTheirWay(sayings, kent)
      .map((each) => understood(each, kent))
      .reduce((known, { message, arrival }) => evolve(known, message, arrival), emptyChild(id)),
  );

const records = fc.tuple(record('c-1'), record('c-2'), record('c-3')).map((all): ChildRecord[] => all);

const day = fc.constantFrom('2026-11-16', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-25');
const period: fc.Arbitrary<Period> = fc.tuple(day, day).map((days) => {
  const [from = '', to = ''] = days.sort();
  return { from, to };
});
const on = (of: Period) => about(of, '2026-11-27T00:00:00.000Z', kent);

describe('every report', () => {
  it('is the same whatever order the records come in', () => {
    holds(
      fc.property(records, period, fc.constantFrom(...KINDS), (all, of, kind) => {
        const those = kind === 'board' ? fivefold(all) : all;
        expect(report(kind, [...those].reverse(), on(of))).toEqual(report(kind, those, on(of)));
      }),
      60,
    );
  });

  it('says nothing of a record that was joined to another', () => {
    holds(
      fc.property(records, period, fc.constantFrom(...KINDS), (all, of, kind) => {
        const left = all.map((each) => ({ ...each, id: `${each.id}-left`, joinedTo: each.id }));
        expect(report(kind, [...all, ...left], on(of))).toEqual(report(kind, all, on(of)));
      }),
      40,
    );
  });
});

describe('the numbers for the board', () => {
  it('AMB-7: are those of the one definition of what counts, by when it began', () => {
    holds(
      fc.property(records, period, (all, of) => {
        const expected = fivefold(all).flatMap((each) => {
          const child = factsOf(each, kent.calendar, kent.authority.code);
          const absence = child.absences.at(-1);
          if (!absence) return [];
          return counted('ever', { child, absence, calendar: kent.calendar }).filter(({ since }) => {
            const date = localDate(kent.calendar, since);
            return date >= of.from && date <= of.to;
          });
        });
        expect(report('board', fivefold(all), on(of)).total.absences).toBe(expected.length);
      }),
      40,
    );
  });

  it('DFE-49-a: add up to the total in every table, where none is small enough to be hidden', () => {
    let added = 0;
    holds(
      fc.property(records, period, (all, of) => {
        const { tables, total } = report('board', fivefold(all), on(of));
        for (const { rows, isWithheld } of tables) {
          expect(isWithheld).toBe(false);
          expect(rows.reduce((sum, { absences }) => sum + Number(absences), 0)).toBe(total.absences);
          expect(Math.max(...rows.map(({ children }) => Number(children)))).toBeLessThanOrEqual(
            Number(total.children),
          );
        }
        added += Number(total.absences);
      }),
      40,
    );
    expect(added).toBeGreaterThan(100);
  });

  it('DFE-49-a: of two periods that follow each other make those of both', () => {
    holds(
      fc.property(records, (all) => {
        const of = (from: string, to: string) =>
          Number(report('board', fivefold(all), on({ from, to })).total.absences);
        expect(of('2026-11-16', '2026-11-20') + of('2026-11-21', '2026-11-25')).toBe(
          of('2026-11-16', '2026-11-25'),
        );
      }),
      40,
    );
  });

  it('DFE-49-a: name no child: no reference, no number of the case system, no initials, no name', () => {
    holds(
      fc.property(records, period, (all, of) => {
        const text = JSON.stringify(report('board', fivefold(all), on(of)));
        expect(text).not.toMatch(/MP-\d|L123456|Robin|\bRE\b/);
      }),
      20,
    );
  });
});
