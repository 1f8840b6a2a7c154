// A child's absences from school: the stretches that several schools or the case system tell of, put together, each with a reference of ours.
import type { EducationAbsence } from '../contract/message.ts';
import type { Absence } from './absence.ts';
import type { Calendar } from './calendar.ts';
import { dateLater, isSchoolDay, localDate, OutsideCalendar } from './calendar.ts';
import { indicatorsOf, recordedTasks, riskOf } from './circumstances.ts';
import { keysOf, saysWho } from './identity.ts';
import type { Instant, LocalDate } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { ChildRecord, Json, Said } from './record.ts';
import { own } from './record.ts';
import { digest } from './routing.ts';
import type { Over, Stretch } from './school-stretch.ts';
import { byDayOver, returnedField, stretchesOf } from './school-stretch.ts';
import type { Known } from './statements.ts';
import { earliestKnown, lastHeard } from './statements.ts';

export interface Schooling {
  /** When it was known that there is a case. */
  knownAt: Instant;
  /** Since when the pupil does not attend; undefined where no school says. */
  attended?: Known<Instant>;
  /** Why it is over, or none of the authority's business: there is leave. */
  over?: Over['is'] | 'leave';
}

/**
 * Schools give no reference, so the message itself gives one: who speaks, of whom, since which day. A repeated message has
 * the same; another name, school or day has another, and all those of one absence stand together. Undefined where a
 * message tells of a return or a destination and names no beginning: it speaks of a beginning that was told otherwise.
 */
export function schoolReference({ source, id, data }: EducationAbsence): string | undefined {
  const { person, lastAttendedOn, returnedOn, destination } = data;
  if (!lastAttendedOn && (returnedOn || destination)) return undefined;
  const sure = keysOf(undefined, person).filter(saysWho);
  const who = sure.length > 0 ? sure.map(({ key, entry }) => `${key} ${entry}`) : [id];
  return `SCHOOL-${digest([source, ...who, lastAttendedOn ?? ''].join('\n')).toUpperCase()}`;
}

/** What a message says of an absence: under its reference, or by itself. */
export function schoolFields(message: EducationAbsence): Record<string, Json | undefined> {
  const { authority: _, person: __, onRoll, lastAttendedOn = null, returnedOn, ...rest } = message.data;
  const reference = schoolReference(message);
  const isDated = reference !== undefined || !returnedOn;
  return {
    ...(reference !== undefined && {
      'education.reported': true,
      'education.lastAttendedOn': lastAttendedOn,
    }),
    [isDated ? 'education.returnedOn' : returnedField(returnedOn)]: returnedOn,
    'education.offRoll': typeof onRoll === 'boolean' ? !onRoll : onRoll,
    ...Object.fromEntries(Object.entries(rest).map(([field, value]) => [`education.${field}`, value])),
  };
}

/** Whether nothing is said under a reference but what concerns school. */
export const isSchoolsAlone = (said: Said): boolean =>
  own(said, 'education.reported') !== undefined &&
  Object.keys(said).every((field) => /^(education|person|task|interview)\.|^mentioned$/.test(field));

/** All of them, in the order of their beginnings; those with leave, too. */
export function schoolingOf(record: ChildRecord, calendar: Calendar): Absence[] {
  const groups: Stretch[][] = [];
  for (const stretch of stretchesOf(record, calendar)) {
    const same = groups.filter((others) => others.some((other) => isSame(other, stretch)));
    for (const merged of same) groups.splice(groups.indexOf(merged), 1);
    groups.push([...same.flat(), stretch]);
  }
  return groups.map(absenceOf).sort((a, b) => compare(a.since, b.since) || compare(a.reference, b.reference));
}

/** Two sources that tell of the same days, as no source alone does: a pupil is out of school once at a time. */
const isSame = (a: Stretch, b: Stretch): boolean =>
  a.begins < (b.over?.day ?? NO_DAY) && b.begins < (a.over?.day ?? NO_DAY);

const NO_DAY: LocalDate = '9999-12-31';

function absenceOf(together: readonly Stretch[]): Absence {
  const claims = together.flatMap((stretch) => stretch.claims).sort((a, b) => compare(a.day, b.day));
  const said = [...new Set(claims.map((claim) => claim.said))];
  const references = [...new Set(claims.map(({ reference }) => reference))];
  const receivedAt = earliest(claims.map(({ knownAt }) => knownAt)) ?? '';
  const firstSaidAt = earliest(claims.map((claim) => claim.firstSaidAt)) ?? '';
  const heardAt = lastHeard(said) ?? receivedAt;
  const counted = together.filter((stretch) => !isOnLeave(stretch, together));
  const case_ = counted.length > 0 ? counted : together;
  const attended = earliestKnown(case_.flatMap((stretch) => stretch.attended ?? []));
  const over = overOf(counted, together);
  const back = over?.at;
  return {
    reference: references[0] ?? '',
    references,
    reported: true,
    state: over ? 'closed' : 'open',
    ended: over !== undefined,
    moments: {
      ...(attended && { 'last-attended': attended }),
      'reported-by-school': { value: firstSaidAt, knownAt: receivedAt },
      received: { value: receivedAt, knownAt: receivedAt },
      'last-heard': { value: heardAt, knownAt: heardAt },
      ...(back && { returned: back }),
    },
    since: attended?.value ?? firstSaidAt,
    sinceKnownAt: attended?.knownAt ?? receivedAt,
    receivedAt,
    turnKnownAt: receivedAt,
    ...(over && { endKnownAt: over.knownAt }),
    ...(back && { back }),
    outcome: { value: undefined, knownAt: receivedAt },
    ...riskOf([], receivedAt),
    category: { value: 'unknown', knownAt: receivedAt },
    indicators: indicatorsOf([], receivedAt),
    responsible: [],
    stateOf: Object.fromEntries(references.map((reference) => [reference, over ? 'closed' : 'open'])),
    recorded: recordedTasks(said),
    reportedBy: claims.map(({ by, knownAt }) => ({ value: by, knownAt })),
    treatments: [],
    said,
    schooling: {
      knownAt: latest([receivedAt, earliest(case_.map(({ knownAt }) => knownAt)) ?? '']) ?? receivedAt,
      ...(attended && { attended }),
      ...(over && { over: over.is }),
    },
  };
}

/** Without a word of its own the case system follows the schools. A school without one is among them: nobody's word is no leave. */
function isOnLeave({ leave }: Stretch, together: readonly Stretch[]): boolean {
  if (leave) return leave.value;
  const schools = together.filter((each) => each.by !== 'case-system');
  return schools.length > 0 && schools.every((each) => each.leave?.value === true);
}

interface Ending {
  is: NonNullable<Schooling['over']>;
  at?: Known<Instant>;
  knownAt: Instant;
}

/** Over once every source that tells of it says so. */
function overOf(counted: readonly Stretch[], together: readonly Stretch[]): Ending | undefined {
  if (counted.length === 0) {
    return { is: 'leave', knownAt: latest(together.flatMap(({ leave }) => leave?.knownAt ?? [])) ?? '' };
  }
  if (counted.some(({ over }) => !over)) return undefined;
  const last = counted
    .flatMap(({ over }) => over ?? [])
    .sort(byDayOver)
    .at(-1);
  const knownAt = latest(counted.flatMap(({ over }) => over?.knownAt ?? []));
  return (
    last && { is: last.is, at: { value: last.at, knownAt: last.knownAt }, knownAt: knownAt ?? last.knownAt }
  );
}

/** How many school days have passed since the day last attended, this one included; undefined where the calendar cannot say. */
export function schoolDaysMissed(since: Instant, now: Instant, calendar: Calendar): number | undefined {
  const today = localDate(calendar, now);
  let missed = 0;
  try {
    for (let day = localDate(calendar, since), n = 0; day < today; n++) {
      if (n > LONGEST) return undefined;
      day = dateLater(day, 'days', 1);
      if (isSchoolDay(calendar, day)) missed += 1;
    }
  } catch (error) {
    if (error instanceof OutsideCalendar) return undefined;
    throw error;
  }
  return missed;
}

/** Two years: who counts on has mistaken the day. */
const LONGEST = 730;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
