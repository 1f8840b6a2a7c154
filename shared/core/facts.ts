// What the statements come to: everything that the rules may ask of a child's record.
import type { Absence } from './absence.ts';
import { absencesOf } from './absence.ts';
import type { Calendar } from './calendar.ts';
import { dateLater, localDate } from './calendar.ts';
import { responsibleIn } from './circumstances.ts';
import type { Instant, LocalDate } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { CaseStatus } from './policy.ts';
import type { ChildRecord, Said, Statement } from './record.ts';
import { isNewer, own } from './record.ts';
import { schoolingOf } from './schooling.ts';
import type { Known } from './statements.ts';
import { earliestKnown, instants, knownText, newest, newestKnown, text } from './statements.ts';

export interface Child {
  absences: readonly Absence[];
  /** Absences from school. */
  schooling: readonly Absence[];
  initials: string;
  kind: string;
  /** The earliest and the latest date of birth that the statements allow; undefined where none is known. */
  born?: Born;
  /** Where it is not known: since when. */
  bornKnownAt?: Instant;
  /** Unknown while it is open whose record this is, or where the case system does not say. */
  status: Known<CaseStatus | 'unknown'>;
  /** Since when the present status holds. */
  statusSince?: Known<Instant>;
  /** Whether the case system has ever spoken of this child. */
  isInCaseSystem: boolean;
  /** Everything that the case system says. */
  case: Said;
  keyworker?: Known<string>;
  keyworkerTeam?: Known<string>;
  localAuthorityId?: string;
  /** This stack's code: every other authority is "another". */
  authority: string;
  /** The case system's word on the responsible authority: a code, our own too, or that it does not know. */
  responsible: readonly Known<string | undefined>[];
  /** Other records that may be this child, on which nobody has decided. */
  doubts: readonly Doubt[];
}

export interface Born {
  from: LocalDate;
  to: LocalDate;
  knownAt: Instant;
}

export interface Doubt {
  record: string;
  /** What a person finds the other record by. */
  known: readonly string[];
  knownAt?: Instant;
}

/** Everything the rules may ask of a record. `authority` is this stack's code. */
export function factsOf(record: ChildRecord, calendar: Calendar, authority: string): Child {
  const all = [record.case, ...Object.values(record.references)];
  const hasCase = own(record.case, 'known') !== undefined;
  const doubts = hasCase ? [] : doubtsOf(record);
  const born = birth(all, calendar);
  const bornKnownAt = birthHeardAt(all);
  const keyworker = knownText(newest(record.case, 'keyworker.email'));
  const keyworkerTeam = knownText(newest(record.case, 'keyworker.teamEmail'));
  const statusSince = earliestKnown(instants([record.case], ['statusSince'], calendar));
  const localAuthorityId = text(newestKnown(all, 'person.localAuthorityId'));
  return {
    absences: absencesOf(record, calendar),
    schooling: schoolingOf(record, calendar),
    initials: initialsOf(all),
    kind: text(newestKnown(all, 'person.kind')) ?? 'child',
    status: statusOf(record.case, doubts),
    isInCaseSystem: hasCase,
    case: record.case,
    authority,
    responsible: responsibleIn(record.case),
    doubts,
    ...(born && { born }),
    ...(bornKnownAt && { bornKnownAt }),
    ...(statusSince && { statusSince }),
    ...(keyworker && { keyworker }),
    ...(keyworkerTeam && { keyworkerTeam }),
    ...(localAuthorityId && { localAuthorityId }),
  };
}

/** A child whom the case system has never spoken of has no open case; one of whom it does not say, may have. */
function statusOf(said: Said, doubts: readonly Doubt[]): Child['status'] {
  if (doubts.length > 0) {
    return { value: 'unknown', knownAt: earliest(doubts.flatMap((doubt) => doubt.knownAt ?? [])) ?? '' };
  }
  const statement = newest(said, 'status');
  if (statement && statement.value !== null) {
    return { value: statement.value as CaseStatus, knownAt: statement.receivedAt };
  }
  const spokenOf = newest(said, 'known');
  if (!spokenOf) return { value: 'not-open', knownAt: '' };
  return { value: 'unknown', knownAt: statement?.receivedAt ?? spokenOf.receivedAt };
}

const BIRTH = ['person.dateOfBirth', 'person.dateOfBirthEstimated', 'person.ageYears'] as const;

/** When the first source had said its last word: a second one that does not know either adds nothing. */
function birthHeardAt(all: readonly Said[]): Instant | undefined {
  const lastOf = new Map<string, Instant>();
  for (const said of all) {
    for (const [source, { receivedAt }] of BIRTH.flatMap((field) => Object.entries(own(said, field) ?? {}))) {
      if (receivedAt > (lastOf.get(source) ?? '')) lastOf.set(source, receivedAt);
    }
  }
  return earliest([...lastOf.values()]);
}

const doubtsOf = (record: ChildRecord): Doubt[] =>
  Object.entries(record.candidates)
    .filter(([, candidate]) => candidate.decided === undefined)
    .map(([id, { known = [], knownAt }]) => ({ record: id, known, ...(knownAt && { knownAt }) }))
    .sort((a, b) => (a.record < b.record ? -1 : 1));

/** Each source's newest date of birth, or age; where sources differ, all that lies between them. */
function birth(all: readonly Said[], calendar: Calendar): Born | undefined {
  const sources = new Set(all.flatMap((said) => Object.values(said).flatMap((by) => Object.keys(by))));
  const ranges = [...sources].flatMap((source) => bornSays(source, all, calendar) ?? []);
  const [first] = ranges;
  if (!first) return undefined;
  const from = earliest(ranges.map((range) => range.from)) ?? first.from;
  const to = latest(ranges.map((range) => range.to)) ?? first.to;
  const agree = ranges.every((range) => range.from === from && range.to === to);
  const heard = ranges.map((range) => range.knownAt);
  return { from, to, knownAt: (agree ? earliest(heard) : latest(heard)) ?? first.knownAt };
}

function bornSays(source: string, all: readonly Said[], calendar: Calendar): Born | undefined {
  const said = (field: string) => all.flatMap((each) => own(own(each, field) ?? {}, source) ?? []);
  const date = last(said('person.dateOfBirth').filter(({ value }) => typeof value === 'string'));
  if (date) {
    const born = String(date.value);
    const estimates = said('person.dateOfBirthEstimated');
    const knownAt = latest([date, ...estimates].map(({ receivedAt }) => receivedAt)) ?? date.receivedAt;
    return estimates.some(({ value }) => value === true)
      ? { from: dateLater(born, 'years', -1), to: dateLater(born, 'years', 1), knownAt }
      : { from: born, to: born, knownAt };
  }
  const years = last(said('person.ageYears').filter(({ value }) => typeof value === 'number'));
  if (!years) return undefined;
  const on = localDate(calendar, years.time);
  const age = Number(years.value);
  const from = dateLater(dateLater(on, 'years', -age - 1), 'days', 1);
  return { from, to: dateLater(on, 'years', -age), knownAt: years.receivedAt };
}

/** The first letter or digit of each name: what is written around it may be meant for a machine. */
function initialsOf(all: readonly Said[]): string {
  const letter = (field: string) => {
    const name = (text(newestKnown(all, field)) ?? '').normalize('NFC').trim();
    return /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? (name && '?');
  };
  return letter('person.givenName') + letter('person.familyName') || '(name unknown)';
}

const last = (of: readonly Statement[]): Statement | undefined =>
  of.reduce<Statement | undefined>((a, b) => (a && isNewer(a, b) ? a : b), undefined);
