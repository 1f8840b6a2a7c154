// docs/reports.md says what every figure is: no table and no clause of a report is missing there.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { KINDS } from '../../shared/reports/every-kind.ts';
import { DEFINITIONS } from '../../shared/reports/repeats.ts';
import { tablesFor } from '../../shared/reports/tables.ts';
import { about, absence, child, report } from './invented-children.ts';

const text = readFileSync('docs/reports.md', 'utf8');

it('each table of the board stands in the page, in its order, with its clauses', () => {
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| .+ \| (.+) \|$/gm)].map(
    ([, id, clauses]) => `${id}: ${clauses}`,
  );
  const tables = tablesFor(about({ from: '2026-10-01', to: '2026-12-31' }));
  expect(rows).toEqual(tables.map(({ id, clauses }) => `${id}: ${clauses.join(', ')}`));
});

it('each kind and each clause that a report cites stands in the page', () => {
  const twice = child([...absence('MP-1', '2026-11-02'), ...absence('MP-2', '2026-11-09')]);
  for (const kind of KINDS) {
    expect(text).toContain(`--kind ${kind}`);
    const cited =
      JSON.stringify(report(kind, [twice])).match(/\b(?:D17|D18|DFE|KENT)-[0-9.]+-[a-z]\b/g) ?? [];
    expect(cited.filter((clause) => !text.includes(clause))).toEqual([]);
    expect(cited.length).toBeGreaterThan(0);
  }
  for (const clause of DEFINITIONS.flatMap(({ clauses }) => clauses)) expect(text).toContain(clause);
});
