import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { authorityFrom, formatFault, loadAuthority } from '../../shared/policy/load.ts';
import { edited, faultsIn, kent, lineOf } from './edited.ts';

const OPENS = 'opens: "09:00"';

/** Each alias stands for nine of the one before. */
const exploding = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, n) => {
    const before = 'abcdefgh'[n];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
  }),
].join('\n');

describe('text that is hard to read', () => {
  it.each<[circumstance: string, text: string, line: number, message: RegExp]>([
    [
      'a tab before a key',
      edited(kent, ['    principals', '\tprincipals']),
      lineOf(kent, 'compact-feed'),
      /tab/,
    ],
    [
      'a quotation mark missing',
      edited(kent, [OPENS, 'opens: "09:00']),
      lineOf(kent, OPENS),
      /cannot be read/,
    ],
    [
      'a bracket missing',
      edited(kent, ['closes: "17:00" }', 'closes: "17:00"']),
      lineOf(kent, OPENS) + 2,
      /cannot be read/,
    ],
    [
      'a key that stands twice, of which the first counts,',
      `${kent}review-by: soon\n`,
      kent.split('\n').length,
      /twice/,
    ],
    ['a second document', `${kent}---\nauthority: {}\n`, kent.split('\n').length, /second document/],
    [
      'a named value',
      edited(kent, ['from: homeward', 'from: &sender homeward']),
      lineOf(kent, 'from: homeward'),
      /&sender/,
    ],
    ['a tag', edited(kent, [OPENS, 'opens: !!binary "09:00"']), lineOf(kent, OPENS), /tag/],
    [
      'a key that is a list',
      edited(kent, [OPENS, `? [a, b]\n  : c, ${OPENS}`]),
      lineOf(kent, OPENS),
      /not text/,
    ],
    ['nothing', '', 1, /empty/],
    ['spaces alone', ' \n\n', 1, /empty/],
    ['a word', 'kent', 1, /not a group/],
    ['a list', '- kent', 1, /not a group/],
    ['a null', '~', 1, /is empty/],
    ['brackets without end', '['.repeat(200_000), 1, /cannot be read|nested/],
    ['brackets within brackets', `a: ${'['.repeat(50_000)}${']'.repeat(50_000)}`, 1, /nested|cannot be read/],
    ['questions within questions', `a: ${'{ not: '.repeat(200)}{}${'}'.repeat(200)}`, 1, /nested/],
    ['a million characters and one', `#${'x'.repeat(1_000_000)}`, 1, /longer/],
  ])('%s is one fault with its line', (_circumstance, text, line, message) => {
    expect(faultsIn(text)).toMatchObject([{ line, message: expect.stringMatching(message) }]);
  });

  it.each<[slip: string, from: string, to: string, column: number, says: RegExp]>([
    ['a bracket too many', OPENS, `${OPENS}}`, 32, /Unexpected/],
    ['a colon within a value', 'review-by: ', 'review-by: on: ', 12, /Nested mappings/],
  ])('%s is placed by its column, in the words of the parser', (_slip, from, to, column, says) => {
    const text = edited(kent, [from, to]);
    const [fault] = faultsIn(text);
    expect(fault).toMatchObject({ line: lineOf(text, to), message: expect.stringMatching(says) });
    expect(fault?.message).toContain(`at column ${column} (`);
    expect(fault?.message).not.toContain('\n');
  });

  it('an alias is refused where it stands, and so is the value that it names', () => {
    const text = edited(
      kent,
      ['deputy: front-door', 'deputy: &door front-door'],
      ['deputy: front-door', 'deputy: *door'],
    );
    expect(faultsIn(text).map(({ message }) => message)).toEqual([
      '&door names a value',
      '*door stands for a value elsewhere',
    ]);
  });

  it('aliases that would explode are refused one by one, and nothing explodes', () => {
    const faults = faultsIn(exploding);
    expect(faults.filter(({ message }) => message.startsWith('*'))).toHaveLength(72);
    expect(faults.length).toBeLessThan(150);
  });

  it('what has another mark for the end of a line, or one for the order of bytes, is read all the same', () => {
    expect(faultsIn(`\uFEFF${kent}`)).toEqual([]);
    expect(faultsIn(kent.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it('the same file in JSON is the same policy', () => {
    const json = authorityFrom(JSON.stringify(parse(kent), null, 2), 'kent.json');
    expect(json).toEqual(authorityFrom(kent, 'kent.yaml'));
  });
});

describe("a name that is not an authority's", () => {
  it('is answered with the names that are', () => {
    const loaded = loadAuthority('kennt');
    expect(loaded.ok ? [] : loaded.faults.map(formatFault)).toEqual([
      'kennt:1 there is no authority of this name - mend: did you mean kent? use one of cheshire-east, darlington, kent',
    ]);
  });

  it.each(['', '../kent', 'toString', 'nowhere/kent.yaml', '.yaml', 'authorities'])(
    '%j is one fault',
    (name) => {
      const loaded = loadAuthority(name);
      expect(loaded.ok ? [] : loaded.faults).toHaveLength(1);
    },
  );

  it('a file somewhere else is an authority too', () => {
    expect(loadAuthority('authorities/kent.yaml')).toEqual(loadAuthority('kent'));
  });
});
