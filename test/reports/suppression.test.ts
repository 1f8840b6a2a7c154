// Small numbers: what a reader who knows every rule can still compute.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Count, Published, Row, Split } from '../../shared/reports/suppression.ts';
import { figure, published, publishedCount } from '../../shared/reports/suppression.ts';
import { holds } from '../laws/hold.ts';

const row = fc
  .record({ children: fc.nat(14), more: fc.nat(6) })
  .map(({ children, more }): Count => ({ children, absences: children === 0 ? 0 : children + more }));

interface Case {
  split: Split;
  total: Count;
}

const sum = (rows: readonly Count[], what: keyof Count) => rows.reduce((all, each) => all + each[what], 0);

const named = (rows: readonly Count[], alike?: string): Row[] =>
  rows.map((count, n) => ({ label: `row ${n}`, ...count, ...(n === 0 && alike && { alike }) }));

const split: fc.Arbitrary<Case> = fc
  .record({
    rows: fc.array(row, { minLength: 1, maxLength: 6 }),
    eachChildOnce: fc.boolean(),
    part: fc.nat(100),
  })
  .map(({ rows, eachChildOnce, part }) => {
    const all = sum(rows, 'children');
    const fewest = Math.max(...rows.map(({ children }) => children));
    const children = eachChildOnce ? all : fewest + Math.floor(((all - fewest) * part) / 100);
    return {
      split: { rows: named(rows), eachChildOnce },
      total: { absences: sum(rows, 'absences'), children },
    };
  });

/** Every assignment of children to the hidden rows that agrees with what is published. */
function* readings({ rows }: Published, { split, total }: Case): Generator<number[]> {
  const hidden = rows.filter((each) => typeof each.children !== 'number');
  const shown = rows.reduce((all, { children }) => all + (typeof children === 'number' ? children : 0), 0);
  const left = total.children - shown;
  const most = split.eachChildOnce ? left : total.children;
  const ranges = hidden.map(({ children }) =>
    children === 'fewer than 5' ? [1, Math.min(4, most)] : [5, Math.min(most, 20)],
  );
  function* choose(from: number, chosen: number[]): Generator<number[]> {
    const range = ranges[from];
    const taken = chosen.reduce((a, b) => a + b, 0);
    if (!range) {
      if (split.eachChildOnce ? taken === left : taken >= left) yield chosen;
      return;
    }
    const [low = 0, high = 0] = range;
    for (let n = low; n <= high; n++) yield* choose(from + 1, [...chosen, n]);
  }
  yield* choose(0, []);
}

describe('small numbers', () => {
  it('DFE-48-a: no reader can compute one back, whatever else the table and its total say', () => {
    let hid = 0;
    holds(
      fc.property(split, (each) => {
        const [table] = published([each.split], each.total);
        if (!table || table.isWithheld) return;
        const hidden = table.rows.filter(({ children }) => typeof children !== 'number');
        if (hidden.length === 0) return;
        hid += 1;
        const children = hidden.map(() => new Set<number>());
        const most = hidden.map(() => 0);
        const least = hidden.map(() => Number.POSITIVE_INFINITY);
        const shown = table.rows.reduce(
          (all, { absences }) => all + (typeof absences === 'number' ? absences : 0),
          0,
        );
        const left = each.total.absences - shown;
        for (const reading of readings(table, each)) {
          const fewest = reading.reduce((a, b) => a + b, 0);
          if (fewest > left) continue;
          for (const [n, count] of reading.entries()) {
            children[n]?.add(count);
            least[n] = Math.min(least[n] ?? 0, count);
            most[n] = Math.max(most[n] ?? 0, left - (fewest - count));
          }
        }
        for (const [n, { children: says, absences }] of hidden.entries()) {
          expect(typeof absences).toBe('string');
          if (says === 'fewer than 5') expect([...(children[n] ?? [])].sort()).toEqual([1, 2, 3, 4]);
          if (says === 'fewer than 5') expect((most[n] ?? 0) - (least[n] ?? 0)).toBeGreaterThan(1);
        }
      }),
      1500,
    );
    expect(hid).toBeGreaterThan(100);
  });

  it('none is shown, and what is shown is right', () => {
    holds(
      fc.property(split, (each) => {
        const [table] = published([each.split], each.total);
        for (const [n, { absences, children }] of (table?.rows ?? []).entries()) {
          const said = each.split.rows[n];
          if (typeof children === 'number')
            expect({ absences, children }).toMatchObject({
              children: said?.children,
              absences: said?.absences,
            });
          if (said && said.children > 0 && said.children < 5) expect(children).toBe('fewer than 5');
        }
      }),
      500,
    );
  });

  it('what one table hides, another that holds the same row does not show', () => {
    const both = fc.record({
      one: fc.array(row, { minLength: 1, maxLength: 5 }),
      other: fc.array(row, { minLength: 1, maxLength: 5 }),
      same: row,
    });
    holds(
      fc.property(both, ({ one, other, same }) => {
        const tables = [one, other].map((rows) => ({
          rows: named([same, ...rows], 'same'),
          eachChildOnce: false,
        }));
        const total = { absences: 1000, children: 500 };
        const [a, b] = published(tables, total).map(({ rows, isWithheld }) =>
          isWithheld ? 'withheld' : typeof rows[0]?.children,
        );
        if (a !== 'withheld' && b !== 'withheld') expect(a).toBe(b);
      }),
      500,
    );
  });

  it('where fewer than five children are all there are, nothing is split at all, not even into nothing', () => {
    const rows = named([
      { absences: 0, children: 0 },
      { absences: 30, children: 4 },
    ]);
    expect(published([{ rows, eachChildOnce: true }], { absences: 30, children: 4 })).toEqual([
      { rows: [], isWithheld: true },
    ]);
    expect(publishedCount({ absences: 30, children: 4 })).toEqual({
      absences: 'not shown',
      children: 'fewer than 5',
    });
    expect([0, 1, 4, 5].map(figure)).toEqual([0, 'fewer than 5', 'fewer than 5', 5]);
  });

  it('beside a small row the next one down is hidden, not the one with the fewest, which would tell the small one', () => {
    const rows = named([5, 9, 4, 12, 7].map((children) => ({ children, absences: children + 3 })));
    const [table] = published([{ rows, eachChildOnce: true }], { absences: 52, children: 37 });
    expect(table?.rows.map(({ children }) => children)).toEqual([5, 9, 'fewer than 5', 'not shown', 7]);
  });
});
