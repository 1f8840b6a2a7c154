// Checks routing tables: each ends in a row for all, no row stands where no case reaches it, no table where no rule asks it.
import { isDeepStrictEqual } from 'node:util';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { search } from './combinations.ts';
import { type Facts, formulaOf, possible } from './formula.ts';
import { isRecipient } from './places.ts';
import { rowsReached } from './reach.ts';

/** `own` is the file without what its versions are built on. */
export function routeFindings(file: unknown, own: unknown = file): Finding[] {
  return [
    ...listIn(file, 'versions').flatMap((version, v) =>
      Object.keys(tableIn(version, 'routes')).flatMap((route) =>
        tableFindings(listIn(version, 'routes', route), ['versions', v, 'routes', route]),
      ),
    ),
    ...unused(file, own),
  ];
}

function tableFindings(rows: readonly unknown[], path: Path): Finding[] {
  const conditions = rows.map((row) => tableIn(row)['when']);
  // What is no row is found with the shape.
  const forAll = rows.findIndex((row, n) => conditions[n] === undefined && 'to' in tableIn(row));
  if (rows.length === 0 || !rows.every((row) => 'to' in tableIn(row))) return [];
  if (forAll < 0) {
    const message = "does not end in a row for everybody else, so somebody may be nobody's";
    return [{ path, message, mend: 'add a last row without when:' }];
  }
  const plain = rows.map((_, n): Finding[] => {
    const [when] = conditions.slice(n, n + 1);
    const twin = conditions.findIndex((each) => isDeepStrictEqual(each, when));
    if (n > forAll + 1) return [];
    if (n > forAll) {
      const message = `can never be reached: row ${forAll + 1} is for everybody`;
      return [{ path: [...path, n], message, mend: 'move the row without when: to the end' }];
    }
    if (twin < n) {
      const message = `can never be reached: row ${twin + 1} asks the same`;
      return [{ path: [...path, n], message, mend: 'put the roles of both into one row' }];
    }
    return [];
  });
  return [...plain.flat(), ...covered(rows.slice(0, forAll), (n) => plain[n]?.length === 0, path)];
}

/** Rows that hold only where those above them have decided already. That something is not known opens none of them. */
function covered(rows: readonly unknown[], isAsked: (row: number) => boolean, path: Path): Finding[] {
  const facts: Facts = new Map();
  const reached = rowsReached(rows, facts) ?? [];
  const findings: Finding[] = [];
  for (const [n, row] of reached.entries()) {
    const found = isAsked(n) ? search(row, facts, { knownOnly: true }) : [];
    if (found === undefined) {
      const message = 'has too many combinations of cases to be checked, or to be read';
      const mend =
        'split it: one table for each case that its first rows ask about, each used by a rule of its own with when:';
      return [{ path, message, mend }];
    }
    const when = formulaOf(tableIn(rows[n])['when'], facts);
    // A condition that holds in no case at all is found with the conditions.
    if (found !== 'none' || !when || search(possible(when), facts, { knownOnly: true }) === 'none') continue;
    const message = 'can never be reached: the rows above it decide every case in which it holds';
    findings.push({ path: [...path, n], message, mend: 'move it up, or take it out' });
  }
  return findings;
}

/** A table may be there for a version that builds on this one. Where a rule names a table that is not there, that is found. */
function unused(file: unknown, own: unknown): Finding[] {
  const versions = listIn(file, 'versions');
  const known = versions.flatMap((version) => Object.keys(tableIn(version, 'routes')));
  const to = versions.flatMap((version) =>
    listIn(version, 'rules').flatMap((rule) =>
      listIn(rule, 'to').length > 0 ? listIn(rule, 'to') : [undefined],
    ),
  );
  const named = to.map((each) => textIn(each, 'route'));
  const isClear = to.every(isRecipient) && named.every((name) => name === undefined || known.includes(name));
  if (to.length === 0 || !isClear) return [];
  return listIn(own, 'versions').flatMap((version, v) =>
    Object.keys(tableIn(version, 'routes'))
      .filter((route) => !named.includes(route))
      .map((route) => ({
        path: ['versions', v, 'routes', route],
        message: `no rule uses the routing table ${route}, so nobody is told by it`,
        mend: `take it out, or name it in a rule: to: [{ route: ${route} }]`,
      })),
  );
}
