// Everything that one fact can answer to the questions asked of it: each set of answers once, the known ones first.
import { caseStatuses } from '../../contract/case.ts';
import { foundOutcomes } from '../../contract/found.ts';
import { categories } from '../../contract/missing.ts';
import { personKinds } from '../../contract/person.ts';
import { sourceKinds } from '../../contract/senders.ts';
import { TEXT_FACTS } from '../../core/policy.ts';
import { listIn } from '../plain.ts';
import type { Question } from './formula.ts';
import { episodes, inOrder, missingFor, statusWithin } from './possible-lengths.ts';
import { ages, hours, interviews, notices, risks } from './possible-particulars.ts';

export type Answer = 'yes' | 'no' | 'unknown';

export interface Possibility {
  /** To each question, in their order. */
  answers: readonly Answer[];
  words: string;
  /** Where nothing is left open. */
  isKnown: boolean;
}

type Ways = readonly Possibility[] | undefined;

/** Undefined where there are too many, or where a question is not understood. */
export function possibilitiesOf(fact: string, questions: readonly Question[]): Ways {
  const ways = SPECIAL[fact]?.(questions) ?? plainly(fact, questions);
  const seen = new Map<string, Possibility>();
  for (const way of ways ?? []) {
    const key = way.answers.join();
    if (!seen.has(key)) seen.set(key, way);
  }
  return ways && [...seen.values()].sort((a, b) => Number(b.isKnown) - Number(a.isKnown));
}

const SPECIAL: Readonly<Record<string, (questions: readonly Question[]) => Ways>> = {
  age: ages,
  risk: risks,
  notice: notices,
  time: hours,
  interview: interviews,
  episodes,
  'missing-for': missingFor,
  'status-within': statusWithin,
  category: (asked) => oneOf('the category is', categories, asked, { asked: 'unknown' }),
  person: (asked) => oneOf('the person is a', personKinds, asked, 'never'),
  outcome: (asked) => oneOf('the outcome is', foundOutcomes, asked),
  status: (asked) => statuses(asked),
  // Whoever is missing was reported by somebody.
  'reported-by': (asked) => anyOf('reported by', named(asked, sourceKinds), asked)?.slice(1),
  'not-stated': (asked) => anyOf('nobody has stated', named(asked), asked, 'everything was stated'),
};

function plainly(fact: string, questions: readonly Question[]): Ways {
  if (isIn(TEXT_FACTS, fact)) return oneOf(`${spell(fact)}:`, [...named(questions), ANOTHER], questions);
  if (questions.every(({ asks }) => asks === true)) {
    return [
      said(`${spell(fact)} is said`, questions, 'yes'),
      said(`${spell(fact)} is not said`, questions, 'no'),
      open(`${spell(fact)} is not known`, questions),
    ];
  }
  if (fact.endsWith('-authority') || fact === 'found-in') return whose(fact, questions);
  const [kind = '', ...task] = fact.split(' ');
  const about = spell(task.join(' '));
  if (kind === 'indicator') {
    return [
      said(`${about} is indicated`, questions, 'yes'),
      said(`${about} is not indicated`, questions, 'no'),
      open(`nobody has said whether ${about} is indicated`, questions),
    ];
  }
  if (kind === 'told') {
    return [
      said(`${about} has gone out`, questions, 'yes'),
      said(`${about} has not gone out`, questions, 'no'),
    ];
  }
  if (kind !== 'recorded' && kind !== 'decided') return apart(fact, questions);
  const outcomes = [...new Set(questions.flatMap(({ asks }) => listIn(asks, 'as').map(String)))];
  const none = said(`${about} is not ${kind}`, questions, 'no');
  const known = [...outcomes, ANOTHER].map(
    (outcome): Possibility => ({
      answers: questions.map(({ asks }) => {
        const as = listIn(asks, 'as');
        return as.length === 0 || as.includes(outcome) ? 'yes' : 'no';
      }),
      words: `${about} is ${kind} as ${outcome}`,
      isKnown: true,
    }),
  );
  return [...known, none];
}

const ANOTHER = 'something else';

/** A fact of which nothing is known but that each question may be answered either way. */
function apart(fact: string, questions: readonly Question[]): Ways {
  const ways = inOrder(
    questions,
    ({ asks }) => `${spell(fact)}: ${JSON.stringify(asks)}`,
    () => false,
  );
  return ways && [...ways, open(`${spell(fact)} not known`, questions)];
}

/** A fact that has one value at a time. Which value no message has, or that one that is asked for, may be left open. */
function oneOf(
  words: string,
  values: readonly string[],
  questions: readonly Question[],
  unknown: 'never' | { asked?: string } = {},
): Ways {
  const asked = unknown === 'never' ? undefined : unknown.asked;
  const known = values
    .filter((value) => value !== asked)
    .map(
      (value): Possibility => ({
        answers: questions.map(({ asks }) => (listIn(asks).includes(value) ? 'yes' : 'no')),
        words: `${words} ${spell(value)}`,
        isKnown: true,
      }),
    );
  if (unknown === 'never') return known;
  // Whoever asks for what is unknown knows what to do with it.
  const isKnown = asked !== undefined && questions.some(({ asks }) => listIn(asks).includes(asked));
  return [...known, { ...open(`${words} not known`, questions), isKnown }];
}

function statuses(questions: readonly Question[]): Ways {
  const opened = questions.map(({ key, asks }) => ({
    key,
    asks: listIn(asks).flatMap((each) =>
      each === 'open' ? caseStatuses.filter((of) => of !== 'not-open') : [each],
    ),
  }));
  const ways = oneOf('the case is', caseStatuses, opened);
  const openCases = ways?.filter(({ words, isKnown }) => isKnown && words !== 'the case is not open') ?? [];
  const isOne = new Set(openCases.map(({ answers }) => answers.join())).size === 1;
  return ways?.map((way) => (isOne && openCases.includes(way) ? { ...way, words: 'the case is open' } : way));
}

/** A fact that has several values at once; the first way has none. Values that every question treats alike count as one. */
function anyOf(words: string, values: readonly string[], questions: readonly Question[], none = ''): Ways {
  const alike = new Map<string, { value: string; answers: boolean[] }>();
  for (const value of values) {
    const answers = questions.map(({ asks }) => listIn(asks).includes(value));
    if (!alike.has(answers.join())) alike.set(answers.join(), { value, answers });
  }
  const kinds = [...alike.values()];
  if (kinds.length > MOST_KINDS) return undefined;
  const ways = Array.from({ length: 2 ** kinds.length }, (_, set): Possibility => {
    const those = kinds.filter((_, n) => set & (2 ** n));
    return {
      answers: questions.map((_, q) => (those.some(({ answers }) => answers[q]) ? 'yes' : 'no')),
      words: those.length > 0 ? `${words} ${those.map(({ value }) => spell(value)).join(', ')}` : none,
      isKnown: true,
    };
  });
  return ways;
}

const MOST_KINDS = 12;

/** Where one source names us and another somebody else, either may be right. */
function whose(fact: string, questions: readonly Question[]): Ways {
  const who = WHOSE[fact] ?? fact;
  const way = (is: string): Possibility => ({
    answers: questions.map(({ asks }) => (asks === is ? 'yes' : 'no')),
    words: is === 'ours' ? `no other authority ${who}` : `another authority ${who}`,
    isKnown: true,
  });
  return [way('ours'), way('another'), open(`the sources do not agree which authority ${who}`, questions)];
}

const WHOSE: Readonly<Record<string, string>> = {
  'responsible-authority': 'is responsible',
  'host-authority': 'is the host',
  'found-in': 'is where the child was found',
};

const said = (words: string, questions: readonly Question[], answer: Answer): Possibility => ({
  answers: questions.map(() => answer),
  words,
  isKnown: true,
});

const open = (words: string, questions: readonly Question[]): Possibility => ({
  ...said(words, questions, 'unknown'),
  isKnown: false,
});

const named = (questions: readonly Question[], more: readonly string[] = []): string[] => [
  ...new Set([...questions.flatMap(({ asks }) => listIn(asks).map(String)), ...more]),
];

const isIn = (facts: Readonly<Record<string, string>>, fact: string): boolean =>
  Object.values(facts).includes(fact);

export const spell = (name: string): string => name.replaceAll('-', ' ');
