// Checks that every condition can hold: one that contradicts itself would silence what stands under it.
import type { Finding } from '../finding.ts';
import { search } from './combinations.ts';
import { type Facts, formulaOf, possible } from './formula.ts';
import { conditionsOf, otherConditionsOf, rulesOf } from './places.ts';

export function conditionFindings(file: unknown): Finding[] {
  return rulesOf(file).flatMap(({ v, version, rules }) =>
    [...rules.flatMap(conditionsOf), ...otherConditionsOf(version, v)].flatMap(
      ({ value, path }): Finding[] => {
        const facts: Facts = new Map();
        const formula = formulaOf(value, facts);
        if (!formula || search(possible(formula), facts, { knownOnly: true }) !== 'none') return [];
        const message = 'can hold in no case: what it asks contradicts itself';
        return [{ path, message, mend: 'correct it, or write any: for all: where one is enough' }];
      },
    ),
  );
}
