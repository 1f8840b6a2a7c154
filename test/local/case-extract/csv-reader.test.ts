// CSV as RFC 4180 has it, whatever pieces it comes in, and what is said of a file that is none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader, type CsvRow } from '../../../local/case-extract/csv-reader.ts';

function read(...pieces: string[]): CsvRow[] {
  const reader = new CsvReader();
  return [...pieces.flatMap((piece) => [...reader.read(piece)]), ...reader.end()];
}

const cellsOf = (...pieces: string[]): string[][] => read(...pieces).map(({ cells }) => cells);

function cut(text: string, places: readonly number[]): string[] {
  const at = [0, ...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
  return at.slice(1).map((end, n) => text.slice(at[n], end));
}

/** As another hand would write it: quotation marks where they are needed, or everywhere. */
const written = (rows: readonly (readonly string[])[], everywhere: boolean, lineEnd: string): string =>
  rows
    .map((row) =>
      row
        .map((cell) => (everywhere || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(','),
    )
    .join(lineEnd);

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '😀', ' ', ',', '"', '\n', '\0', '='),
  maxLength: 8,
});
// A row of one empty cell is an empty line, which is no row.
const row = fc.array(cell, { minLength: 2, maxLength: 4 });

describe('a table written to the letter', () => {
  it('is read as it was written, whatever its line ends and the pieces it comes in', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 6 }),
        (rows, everywhere, lineEnd, endsInOne, places) => {
          const text = written(rows, everywhere, lineEnd) + (endsInOne ? lineEnd : '');
          const told = read(...cut(text, places));
          expect(told.map(({ cells }) => cells)).toEqual(rows);
          expect(told.flatMap(({ faults }) => faults)).toEqual([]);
        },
      ),
    );
  });

  it('tells on which lines each row stands', () => {
    const lines = read('a,b\r\n\r\n"c\r\nd\re",f\r\ng,h').map(({ line, lastLine }) => [line, lastLine]);
    expect(lines).toEqual([
      [1, 1],
      [3, 5],
      [6, 6],
    ]);
  });

  it('has no row for an empty line, but one for an empty cell in quotation marks', () => {
    expect(cellsOf('\n\na\n\n""\n')).toEqual([['a'], ['']]);
  });

  it('may end in the middle of a line end', () => {
    expect(read('a\r', '\nb').map(({ line }) => line)).toEqual([1, 2]);
    expect(cellsOf('a,b\r')).toEqual([['a', 'b']]);
    expect(cellsOf('a,b\r', '\nc,d\r', 'e,f')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });
});

describe('anything at all', () => {
  it('is read without a throw, the same in any pieces, and every line is in a row or empty', () => {
    const any = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\0'), maxLength: 40 });
    fc.assert(
      fc.property(any, fc.array(fc.nat(), { maxLength: 6 }), (text, places) => {
        const rows = read(text);
        expect(read(...cut(text, places))).toEqual(rows);
        const lines = text.split(/\r\n?|\n/);
        const covered = new Set(rows.flatMap((each) => range(each.line, each.lastLine)));
        for (const [n, line] of lines.entries()) if (line !== '') expect(covered.has(n + 1)).toBe(true);
      }),
    );
  });
});

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('a table that is not written to the letter', () => {
  it('says on which line a quotation mark opens that never closes, and keeps the rows before it', () => {
    const [good, bad, ...rest] = read('a,b\n', 'c,"d\n', 'e,f\ng');
    expect(good).toMatchObject({ cells: ['a', 'b'], faults: [] });
    expect(bad).toMatchObject({ line: 2, lastLine: 4, faults: [{ cell: 1 }] });
    expect(bad?.faults[0]?.message).toMatch(/on line 2 that never closes.*from line 2 to the end/);
    expect(rest).toEqual([]);
  });

  it('says of a stray quotation mark in which cell it is, once, and reads the next row', () => {
    const rows = read('a,b"c"d,"e"f\ng,h\n');
    expect(rows.map(({ faults }) => faults.map((fault) => fault.cell))).toEqual([[1, 2], []]);
    expect(rows[0]?.faults[1]?.message).toMatch(
      /after the quotation mark that closes it \(opened on line 1\)/,
    );
  });

  it('keeps nothing of a cell of ten million letters but the fault, and reads the next row', () => {
    const piece = 'x'.repeat(10_000);
    for (const open of ['', '"']) {
      const pieces = Array.from({ length: 1000 }, () => piece);
      const [bad, good] = read(`a,${open}`, ...pieces, `${open},b\n`, 'c,d,e');
      expect(bad).toMatchObject({ cells: ['a', '', 'b'], faults: [{ cell: 1 }] });
      expect(bad?.faults[0]?.message).toMatch(/^is longer than 65536 characters/);
      expect(good).toMatchObject({ cells: ['c', 'd', 'e'], faults: [] });
    }
  });

  it('keeps two hundred cells of a row of a million, and counts them all', () => {
    const [bad] = read(','.repeat(999_999));
    expect(bad?.cells).toHaveLength(200);
    expect(bad?.count).toBe(1_000_000);
  });
});
