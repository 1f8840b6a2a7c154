// Looks through every combination of the answers that the facts may give, for one in which something is so.
import type { FileCondition } from '../condition-schema.ts';
import type { Facts, Formula } from './formula.ts';
import { all, formulaOf, not, possible } from './formula.ts';
import type { Answer, Possibility } from './possibilities.ts';
import { possibilitiesOf } from './possibilities.ts';

/**
 * Whether the conclusion holds, or may hold, wherever the premise holds or may hold: what the premise acts on, the
 * conclusion acts on too. Undefined where it cannot be decided. No condition holds always.
 */
export function implies(
  premise: FileCondition | undefined,
  conclusion: FileCondition | undefined,
): boolean | undefined {
  const facts: Facts = new Map();
  const [first, second] = [formulaOf(premise, facts), formulaOf(conclusion, facts)];
  if (!first || !second) return undefined;
  const found = search(all(possible(first), not(second)), facts);
  return found === undefined ? undefined : found === 'none';
}

/** What is so in one combination, a phrase for each fact that matters. */
export type Combination = readonly string[];

/**
 * A combination in which the formula holds for certain. With `knownOnly`, of those in which every fact is known.
 * Undefined where there are too many to look through, or where a question is not understood.
 */
export function search(
  formula: Formula,
  facts: Facts,
  { knownOnly = false }: { knownOnly?: boolean } = {},
): Combination | 'none' | undefined {
  const names = factsIn(formula);
  const ways = new Map<string, readonly Possibility[]>();
  for (const name of names) {
    const of = possibilitiesOf(name, facts.get(name) ?? []);
    const left = knownOnly ? of?.filter(({ isKnown }) => isKnown) : of;
    if (!left || left.length === 0) return undefined;
    ways.set(name, left);
  }
  const open = new Map([...ways].map(([name, of]) => [name, openAnswers(of)]));
  const chosen = new Map<string, Possibility>();
  let steps = 0;

  function may(of: Formula): number {
    steps += 1;
    if (of.is === 'asked') {
      const answer = chosen.get(of.fact)?.answers[of.question];
      return answer ? BIT[answer] : (open.get(of.fact)?.[of.question] ?? ANYTHING);
    }
    if (of.is === 'all') return of.of.reduce((so, part) => (so === NO ? so : both(so, may(part))), YES);
    if (of.is === 'any')
      return opposite(of.of.reduce((so, part) => (so === NO ? so : both(so, opposite(may(part)))), YES));
    const inner = may(of.of);
    if (of.is === 'not') return opposite(inner);
    const yes = of.is === 'certain' ? YES : YES | OPEN;
    return (inner & yes ? YES : 0) | (inner & ~yes ? NO : 0);
  }

  function from(n: number): Combination | 'none' | undefined {
    const answers = may(formula);
    if (steps > MOST_STEPS) return undefined;
    if (!(answers & YES)) return 'none';
    const name = names[n];
    if (answers === YES || name === undefined) return [...chosen.values()].map(({ words }) => words);
    for (const way of ways.get(name) ?? []) {
      chosen.set(name, way);
      const found = from(n + 1);
      if (found !== 'none') return found;
    }
    chosen.delete(name);
    return 'none';
  }
  return from(0);
}

/** What takes longer is not read by a person either. */
const MOST_STEPS = 3_000_000;

const NO = 1;
const OPEN = 2;
const YES = 4;
const ANYTHING = NO | OPEN | YES;
const BIT: Readonly<Record<Answer, number>> = { no: NO, unknown: OPEN, yes: YES };

/** Of the answers that each of two may give, those that both together may give. */
function both(a: number, b: number): number {
  const no = (a | b) & NO;
  const open = (a & OPEN && b & (OPEN | YES)) || (b & OPEN && a & (OPEN | YES)) ? OPEN : 0;
  return no | open | (a & b & YES);
}

const opposite = (of: number): number => (of & NO ? YES : 0) | (of & OPEN) | (of & YES ? NO : 0);

const openAnswers = (ways: readonly Possibility[]): number[] =>
  (ways[0]?.answers ?? []).map((_, n) =>
    ways.reduce((bits, { answers }) => bits | BIT[answers[n] ?? 'unknown'], 0),
  );

function factsIn(formula: Formula): string[] {
  const found = new Set<string>();
  const look = (of: Formula): void => {
    if (of.is === 'asked') found.add(of.fact);
    else if (of.is === 'all' || of.is === 'any') of.of.forEach(look);
    else look(of.of);
  };
  look(formula);
  return [...found];
}
