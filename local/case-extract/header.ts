// The first line of a case extract: which column is which.
import { closest } from '../../shared/policy/closest.ts';
import { Mistake } from '../scenario.ts';
import { type Column, columns, keyColumns } from './columns.ts';
import type { CsvRow } from './csv-reader.ts';

/** Throws Mistake with a line for each fault. Shows a name only where the line is a header: else it may be somebody's. */
export function readHeader(path: string, row: CsvRow): Column[] {
  const names = row.cells.map((cell) => cell.trim());
  const known = new Map(columns.map((column) => [column.name, column]));
  const all = [...known.keys()];
  const where = `${path}:${row.line}`;
  const [broken] = row.faults;
  if (broken) throw new Mistake(`${where} column ${broken.cell + 1} ${broken.message}`);
  if (!names.some((name) => known.has(name) || closest(name, all))) {
    const separator = [';', '\t', '|'].find((mark) => names[0]?.includes(mark));
    throw new Mistake(
      separator
        ? `${where} is not separated by commas: save it as CSV with commas`
        : `${where} is not a header: the first line names the columns, such as ${all.slice(0, 5).join(',')}`,
    );
  }
  const faults: string[] = [];
  if (row.count > names.length) faults.push(`has ${row.count} columns: there are ${all.length}`);
  for (const [n, name] of names.entries()) {
    if (name === '') faults.push(`column ${n + 1} has no name: give it one, or remove it`);
    else if (!known.has(name)) faults.push(unknownColumn(name, all));
    else if (names.indexOf(name) < n) faults.push(`column ${name} is there twice: remove one`);
  }
  if (faults.length === 0 && !keyColumns.some((name) => names.includes(name))) {
    faults.push(`has no column that says who each row is about: add ${keyColumns.join(', ')}`);
  }
  if (faults.length > 0) throw new Mistake(faults.map((fault) => `${where} ${fault}`).join('\n'));
  return names.flatMap((name) => known.get(name) ?? []);
}

function unknownColumn(name: string, known: readonly string[]): string {
  const shown = name.replace(/[^\x20-\x7e]/g, '?').slice(0, 40);
  const meant = closest(name, known);
  return `column ${shown} is not known: ${meant ? `did you mean ${meant}?` : 'remove it (--help lists all)'}`;
}
