// An authority is a file: no code knows one by its name, its code or the name of its file.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listAuthorities, loadAuthority } from '../../shared/policy/load.ts';

const CODE = /^(shared|functions|infra|local)\/.*\.(ts|mjs|js|html)$|^cdk\.json$/;

/** Where one may stand, by file and by the words around it, and why. */
const ALLOWED: readonly (readonly [file: string, words: RegExp, because: string])[] = [
  [
    'local/commands/start.ts',
    /^export const usualAuthority = 'kent';$/,
    'the default that the contract lays down',
  ],
  ['local/commands/diff.ts', /such as darlington@2018-12-01/, 'an example in the help'],
  ['local/clauses/mentions.ts', /^const CLAUSE = /, 'the letters with which clauses of the documents begin'],
  ['shared/contract/fields.ts', /GSS code: write it as E10000016/, 'an example in a fault'],
  ['shared/policy/wording.ts', /write it like E10000016/, 'an example in a fault'],
  ['shared/policy/wording.ts', /like front\.door@kent\.example/, 'an example in a fault'],
  ['shared/policy/wording.ts', /without @, like kent\.example/, 'an example in a fault'],
  ['shared/policy/schema.ts', /like "urn:police:kent:compact"/, 'an example in a fault'],
  ['shared/policy/schema.ts', /like "https:\/\/cases\.kent\.example/, 'an example in a fault'],
];

/** A clause is of a document, which any authority's file may carry out. */
const CLAUSE_IDS = /\b(D17|D18|DFE|CE17|KENT)-[0-9A-Z.]+-[a-z]\b/g;
const COMMENT = /^\s*(\/\/|\/?\*)/;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => CODE.test(file));

/** The file's name, the authority's own, and its code. */
const namesOf = (slug: string): string[] => {
  const loaded = loadAuthority(slug);
  if (!loaded.ok) throw new Error(`The file of ${slug} has faults`);
  return [slug, loaded.policy.authority.name, loaded.policy.authority.code];
};
const names = [...new Set(listAuthorities().flatMap(namesOf))];
const ANY = new RegExp(`\\b(${names.join('|')})\\b`, 'i');

interface Named {
  file: string;
  line: string;
}

const named: Named[] = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !COMMENT.test(line) && ANY.test(line.replaceAll(CLAUSE_IDS, '')))
    .map((line) => ({ file, line: line.trim() })),
);
const isAllowed = ({ file, line }: Named) =>
  ALLOWED.some(([where, words]) => where === file && words.test(line));

describe('the code', () => {
  it('is all looked at, for every authority that is shipped', () => {
    expect(files.length).toBeGreaterThan(150);
    expect(names.length).toBeGreaterThanOrEqual(3 * listAuthorities().length - 2);
  });

  it('names no authority, but where a reader is given an example or the contract a default', () => {
    expect(named.filter((each) => !isAllowed(each))).toEqual([]);
  });

  it('still has each of the places that are allowed', () => {
    const gone = ALLOWED.filter(
      ([where, words]) => !named.some(({ file, line }) => where === file && words.test(line)),
    );
    expect(gone).toEqual([]);
  });
});
