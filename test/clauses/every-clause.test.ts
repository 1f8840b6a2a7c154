// Every clause of the five documents is accounted for, and the account is true.
import { describe, expect, it } from 'vitest';
import { citations } from '../../local/clauses/citations.ts';
import { coverageOfEverything } from '../../local/clauses/everything.ts';
import { policyOf } from '../../local/commands/check.ts';
import { ledger } from '../../shared/policy/ledger.ts';
import { formatFault, listAuthorities } from '../../shared/policy/load.ts';

const { clauses, faults } = coverageOfEverything();

describe('the clauses of the five documents', () => {
  it('are 277, each once', () => {
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(277);
    expect(clauses).toHaveLength(277);
  });

  it('are all accounted for', () => {
    const open = clauses.filter(({ state }) => state === 'unaccounted');
    expect(open.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([]);
  });

  it('have accounts without a fault', () => {
    expect(faults.map(formatFault)).toEqual([]);
  });

  it('that a rule cites all exist', () => {
    const cited = citations(listAuthorities().map((name) => policyOf(name)));
    expect([...cited.keys()].filter((clause) => !ledger.has(clause))).toEqual([]);
  });

  it('that are done are each named by a test, and kept by a rule or a behaviour', () => {
    const done = clauses.filter(({ state }) => state === 'done');
    expect(done.filter(({ tests }) => tests.length === 0)).toEqual([]);
    expect(done.filter(({ rules, behaviour, data }) => rules.length === 0 && !behaviour && !data)).toEqual(
      [],
    );
  });

  it('that a field alone keeps are those that ask for no more', () => {
    expect(clauses.filter(({ state, auto }) => state === 'data' && auto !== 'D')).toEqual([]);
  });
});
