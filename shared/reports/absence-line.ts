// One absence in a report on single children: reference, times and how it stands; no name, no address, no free text.
import type { Absence } from '../core/absence.ts';
import { localDate } from '../core/calendar.ts';
import type { Instant } from '../core/instant.ts';
import type { ChildOnRecord } from './child-on-record.ts';
import { backAt, categoryOf, overAt, plainText } from './child-on-record.ts';
import { interviewDue, interviewStands } from './interview.ts';
import type { About } from './period.ts';

export interface AbsenceLine {
  reference: string;
  began: Instant;
  /** It began before the period, and is not counted in it. */
  beganBefore: boolean;
  /** When the child was back or located; left out as long as nobody says so. */
  back?: Instant;
  /** When it was over by the word of the police. */
  over?: Instant;
  state: Absence['state'];
  category: string;
  risk: string;
  interview: string;
}

export function lineOf(absence: Absence, on: ChildOnRecord, about: About): AbsenceLine {
  const [back, over, due] = [backAt(absence), overAt(absence), interviewDue(absence)];
  return {
    reference: plainText(absence.reference),
    began: absence.since,
    beganBefore: localDate(about.policy.calendar, absence.since) < about.period.from,
    ...(back && { back }),
    ...(over && { over }),
    state: absence.state,
    category: categoryOf(absence, on),
    risk: absence.risk.value,
    interview: due ? interviewStands(absence, due, about.asAt) : 'no return is known',
  };
}

export const indicatorsIn = ({ touching }: ChildOnRecord): string[] =>
  [
    ...new Set(touching.flatMap(({ indicators }) => indicators.values.map(({ value }) => plainText(value)))),
  ].sort();
