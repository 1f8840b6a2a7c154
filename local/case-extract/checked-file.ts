// The first reading of an extract, before anything is sent: what would make every row of it doubtful refuses it whole.
import { createHash } from 'node:crypto';
import { Mistake } from '../scenario.ts';
import { dayStands } from './cell.ts';
import type { Column } from './columns.ts';
import { CsvReader, type CsvRow } from './csv-reader.ts';
import { type ExtractFile, textOf } from './file-text.ts';
import { readHeader } from './header.ts';

export interface CheckedFile extends ExtractFile {
  header: readonly Column[];
  /** Without the header. */
  rows: number;
  digest: string;
}

/** Every row of the file, the header first, with how far the file has been read. */
export async function* rowsOf(path: string, onBytes: (piece: Buffer) => void): AsyncGenerator<CsvRow[]> {
  const reader = new CsvReader();
  for await (const text of textOf(path, onBytes)) yield [...reader.read(text)];
  yield [...reader.end()];
}

/** Throws Mistake where it is not text, has no header, or writes the month before the day. */
export async function checked(file: ExtractFile): Promise<CheckedFile> {
  const bytes = createHash('sha256');
  const stands = { first: 0, second: 0 };
  let header: Column[] | undefined;
  let rows = 0;
  for await (const some of rowsOf(file.path, (piece) => bytes.update(piece))) {
    for (const row of some) {
      if (!header) {
        header = readHeader(file.path, row);
        continue;
      }
      if (isBlank(row)) continue;
      rows += 1;
      for (const [n, { reads }] of header.entries()) {
        const day = reads === 'date' ? dayStands(row.cells[n] ?? '') : undefined;
        if (day) stands[day] += 1;
      }
    }
  }
  if (!header) throw new Mistake(`${file.path} is empty: its first line names the columns`);
  if (rows === 0) throw new Mistake(`${file.path} holds no rows below its header. Nothing was sent.`);
  if (stands.second > stands.first) {
    const mend = 'export them as 31/01/2012 or as 2012-01-31';
    throw new Mistake(
      `${file.path}: its dates seem to have the month before the day: ${mend}. Nothing was sent.`,
    );
  }
  return { ...file, header, rows, digest: bytes.digest('base64url').slice(0, 16) };
}

/** As spreadsheets leave them behind below a table. */
export const isBlank = ({ cells, count, faults }: CsvRow): boolean =>
  faults.length === 0 && count === cells.length && cells.every((cell) => cell.trim() === '');
