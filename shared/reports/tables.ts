// The tables of the board's report: into which row an absence falls, by which fact, under which clause. Each splits the same absences.
import type { Absence } from '../core/absence.ts';
import { exactTimeOfDay, localDate, weekday } from '../core/calendar.ts';
import { AGE_ROWS, ageBand, LENGTH_ROWS, lengthBand, NOTICE_ROWS, noticeBand } from './bands.ts';
import type { ChildOnRecord } from './child-on-record.ts';
import { backAt, categoryOf, overAt, responsibleFor, textOf } from './child-on-record.ts';
import { INTERVIEW_ROWS, interviewDue, interviewOwner, interviewStands } from './interview.ts';
import type { About } from './period.ts';
import { monthsIn } from './period.ts';

export interface Table {
  id: string;
  title: string;
  clauses: readonly string[];
  /** Rows that are always there; those of an open table are the words of the sources. */
  rows: readonly string[];
  /** Of an open table: the row of whatever is not named. */
  others?: string;
  eachChildOnce?: true;
  rowOf(absence: Absence, on: ChildOnRecord): string;
}

const NO_RETURN = 'no return is known';
const WITHDRAWN = 'cancelled or closed by the police';
const ANOTHERS = 'another authority';
const BY_ANOTHER = 'placing authority';
const NOT_HIGH = 'the risk is not high';

/** Rows of different tables that hold the same absences, or may be taken to. */
export const ALIKE: Readonly<Record<string, string>> = {
  [NO_RETURN]: NO_RETURN,
  [WITHDRAWN]: WITHDRAWN,
  [ANOTHERS]: ANOTHERS,
  [BY_ANOTHER]: ANOTHERS,
};

const REGULAR = ['DFE-15-a', 'DFE-49-a'] as const;
const PATTERNS = ['DFE-48-a', ...REGULAR] as const;
const IN_CARE = ['DFE-71-a', ...REGULAR] as const;

export function tablesFor({ policy, period, asAt }: About): Table[] {
  const { calendar } = policy;
  const began = ({ since }: Absence) => localDate(calendar, since);
  const place = (id: string, title: string, field: string): Table => ({
    id,
    title,
    clauses: PATTERNS,
    rows: [],
    others: NO_NAME,
    rowOf: (absence, on) => textOf(field, on, absence) ?? NO_NAME,
  });
  const months = monthsIn(period);
  return [
    ...(months.length < 2
      ? []
      : [
          {
            id: 'month',
            title: 'By month',
            clauses: REGULAR,
            rows: months,
            rowOf: (of: Absence) => began(of).slice(0, 7),
          },
        ]),
    {
      id: 'category',
      title: "By the police's category",
      clauses: IN_CARE,
      rows: ['missing', 'absent', 'away-from-placement', 'unknown'],
      rowOf: categoryOf,
    },
    {
      id: 'status',
      title: 'By where the child lives: the case as it is now',
      clauses: IN_CARE,
      rows: ['in care (looked after)', 'at home (not looked after)', 'not known'],
      eachChildOnce: true,
      rowOf: (_, { child }) =>
        child.status.value === 'looked-after'
          ? 'in care (looked after)'
          : child.status.value === 'unknown'
            ? 'not known'
            : 'at home (not looked after)',
    },
    {
      id: 'responsible-authority',
      title: 'By the authority that is responsible',
      clauses: REGULAR,
      rows: ['our own', ANOTHERS, 'the sources do not agree'],
      rowOf: (absence, { child }) => WHOSE[responsibleFor(absence, child)],
    },
    {
      id: 'age',
      title: 'By age when it began',
      clauses: REGULAR,
      rows: AGE_ROWS,
      rowOf: (absence, { child }) => ageBand(child.born, began(absence)),
    },
    {
      id: 'weekday',
      title: 'By the day of the week on which it began',
      clauses: PATTERNS,
      rows: WEEKDAYS,
      rowOf: (absence) => WEEKDAYS[weekday(began(absence)) - 1] ?? '',
    },
    {
      id: 'time-of-day',
      title: 'By the local time at which it began',
      clauses: PATTERNS,
      rows: TIMES,
      rowOf: ({ since }) => TIMES[Math.floor(Number(exactTimeOfDay(calendar, since).slice(0, 2)) / 6)] ?? '',
    },
    {
      id: 'outcome',
      title: 'By how it ended',
      clauses: IN_CARE,
      rows: [
        'returned',
        'found',
        'back, and not said how',
        'said to be back, not confirmed by the police',
        'located, not back',
        WITHDRAWN,
        NO_RETURN,
      ],
      rowOf: outcomeOf,
    },
    {
      id: 'duration',
      title: 'By how long until the child was back or located',
      clauses: [...PATTERNS, 'DFE-71-a'],
      rows: [...LENGTH_ROWS, WITHDRAWN, NO_RETURN],
      rowOf: (absence) => endingOf(absence) ?? lengthBand(absence.since, backAt(absence) ?? absence.since),
    },
    {
      id: 'school',
      title: 'By whether the child was also missing education',
      clauses: ['DFE-48-a'],
      rows: ['also missing education', 'not known to be missing education'],
      rowOf: (absence, on) =>
        isOutOfSchool(absence, on) ? 'also missing education' : 'not known to be missing education',
    },
    {
      id: 'interview',
      title: 'Return home interviews',
      clauses: ['DFE-15-a', 'DFE-48-a', 'DFE-49-a'],
      rows: [...INTERVIEW_ROWS, WITHDRAWN, NO_RETURN],
      rowOf: (absence) => {
        const due = interviewDue(absence);
        return endingOf(absence) ?? (due ? interviewStands(absence, due, asAt) : NO_RETURN);
      },
    },
    {
      id: 'interview-owner',
      title: 'Return home interviews, by who was asked to hold them',
      clauses: ['DFE-15-a', 'DFE-48-a'],
      rows: [WITHDRAWN, NO_RETURN],
      others: 'others',
      rowOf: (absence, { record }) => endingOf(absence) ?? interviewOwner(record, absence, policy),
    },
    {
      id: 'notice',
      title: 'How long after it began the report reached us',
      clauses: REGULAR,
      rows: NOTICE_ROWS,
      rowOf: noticeBand,
    },
    {
      id: 'high-risk-notice',
      title: 'Of high risk: how long after it began the report reached us',
      clauses: ['DFE-25-a'],
      rows: [...NOTICE_ROWS.map((label) => `high risk, ${label}`), NOT_HIGH],
      rowOf: (absence) => (absence.risk.value === 'high' ? `high risk, ${noticeBand(absence)}` : NOT_HIGH),
    },
    place('place', 'By the place that the child was missing from', 'missingFrom'),
    place('placement', 'By the kind of placement', 'placementType'),
    place('district', 'By police district', 'policeDistrict'),
  ];
}

const NO_NAME = 'others, and not stated';
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const TIMES = ['00:00 to 05:59', '06:00 to 11:59', '12:00 to 17:59', '18:00 to 23:59'];
const WHOSE = { ours: 'our own', another: ANOTHERS, disputed: 'the sources do not agree' };

/** Where no interview is called for: nobody says that the child is back, or there is nothing to come back from. */
function endingOf(absence: Absence): typeof NO_RETURN | typeof WITHDRAWN | undefined {
  if (absence.state === 'cancelled' || absence.state === 'closed') return WITHDRAWN;
  return absence.back ? undefined : NO_RETURN;
}

function outcomeOf(absence: Absence): string {
  const ending = endingOf(absence);
  if (ending) return ending;
  if (absence.state === 'located') return 'located, not back';
  if (!absence.ended) return 'said to be back, not confirmed by the police';
  const { value } = absence.outcome;
  return value === 'returned' || value === 'found' ? value : 'back, and not said how';
}

/** Out of school without leave on any day of the absence. */
function isOutOfSchool(absence: Absence, { child }: ChildOnRecord): boolean {
  const over = backAt(absence) ?? overAt(absence);
  return child.schooling.some(
    ({ since, schooling, back }) =>
      schooling?.over !== 'leave' && (!over || since <= over) && (!back || back.value >= absence.since),
  );
}
