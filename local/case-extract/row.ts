// One row of a case extract: whom it is about and what it says, as a `case.updated` message that the pipeline will accept.
import { hash } from 'node:crypto';
import type { Json } from '../../shared/contract/case.ts';
import { readMessage } from '../../shared/contract/read.ts';
import type { Source } from '../../shared/contract/senders.ts';
import { readCell } from './cell.ts';
import { type Column, columns, keyColumns, pairs } from './columns.ts';
import type { CsvRow } from './csv-reader.ts';

export interface RowFault {
  column: string;
  message: string;
}

/** What a row says, before it is known whether the contract allows it. */
export interface Said {
  /** Every identifier that it gives, `column value`; the first is the row's key. */
  identifiers: readonly [string, ...string[]];
  /** In the order of `columns`, whatever the file's. */
  values: ReadonlyMap<Column, Json>;
}

/** In whose name the extract speaks, and since when what it says is so. */
export interface Speaker {
  authority: string; // GSS code
  source: string;
  sources: readonly Source[];
  sender: string;
  extractedAt: string; // RFC 3339
}

export function readRow(row: CsvRow, header: readonly Column[]): Said | RowFault[] {
  const columnAt = (cell: number): string => header[cell]?.name ?? `column ${cell + 1}`;
  if (row.faults.length > 0) {
    return row.faults.map(({ cell, message }) => ({ column: columnAt(cell), message }));
  }
  if (row.count !== header.length) {
    const mend = 'add what is missing, or put a cell that holds a comma in quotation marks';
    return [{ column: '', message: `has ${row.count} cells where the header has ${header.length}: ${mend}` }];
  }
  const faults: RowFault[] = [];
  const said = new Map<string, Json>();
  for (const [n, column] of header.entries()) {
    const read = readCell(column, row.cells[n] ?? '');
    if ('fault' in read) faults.push({ column: column.name, message: read.fault });
    else if (read.value !== undefined) said.set(column.name, read.value);
  }
  const [first, ...others] = keyColumns.flatMap((name) => {
    const value = said.get(name);
    return typeof value === 'string' ? [`${name} ${squeezed(name, value)}`] : [];
  });
  if (first === undefined && !faults.some(({ column }) => keyColumns.includes(column))) {
    const message = `says of nobody: give at least one of ${keyColumns.join(', ')}`;
    faults.push({ column: keyColumns.find((name) => header.some((c) => c.name === name)) ?? '', message });
  }
  if (faults.length > 0 || first === undefined) return faults;
  for (const [one, other] of pairs) {
    if (said.has(one) && !said.has(other)) said.set(other, null);
    if (said.has(other) && !said.has(one)) said.set(one, null);
  }
  const values = new Map(columns.flatMap((column) => told(column, said)));
  return { identifiers: [first, ...others], values };
}

const told = (column: Column, said: ReadonlyMap<string, Json>): [Column, Json][] => {
  const value = said.get(column.name);
  return value === undefined ? [] : [[column, value]];
};

/** As the pipeline compares identifiers: two that it holds for one are one here. */
const squeezed = (name: string, value: string): string =>
  (name === 'nhsNumber' ? value.replace(/[\s-]/g, '') : value).toUpperCase();

/** The message's text, or why the pipeline would refuse it. The same row of the same extract has the same id. */
export function messageOf({ identifiers, values }: Said, speaker: Speaker): string | RowFault[] {
  const { authority, source, sources, sender, extractedAt } = speaker;
  const data: Record<string, Json> = { authority };
  for (const [{ path }, value] of values) place(data, path, value);
  const body = JSON.stringify({
    specversion: '1.0',
    id: `extract-${hash('sha256', JSON.stringify([identifiers[0], extractedAt, data]), 'base64url')}`,
    source,
    type: 'case.updated',
    time: extractedAt,
    datacontenttype: 'application/json',
    data,
  });
  const reading = readMessage(body, { authority, sources, sender, now: extractedAt });
  if (reading.readable) return body;
  return reading.reasons.map(({ path, message }) => ({
    column: columns.find((column) => `/data/${column.path.join('/')}` === path)?.name ?? '',
    message: message.replaceAll('null', 'unknown'),
  }));
}

function place(data: Record<string, Json>, path: readonly string[], value: Json): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    data[name] = value;
    return;
  }
  const inside = (data[name] ?? {}) as Record<string, Json>;
  data[name] = inside;
  place(inside, rest, value);
}
