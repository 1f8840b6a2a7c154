// Whether a condition holds: yes, no, or unknown - and unknown widens, it never narrows.

import type { Absence } from './absence.ts';
import type { Calendar } from './calendar.ts';
import type { Child } from './facts.ts';
import { decided, episodes, missingForDays, recorded, told } from './history.ts';
import { whomInWords } from './in-words.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { Condition } from './policy.ts';
import { ask } from './questions.ts';
import type { OtherRules } from './standing.ts';

/** What is so, in plain words, as part of a sentence. */
export interface Reason {
  why: string;
  /** What the rule asked of it. Letters leave it out; explanations say both. */
  asked?: string;
}

export interface Answer extends Reason {
  is: 'yes' | 'no' | 'unknown';
  /** When the facts it rests on had all reached us. */
  knownAt?: Instant;
  /** It holds from this instant on, by the mere passing of time; from the beginning where left out. */
  holdsFrom?: Instant;
}

export interface Situation {
  child: Child;
  absence: Absence;
  calendar: Calendar;
  /** Whom it is about, in a word: "child", "family". */
  person: string;
  /** When the notice that is being routed reached us. */
  routedAt: Instant;
  /** What the other rules of the version come to on the same absence. */
  others: OtherRules;
}

const ALWAYS: Answer = { is: 'yes', why: '' };

export function evaluate(condition: Condition | undefined, on: Situation): Answer {
  if (!condition) return ALWAYS;
  if ('all' in condition) return all(condition.all, on);
  if ('any' in condition) return any(condition.any.map((part) => evaluate(part, on)));
  if ('not' in condition) return not(evaluate(condition.not, on), on);
  if ('episodes' in condition) return episodes(condition, on);
  if ('missingForDays' in condition) return missingForDays(condition.missingForDays, on);
  if ('told' in condition) return told(condition.told, on);
  if ('recorded' in condition) return recorded(condition, on);
  if ('decided' in condition) return decided(condition, on);
  return ask(condition, on);
}

/** That it holds now or will, at the latest at `at`. */
export const holdsBy = ({ is, holdsFrom }: Answer, at: Instant): boolean =>
  is === 'yes' && (holdsFrom === undefined || holdsFrom <= at);

/** The first that does not hold answers for all. */
function all(parts: readonly Condition[], on: Situation): Answer {
  const answers: Answer[] = [];
  for (const part of parts) {
    const found = evaluate(part, on);
    if (found.is === 'no') return found;
    answers.push(found);
  }
  const holdsFrom = latest(answers.flatMap((each) => each.holdsFrom ?? []));
  const is = answers.some((each) => each.is === 'unknown') ? 'unknown' : 'yes';
  return { ...together(answers, is), ...(holdsFrom && { holdsFrom }) };
}

/** Of those that hold, the first to hold; what may hold now goes before what will only hold later. */
function any(answers: readonly Answer[]): Answer {
  const since = ({ holdsFrom = '', knownAt = '' }: Answer) => (holdsFrom > knownAt ? holdsFrom : knownAt);
  const [yes] = answers.filter((each) => each.is === 'yes').sort((a, b) => (since(a) < since(b) ? -1 : 1));
  const unknown = answers.find((each) => each.is === 'unknown');
  if (yes && !(yes.holdsFrom && unknown)) return yes;
  return unknown ?? together(answers, 'no');
}

/** The opposite of what will hold later holds now, and nobody can tell beforehand whether it always will. */
const not = ({ holdsFrom, ...of }: Answer, { person }: Situation): Answer => ({
  ...of,
  is: holdsFrom || of.is === 'no' ? 'yes' : of.is === 'yes' ? 'no' : 'unknown',
  // Whom it is about goes without saying, but not that this is why a rule does nothing.
  why: of.why || whomInWords(person),
  ...(of.asked && { asked: `not ${of.asked}` }),
});

/** "the child was aged 9 on 20 November 2026 (asked: aged under 10)". */
export const inFull = ({ why, asked }: Reason): string => (asked ? `${why} (asked: ${asked})` : why);

function together(answers: readonly Answer[], is: Answer['is']): Answer {
  const knownAt = latest(answers.flatMap((each) => each.knownAt ?? []));
  const why = once(answers.map((each) => each.why)).join('; ');
  const asked = once(answers.map((each) => each.asked)).join(', ');
  return { is, why, ...(asked && { asked }), ...(knownAt && { knownAt }) };
}

/** A child is aged 9 whether it is asked for five and over or for under ten: that is one reason. */
const once = (said: readonly (string | undefined)[]): string[] => [
  ...new Set(said.flatMap((words) => words || [])),
];

export const answer = (holds: boolean, why: string, knownAt?: Instant): Answer => ({
  is: holds ? 'yes' : 'no',
  why,
  ...(knownAt && { knownAt }),
});

export const firstKnown = <T extends { knownAt: Instant }>(of: readonly T[]): T | undefined => {
  const knownAt = earliest(of.map((each) => each.knownAt));
  return of.find((each) => each.knownAt === knownAt);
};
