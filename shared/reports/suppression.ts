// Small numbers: a row of fewer than five children is hidden, and so many rows beside it that nobody can compute it back.

/** Absences, and the children whose they are. */
export interface Count {
  absences: number;
  children: number;
}

export interface Row extends Count {
  label: string;
  /** Rows of several tables that hold the same absences carry the same mark: they are hidden or shown together. */
  alike?: string;
}

/** A table whose rows split all absences of the report: their sum is known to every reader. */
export interface Split {
  rows: readonly Row[];
  /** Whether each child stands in one row alone, so that children add up too. */
  eachChildOnce: boolean;
}

export type Figure = number | typeof FEWER | typeof HIDDEN;
export const FEWER = 'fewer than 5';
export const HIDDEN = 'not shown';

export interface PublishedRow {
  label: string;
  absences: Figure;
  children: Figure;
}

/** Without rows: too few to be split in this way at all. */
export interface Published {
  rows: readonly PublishedRow[];
  isWithheld: boolean;
}

const MOST = 4;
export const isSmall = (n: number): boolean => n >= 1 && n <= MOST;

/** One number on its own, of children. */
export const figure = (n: number): Figure => (isSmall(n) ? FEWER : n);

/** One count on its own: absences of few children are theirs, however many there are. */
export const publishedCount = ({ absences, children }: Count): { absences: Figure; children: Figure } =>
  isSmall(children)
    ? { absences: absences > MOST ? HIDDEN : FEWER, children: FEWER }
    : { absences, children };

/** All tables of one report together. What one table hides of rows that are alike, no other shows. */
export function published(splits: readonly Split[], total: Count): Published[] {
  const alike = new Set<string>();
  for (;;) {
    const hidden = splits.map((split) => hiddenIn(split, total, alike));
    const marks = hidden.flatMap((rows) => [...(rows ?? [])].flatMap((row) => row.alike ?? []));
    const news = marks.filter((mark) => !alike.has(mark));
    if (news.length === 0) return splits.map((split, n) => asPublished(split, hidden[n]));
    for (const mark of news) alike.add(mark);
  }
}

/** The rows that must be hidden; undefined where not even all of them would be enough. */
function hiddenIn({ rows, eachChildOnce }: Split, total: Count, alike: ReadonlySet<string>) {
  const needed = rows.filter(
    (row) => isSmall(row.children) || (row.children > 0 && row.alike !== undefined && alike.has(row.alike)),
  );
  if (isSmall(total.children)) return undefined;
  const hidden = new Set(needed);
  const others = downFrom(
    rows.findIndex((row) => hidden.has(row)),
    rows,
  ).filter((row) => row.children > 0 && !hidden.has(row));
  while (hidden.size > 0 && !isSafe([...hidden], rows, eachChildOnce ? undefined : total.children)) {
    const next = others.shift();
    if (!next) return undefined;
    hidden.add(next);
  }
  return hidden;
}

/**
 * Whether each small number might still be any from 1 to 4, and no number of absences can be told: what a reader knows is the
 * sum of what is hidden, that the small ones lie between 1 and 4, and that the others are 5 at least.
 */
function isSafe(hidden: readonly Row[], rows: readonly Row[], distinct: number | undefined): boolean {
  if (hidden.length < 2) return false;
  const small = hidden.filter((row) => isSmall(row.children)).length;
  const large = hidden.length - small;
  const least = small + (MOST + 1) * large;
  const slack = MOST - 1;
  if (sum(hidden, 'absences') < least + slack) return false;
  if (distinct === undefined) {
    const children = sum(hidden, 'children');
    if (large > 0) return children >= least + slack;
    return children >= least + slack && children <= MOST * small - slack;
  }
  // A child may stand in several rows: the hidden ones hold at least those who stand in no other.
  const shown = rows.filter((row) => !hidden.includes(row));
  const atLeast = distinct - sum(shown, 'children');
  return large > 0 || atLeast <= MOST * (small - 1) + 1;
}

function asPublished({ rows }: Split, hidden: ReadonlySet<Row> | undefined): Published {
  if (!hidden) return { rows: [], isWithheld: true };
  const figures = rows.map((row): PublishedRow => {
    const { label, absences, children } = row;
    if (!hidden.has(row)) return { label, absences, children };
    return { label, absences: HIDDEN, children: isSmall(children) ? FEWER : HIDDEN };
  });
  return { rows: figures, isWithheld: false };
}

const sum = (rows: readonly Row[], what: keyof Count): number =>
  rows.reduce((total, row) => total + row[what], 0);

/**
 * What is hidden beside a small row is the next one down the table, never the one with the fewest: a reader who knows that the
 * fewest were chosen, and sees what was left, could tell the small number again.
 */
const downFrom = (first: number, rows: readonly Row[]): Row[] => [
  ...rows.slice(first + 1),
  ...rows.slice(0, first + 1),
];
