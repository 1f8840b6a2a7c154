// Every regular expression that reads what others wrote takes time in proportion to its length, however it is written.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forThisChild } from '../../shared/core/treatment.ts';
import { procedure } from '../situations/playing.ts';

const kent = procedure('kent');

const root = join(import.meta.dirname, '../..');
const FOLDERS = ['shared/contract', 'shared/policy', 'shared/core', 'shared/letters', 'local/case-extract'];
/** After what a regular expression may begin; a division stands behind a value. */
const LITERAL =
  /(?<=(?:[(,=:[!&|?{};\n]|return|=>)\s*)\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/g;

const patterns = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(root, folder, file), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*\*).*$/gm, '');
      return [...text.matchAll(LITERAL)].map(([whole, source = '', flags = '']) => ({
        name: `${file} ${whole}`,
        pattern: new RegExp(source, flags.replace(/[gy]/g, '')),
      }));
    }),
);

/** What makes a pattern try again and again: long runs, in parts that could be divided in many ways, and no right end. */
const PARTS = [
  'a',
  'A',
  '1',
  ' ',
  '.',
  '-',
  'a.',
  'a-',
  '1-',
  'a@',
  '@a',
  '\\',
  '"',
  '/a',
  '{',
  '[',
  '\t ',
  'é',
  ':',
  '=',
  '%',
  '#a',
  "'",
];
const ENDS = ['', '!', '\n', '@', '\u0000'];

function slowest(pattern: RegExp, length: number): number {
  let most = 0;
  for (const part of PARTS) {
    for (const end of ENDS) {
      const text = part.repeat(length / part.length) + end;
      // The quicker of two: the machine may have been busy with something else.
      most = Math.max(most, Math.min(timed(pattern, text), timed(pattern, text)));
    }
  }
  return most;
}

function timed(pattern: RegExp, text: string): number {
  const began = performance.now();
  pattern.test(text);
  return performance.now() - began;
}

/** Of texts a little longer each time, so that a pattern without an end is found before it has none. */
const isPatient = (pattern: RegExp): boolean =>
  [24, 28, 32, 36, 40, 44, 48].every((length) => slowest(pattern, length) < 20) &&
  slowest(pattern, 20_000) < 60;

it('there are patterns to look at', () => {
  expect(patterns.length).toBeGreaterThan(30);
});

/** Never sees more than `ELAPSED` has let through: nothing of more than twenty-odd characters is a duration. */
const BOUNDED = ['instant.ts /(\\d+)([DHMS])/g'];

it.each(patterns.filter(({ name }) => !BOUNDED.includes(name)))('$name', ({ pattern }) => {
  expect(isPatient(pattern)).toBe(true);
});

it.each([/^(a+)+$/, /^(\d+\.?)*$/, /\s+$/, /a*a@/])('%s would be found', (pattern) => {
  expect(isPatient(pattern)).toBe(false);
});

it('a duration in a placement plan is bounded before anything else looks at it', () => {
  const [rule] = kent.versions[0]?.rules.filter(({ after }) => after && 'elapsed' in after) ?? [];
  if (!rule) throw new Error('Kent has a rule with a clock');
  const sooner = (duration: string) => forThisChild(rule, { [rule.id]: { sooner: duration } }, kent).rule;
  expect(sooner('PT1S')).not.toBe(rule);
  expect(sooner(`PT${'1'.repeat(200_000)}S`)).toMatchObject({ after: rule.after });
  expect(sooner(`P${'1'.repeat(200_000)}`)).toMatchObject({ after: rule.after });
});
