// A row as it is remembered: its key and each thing that it says, as short hashes.
import { hash } from 'node:crypto';
import { columns } from './columns.ts';
import type { Said } from './row.ts';

// 66 bits tell rows apart, 36 bits the values of one cell of one row: a change that goes unseen is one in 70 thousand million.
export const keyLength = 11;
const valueLength = 6;
const unsaid = '.'.repeat(valueLength);

export const rememberedLength = keyLength + 1 + columns.length * valueLength;

/** What another set of columns has written cannot be compared. */
export const layout = digest(columns.map(({ name }) => name).join(), keyLength);

export const keyOf = (identifier: string): string => digest(identifier, keyLength);

/** One for each column, in order. What the row leaves unsaid stays as it was said `before`. */
export function valuesOf({ identifiers: [key], values }: Said, before: string | undefined): string {
  return columns
    .map((column, n) => {
      const value = values.get(column);
      if (value === undefined) return before?.slice(n * valueLength, (n + 1) * valueLength) ?? unsaid;
      return digest(JSON.stringify([key, column.name, value]), valueLength);
    })
    .join('');
}

/** The columns in which the two differ. */
export function changes(before: string | undefined, after: string): string[] {
  const at = (values: string | undefined, n: number) =>
    values?.slice(n * valueLength, (n + 1) * valueLength) ?? unsaid;
  return columns.filter((_, n) => at(before, n) !== at(after, n)).map(({ name }) => name);
}

function digest(text: string, length: number): string {
  return hash('sha256', text, 'base64url').slice(0, length);
}
