// What becomes of a row: it is bad, it says what earlier imports said, or it is new or changed and has a message.
import type { Column } from './columns.ts';
import type { CsvRow } from './csv-reader.ts';
import type { EarlierImports, Remembered } from './earlier-imports.ts';
import { changes, keyOf, valuesOf } from './fingerprints.ts';
import type { NumbersOnDisk } from './numbers-on-disk.ts';
import { messageOf, type RowFault, readRow, type Said, type Speaker } from './row.ts';

export interface RowChange {
  line: number;
  /** The identifier that the row is known by. */
  id: string;
  is: 'new' | 'changed';
  columns: readonly string[];
}

export interface Outgoing extends Remembered {
  body: string;
}

export type Judged =
  | { is: 'bad'; faults: readonly RowFault[] }
  | { is: 'unchanged' }
  | { is: 'new' | 'changed'; change: RowChange; outgoing: Outgoing };

export class Judge {
  readonly #header: readonly Column[];
  readonly #speaker: Speaker;
  readonly #earlier: EarlierImports;
  /** On which line each identifier was first. */
  readonly #lines: NumbersOnDisk;
  /** How many rows there were that earlier imports had, too. */
  matched = 0;

  constructor(header: readonly Column[], speaker: Speaker, earlier: EarlierImports, lines: NumbersOnDisk) {
    this.#header = header;
    this.#speaker = speaker;
    this.#earlier = earlier;
    this.#lines = lines;
  }

  judge(row: CsvRow): Judged {
    const said = readRow(row, this.#header);
    if (Array.isArray(said)) return { is: 'bad', faults: said };
    const twin = this.#twinOf(said, row.line);
    if (twin) return { is: 'bad', faults: [twin] };
    const [identifier] = said.identifiers;
    const key = keyOf(identifier);
    const before = this.#earlier.valuesOf(key);
    if (before !== undefined) this.matched += 1;
    const values = valuesOf(said, before);
    if (values === before) return { is: 'unchanged' };
    const body = messageOf(said, this.#speaker);
    if (typeof body !== 'string') return { is: 'bad', faults: body };
    const is = before === undefined ? 'new' : 'changed';
    const id = identifier.slice(identifier.indexOf(' ') + 1);
    const change = { line: row.line, id, is, columns: changes(before, values) } as const;
    return { is, change, outgoing: { key, values, body } };
  }

  /** Which of two rows of one person is right, a person must say. */
  #twinOf({ identifiers }: Said, line: number): RowFault | undefined {
    let fault: RowFault | undefined;
    for (const identifier of identifiers) {
      const key = keyOf(identifier);
      const other = this.#lines.get(key);
      if (other === undefined) this.#lines.set(key, line);
      else if (!fault) {
        const column = identifier.slice(0, identifier.indexOf(' '));
        fault = { column, message: `is also on line ${other}: keep the row that is right` };
      }
    }
    return fault;
  }
}
