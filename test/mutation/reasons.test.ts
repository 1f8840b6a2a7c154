// The list of mutants that may live: each reason is about code that stands there, and one that has outlived its mutant is named.
import { describe, expect, it } from 'vitest';
import type { Mutant } from './mutants.ts';
import { codeIn, gone, outlived, readSurvivors, unexplained } from './survivors.ts';

const FILE = 'shared/core/a.ts';
const CODE = "const a = b ?? '';\nconst c = d === e;\n";
const survivor = (stands: string, instead: string): Mutant => ({
  file: FILE,
  from: CODE.indexOf(stands),
  to: CODE.indexOf(stands) + stands.length,
  line: 1,
  stands,
  instead,
  kind: 'Any',
  isKilled: false,
  range: '',
});
const listed = (within: string, instead?: string | string[]) => ({
  [FILE]: [{ within, because: 'it is so', ...(instead && { instead }) }],
});
const code = (file: string) => (file === FILE ? CODE : '');

describe('a reason for a mutant that lives', () => {
  it('is about code that stands there', () => {
    expect(gone(codeIn, readSurvivors())).toEqual([]);
  });

  it('is told where its code, or its file, is gone', () => {
    expect(gone(code, listed('d === e'))).toEqual([]);
    expect(gone(code, listed('d !== e', 'true'))).toEqual([`${FILE}: d !== e  ->  true`]);
    expect(gone(code, { 'shared/core/b.ts': [{ within: 'd === e', because: 'it is so' }] })).toEqual([
      'shared/core/b.ts: d === e',
    ]);
  });

  it('is told where its mutant is killed by now, each replacement by itself', () => {
    const lives = [survivor('d === e', 'true')];
    const told = (list: ReturnType<typeof listed>) => outlived(lives, new Set([FILE]), code, list);
    expect(told(listed('d === e'))).toEqual([]);
    expect(told(listed('d === e', ['true', 'false']))).toEqual([`${FILE}: d === e  ->  false`]);
    expect(told(listed("b ?? ''"))).toEqual([`${FILE}: b ?? ''`]);
    expect(outlived(lives, new Set(), code, listed("b ?? ''"))).toEqual([]);
  });

  it('covers what lives inside its code, and no other replacement than it names', () => {
    const lives = [survivor('d === e', 'true'), survivor("''", '"x"')];
    expect(unexplained(lives, code, listed('const c = d === e;'))).toEqual([lives[1]]);
    expect(unexplained(lives, code, listed('d === e', 'false'))).toEqual(lives);
  });
});
