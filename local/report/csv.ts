// Reports as CSV for a spreadsheet: one header, one row a line, and no cell that a spreadsheet would run.
import type { LocalDate } from '../../shared/core/instant.ts';
import type { Report } from '../../shared/reports/every-kind.ts';

type Cell = string | number | boolean | undefined;

/** A cell that begins as a formula does gets an apostrophe before it: it is shown, never run. */
export function cell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = String(value ?? '').replaceAll('\0', '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n\t;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Also after spaces, and in the wide letters that some spreadsheets read as the narrow ones. */
const FORMULA = /^[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]|^[\t\r\n]/u;

export function csv(report: Report): string {
  const [header, rows] = linesOf(report);
  return [header, ...rows].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function linesOf(report: Report): [string[], Cell[][]] {
  switch (report.kind) {
    case 'board':
      return [
        ['table', 'row', 'absences', 'children', 'clauses'],
        [
          ['total', 'began in the period', report.total.absences, report.total.children, 'DFE-49-a'],
          ...report.tables.flatMap(({ id, rows, clauses, isWithheld }): Cell[][] =>
            isWithheld
              ? [[id, WITHHELD, undefined, undefined, clauses.join(' ')]]
              : rows.map((row) => [id, row.label, row.absences, row.children, clauses.join(' ')]),
          ),
          ...(['interviews', 'repeat', 'beside'] as const).flatMap((part) =>
            report[part].map((line): Cell[] => [
              part,
              line.says,
              line.absences,
              line.children,
              line.clauses.join(' '),
            ]),
          ),
          ...report.unreturnedForms.authorities.map(({ name, unreturned }): Cell[] => [
            'unreturned-forms',
            name,
            unreturned,
            undefined,
            report.unreturnedForms.clauses.join(' '),
          ]),
        ],
      ];
    case 'group':
      return [
        [
          ...['child', 'initials', 'reasons', 'meeting', 'inPeriod', 'in90Days', 'inThreeMonths', 'ever'],
          ...['indicators', 'absences', 'duties', 'decisions', 'clauses'],
        ],
        report.children.map(({ child, initials, counts, ...item }) => [
          ...[child, initials, item.reasons.map(({ says }) => says).join('; '), item.meeting.join(' ')],
          ...[counts.inPeriod, counts.in90Days, counts.inThreeMonths, counts.ever],
          item.indicators.join('; '),
          item.absences.map(({ reference, began }) => `${reference} ${began}`).join('; '),
          item.duties.map(({ task, due }) => `${task} by ${due}`).join('; '),
          item.decisions.map(({ task, due }) => `${task} by ${due}`).join('; '),
          [...new Set(item.reasons.flatMap(({ clauses }) => clauses))].join(' '),
        ]),
      ];
    case 'home':
      return [
        ['home', 'child', 'initials', 'responsible', ...OF_ABSENCE],
        report.homes.flatMap(({ home, absences }) =>
          absences.map((line) => [
            home,
            line.child,
            line.initials,
            line.responsible,
            ...OF_ABSENCE.map((name) => line[name]),
          ]),
        ),
      ];
    case 'annual-return':
      return [
        ['CHILD', 'MISSING', 'MIS_START', 'MIS_END'],
        report.episodes.map(({ child, missing, start, end }) => [
          child,
          missing,
          slashed(start),
          end && slashed(end),
        ]),
      ];
    case 'register':
      return [
        ['child', 'initials', 'authorities', 'lastHeard', 'keptUntil', 'form', ...OF_ABSENCE],
        report.children.flatMap(({ child, initials, authorities, lastHeard, keptUntil, absences }) =>
          absences.map((line) => [
            ...[child, initials, authorities.map(({ name }) => name).join('; '), lastHeard, keptUntil],
            line.form,
            ...OF_ABSENCE.map((name) => line[name]),
          ]),
        ),
      ];
  }
}

const OF_ABSENCE = [
  'reference',
  'began',
  'beganBefore',
  'back',
  'over',
  'state',
  'category',
  'risk',
  'interview',
] as const;

const WITHHELD = 'too few to be split in this way';

/** As the yearly return has it: 31/01/2027. */
const slashed = (date: LocalDate): string => date.split('-').reverse().join('/');
