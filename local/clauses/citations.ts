// Which rules of the authorities' files, and of the guidance that they build on, cite a clause.
import type * as z from 'zod';
import type { Policy } from '../../shared/core/policy.ts';
import type { baselineFile } from '../../shared/policy/version-schema.ts';

export type Baseline = z.output<typeof baselineFile>;

interface Citing {
  id: string;
  clauses: readonly string[];
}

type Routes = Readonly<Record<string, readonly { clauses: readonly string[] }[]>>;

/**
 * Clause -> `kent/2023/stand-down`; a row of a routing table is `kent/2023/case-holder/1`, a rule of national guidance
 * `baseline/dfe-2014/stand-down`.
 */
export function citations(
  policies: readonly Policy[],
  baselines: readonly Baseline[] = [],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const cite = (clauses: readonly string[], by: string) => {
    for (const clause of new Set(clauses)) found.set(clause, [...(found.get(clause) ?? []), by]);
  };
  const citeAll = (whose: string, of: readonly Citing[], routes: Routes = {}) => {
    for (const each of of) cite(each.clauses, `${whose}/${each.id}`);
    for (const [name, rows] of Object.entries(routes)) {
      for (const [n, row] of rows.entries()) cite(row.clauses, `${whose}/${name}/${n + 1}`);
    }
  };
  for (const { id, rules = [], routes, withhold = [], ...baseline } of baselines) {
    citeAll(`baseline/${id}`, [...rules, ...(baseline['treat-as'] ?? []), ...withhold], routes);
  }
  for (const { authority, versions } of policies) {
    for (const { id, rules, routes, treatAs, withhold } of versions) {
      citeAll(`${authority.slug}/${id}`, [...rules, ...treatAs, ...withhold], routes);
    }
  }
  return found;
}
