// A condition taken apart into the single questions it asks, each under the fact that answers it.
import { condition } from '../condition-schema.ts';
import { listIn, tableIn, textIn } from '../plain.ts';

/** One question of the file, such as `status: [open]`. */
export interface Question {
  key: string;
  asks: unknown;
}

/** The questions that are asked of each fact. Questions of one fact are answered together. */
export type Facts = Map<string, Question[]>;

export type Formula =
  | { is: 'asked'; fact: string; question: number }
  | { is: 'all'; of: readonly Formula[] }
  | { is: 'any'; of: readonly Formula[] }
  | { is: 'not'; of: Formula }
  | { is: 'certain'; of: Formula }
  | { is: 'possible'; of: Formula };

export const ALWAYS: Formula = { is: 'all', of: [] };
export const NEVER: Formula = { is: 'any', of: [] };

export const all = (...of: Formula[]): Formula => ({ is: 'all', of });
export const any = (...of: Formula[]): Formula => ({ is: 'any', of });
/** That it holds beyond doubt. */
export const certain = (of: Formula): Formula => ({ is: 'certain', of });
/** That it holds, or that nobody knows. */
export const possible = (of: Formula): Formula => ({ is: 'possible', of });
export const not = (of: Formula): Formula => ({ is: 'not', of });

/** No condition holds always. Undefined for what is no condition. */
export function formulaOf(said: unknown, facts: Facts): Formula | undefined {
  if (said === undefined) return ALWAYS;
  return condition.safeParse(said).success ? takenApart(said, facts) : undefined;
}

function takenApart(said: unknown, facts: Facts): Formula {
  const [[key, asks] = ['', undefined]] = Object.entries(tableIn(said));
  if (key === 'not') return not(takenApart(asks, facts));
  if (key === 'all' || key === 'any') {
    return { is: key, of: listIn(asks).map((part) => takenApart(part, facts)) };
  }
  if (key !== 'indicator') return asked(factOf(key, asks), { key, asks }, facts);
  // A child may show several.
  return any(...listIn(asks).map((each) => asked(`indicator ${each}`, { key, asks: [each] }, facts)));
}

export function asked(fact: string, question: Question, facts: Facts): Formula {
  const known = facts.get(fact) ?? [];
  const same = known.findIndex((each) => JSON.stringify(each) === JSON.stringify(question));
  if (same >= 0) return { is: 'asked', fact, question: same };
  facts.set(fact, [...known, question]);
  return { is: 'asked', fact, question: known.length };
}

function factOf(key: string, asks: unknown): string {
  if (key === 'told') return `told ${asks}`;
  if (key === 'recorded' || key === 'decided') return `${key} ${textIn(asks, 'task')}`;
  if (key === 'stated-risk') return 'risk';
  return key === 'day' || key === 'office' ? 'notice' : key;
}
