// The questions that a rule may ask about the child and the absence, each answered yes, no or unknown, and why.
import {
  bankHolidayOn,
  dateInWords,
  dateLater,
  inOfficeHours,
  isSchoolDay,
  isWorkingDay,
  localDate,
  spoken,
  timeOfDay,
  weekday,
  wholeYears,
} from './calendar.ts';
import type { Answer, Situation } from './condition.ts';
import { answer, firstKnown } from './condition.ts';
import { listed, nobodySaid, plainly, sourceInWords, whomInWords } from './in-words.ts';
import { earliest, latest } from './instant.ts';
import type { Condition, DAYS } from './policy.ts';
import { flag, notStated, oneOf, said } from './said.ts';
import type { Known } from './statements.ts';
import { statements } from './statements.ts';

type Of<K extends string> = Extract<Condition, Record<K, unknown>>;

export type Question = Exclude<
  Condition,
  | Of<'all'>
  | Of<'any'>
  | Of<'not'>
  | Of<'episodes'>
  | Of<'missingForDays'>
  | Of<'told'>
  | Of<'recorded'>
  | Of<'decided'>
>;

export function ask(question: Question, on: Situation): Answer {
  const { absence, child, person } = on;
  if ('age' in question) return age(question, on);
  if ('risk' in question) {
    const { value, knownAt } = absence.risk;
    return answer(question.risk.includes(value), `the risk acted on is ${value}`, knownAt);
  }
  if ('riskStated' in question) {
    const wanted: readonly string[] = question.riskStated;
    const match = firstKnown(absence.riskStated.filter((stated) => wanted.includes(stated.value)));
    const stated = new Set(absence.riskStated.map((each) => plainly(each.value)));
    return answer(match !== undefined, `the risk is stated as ${listed([...stated], 'and')}`, match?.knownAt);
  }
  if ('category' in question) {
    const { value, knownAt } = absence.category;
    if (value === 'unknown') return { is: 'unknown', why: nobodySaid(['category'], person), knownAt };
    return answer(question.category.includes(value), `the category is ${plainly(value)}`, knownAt);
  }
  if ('person' in question) {
    // Every sentence names whom it is about: that this is right needs no words.
    const holds = question.person.includes(child.kind);
    return answer(holds, holds ? '' : whomInWords(person));
  }
  if ('now' in question) return standsNow(question, on);
  if ('outcome' in question) {
    return oneOf(question.outcome, absence.outcome, 'the outcome is', nobodySaid(['found.outcome'], person));
  }
  if ('indicator' in question) return indicator(question, on);
  if ('status' in question) return status(question, on);
  if ('statusWithin' in question) return statusWithin(question, on);
  if ('responsibleAuthority' in question) {
    const named = [...absence.responsible, ...child.responsible];
    return whose(named, question.responsibleAuthority, 'another authority is responsible', on);
  }
  if ('hostAuthority' in question) {
    const another = `the ${person} lives in the area of another authority`;
    return whose(authoritiesSaid('hostAuthority', on), question.hostAuthority, another, on);
  }
  if ('foundIn' in question) {
    const another = `the ${person} was found in the area of another authority`;
    return whose(authoritiesSaid('found.foundInAuthority', on), question.foundIn, another, on);
  }
  if ('said' in question) return said(question, on);
  if ('flag' in question) return flag(question, on);
  if ('notStated' in question) return notStated(question, on);
  if ('reportedBy' in question) {
    const match = firstKnown(absence.reportedBy.filter(({ value }) => question.reportedBy.includes(value)));
    const names = [...new Set(absence.reportedBy.map(({ value }) => sourceInWords(value)))];
    const why = `it was reported by ${listed(names, 'and') || 'nobody'}`;
    return answer(match !== undefined, why, match?.knownAt);
  }
  if ('interview' in question) return howItStands(question, on);
  if ('day' in question) return day(question, on);
  if ('office' in question) {
    const isOpen = inOfficeHours(on.calendar, on.routedAt);
    const why = `the notice came while the office was ${isOpen ? 'open' : 'closed'}`;
    return answer(isOpen === (question.office === 'open'), why, on.routedAt);
  }
  const { from, until } = question.time;
  const at = timeOfDay(on.calendar, on.routedAt);
  const holds = from <= until ? at >= from && at < until : at >= from || at < until;
  return { ...answer(holds, `the notice came at ${at}`, on.routedAt), asked: `between ${from} and ${until}` };
}

/** Joins a child's missing episodes and absences from school. */
function standsNow({ now }: Of<'now'>, { child, absence, person }: Situation): Answer {
  if (now === 'educated-elsewhere') {
    const isElsewhere = absence.schooling?.over === 'elsewhere';
    const why = isElsewhere
      ? 'the pupil is educated elsewhere'
      : 'nobody says that the pupil is educated elsewhere';
    return answer(isElsewhere, why, absence.endKnownAt);
  }
  const all = now === 'missing-now' ? child.absences.filter(({ reported }) => reported) : child.schooling;
  const words = plainly(now);
  const open = all.filter(({ ended }) => !ended);
  const since = earliest(open.map(({ schooling, receivedAt }) => schooling?.knownAt ?? receivedAt));
  if (since) return answer(true, `the ${person} is ${words}`, since);
  return answer(
    false,
    `the ${person} is not ${words}`,
    latest(all.flatMap(({ endKnownAt }) => endKnownAt ?? [])),
  );
}

function indicator(question: Of<'indicator'>, { absence }: Situation): Answer {
  const asked = listed(question.indicator.map(plainly), 'or');
  const { values, isKnown, knownAt } = absence.indicators;
  const match = firstKnown(values.filter((each) => question.indicator.includes(each.value)));
  if (!match && !isKnown)
    return { is: 'unknown', why: `nobody has said whether there are signs of ${asked}`, knownAt };
  const why = match ? `there are signs of ${plainly(match.value)}` : `there are no signs of ${asked}`;
  return answer(match !== undefined, why, match?.knownAt ?? knownAt);
}

function status(question: Of<'status'>, { child }: Situation): Answer {
  const { value, knownAt } = child.status;
  if (value === 'unknown') return { is: 'unknown', why: 'it is not known whether a case is open', knownAt };
  const holds = question.status.some((s) => s === value || (s === 'open' && value !== 'not-open'));
  return answer(
    holds,
    `the case is ${value === 'not-open' ? 'not open' : `open (${plainly(value)})`}`,
    knownAt,
  );
}

/** A child of whom the case system never spoke has had no status that could have changed. */
function statusWithin(
  question: Of<'statusWithin'>,
  { child, calendar, routedAt, person }: Situation,
): Answer {
  const { unit, n } = question.statusWithin;
  const asked = `for no longer than ${n} ${n === 1 ? unit.slice(0, -1) : unit}`;
  if (!child.isInCaseSystem && child.status.value !== 'unknown') {
    return { is: 'no', why: `the case system has never spoken of this ${person}` };
  }
  const { statusSince } = child;
  if (!statusSince) {
    const { knownAt } = child.status;
    return { is: 'unknown', why: nobodySaid(['statusSince'], person), asked, knownAt };
  }
  const since = localDate(calendar, statusSince.value);
  const holds = since >= dateLater(localDate(calendar, routedAt), unit, -n);
  const why = `the case has had its present status since ${dateInWords(since)}`;
  return { ...answer(holds, why, statusSince.knownAt), asked };
}

/** Where one source names us and another somebody else, either may be right. */
function whose(
  named: readonly Known<string | undefined>[],
  asked: 'ours' | 'another',
  another: string,
  { child }: Situation,
): Answer {
  const others = named.filter(({ value }) => value !== undefined && value !== child.authority);
  const heardAt = latest(named.map((each) => each.knownAt));
  if (others.length === 0) return answer(asked === 'ours', `nobody says that ${another}`, heardAt);
  const names = [...new Set(others.map(({ value }) => value))].join(', ');
  if (named.some(({ value }) => value === child.authority)) {
    const why = `the sources do not agree whether ${another} (${names})`;
    return { is: 'unknown', why, ...(heardAt && { knownAt: heardAt }) };
  }
  const knownAt = earliest(others.map((each) => each.knownAt));
  return answer(asked === 'another', `${another} (${names})`, knownAt);
}

/** Each source's word on another authority: a code, our own too, or that it does not know. */
export const authoritiesSaid = (field: string, { absence, child }: Situation): Known<string | undefined>[] =>
  [...absence.said, child.case].flatMap((said) =>
    statements(said, field).map(({ value, receivedAt }) => ({
      value: typeof value === 'string' ? value : undefined,
      knownAt: receivedAt,
    })),
  );

function howItStands(question: Of<'interview'>, { absence }: Situation): Answer {
  const { interviewOffered, interviewDone, interviewOutcome } = absence;
  const states = [
    ...(interviewOffered ? [{ value: 'offered', knownAt: interviewOffered.knownAt }] : []),
    ...(interviewDone ? [{ value: 'held', knownAt: interviewDone.knownAt }] : []),
    ...(interviewOutcome ? [interviewOutcome] : []),
  ];
  const wanted: readonly string[] = question.interview;
  const match = firstKnown(states.filter(({ value }) => wanted.includes(value)));
  const stands = listed(
    states.map(({ value }) => plainly(value)),
    'and',
  );
  const why = stands
    ? `the return home interview is recorded as ${stands}`
    : 'no return home interview is recorded as offered';
  return answer(match !== undefined, why, match?.knownAt);
}

/** A day that the calendar knows nothing of may be any. */
function day(question: Of<'day'>, { calendar, routedAt }: Situation): Answer {
  const date = localDate(calendar, routedAt);
  const asked = `on a ${listed(question.day.map(plainly), 'or')}`;
  try {
    const is: Record<(typeof DAYS)[number], boolean> = {
      'working-day': isWorkingDay(calendar, date),
      'school-day': isSchoolDay(calendar, date),
      weekend: weekday(date) > 5,
      'bank-holiday': bankHolidayOn(calendar, date),
    };
    const holds = question.day.some((kind) => is[kind]);
    return { ...answer(holds, `the notice came on ${spoken(calendar, routedAt)}`, routedAt), asked };
  } catch {
    const why = `the calendar does not reach ${dateInWords(date)}`;
    return { is: 'unknown', why, asked, knownAt: routedAt };
  }
}

function age(question: Of<'age'>, on: Situation): Answer {
  const { born, bornKnownAt } = on.child;
  const limit = question.age;
  const words = 'under' in limit ? `under ${limit.under}` : `${limit.atLeast} or over`;
  const asked = `aged ${words}`;
  if (!born) {
    const why = `the date of birth is not known, so the ${on.person} counts as ${words}`;
    return { is: 'unknown', why, ...(bornKnownAt && { knownAt: bornKnownAt }) };
  }
  const at = question.at === 'start' ? on.absence.since : on.routedAt;
  const date = localDate(on.calendar, at);
  const oldest = wholeYears(born.from, date);
  const youngest = wholeYears(born.to, date);
  const holds = (years: number) => ('under' in limit ? years < limit.under : years >= limit.atLeast);
  const years = youngest === oldest ? youngest : `${youngest} to ${oldest}`;
  const why = `the ${on.person} was aged ${years} on ${dateInWords(date)}`;
  if (holds(oldest) !== holds(youngest)) return { is: 'unknown', why, asked, knownAt: born.knownAt };
  return { ...answer(holds(oldest), why, born.knownAt), asked };
}
