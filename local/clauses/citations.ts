// Which rules of the authorities' files cite a clause.
import type { Policy } from '../../shared/core/policy.ts';

/** Clause -> `kent/2023/stand-down`; a row of a routing table is `kent/2023/case-holder/1`. */
export function citations(policies: readonly Policy[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const cite = (clauses: readonly string[], by: string) => {
    for (const clause of new Set(clauses)) found.set(clause, [...(found.get(clause) ?? []), by]);
  };
  for (const { authority, versions } of policies) {
    for (const { id, rules, routes } of versions) {
      const whose = `${authority.slug}/${id}`;
      for (const rule of rules) cite(rule.clauses, `${whose}/${rule.id}`);
      for (const [name, rows] of Object.entries(routes)) {
        for (const [n, row] of rows.entries()) cite(row.clauses, `${whose}/${name}/${n + 1}`);
      }
    }
  }
  return found;
}
