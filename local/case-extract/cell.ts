// One cell: what it says, or what is wrong with it and how to mend it. A fault never repeats what the cell holds.
import { type Column, keyColumns } from './columns.ts';

type Value = string | number | boolean | null;

/** `undefined`: an empty cell says nothing; `null`: it says that nobody knows. */
export type CellRead = { value: Value | undefined } | { fault: string };

const yesOrNo: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

export function readCell({ name, reads }: Column, cell: string): CellRead {
  const text = cell.trim();
  if (text === '') return { value: undefined };
  if (/^[=+\-@]/.test(text)) {
    return { fault: 'begins with =, +, - or @, as a formula does: write the value itself' };
  }
  if (/\p{Cc}/u.test(text)) {
    return { fault: 'goes over a line end or holds control characters: write it on one line' };
  }
  if (text.toLowerCase() === 'unknown') return { value: null };
  if (keyColumns.includes(name) && /^\d+(\.\d+)?e\+?\d+$/i.test(text)) {
    return { fault: 'is a number that a spreadsheet has rounded: export the column as text' };
  }
  switch (reads) {
    case 'text':
      return { value: text };
    case 'date':
      return readDate(text);
    case 'flag': {
      const said = Object.hasOwn(yesOrNo, text.toLowerCase()) ? yesOrNo[text.toLowerCase()] : undefined;
      return said === undefined
        ? { fault: 'is neither yes nor no: write true, false, yes, no or unknown' }
        : { value: said };
    }
    case 'number':
      return /^\d{1,9}$/.test(text)
        ? { value: Number(text) }
        : { fault: 'is not a whole number: correct it' };
  }
}

const slashed = /^(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})$/;

/** A British date becomes ISO's; what is written as ISO is left to the contract to judge. */
function readDate(text: string): CellRead {
  if (!slashed.test(text)) return { value: text };
  const [, day = '', month = '', year = ''] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  if (year === '') {
    return { fault: 'can be read in more than one way: write it as 31/01/2012 or as 2012-01-31' };
  }
  if (Number(month) > 12) {
    return { fault: 'has no such month: write the day first, as 31/01/2012, or as 2012-01-31' };
  }
  return { value: `${year}-${month}-${day}` };
}

/** Which of its first two numbers can only be the day, where that is plain. */
export function dayStands(cell: string): 'first' | 'second' | undefined {
  const [, one = '', two = ''] = slashed.exec(cell.trim()) ?? [];
  if (one.length > 2) return undefined;
  if (Number(one) > 12 && Number(two) <= 12) return 'first';
  return Number(two) > 12 && Number(one) <= 12 ? 'second' : undefined;
}
