// An account of a clause is held against the rules and the tests, here with a ledger of three invented clauses.
import { describe, expect, it } from 'vitest';
import { readAccounts } from '../../local/clauses/accounts.ts';
import { coverage } from '../../local/clauses/coverage.ts';
import { clausesNamed } from '../../local/clauses/mentions.ts';

const clause = (id: string, auto: string) =>
  [id, { id, document: 'invented', section: '1', kind: 'RTE', auto }] as const;
const ledger = new Map([clause('ACTED', 'A'), clause('KEPT', 'D'), clause('ASKED', 'P')]);

function accountOf(text: string, evidence: { cites?: string[]; names?: string[] } = {}) {
  const { accounts, findings, lineOf } = readAccounts(text);
  const all = (ids: string[] = [], by: string) => new Map(ids.map((id) => [id, [by]]));
  const covered = coverage({
    ledger,
    citations: all(evidence.cites, 'kent/2023/a-rule'),
    mentions: all(evidence.names, 'test/a.test.ts'),
    accounts,
    fileExists: (path) => path === 'shared/there.ts',
    missingField: (field) =>
      field === 'letter data.there' ? undefined : `letter has no ${field.split(' ')[1]}`,
  });
  return {
    states: Object.fromEntries(covered.clauses.map(({ id, state }) => [id, state])),
    reasons: Object.fromEntries(covered.clauses.map(({ id, reason }) => [id, reason])),
    says: [...findings, ...covered.findings].map(
      ({ path, message, line }) => `${line ?? lineOf(path)} ${message}`,
    ),
  };
}

const NONE = 'ACTED: { pending: reports, because: it is not there }\n';

describe('a clause of which nothing is said', () => {
  it('is unaccounted for until a rule cites it and a test names it', () => {
    expect(accountOf(NONE).states).toMatchObject({ KEPT: 'unaccounted', ASKED: 'unaccounted' });
    expect(accountOf(NONE, { cites: ['ASKED'] }).reasons).toMatchObject({
      ASKED: 'a rule cites it, no test names it',
    });
    expect(accountOf(NONE, { names: ['ASKED'] }).states).toMatchObject({ ASKED: 'unaccounted' });
    expect(accountOf(NONE, { cites: ['ASKED'], names: ['ASKED'] }).states).toMatchObject({ ASKED: 'done' });
  });
});

describe('a clause that is said to be pending', () => {
  it('is, with its reason', () => {
    const { states, reasons, says } = accountOf(NONE);
    expect(states['ACTED']).toBe('pending');
    expect(reasons['ACTED']).toBe('reports: it is not there');
    expect(says).toEqual([]);
  });

  it('is contradicted by a rule and a test together, unless the account says which part they keep', () => {
    const both = { cites: ['ACTED'], names: ['ACTED'] };
    expect(accountOf(`\n${NONE}`, both).says).toEqual([
      '2 is not pending: kent/2023/a-rule cites it and test/a.test.ts names it',
    ]);
    const partly = 'ACTED: { pending: reports, because: half is not there, although: half is }';
    expect(accountOf(partly, both)).toMatchObject({ says: [], states: { ACTED: 'pending' } });
    expect(accountOf(NONE, { cites: ['ACTED'] }).says).toEqual([]);
  });
});

describe('a clause that a behaviour is said to keep', () => {
  it('is done where the file exists and a test names it', () => {
    const there = 'ACTED: { behaviour: shared/there.ts, does: what it must }';
    expect(accountOf(there, { names: ['ACTED'] })).toMatchObject({ says: [], states: { ACTED: 'done' } });
    expect(accountOf(there)).toMatchObject({ says: [], states: { ACTED: 'unaccounted' } });
  });

  it('is a fault where the file does not exist', () => {
    const gone = 'ACTED: { behaviour: shared/gone.ts, does: what it must }';
    expect(accountOf(gone, { names: ['ACTED'] })).toMatchObject({
      says: ['1 there is no file shared/gone.ts'],
      states: { ACTED: 'unaccounted' },
    });
  });
});

describe('a clause that a field is said to keep', () => {
  it('needs no more where the clause asks for no more', () => {
    expect(accountOf('KEPT: { data: [letter data.there] }')).toMatchObject({
      says: [],
      states: { KEPT: 'data' },
    });
  });

  it('is a fault where the field does not exist, or the clause asks for an act', () => {
    expect(accountOf('KEPT: { data: [letter data.gone] }')).toMatchObject({
      says: ['1 letter has no data.gone'],
      states: { KEPT: 'unaccounted' },
    });
    expect(accountOf('ASKED: { data: [letter data.there] }').says).toEqual([
      '1 is not enough for a clause of kind P',
    ]);
  });
});

describe('an account that cannot be meant', () => {
  it.each([
    ['ACTET: { pending: reports, because: x }', /knows no such clause/],
    ['ACTED: { pending: report, because: x }', /is not interviews/],
    ['ACTED: { pending: reports }', /belongs to pending/],
    ['ACTED: { behaviour: shared/there.ts }', /belongs to behaviour/],
    ['ACTED: { pending: reports, because: x, data: [letter data.there] }', /at once/],
    ['ACTED: { data: [there] }', /is not a field/],
    ['ACTED: { pending: reports, because: x }\nACTED: { pending: reports, because: y }', /twice/],
    ['ACTED: [', /cannot be read/],
    ['just words', /is not a table/],
  ])('%s is one fault', (text, says) => {
    const found = accountOf(text).says;
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(says);
  });
});

describe('a test that holds the id of a clause', () => {
  it.each([
    ["it('KENT-9.9-b: thirteen is adolescent', () => {", ['KENT-9.9-b']],
    ['  - { to: front-door, clause: D17-9.9-c }', ['D17-9.9-c']],
    ["    ['D18-XAP-a', darlington],", ['D18-XAP-a']],
    ['// KENT-9.9-b is for another day', []],
    ['# KENT-9.9-b', []],
    ["      clauses: ['KENT-9.9-a'],", []],
  ])('%s names %j', (line, names) => {
    expect([...clausesNamed(line)]).toEqual(names);
  });
});
