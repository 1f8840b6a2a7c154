// Reports in eighty columns, to read on a terminal or on paper.
import { briefly } from '../../shared/core/calendar.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { AbsenceLine } from '../../shared/reports/absence-line.ts';
import type { BoardReport, FigureLine } from '../../shared/reports/board.ts';
import type { Report } from '../../shared/reports/every-kind.ts';
import type { AgendaItem } from '../../shared/reports/group.ts';
import { labelled, ruled, wrapped } from '../columns.ts';

const TITLES: Record<Report['kind'], string> = {
  board: 'Missing children: numbers for the board',
  group: 'Agenda of the monthly multi-agency group',
  home: 'Absences home by home, for the independent visitors',
  'annual-return': 'Missing and away episodes for the yearly return',
  register: "Register of other authorities' children",
};

export function inWords(report: Report, { calendar }: Policy): string {
  const when = (instant: string) => briefly(calendar, instant);
  const { authority, period, kind } = report;
  const lines = [
    ...ruled(`${authority}: ${TITLES[kind]}, ${period.from} to ${period.to}`, '='),
    `As at ${when(report.asAt)}.`,
    ...body(report, when),
  ];
  return `${lines.join('\n')}\n`;
}

type When = (instant: string) => string;

function body(report: Report, when: When): string[] {
  switch (report.kind) {
    case 'board':
      return board(report);
    case 'group':
      return [
        ...cited(report.clauses),
        ...(report.children.length === 0 ? ['', 'No child is on the agenda.'] : []),
        ...report.children.flatMap((item) => agenda(item, when)),
        ...section('In numbers', report.summary.clauses),
        ...labelled(report.summary.lines.map(({ says, children }) => [`${children}`, says] as const)),
      ];
    case 'home':
      return [
        ...cited(report.clauses),
        ...(report.homes.length === 0 ? ['', 'No absence from a home.'] : []),
        ...report.homes.flatMap(({ home, began, children, absences }) => [
          ...section(`${home}: ${began} began in the period, of ${children} children in all`),
          ...absences.flatMap((line) => absence(`${line.initials} ${line.child}`, line, when)),
        ]),
      ];
    case 'annual-return':
      return [
        ...cited(report.clauses),
        '',
        ...report.episodes.map(
          ({ child, missing, start, end, reference }) =>
            `${child}  ${missing}  ${start} to ${end ?? '(not over)'}  ${reference}`,
        ),
        `${report.episodes.length} episodes.`,
        ...(report.toCheck.length === 0 ? [] : section('To be checked by a person before it is sent')),
        ...report.toCheck.flatMap(({ child, reference, why, isInReturn }) =>
          wrapped(`${child} ${reference}, ${isInReturn ? 'in the return' : 'left out'}: ${why}`, 4, '  '),
        ),
      ];
    case 'register':
      return [
        ...cited(report.clauses),
        ...report.children.flatMap(({ child, initials, authorities, absences, ...entry }) => [
          ...section(`${initials} ${child}, of ${authorities.map(({ name }) => name).join(', ') || 'us'}`),
          `  last heard ${when(entry.lastHeard)}; on the list until ${entry.keptUntil}${entry.isPastKeeping ? ', which is past: may the child come off it?' : ''}`,
          ...absences.flatMap((line) => absence(`interview form ${line.form}`, line, when)),
        ]),
      ];
  }
}

function board(report: BoardReport): string[] {
  const { total, tables, interviews, repeat, beside, unreturnedForms } = report;
  const line = ({ says, clauses, absences, children }: FigureLine): string[] =>
    wrapped(
      `${[...(absences === undefined ? [] : [`absences: ${absences}`]), ...(children === undefined ? [] : [`children: ${children}`])].join(', ')}; ${says} [${clauses.join(', ')}]`,
      4,
      '  ',
    );
  const withheld = tables.filter(({ isWithheld }) => isWithheld);
  return [
    `Began in the period: absences: ${total.absences}, children: ${total.children}.`,
    ...tables
      .filter(({ isWithheld }) => !isWithheld)
      .flatMap(({ title, clauses, rows }) => [
        ...section(title, clauses),
        tableRow('', 'absences', 'children'),
        ...rows.map((row) => tableRow(row.label, `${row.absences}`, `${row.children}`)),
      ]),
    ...(withheld.length === 0 ? [] : section('Not split in these ways: too few children')),
    ...withheld.flatMap(({ title, clauses }) => wrapped(`${title} [${clauses.join(', ')}]`, 4, '  ')),
    ...(interviews.length === 0 ? [] : section('Return home interviews, put together')),
    ...interviews.flatMap(line),
    ...section('Children who came to be missing repeatedly, by every definition'),
    ...repeat.flatMap(line),
    ...section('Beside these'),
    ...beside.flatMap(line),
    ...section(`Other authorities: ${unreturnedForms.says}`, unreturnedForms.clauses),
    ...(unreturnedForms.authorities.length === 0 ? ['  none'] : []),
    ...unreturnedForms.authorities.map(({ name, code, unreturned }) => `  ${name} (${code}): ${unreturned}`),
  ];
}

const tableRow = (label: string, absences: string, children: string): string =>
  `  ${label.padEnd(48)} ${absences.padStart(13)} ${children.padStart(13)}`.trimEnd();

function agenda(item: AgendaItem, when: When): string[] {
  const { child, initials, counts, indicators, absences, meeting, duties, decisions, reasons } = item;
  const { inPeriod, in90Days, inThreeMonths, ever } = counts;
  const open = (name: string, tasks: AgendaItem['duties']) =>
    tasks.map(({ task, reference, due, isOverdue }): [string, string] => [
      name,
      `${task} (${reference}) by ${when(due)}${isOverdue ? ', overdue' : ''}`,
    ]);
  return [
    ...section(`${initials} ${child}`),
    ...labelled([
      ...reasons.map(({ says, clauses }): [string, string] => ['because', `${says} [${clauses.join(', ')}]`]),
      ...(meeting.length > 0 ? [['meeting', `is called for [${meeting.join(', ')}]`] as const] : []),
      [
        'missing',
        `${inPeriod} in the period, ${in90Days} in 90 days, ${inThreeMonths} in 3 months, ${ever} in all`,
      ],
      ['indicated', indicators.join(', ') || 'nothing'],
      ...open('duty', duties),
      ...open('decision', decisions),
    ]),
    ...absences.flatMap((each) => absence('', each, when)),
  ];
}

function absence(of: string, line: AbsenceLine, when: When): string[] {
  const { reference, began, beganBefore, back, state, category, risk, interview } = line;
  const times = `from ${when(began)}${beganBefore ? ' (before the period)' : ''}${back ? ` to ${when(back)}` : ''}`;
  const words = `${times}, ${state}, ${category}, ${risk} risk; return home interview: ${interview}`;
  return wrapped(`${[reference, of].filter((part) => part !== '').join(', ')}: ${words}`, 4, '  ');
}

const section = (title: string, clauses: readonly string[] = []): string[] => [
  '',
  ...ruled(clauses.length > 0 ? `${title} [${clauses.join(', ')}]` : title, '-'),
];

const cited = (clauses: readonly string[]): string[] => [`[${clauses.join(', ')}]`];
