// The questions that a rule may ask about the child and the absence, each answered yes, no or unknown, and why.
import {
  bankHolidayOn,
  dateLater,
  inOfficeHours,
  isSchoolDay,
  isWorkingDay,
  localDate,
  timeOfDay,
  weekday,
  wholeYears,
} from './calendar.ts';
import type { Answer, Situation } from './condition.ts';
import { answer, firstKnown } from './condition.ts';
import { earliest, latest } from './instant.ts';
import type { Condition, DAYS, FlagFact, TextFact } from './policy.ts';
import { FLAG_FACTS, TEXT_FACTS } from './policy.ts';
import type { Known } from './statements.ts';
import { lastHeard, newestKnown, statements } from './statements.ts';

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
    return answer(question.risk.includes(value), `risk is acted on as ${value}`, knownAt);
  }
  if ('riskStated' in question) {
    const wanted: readonly string[] = question.riskStated;
    const match = firstKnown(absence.riskStated.filter((stated) => wanted.includes(stated.value)));
    const stated = absence.riskStated.map((each) => each.value).join(', ');
    return answer(match !== undefined, `the risk stated is ${stated}`, match?.knownAt);
  }
  if ('category' in question) {
    const { value, knownAt } = absence.category;
    if (value === 'unknown') return { is: 'unknown', why: 'the category is unknown', knownAt };
    return answer(question.category.includes(value), `the category is ${value}`, knownAt);
  }
  if ('person' in question) return answer(question.person.includes(child.kind), `it is about: ${person}`);
  if ('now' in question) return standsNow(question, on);
  if ('outcome' in question) return oneOf(question.outcome, absence.outcome, 'the outcome is');
  if ('indicator' in question) return indicator(question, on);
  if ('status' in question) return status(question, on);
  if ('statusWithin' in question) return statusWithin(question, on);
  if ('responsibleAuthority' in question) {
    const named = [...absence.responsible, ...child.responsible];
    return whose(named, question.responsibleAuthority, 'responsible', on);
  }
  if ('hostAuthority' in question)
    return whose(authoritiesSaid('hostAuthority', on), question.hostAuthority, 'the host', on);
  if ('foundIn' in question) {
    return whose(
      authoritiesSaid('found.foundInAuthority', on),
      question.foundIn,
      'where the child was found',
      on,
    );
  }
  if ('said' in question) return oneOf(question.is, textFact(question.said, on), `${spell(question.said)}:`);
  if ('flag' in question) return flag(question.flag, on);
  if ('notStated' in question) return notStated(question, on);
  if ('reportedBy' in question) {
    const by = absence.reportedBy;
    const match = firstKnown(by.filter(({ value }) => question.reportedBy.includes(value)));
    const why = `reported by ${[...new Set(by.map(({ value }) => value))].join(', ') || 'nobody'}`;
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
  return answer(holds, `the notice came at ${at}, asked: from ${from} until ${until}`, on.routedAt);
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
  const words = now.replaceAll('-', ' ');
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
  const asked = question.indicator.join(', ');
  const { values, isKnown, knownAt } = absence.indicators;
  const match = firstKnown(values.filter((each) => question.indicator.includes(each.value)));
  if (!match && !isKnown) return { is: 'unknown', why: `nobody has said whether there is ${asked}`, knownAt };
  const why = `${match ? match.value : `no ${asked}`} is indicated`;
  return answer(match !== undefined, why, match?.knownAt ?? knownAt);
}

function status(question: Of<'status'>, { child }: Situation): Answer {
  const { value, knownAt } = child.status;
  if (value === 'unknown') return { is: 'unknown', why: 'it is not known whether a case is open', knownAt };
  const holds = question.status.some((s) => s === value || (s === 'open' && value !== 'not-open'));
  return answer(holds, `the case is ${value === 'not-open' ? 'not open' : `open (${value})`}`, knownAt);
}

/** A child of whom the case system never spoke has had no status that could have changed. */
function statusWithin(question: Of<'statusWithin'>, { child, calendar, routedAt }: Situation): Answer {
  const { unit, n } = question.statusWithin;
  const asked = `${n} ${unit}`;
  if (!child.isInCaseSystem && child.status.value !== 'unknown') {
    return { is: 'no', why: 'the case system has never spoken of this child' };
  }
  const { statusSince } = child;
  if (!statusSince) {
    const { knownAt } = child.status;
    return {
      is: 'unknown',
      why: `since when the status holds is not known, asked: within ${asked}`,
      knownAt,
    };
  }
  const since = localDate(calendar, statusSince.value);
  const holds = since >= dateLater(localDate(calendar, routedAt), unit, -n);
  return answer(holds, `the status holds since ${since}, asked: within ${asked}`, statusSince.knownAt);
}

/** Where one source names us and another somebody else, either may be right. */
function whose(
  named: readonly Known<string | undefined>[],
  asked: 'ours' | 'another',
  as: string,
  { child }: Situation,
): Answer {
  const others = named.filter(({ value }) => value !== undefined && value !== child.authority);
  const heardAt = latest(named.map((each) => each.knownAt));
  if (others.length === 0) return answer(asked === 'ours', `no other authority is ${as}`, heardAt);
  const names = [...new Set(others.map(({ value }) => value))].join(', ');
  if (named.some(({ value }) => value === child.authority)) {
    const why = `the sources do not agree whether another authority is ${as} (${names})`;
    return { is: 'unknown', why, ...(heardAt && { knownAt: heardAt }) };
  }
  const knownAt = earliest(others.map((each) => each.knownAt));
  return answer(asked === 'another', `another authority is ${as} (${names})`, knownAt);
}

/** Each source's word on another authority: a code, our own too, or that it does not know. */
export const authoritiesSaid = (field: string, { absence, child }: Situation): Known<string | undefined>[] =>
  [...absence.said, child.case].flatMap((said) =>
    statements(said, field).map(({ value, receivedAt }) => ({
      value: typeof value === 'string' ? value : undefined,
      knownAt: receivedAt,
    })),
  );

/** Where the sources' words are found, by the name that the file has for them. */
const FIELD: Record<TextFact, string> = {
  missingFrom: 'missingFrom',
  legalStatus: 'legalStatus',
  placementType: 'placementType',
  placementPoliceArea: 'placementPoliceArea',
  policeArea: 'policeArea',
  policeDistrict: 'policeDistrict',
  homeArea: 'homeArea',
  returnedTo: 'found.returnedTo',
};

function textFact(fact: TextFact, { absence, child }: Situation): Known<string | undefined> {
  const all = [...absence.said, child.case];
  const statement = newestKnown(all, FIELD[fact]);
  return statement
    ? { value: String(statement.value), knownAt: statement.receivedAt }
    : { value: undefined, knownAt: lastHeard(all, [FIELD[fact]]) ?? absence.receivedAt };
}

const FLAG_FIELD: Record<FlagFact, string> = {
  harmDisclosed: 'found.harmDisclosed',
  unaccompaniedAsylumSeeker: 'unaccompaniedAsylumSeeker',
  placementNotified: 'placementNotified',
  preventionInterviewDone: 'found.preventionInterview',
  interviewIndependent: 'interview.independent',
  offRoll: 'education.offRoll',
};

/** One source that says so is enough. What nobody has spoken of is not so; a source that does not know leaves it open. */
function flag(fact: FlagFact, { absence, child }: Situation): Answer {
  const said = [...absence.said, child.case].flatMap((each) => statements(each, FLAG_FIELD[fact]));
  const wordOf = (value: unknown) =>
    typeof value === 'object' && value !== null ? (value as { done?: unknown }).done : value;
  const of = (wanted: unknown) => said.filter(({ value }) => (wordOf(value) ?? null) === wanted);
  const words = FLAG_FACTS[fact].replaceAll('-', ' ');
  const yes = earliest(of(true).map(({ receivedAt }) => receivedAt));
  if (yes) return answer(true, `${words}: yes`, yes);
  const open = earliest(of(null).map(({ receivedAt }) => receivedAt));
  if (open) return { is: 'unknown', why: `${words}: not known`, knownAt: open };
  const no = latest(of(false).map(({ receivedAt }) => receivedAt));
  return answer(false, no ? `${words}: no` : `${words}: nobody says so`, no);
}

function notStated({ notStated }: Of<'notStated'>, { absence, child }: Situation): Answer {
  const all = [...absence.said, child.case];
  const missing = notStated.filter((field) => !newestKnown(all, field));
  const heard = latest(notStated.flatMap((field) => newestKnown(all, field)?.receivedAt ?? []));
  if (missing.length === 0) return answer(false, `${notStated.join(', ')} was stated`, heard);
  return answer(true, `nobody has stated ${missing.join(', ')}`, absence.receivedAt);
}

function howItStands(question: Of<'interview'>, { absence }: Situation): Answer {
  const { interviewOffered, interviewDone, interviewOutcome } = absence;
  const states = [
    ...(interviewOffered ? [{ value: 'offered', knownAt: interviewOffered.knownAt }] : []),
    ...(interviewDone ? [{ value: 'held', knownAt: interviewDone.knownAt }] : []),
    ...(interviewOutcome ? [interviewOutcome] : []),
  ];
  const wanted: readonly string[] = question.interview;
  const match = firstKnown(states.filter(({ value }) => wanted.includes(value)));
  const stands = states.map(({ value }) => value).join(', ') || 'not offered yet';
  return answer(match !== undefined, `the return home interview: ${stands}`, match?.knownAt);
}

/** A day that the calendar knows nothing of may be any. */
function day(question: Of<'day'>, { calendar, routedAt }: Situation): Answer {
  const date = localDate(calendar, routedAt);
  const asked = question.day.join(', ').replaceAll('-', ' ');
  try {
    const is: Record<(typeof DAYS)[number], boolean> = {
      'working-day': isWorkingDay(calendar, date),
      'school-day': isSchoolDay(calendar, date),
      weekend: weekday(date) > 5,
      'bank-holiday': bankHolidayOn(calendar, date),
    };
    return answer(
      question.day.some((kind) => is[kind]),
      `the notice came on ${date}, asked: ${asked}`,
      routedAt,
    );
  } catch {
    return { is: 'unknown', why: `the calendar does not reach ${date}, asked: ${asked}`, knownAt: routedAt };
  }
}

function age(question: Of<'age'>, on: Situation): Answer {
  const { born, bornKnownAt } = on.child;
  const limit = question.age;
  const words = 'under' in limit ? `under ${limit.under}` : `${limit.atLeast} or over`;
  if (!born) {
    const why = `the date of birth is unknown, so this counts as ${words}`;
    return { is: 'unknown', why, ...(bornKnownAt && { knownAt: bornKnownAt }) };
  }
  const at = question.at === 'start' ? on.absence.since : on.routedAt;
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
  if (value === undefined) return { is: 'unknown', why: `${words} not known`, knownAt };
  return answer(wanted.includes(value), `${words} ${value}`, knownAt);
}

const spell = (fact: TextFact): string => TEXT_FACTS[fact].replaceAll('-', ' ');
