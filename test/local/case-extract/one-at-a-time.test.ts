import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdAlone } from '../../../local/case-extract/one-at-a-time.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-extract-'));
  file = join(folder, 'kent.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('an import', () => {
  it('is turned away while another one lives', () => {
    writeFileSync(file, String(process.ppid));
    expect(() => holdAlone(file)).toThrow(`Another import is under way (process ${process.ppid})`);
    expect(existsSync(file)).toBe(true);
  });

  it.each([
    ['a dead process', String(2 ** 22 + 1)],
    ['nobody', ''],
  ])('takes over what %s has left', (_, left) => {
    writeFileSync(file, left);
    const letGo = holdAlone(file);
    expect(existsSync(file)).toBe(true);
    letGo();
    expect(existsSync(file)).toBe(false);
  });

  it('makes the folder that it needs', () => {
    holdAlone(join(folder, 'deep/er/kent.lock'))();
    expect(existsSync(join(folder, 'deep/er'))).toBe(true);
  });
});
