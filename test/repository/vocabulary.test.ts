// The words of the field, everywhere: a child is a child.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What is never written, and what is written instead. Pieced together, so that this file does not name them. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`\\bmis${'per'}s?\\b`, 'i'), 'child, missing episode'],
  [new RegExp(`\\babs${'cond'}`, 'i'), 'missing, away from placement'],
  [new RegExp(`\\brun${'away'}s?\\b`, 'i'), 'missing child'],
  [new RegExp(`\\bsafe and ${'well'} check`, 'i'), 'prevention interview'],
  [new RegExp(`\\breturn ${'interview'}s?\\b`, 'i'), 'return home interview'],
  [new RegExp(`\\bplacing author${'ity'} is responsible`, 'i'), 'responsible authority'],
];

const FOLDERS = /^(shared\/core|shared\/letters|shared\/contract|functions|authorities|examples|README)/;
const texts = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => FOLDERS.test(file));

it('every text keeps to the words of the field', () => {
  expect(texts.length).toBeGreaterThan(50);
  const found = texts.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, n) =>
        BANNED.filter(([word]) => word.test(line)).map(([, instead]) => `${file}:${n + 1}: write ${instead}`),
      ),
  );
  expect(found).toEqual([]);
});

const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|types|services?|manager)(\/|\.ts$)/;

it('no file or folder is named for what it is made of', () => {
  expect(texts.filter((file) => FORBIDDEN_NAMES.test(file))).toEqual([]);
});
