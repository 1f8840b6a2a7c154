// A file is read once before anything is sent: what would make all of it doubtful refuses it, whatever pieces it comes in.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checked } from '../../../local/case-extract/checked-file.ts';
import { extractFile } from '../../../local/case-extract/file-text.ts';
import { csv } from './desk.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-extract-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(content: string | Buffer) {
  const path = join(folder, 'a.csv');
  writeFileSync(path, content);
  return checked(extractFile(path));
}

const header = 'localAuthorityId,givenName,dateOfBirth';
const table = csv(header, 'L1,Renée,14/05/2012', ',,', 'L2,Łucja,');

describe('an extract', () => {
  it.each<[string, string | Buffer]>([
    ['UTF-8', table],
    ['UTF-8 with a byte-order mark', `\uFEFF${table}`],
    ['UTF-16 with a byte-order mark', Buffer.from(`\uFEFF${table}`, 'utf16le')],
    ['UTF-16, the great end first', Buffer.from(`\uFEFF${table}`, 'utf16le').swap16()],
  ])('in %s is read, blank rows left out', async (_, content) => {
    const file = await check(content);
    expect(file.header.map(({ name }) => name)).toEqual(header.split(','));
    expect(file.rows).toBe(2);
  });

  it('may have its columns in any order, with spaces around their names', async () => {
    const { header: read } = await check(csv('status , localAuthorityId', 'not-open,L1'));
    expect(read.map(({ name }) => name)).toEqual(['status', 'localAuthorityId']);
  });

  it('of day-first dates stays whole where one of them has its month first', async () => {
    const dates = ['14/05/2012', '15/05/2012', '05/16/2012', '05/17/2012'];
    const { rows } = await check(csv(header, ...dates.map((date, n) => `L${n},Robin,${date}`)));
    expect(rows).toBe(4);
  });
});

describe('an extract is refused whole', () => {
  const row = 'L1,Robin,14/05/2012';
  it.each<[string, string | Buffer, RegExp]>([
    ['where it is empty', '', /is empty: its first line names the columns/],
    ['where it has no rows', csv(header, ',,'), /holds no rows below its header/],
    ['where it has no header', csv(row, row), /a\.csv:1 is not a header/],
    ['where its header lacks a name', csv(`${header},`, `${row},`), /column 4 has no name/],
    ['where its header has a name twice', csv(`${header},givenName`, row), /givenName is there twice/],
    ['where a name is misspelt', csv('localAuthorityId,givenNmae', 'L1,x'), /did you mean givenName\?/],
    ['where a name is known to nobody', csv('localAuthorityId,shoeSize', 'L1,x'), /shoeSize is not known/],
    ['where nothing says who is who', csv('givenName,status', 'Robin,x'), /says who each row is about/],
    ['where semicolons separate', csv('localAuthorityId;status', 'L1;x'), /not separated by commas/],
    [
      'where its first mark never closes',
      `${header},"${table}`,
      /a\.csv:1 column 4 opens a quotation mark on line 1 that never/,
    ],
    ['in Windows-1252', Buffer.from(csv(header, row, 'L2,Renée,'), 'latin1'), /a\.csv:3 holds bytes/],
    ['where letters were lost before', csv(header, row, 'L2,Ren\uFFFDe,'), /a\.csv:3 holds bytes/],
    ['in UTF-16 without a mark', Buffer.from(table, 'utf16le'), /looks like UTF-16/],
    [
      'where it ends in half a letter',
      Buffer.from(table).subarray(0, Buffer.from(table).indexOf('é') + 1),
      /holds bytes/,
    ],
    ['where months come first', csv(header, 'L1,x,05/16/2012', 'L2,y,05/06/2012'), /month before the day/],
  ])('%s', async (_, content, says) => {
    const refusal = await check(content).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(refusal).toMatch(says);
    expect(refusal).not.toMatch(/Robin|Ren/);
  });

  it('where Windows-1252 comes late in it, on the line where it does', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `L${n},Robin,`);
    const content = Buffer.from(csv(header, ...rows, 'L,Renée,'), 'latin1');
    await expect(check(content)).rejects.toThrow(/a\.csv:20002 holds bytes/);
  });

  it('where there is none', () => {
    expect(() => extractFile(join(folder, 'nowhere.csv'))).toThrow(/cannot be read/);
    expect(() => extractFile(folder)).toThrow(/cannot be read/);
  });
});
