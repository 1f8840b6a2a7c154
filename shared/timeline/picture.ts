// The picture of one episode: what was said, told, asked, recorded and is to come, and the clocks that run. Knows no page and no ink.
import type { Absence } from '../core/absence.ts';
import type { Calendar } from '../core/calendar.ts';
import { localDate } from '../core/calendar.ts';
import { plainly } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { DAY, later } from '../core/instant.ts';
import { personIn } from '../core/person.ts';
import { consider, due, plan } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import { versionOn } from '../core/policy.ts';
import type { ChildRecord } from '../core/record.ts';
import { standingsOn } from '../core/standing.ts';
import { childOf } from '../core/treatment.ts';
import { oneLine } from '../letters/one-line.ts';
import type { Clock } from './clocks.ts';
import { clocksOf } from './clocks.ts';
import { comingMarks } from './coming.ts';
import { heardMarks } from './heard.ts';
import type { Mark } from './marks.ts';
import { answeredMarks, recordedMarks, toldMarks } from './marks.ts';

export interface Picture {
  authority: string;
  references: readonly string[];
  initials: string;
  state: string;
  risk: string;
  /** For which instant it is drawn. */
  now: Instant;
  calendar: Calendar;
  /** In the order of their instants. */
  marks: readonly Mark[];
  clocks: readonly Clock[];
  /** Letters further ahead that no mark stands for. */
  further: number;
}

/** How far ahead it looks: longer than the last chaser of any procedure waits. */
const AHEAD = 100 * DAY;

/** Undefined where the record does not know the reference. */
export function pictureOf(
  record: ChildRecord,
  reference: string,
  policy: Policy,
  now: Instant,
): Picture | undefined {
  const child = childOf(record, policy);
  const absence = [...child.absences, ...child.schooling].find(({ references }) =>
    references.includes(reference),
  );
  if (!absence) return undefined;
  const version = versionOn(policy, localDate(policy.calendar, absence.since));
  const standings = standingsOn(absence, { record, child, policy, version });
  const verdicts = consider(record, child, policy, now).filter((verdict) => verdict.absence === absence);
  const isHere = (of: { reference: string }) => absence.references.includes(of.reference);
  const letters = due(plan(record, policy, now)).filter(isHere);
  const ahead = plan(record, policy, later(now, AHEAD)).actions.filter(
    (action) => isHere(action) && action.dueAt > now,
  );
  const { marks: coming, further } = comingMarks(letters, ahead, now, policy);
  const person = absence.schooling ? 'pupil' : personIn(child, absence, policy.calendar);
  const marks = [
    ...heardMarks(record, absence, policy),
    ...toldMarks(record, absence, policy),
    ...answeredMarks(record, absence, person, policy),
    ...recordedMarks(absence, policy),
    ...coming,
  ];
  return {
    authority: policy.authority.name,
    references: absence.references.map((each) => oneLine(each, 80)),
    initials: oneLine(child.initials, 12),
    state: stateInWords(absence),
    risk: absence.risk.value,
    now,
    calendar: policy.calendar,
    marks: marks.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    clocks: clocksOf({
      record,
      absence,
      standings,
      verdicts,
      policy,
      now,
      ahead: [...letters, ...ahead],
      person,
    }),
    further,
  };
}

/** "missing", "out of school", "found". */
export const stateInWords = ({ state, schooling }: Pick<Absence, 'state' | 'schooling'>): string =>
  schooling && state === 'open' ? 'out of school' : state === 'open' ? 'missing' : plainly(state);
