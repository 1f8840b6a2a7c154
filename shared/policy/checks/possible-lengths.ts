// What counts and lengths of time can answer: who was missing for seven days was missing for five.
import { tableIn, textIn } from '../plain.ts';
import type { Question } from './formula.ts';
import type { Answer, Possibility } from './possibilities.ts';

export function episodes(questions: readonly Question[]): Possibility[] | undefined {
  const words = ({ asks }: Question) =>
    `missing ${countOf(asks)} times or more ${windowInWords(tableIn(asks)['in'])}`;
  return inOrder(questions, words, (a, b) => {
    const wide = isWithin(tableIn(a)['in'], tableIn(b)['in']);
    return wide && countOf(a) >= countOf(b);
  });
}

export function missingFor(questions: readonly Question[]): Possibility[] | undefined {
  const days = (asks: unknown) => Number(tableIn(asks)['days'] ?? 0);
  return inOrder(
    questions,
    ({ asks }) => `missing for ${days(asks)} days`,
    (a, b) => days(a) >= days(b),
  );
}

export function statusWithin(questions: readonly Question[]): Possibility[] | undefined {
  const words = ({ asks }: Question) => `the status is no older than ${lengthInWords(asks)}`;
  const known = inOrder(questions, words, (a, b) => daysIn(a).most <= daysIn(b).least || same(a, b));
  const open = questions.map((): Answer => 'unknown');
  return known && [...known, { answers: open, words: 'the age of the status is not known', isKnown: false }];
}

/** Every set of answers in which whatever follows from a yes is a yes too. */
export function inOrder(
  questions: readonly Question[],
  words: (question: Question) => string,
  follows: (from: unknown, what: unknown) => boolean,
): Possibility[] | undefined {
  if (questions.length > MOST_QUESTIONS) return undefined;
  const needs = questions.map(({ asks }) =>
    questions.reduce((set, what, n) => (follows(asks, what.asks) ? set | (2 ** n) : set), 0),
  );
  return Array.from({ length: 2 ** questions.length }, (_, set) => set)
    .filter((set) => needs.every((need, n) => !(set & (2 ** n)) || (set & need) === need))
    .map((set) => ({
      answers: questions.map((_, n): Answer => (set & (2 ** n) ? 'yes' : 'no')),
      words: questions.map((each, n) => (set & (2 ** n) ? words(each) : `not ${words(each)}`)).join(', '),
      isKnown: true,
    }));
}

const MOST_QUESTIONS = 12;

const countOf = (asks: unknown): number => Number(tableIn(asks)['at-least'] ?? 0);

/** Whether every absence in the one window is in the other too. */
function isWithin(narrow: unknown, wide: unknown): boolean {
  if (wide === 'ever' || same(narrow, wide)) return true;
  if (narrow === 'ever' || wide === 'previous-month') return false;
  // The whole month before lies within the last two.
  if (narrow === 'previous-month')
    return daysIn(wide).least >= 62 || Number(tableIn(wide)['months'] ?? 0) >= 2;
  const unit = (of: unknown) => Object.keys(tableIn(of))[0] ?? '';
  if (unit(narrow) === unit(wide)) {
    return Number(tableIn(narrow)[unit(narrow)]) <= Number(tableIn(wide)[unit(wide)]);
  }
  return daysIn(narrow).most <= daysIn(wide).least;
}

/** How many days so many days, weeks, months or years may be. */
function daysIn(span: unknown): { least: number; most: number } {
  const [[unit, n] = ['', 0]] = Object.entries(tableIn(span));
  const [least, most] = DAYS_IN[unit] ?? [1, 1];
  return { least: Math.floor(least * Number(n)), most: Math.ceil(most * Number(n)) };
}

const DAYS_IN: Readonly<Record<string, readonly [number, number]>> = {
  days: [1, 1],
  weeks: [7, 7],
  months: [28, 31],
  years: [365, 366],
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function windowInWords(window: unknown): string {
  if (window === 'ever') return 'in all';
  if (textIn(window) === 'previous-month') return 'in the calendar month before';
  return `in ${lengthInWords(window)}`;
}

const lengthInWords = (span: unknown): string =>
  Object.entries(tableIn(span))
    .map(([unit, n]) => `${n} ${n === 1 ? unit.slice(0, -1) : unit}`)
    .join(' ');
