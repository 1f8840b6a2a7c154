// Every definition of a child who goes missing repeatedly, all at once, each with its clause; none stands in for another.

import type { Absence } from '../core/absence.ts';
import { localDate } from '../core/calendar.ts';
import { counted, missingForDays } from '../core/history.ts';
import { plainly } from '../core/in-words.ts';
import { personIn } from '../core/person.ts';
import type { Window } from '../core/policy.ts';
import type { OtherRules } from '../core/standing.ts';
import type { ChildOnRecord } from './child-on-record.ts';
import type { About } from './period.ts';
import { isWithin } from './period.ts';

export interface Definition {
  says: string;
  clauses: readonly string[];
  /** Clauses under which a meeting is called for. */
  meeting?: readonly string[];
  is: { n: number; in: Window } | { days: number };
}

export const DEFINITIONS: readonly Definition[] = [
  { says: 'missing 2 times or more, ever', clauses: ['DFE-46-a'], is: { n: 2, in: 'ever' } },
  { says: 'missing 3 times or more, ever', clauses: ['KENT-5.6-d'], is: { n: 3, in: 'ever' } },
  {
    says: 'missing 3 times or more in 90 days',
    clauses: ['D17-7.9-e', 'D17-7.10-d'],
    meeting: ['D17-7.9-e'],
    is: { n: 3, in: { last: { unit: 'days', n: 90 } } },
  },
  {
    says: 'missing 3 times or more in 3 months',
    clauses: ['KENT-5.1-e'],
    meeting: ['KENT-5.1-f'],
    is: { n: 3, in: { last: { unit: 'months', n: 3 } } },
  },
  {
    says: 'missing on 7 days one after the other',
    clauses: ['KENT-5.1-e'],
    meeting: ['KENT-5.1-f'],
    is: { days: 7 },
  },
];

/** The definitions that the child came to meet by an absence that began in the period, or on a seventh day in it. */
export function met(on: ChildOnRecord, about: About): Definition[] {
  const { calendar } = about.policy;
  return DEFINITIONS.filter(({ is }) => {
    if ('days' in is) return on.touching.some((absence) => reachesDays(is.days, absence, on, about));
    return on.began.some((absence) => counted(is.in, { child: on.child, absence, calendar }).length >= is.n);
  });
}

function reachesDays(days: number, absence: Absence, { child }: ChildOnRecord, about: About): boolean {
  const { calendar } = about.policy;
  const person = personIn(child, absence, calendar);
  const on = { child, absence, calendar, person, routedAt: absence.receivedAt, others: NO_OTHERS };
  const { is, holdsFrom } = missingForDays(days, on);
  return (
    is === 'yes' &&
    holdsFrom !== undefined &&
    holdsFrom <= about.asAt &&
    isWithin(about.period, localDate(calendar, holdsFrom))
  );
}

/** How long an absence lasts is a matter of its own: no other rule is asked. */
const NO_OTHERS: OtherRules = {
  dueAt: () => undefined,
  deadline: () => undefined,
  recorded: () => undefined,
  gate: () => undefined,
  toldAt: () => undefined,
  named: plainly,
};
