// Whether a rule can be judged at all: what is wrong with its words and its names is found elsewhere, and mended first.
import { FRONT_DOOR } from '../../core/routing.ts';
import { ledger } from '../ledger.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { ROLES_FROM_ELSEWHERE } from '../roles.ts';
import { baselineFile } from '../version-schema.ts';

export function isSound(rule: unknown, version: unknown, directory: readonly string[]): boolean {
  const roles = [...directory, ...ROLES_FROM_ELSEWHERE, FRONT_DOOR];
  const isKnown = (to: unknown): boolean => {
    const role = typeof to === 'string' ? to : textIn(to, 'role');
    const route = textIn(to, 'route');
    if (route !== undefined) return route in tableIn(version, 'routes');
    return role === undefined || directory.length === 0 || roles.includes(role);
  };
  return (
    baselineFile.safeParse({ id: 'one', title: 'A rule alone', rules: [rule] }).success &&
    listIn(rule, 'clauses').every((clause) => ledger.has(String(clause))) &&
    listIn(rule, 'to').every(isKnown)
  );
}
