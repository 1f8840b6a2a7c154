// Whether a condition holds: yes, no, or unknown - and unknown widens, it never narrows.

import type { Absence } from './absence.ts';
import type { Calendar } from './calendar.ts';
import { localDate, wholeYears } from './calendar.ts';
import type { Child } from './facts.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { Condition } from './policy.ts';
import type { Known } from './statements.ts';

export interface Answer {
  is: 'yes' | 'no' | 'unknown';
  /** In the words of a practitioner, as part of a sentence. */
  why: string;
  /** When the facts it rests on had all reached us. */
  knownAt?: Instant;
}

export interface Situation {
  child: Child;
  absence: Absence;
  calendar: Calendar;
  /** When the notice that is being routed reached us. */
  routedAt: Instant;
}

const ALWAYS: Answer = { is: 'yes', why: '' };

export function evaluate(condition: Condition | undefined, on: Situation): Answer {
  if (!condition) return ALWAYS;
  if ('all' in condition) return all(condition.all.map((part) => evaluate(part, on)));
  if ('any' in condition) return any(condition.any.map((part) => evaluate(part, on)));
  if ('not' in condition) return not(evaluate(condition.not, on));
  if ('age' in condition) return age(condition, on);
  const { absence, child } = on;
  if ('risk' in condition) {
    const { value, knownAt } = absence.risk;
    return answer(condition.risk.includes(value), `risk is acted on as ${value}`, knownAt);
  }
  if ('riskStated' in condition) {
    const wanted: readonly string[] = condition.riskStated;
    const match = firstKnown(absence.riskStated.filter((stated) => wanted.includes(stated.value)));
    const stated = absence.riskStated.map((each) => each.value).join(', ');
    return answer(match !== undefined, `the risk stated is ${stated}`, match?.knownAt);
  }
  if ('category' in condition) {
    const { value, knownAt } = absence.category;
    if (value === 'unknown') return { is: 'unknown', why: 'the category is unknown', knownAt };
    return answer(condition.category.includes(value), `the category is ${value}`, knownAt);
  }
  if ('person' in condition) return answer(condition.person.includes(child.kind), `this is a ${child.kind}`);
  if ('missingFrom' in condition) return oneOf(condition.missingFrom, absence.missingFrom, 'missing from');
  if ('outcome' in condition) return oneOf(condition.outcome, absence.outcome, 'the outcome is');
  if ('indicator' in condition) {
    const asked = condition.indicator.join(', ');
    const { values, isKnown, knownAt } = absence.indicators;
    if (!isKnown) return { is: 'unknown', why: `nobody has said whether there is ${asked}`, knownAt };
    const match = firstKnown(values.filter((each) => condition.indicator.includes(each.value)));
    const why = `${match ? match.value : `no ${asked}`} is indicated`;
    return answer(match !== undefined, why, match?.knownAt ?? knownAt);
  }
  if ('status' in condition) {
    const { value, knownAt } = child.status;
    if (value === 'unknown') return { is: 'unknown', why: 'it is not known whether a case is open', knownAt };
    const holds = condition.status.some((s) => s === value || (s === 'open' && value !== 'not-open'));
    return answer(holds, `the case is ${value === 'not-open' ? 'not open' : `open (${value})`}`, knownAt);
  }
  return responsibility(condition, on);
}

/** Where one source names us and another somebody else, either may be right. */
function responsibility(
  condition: Extract<Condition, { responsibleAuthority: string }>,
  on: Situation,
): Answer {
  const { absence, child } = on;
  const named = [...absence.responsible, ...child.responsible];
  const others = named.filter(({ value }) => value !== undefined && value !== child.authority);
  const heardAt = latest(named.map((each) => each.knownAt));
  if (others.length === 0) {
    return answer(condition.responsibleAuthority === 'ours', 'no other authority is responsible', heardAt);
  }
  const codes = [...new Set(others.map(({ value }) => value))].join(', ');
  if (named.some(({ value }) => value === child.authority)) {
    const why = `the sources do not agree whether another authority is responsible (${codes})`;
    return { is: 'unknown', why, ...(heardAt && { knownAt: heardAt }) };
  }
  const why = `another authority is responsible (${codes})`;
  const knownAt = earliest(others.map((each) => each.knownAt));
  return answer(condition.responsibleAuthority === 'another', why, knownAt);
}

function age(condition: Extract<Condition, { age: object }>, on: Situation): Answer {
  const { born, bornKnownAt } = on.child;
  const limit = condition.age;
  const words = 'under' in limit ? `under ${limit.under}` : `${limit.atLeast} or over`;
  if (!born) {
    const why = `the date of birth is unknown, so the child counts as ${words}`;
    return { is: 'unknown', why, ...(bornKnownAt && { knownAt: bornKnownAt }) };
  }
  const at = condition.at === 'start' ? on.absence.since : on.routedAt;
  const date = localDate(on.calendar, at);
  const oldest = wholeYears(born.from, date);
  const youngest = wholeYears(born.to, date);
  const holds = (years: number) => ('under' in limit ? years < limit.under : years >= limit.atLeast);
  const why = `aged ${youngest === oldest ? youngest : `${youngest} to ${oldest}`} on ${date}, asked: ${words}`;
  if (holds(oldest) !== holds(youngest)) return { is: 'unknown', why, knownAt: born.knownAt };
  return answer(holds(oldest), why, born.knownAt);
}

function oneOf(
  wanted: readonly string[],
  { value, knownAt }: Known<string | undefined>,
  words: string,
): Answer {
  if (value === undefined) return { is: 'unknown', why: `${words}: not known`, knownAt };
  return answer(wanted.includes(value), `${words} ${value}`, knownAt);
}

const firstKnown = (of: readonly Known<string>[]): Known<string> | undefined =>
  [...of].sort((a, b) => (a.knownAt < b.knownAt ? -1 : 1))[0];

const answer = (holds: boolean, why: string, knownAt?: Instant): Answer => ({
  is: holds ? 'yes' : 'no',
  why,
  ...(knownAt && { knownAt }),
});

function all(answers: readonly Answer[]): Answer {
  const no = answers.find((each) => each.is === 'no');
  if (no) return no;
  return together(answers, answers.some((each) => each.is === 'unknown') ? 'unknown' : 'yes');
}

function any(answers: readonly Answer[]): Answer {
  const yes = answers
    .filter((each) => each.is === 'yes')
    .sort((a, b) => ((a.knownAt ?? '') < (b.knownAt ?? '') ? -1 : 1))[0];
  if (yes) return yes;
  const unknown = answers.find((each) => each.is === 'unknown');
  return unknown ?? together(answers, 'no');
}

const not = (of: Answer): Answer => ({
  ...of,
  is: of.is === 'yes' ? 'no' : of.is === 'no' ? 'yes' : 'unknown',
});

function together(answers: readonly Answer[], is: Answer['is']): Answer {
  const knownAt = latest(answers.flatMap((each) => each.knownAt ?? []));
  const why = answers.flatMap((each) => each.why || []).join('; ');
  return { is, why, ...(knownAt && { knownAt }) };
}
