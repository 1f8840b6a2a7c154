// What a cell says, and what is said of one that cannot be relied on.
import { describe, expect, it } from 'vitest';
import { dayStands, readCell } from '../../../local/case-extract/cell.ts';
import { columns } from '../../../local/case-extract/columns.ts';

function read(name: string, text: string) {
  const column = columns.find((each) => each.name === name);
  if (!column) throw new Error(`There is a column ${name}`);
  return readCell(column, text);
}

describe('a cell', () => {
  it.each([
    ['givenName', '', undefined],
    ['givenName', '  ', undefined],
    ['givenName', ' Robin ', 'Robin'],
    ['givenName', 'Unknown', null],
    ['dateOfBirth', 'unknown', null],
    ['dateOfBirth', '29/02/2012', '2012-02-29'],
    ['dateOfBirth', '2012-02-29', '2012-02-29'],
    ['statusSince', '01/02/2026', '2026-02-01'],
    ['statusSince', '2026-02-01T09:00:00Z', '2026-02-01T09:00:00Z'],
    ['placementNotified', 'Yes', true],
    ['placementNotified', 'FALSE', false],
    ['placementNotified', 'unknown', null],
    ['ageYears', '15', 15],
    ['localAuthorityId', '0012', '0012'],
    ['keyworkerEmail', 'kim.worker@kent.example', 'kim.worker@kent.example'],
  ])('of %s that reads "%s" says %j', (name, text, value) => {
    expect(read(name, text)).toEqual({ value });
  });

  it.each([
    ['givenName', '=HYPERLINK("x")', 'as a formula does'],
    ['familyName', '+1', 'as a formula does'],
    ['familyName', ' -1', 'as a formula does'],
    ['keyworkerEmail', '@SUM(A1)', 'as a formula does'],
    ['localAuthorityId', '=1+1', 'as a formula does'],
    ['familyName', 'Exam\nple', 'control characters'],
    ['familyName', 'Exam\0ple', 'control characters'],
    ['dateOfBirth', '1/2/2012', 'in more than one way'],
    ['dateOfBirth', '01/02/12', 'in more than one way'],
    ['dateOfBirth', '01.02.2012', 'in more than one way'],
    ['dateOfBirth', '2012/02/01', 'in more than one way'],
    ['dateOfBirth', '12/25/2012', 'no such month'],
    ['placementNotified', 'perhaps', 'neither yes nor no'],
    ['placementNotified', 'constructor', 'neither yes nor no'],
    ['ageYears', '15.5', 'not a whole number'],
    ['nhsNumber', '9.43477E+09', 'rounded'],
    ['localAuthorityId', '1E5', 'rounded'],
  ])('of %s that reads %j is refused', (name, text, says) => {
    expect(read(name, text)).toEqual({ fault: expect.stringContaining(says) });
  });
});

describe('which number of a date is the day', () => {
  it.each([
    ['31/01/2012', 'first'],
    ['01/31/2012', 'second'],
    ['1/31/12', 'second'],
    ['01/02/2012', undefined],
    ['31/31/2012', undefined],
    ['2012-01-31', undefined],
    ['2012/01/31', undefined],
    ['', undefined],
  ])('of "%s": %s', (text, stands) => {
    expect(dayStands(text)).toBe(stands);
  });
});
