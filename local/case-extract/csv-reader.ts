// Reads CSV as RFC 4180 has it, piece by piece: one row at a time in memory, whatever the file holds.

/** What makes a row unreadable, and in which of its cells. */
export interface CsvFault {
  cell: number;
  message: string;
}

export interface CsvRow {
  /** Where it begins and ends in the file, from 1; a cell in quotation marks may go over several lines. */
  line: number;
  lastLine: number;
  cells: string[];
  /** How many cells the row has; of a row with very many, not all are kept. */
  count: number;
  faults: CsvFault[];
}

const longestCell = 64 * 1024; // characters
const mostCells = 200;
const marks = /[",\n]/g;

export class CsvReader {
  #row: CsvRow | undefined;
  #cell = '';
  /** `closed`: after a quotation mark that ends the cell, unless another one follows. */
  #at: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  #line = 1;
  #openedOn = 0;
  #isTooLong = false;
  #heldBack = '';

  /** The rows that this piece completes. Line ends may be CR LF, LF or CR; inside a cell each becomes LF. Empty lines are none. */
  *read(piece: string): Generator<CsvRow> {
    const whole = this.#heldBack + piece;
    // Half a line end: the other half may open the next piece.
    this.#heldBack = whole.endsWith('\r') ? '\r' : '';
    yield* this.#rowsOf(whole.slice(0, whole.length - this.#heldBack.length).replace(/\r\n?/g, '\n'));
  }

  /** The last row, where no line end follows it. */
  *end(): Generator<CsvRow> {
    if (this.#heldBack !== '') yield* this.#rowsOf('\n');
    this.#heldBack = '';
    if (this.#at === 'quoted') {
      const lines = `from line ${this.#openedOn} to the end of the file nothing could be read`;
      this.#fault(`opens a quotation mark on line ${this.#openedOn} that never closes: close it (${lines})`);
      this.#cell = '';
    }
    yield* this.#endRow();
  }

  *#rowsOf(text: string): Generator<CsvRow> {
    let at = 0;
    for (;;) {
      if (this.#at === 'quoted') {
        const end = text.indexOf('"', at);
        const piece = text.slice(at, end < 0 ? text.length : end);
        this.#add(piece);
        this.#line += piece.split('\n').length - 1;
        if (end < 0) return;
        this.#at = 'closed';
        at = end + 1;
        continue;
      }
      marks.lastIndex = at;
      const end = marks.exec(text)?.index ?? text.length;
      if (end > at) this.#plain(text.slice(at, end));
      if (end === text.length) return;
      at = end + 1;
      if (text[end] === '"') this.#quotationMark();
      else if (text[end] === ',') this.#endCell();
      else {
        yield* this.#endRow();
        this.#line += 1;
      }
    }
  }

  #plain(piece: string): void {
    if (this.#at === 'closed') {
      this.#fault(
        `goes on after the quotation mark that closes it (opened on line ${this.#openedOn}): write a mark inside a cell twice`,
      );
    }
    this.#at = 'plain';
    this.#add(piece);
  }

  #quotationMark(): void {
    if (this.#at === 'start') {
      this.#at = 'quoted';
      this.#openedOn = this.#line;
      this.#begun();
      return;
    }
    if (this.#at === 'closed') this.#at = 'quoted';
    else
      this.#fault(
        'holds a quotation mark, but begins without one: put it in marks, and write each inside twice',
      );
    this.#add('"');
  }

  #add(piece: string): void {
    this.#begun();
    if (this.#isTooLong) return;
    if (this.#cell.length + piece.length <= longestCell) {
      this.#cell += piece;
      return;
    }
    this.#isTooLong = true;
    this.#cell = '';
    const opened = this.#at === 'quoted' ? ` (it opens with a quotation mark on line ${this.#openedOn})` : '';
    this.#fault(`is longer than ${longestCell} characters${opened}: shorten it, or close its quotation mark`);
  }

  #begun(): CsvRow {
    this.#row ??= { line: this.#line, lastLine: this.#line, cells: [], count: 0, faults: [] };
    return this.#row;
  }

  #fault(message: string): void {
    const { faults, count } = this.#begun();
    if (faults.at(-1)?.cell !== count) faults.push({ cell: count, message });
  }

  #endCell(): void {
    const row = this.#begun();
    if (row.count < mostCells) row.cells.push(this.#cell);
    row.count += 1;
    this.#cell = '';
    this.#at = 'start';
    this.#isTooLong = false;
  }

  *#endRow(): Generator<CsvRow> {
    if (!this.#row) return;
    this.#endCell();
    const row = this.#row;
    this.#row = undefined;
    row.lastLine = this.#line;
    yield row;
  }
}
