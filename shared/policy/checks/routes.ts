// Checks routing tables: each ends in a row for all, and no row stands where nothing can reach it.
import { isDeepStrictEqual } from 'node:util';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn } from '../plain.ts';

export function routeFindings(file: unknown): Finding[] {
  return listIn(file, 'versions').flatMap((version, v) =>
    Object.keys(tableIn(version, 'routes')).flatMap((route) =>
      tableFindings(listIn(version, 'routes', route), ['versions', v, 'routes', route]),
    ),
  );
}

function tableFindings(rows: readonly unknown[], path: Path): Finding[] {
  const conditions = rows.map((row) => tableIn(row)['when']);
  const forAll = conditions.indexOf(undefined);
  if (rows.length === 0) return [];
  if (forAll < 0) {
    const message = "does not end in a row for everybody else, so somebody may be nobody's";
    return [{ path, message, mend: 'add a last row without when:' }];
  }
  return rows.flatMap((_, n): Finding[] => {
    const [when] = conditions.slice(n, n + 1);
    const twin = conditions.findIndex((each) => isDeepStrictEqual(each, when));
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
}
