// Who is reached in which case: the rows of a routing table, the roles that may be nobody.
import { listIn, tableIn, textIn } from '../plain.ts';
import { ROLES_FROM_ELSEWHERE } from '../roles.ts';
import type { Facts, Formula } from './formula.ts';
import { ALWAYS, all, any, asked, certain, formulaOf, NEVER, not, possible } from './formula.ts';

/** That a row is come to, and holds or may hold. Undefined where a condition is not understood. */
export function rowsReached(rows: readonly unknown[], facts: Facts): Formula[] | undefined {
  const conditions = rows.map((row) => formulaOf(tableIn(row)['when'], facts));
  const known = conditions.flatMap((each) => each ?? []);
  if (known.length < rows.length) return undefined;
  return known.map((when, n) =>
    all(...known.slice(0, n).map((above) => not(certain(above))), possible(when)),
  );
}

/** That the rule acts at once and somebody reads it. Undefined where a condition is not understood. */
export function toldAtOnce(rule: unknown, routes: unknown, facts: Facts): Formula | undefined {
  const said = tableIn(rule);
  if ('after' in said || 'before' in said || 'in-digest-when' in said) return NEVER;
  const when = formulaOf(said['when'], facts);
  const unless = listIn(rule, 'unless').map((each) => formulaOf(tableIn(each)['when'], facts));
  const to = listIn(rule, 'to').map((each) => readBy(each, routes, facts));
  if (!when || unless.includes(undefined) || to.includes(undefined)) return undefined;
  const exceptions = unless.flatMap((each) => (each ? [certain(each)] : []));
  return all(possible(when), not(any(...exceptions)), any(...to.flatMap((each) => each ?? [])));
}

/** That a letter to this recipient has a reader: what is withheld, or has no address, goes to the front door. */
function readBy(to: unknown, routes: unknown, facts: Facts): Formula | undefined {
  if (typeof to === 'string') return isThere(to, facts);
  const role = textIn(to, 'role');
  if (role !== undefined) {
    const when = formulaOf(tableIn(to)['when'], facts);
    return when && all(possible(when), isThere(role, facts));
  }
  const route = textIn(to, 'route');
  if (route === undefined) return NEVER;
  const rows = listIn(routes, route);
  const reached = rowsReached(rows, facts);
  return (
    reached &&
    any(
      ...reached.map((row, n) =>
        all(row, any(...listIn(rows[n], 'to').map((each) => isThere(String(each), facts)))),
      ),
    )
  );
}

/** A keyworker is passed over where nobody knows if there is a case; another authority, where nobody names one. */
function isThere(role: string, facts: Facts): Formula {
  if (!ROLES_FROM_ELSEWHERE.includes(role)) return ALWAYS;
  if (role === 'keyworker' || role === 'keyworker-team') {
    return certain(asked('status', { key: 'status', asks: ['open', 'not-open'] }, facts));
  }
  const key = AUTHORITIES[role];
  return key ? possible(asked(key, { key, asks: 'another' }, facts)) : NEVER;
}

const AUTHORITIES: Readonly<Record<string, string>> = {
  'placing-authority': 'responsible-authority',
  'host-authority': 'host-authority',
  'receiving-authority': 'found-in',
};
