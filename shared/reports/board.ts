// The report to the board, to members and to the partnership: numbers alone, and none so small that it points at a child.
import type { Absence } from '../core/absence.ts';
import { dateLater, startOf } from '../core/calendar.ts';
import { earliest } from '../core/instant.ts';
import type { ChildRecord } from '../core/record.ts';
import { own } from '../core/record.ts';
import type { ChildOnRecord } from './child-on-record.ts';
import { childOnRecord, overAt } from './child-on-record.ts';
import type { UnreturnedForms } from './forms.ts';
import { Forms } from './forms.ts';
import type { About, Period } from './period.ts';
import { beginsWithin } from './period.ts';
import { DEFINITIONS, met } from './repeats.ts';
import type { Figure, Published, Row } from './suppression.ts';
import { figure, published, publishedCount } from './suppression.ts';
import type { Table } from './tables.ts';
import { ALIKE, tablesFor } from './tables.ts';
import { Counter, Tally } from './tally.ts';

interface PublishedTable extends Pick<Table, 'id' | 'title' | 'clauses'>, Published {}

export interface FigureLine {
  says: string;
  clauses: readonly string[];
  absences?: Figure;
  children?: Figure;
}

export interface BoardReport {
  kind: 'board';
  authority: string;
  period: Period;
  asAt: string;
  /** What began in the period: every table splits these. */
  total: { absences: Figure; children: Figure };
  tables: readonly PublishedTable[];
  /** Shares that what is shown allows to be computed. */
  interviews: readonly FigureLine[];
  repeat: readonly FigureLine[];
  beside: readonly FigureLine[];
  unreturnedForms: UnreturnedForms;
}

export class Board {
  readonly #about: About;
  readonly #tables: readonly { table: Table; tally: Tally }[];
  readonly #total = new Counter();
  readonly #met = new Map(DEFINITIONS.map((definition) => [definition, 0]));
  readonly #beside = {
    notMissing: new Counter(),
    unreported: new Counter(),
    atStart: new Counter(),
    atEnd: new Counter(),
    others: new Counter(),
  };
  readonly #forms: Forms;

  constructor(about: About) {
    this.#about = about;
    this.#forms = new Forms(about);
    this.#tables = tablesFor(about).map((table) => ({ table, tally: new Tally(table.rows, table.others) }));
  }

  add(record: ChildRecord): void {
    const on = childOnRecord(record, this.#about);
    if (!on) return;
    if (on.child.kind !== 'child') {
      this.#beside.others.add(on.began.length);
      return;
    }
    this.#forms.add(on);
    this.#addBeside(on);
    for (const definition of met(on, this.#about)) {
      this.#met.set(definition, (this.#met.get(definition) ?? 0) + 1);
    }
    this.#total.add(on.began.length);
    if (on.began.length === 0) return;
    for (const { table, tally } of this.#tables)
      tally.add(on.began.map((absence) => table.rowOf(absence, on)));
  }

  #addBeside({ child, counted }: ChildOnRecord): void {
    const { policy, period } = this.#about;
    const of = (which: (absence: Absence) => boolean, all: readonly Absence[] = child.absences) =>
      all.filter(which).length;
    const isIn = (absence: Absence) => beginsWithin(this.#about, absence.since);
    const { notMissing, unreported, atStart, atEnd } = this.#beside;
    notMissing.add(of((absence) => absence.reported && isIn(absence) && !counted.includes(absence)));
    unreported.add(of((absence) => !absence.reported && isIn(absence)));
    const isMissingAt = (at: string) => (absence: Absence) =>
      absence.since < at && (overAt(absence) ?? at) >= at;
    atStart.add(of(isMissingAt(startOf(policy.calendar, period.from)), counted));
    const end = startOf(policy.calendar, dateLater(period.to, 'days', 1));
    const until = earliest([end, this.#about.asAt]) ?? end;
    atEnd.add(of(isMissingAt(until), counted));
  }

  report(): BoardReport {
    const { policy, period, asAt } = this.#about;
    const splits = this.#tables.map(({ table, tally }) => ({
      rows: tally.rows().map((row): Row => {
        const alike = own(ALIKE, row.label);
        return alike ? { ...row, alike } : row;
      }),
      eachChildOnce: table.eachChildOnce ?? false,
    }));
    const tables = published(splits, this.#total.count).flatMap((shown, n): PublishedTable[] => {
      const table = this.#tables[n]?.table;
      return table ? [{ id: table.id, title: table.title, clauses: table.clauses, ...shown }] : [];
    });
    return {
      kind: 'board',
      authority: policy.authority.name,
      period,
      asAt,
      total: publishedCount(this.#total.count),
      tables,
      interviews: sharesOf(tables.find(({ id }) => id === 'interview')),
      repeat: [...this.#met].map(([{ says, clauses }, n]) => ({ says, clauses, children: figure(n) })),
      beside: this.#besideLines(),
      unreturnedForms: this.#forms.list(),
    };
  }

  #besideLines(): FigureLine[] {
    const { notMissing, unreported, atStart, atEnd, others } = this.#beside;
    const line = (says: string, counter: Counter, ...clauses: string[]): FigureLine => ({
      says,
      clauses,
      ...publishedCount(counter.count),
    });
    return [
      line('missing when the period began', atStart, 'DFE-49-a', 'DFE-71-a'),
      line('missing when the period ended', atEnd, 'DFE-49-a', 'DFE-71-a'),
      line('reported, and not missing by the word of the police: not counted', notMissing, 'DFE-15-a'),
      line('told of, and reported by nobody: not counted', unreported, 'DFE-15-a'),
      line('of people who are not children: not counted', others, 'DFE-15-a'),
    ];
  }
}

/** Of all interviews that are called for; only where no row that they are made of is hidden. */
function sharesOf(table: PublishedTable | undefined): FigureLine[] {
  if (!table || table.isWithheld) return [];
  const sum = (...labels: string[]): number | undefined => {
    const rows = table.rows.filter(({ label }) => labels.includes(label)).map(({ absences }) => absences);
    return rows.every((n): n is number => typeof n === 'number')
      ? rows.reduce((a, b) => a + b, 0)
      : undefined;
  };
  const held = ['held within 72 hours', 'held later'];
  const refused = ['declined', 'no contact', 'missing again', 'not appropriate'];
  const offered = [...held, ...refused, 'offered, still in time', 'offered, not held in time'];
  const called = [...offered, 'not offered, still in time', 'not offered, not held in time'];
  return (
    [
      ['called for', called, ['DFE-15-a']],
      ['offered', offered, ['DFE-15-a', 'DFE-48-a']],
      ['held', held, ['DFE-15-a', 'DFE-48-a']],
      ['held within 72 hours of the earliest start', ['held within 72 hours'], ['DFE-15-a', 'DFE-48-a']],
      ['not held, for a reason that was given', refused, ['DFE-15-a', 'DFE-48-a']],
    ] as const
  ).flatMap(([says, labels, clauses]) => {
    const absences = sum(...labels);
    return absences === undefined ? [] : [{ says, clauses, absences }];
  });
}
