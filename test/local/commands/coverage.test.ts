// The coverage of the clauses, as it is printed.
import { describe, expect, it } from 'vitest';
import type { CoveredClause } from '../../../local/clauses/coverage.ts';
import { asTables, totalsOf } from '../../../local/commands/coverage.ts';
import { homeward } from './homeward.ts';

const clause = (
  id: string,
  auto: string,
  state: CoveredClause['state'],
  more: Partial<CoveredClause> = {},
) => ({
  id,
  document: id.startsWith('OTHER') ? 'other-2001' : 'invented-2000',
  kind: 'RTE',
  auto,
  state,
  rules: [],
  tests: [],
  ...more,
});

const clauses: CoveredClause[] = [
  clause('INV-1-a', 'A', 'done', { rules: ['kent/2023/stand-down'], tests: ['test/a.test.ts'] }),
  clause('INV-1-b', 'D', 'data', { data: ['missing.reported data.risk'] }),
  clause('OTHER-1-a', 'P', 'pending', { reason: 'reports: nothing is exported' }),
];

describe('the tables of coverage', () => {
  it('begin each document with what is done, kept and pending, by who has to do it', () => {
    const text = asTables(clauses);
    expect(text).toContain('invented-2000: 2 clauses');
    expect(text).toMatch(/^A \(the system does it\) +1 done, 0 data, 0 pending, 0 unaccounted$/m);
    expect(text).toMatch(/^OTHER-1-a +RTE\/P {2}pending\n {2}why {2}reports: nothing is exported$/m);
    expect(totalsOf(clauses)).toEqual({ clauses: 3, done: 1, data: 1, pending: 1, unaccounted: 0 });
  });
});

describe('npx homeward coverage', () => {
  it('answers in one object, with 277 clauses and none unaccounted for', () => {
    const { status, stdout, stderr } = homeward('coverage', '--json');
    const answer = JSON.parse(stdout);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(answer.clauses).toHaveLength(277);
    expect(answer.totals).toMatchObject({ clauses: 277, unaccounted: 0 });
    expect(answer.clauses.find(({ id }: CoveredClause) => id === 'D17-7.13-b')).toMatchObject({
      document: 'darlington-2017',
      kind: 'ESC',
      auto: 'A',
      state: 'done',
      rules: expect.arrayContaining(['darlington/2017/head-of-service-under-10']),
    });
  });

  it('refuses an option that it does not know', () => {
    expect(homeward('coverage', '--yaml')).toMatchObject({ status: 2, stdout: '' });
  });
});
