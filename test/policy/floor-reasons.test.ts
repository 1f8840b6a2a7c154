// Around the floor: reasons for being weaker, new names, clauses, tables, what children count as, versions on versions.
import { describe, expect, it } from 'vitest';
import { found, guided } from './baseline-authority.ts';
import {
  HIGH_RISK,
  IN_CARE,
  INTERVIEW,
  REMINDER,
  rule,
  type Written,
  within,
  withRule,
} from './floor-rules.ts';

describe('a reason for being weaker [DFE-7-a]', () => {
  it('has no place beside a rule that is not weaker', () => {
    expect(withRule(HIGH_RISK, { 'weaker-because': 'the police here do it' })).toEqual([
      '/versions/0/rules/0/weaker-because: nothing in this rule is weaker than that of dfe-2014 - mend: take it out',
    ]);
  });

  it('has no place beside a rule that the guidance does not have', () => {
    expect(withRule(HIGH_RISK, { id: 'alert', 'weaker-because': 'the police here do it' })).toEqual([
      '/versions/0/rules/0/weaker-because: this rule takes the place of no rule of national guidance - mend: take it out',
    ]);
  });

  it('stands where a rule is left out, too', () => {
    expect(
      found(guided({ leavesOut: '- { rule: high-risk-alert, because: the police telephone }' })),
    ).toEqual([]);
  });
});

describe('a rule under a new name', () => {
  it('takes the place of the rule that it was', () => {
    const faults = withRule(HIGH_RISK, { id: 'alert', was: '[high-risk-alert]', basis: 'courtesy' });
    expect(faults).toEqual([expect.stringContaining('it counts as a courtesy')]);
  });
});

describe('a clause of the guidance', () => {
  const without = { clauses: '[DFE-69-a]' };

  it('is carried out by some rule, or it is said why by none', () => {
    expect(withRule(HIGH_RISK, without)).toEqual([
      '/versions/0/rules/0/clauses: is weaker than dfe-2014 lays down (DFE-25-a, DFE-25-b): it leaves DFE-25-a to no rule; it leaves DFE-25-b to no rule' +
        ' - mend: cite the clause where it is carried out, or add weaker-because: with the reason (DFE-7-a)',
    ]);
    expect(withRule(HIGH_RISK, { ...without, 'weaker-because': 'the police do it' })).toEqual([]);
  });

  it('may be carried out by another rule', () => {
    const other = rule(HIGH_RISK, { id: 'director-alert' });
    expect(found(guided({ rules: `${rule(HIGH_RISK, without)}\n${other}` }))).toEqual([]);
  });
});

describe('a duty of the guidance', () => {
  const closing = {
    id: 'interview-not-held',
    clauses: '[DFE-32-a]',
    upon: 'return-reported',
    after: '{ days: 60, from: { earliest: [{ deadline-of: return-interview }] } }',
    do: 'report',
    to: '[front-door]',
    says: 'The interview was not held.',
    closes: 'return-interview',
  };

  it('stands until it is done, or it is said why not', () => {
    expect(withRule(closing)).toEqual([
      expect.stringContaining('is weaker than dfe-2014: it closes the task of return-interview, done or not'),
    ]);
    expect(withRule(closing, { 'weaker-because': 'an interview after two months helps nobody' })).toEqual([]);
  });
});

describe('a routing table', () => {
  const to = { to: '[{ route: case-holder }]' };
  const routes = (rows: string) => `case-holder:\n${rows}`;
  const OPEN = '  - { when: { status: [open] }, to: [keyworker], clauses: [DFE-31-a] }\n';
  const all = (role: string) => `  - { to: [${role}], clauses: [DFE-31-a] }`;
  const tell = (of: Written, rows: string) => found(guided({ routes: routes(rows), rules: rule(of, to) }));

  it('stands for the front door where every row tells somebody of the authority', () => {
    expect(tell(INTERVIEW, `${OPEN}${all('interviewers')}`)).toEqual([]);
  });

  it('does not where its last row tells a keyworker, of whom there may be none', () => {
    expect(tell(INTERVIEW, all('keyworker'))).toEqual([
      expect.stringContaining('it does not always tell front-door'),
    ]);
  });

  it('does not where a row that can be reached tells another authority', () => {
    const elsewhere =
      '  - { when: { age: { at-least: 16 } }, to: [placing-authority], clauses: [DFE-31-a] }\n';
    expect(tell(INTERVIEW, `${elsewhere}${all('interviewers')}`)).toEqual([
      expect.stringContaining('it does not always tell front-door'),
    ]);
  });

  it('is not weaker for a row that the rule never comes to', () => {
    const placed =
      '  - { when: { responsible-authority: another }, to: [placing-authority], clauses: [DFE-31-a] }\n';
    expect(tell({ ...INTERVIEW }, `${placed}${OPEN}${all('interviewers')}`)).toEqual([]);
  });

  it('tells the keyworker where each row that is reached does', () => {
    const care =
      '  - { when: { status: [looked-after] }, to: [keyworker, keyworker-team], clauses: [DFE-55-a] }\n';
    expect(tell(IN_CARE, `${care}${all('front-door')}`)).toEqual([]);
    expect(tell(IN_CARE, `${OPEN.replace('open', 'child-in-need')}${all('front-door')}`)).toEqual([
      expect.stringContaining('it does not always tell keyworker, keyworker-team'),
    ]);
  });
});

describe('what a child counts as', () => {
  const treated = (when: string, as: string) => `
- id: trafficking-suspected
  clauses: [DFE-73-a]
  when: ${when}
  as: ${as}
  until: front-door`;
  const alone = '{ unaccompanied-asylum-seeker: true }';
  const trafficking = '{ indicators: [trafficking] }';

  it('is not less than in the guidance, nor in fewer cases', () => {
    expect(found(guided({ treatAs: treated(alone, trafficking) }))).toEqual([]);
    expect(
      found(guided({ treatAs: treated(alone, '{ risk: high, indicators: [trafficking, gangs] }') })),
    ).toEqual([]);
    const less =
      '/versions/0/treat-as/0: counts for less, or in fewer cases, than in dfe-2014 (DFE-73-a) - mend: make it as strict, or give it an id of its own';
    expect(found(guided({ treatAs: treated(alone, '{ risk: high }') }))).toEqual([less]);
    const day = '{ all: [{ unaccompanied-asylum-seeker: true }, { status-within: { days: 1 } }] }';
    expect(found(guided({ treatAs: treated(day, trafficking) }))).toEqual([less]);
  });
});

describe('a rule with something else wrong in it', () => {
  const names: [string, Written, Written, RegExp][] = [
    ['a role', IN_CARE, { to: '[keyworker, front-dor]' }, /no role is named front-dor/],
    ['a table', HIGH_RISK, { to: '[{ route: nobody }]' }, /no routing table is named nobody/],
    ['a clause', HIGH_RISK, { clauses: '[DFE-25-a, DFE-25-x]' }, /the ledger knows no clause DFE-25-x/],
    ['a length of time', INTERVIEW, within('elapsed: 73'), /is not elapsed time/],
    ['a condition', HIGH_RISK, { when: '{ age: { under: 400 } }' }, /is not a whole number from 1 to 25/],
    ['a reason too many', HIGH_RISK, { 'weaker-because': 'so', to: '[front-dor]' }, /no role is named/],
  ];

  it.each(names)('is not called weaker for it: %s', (_what, of, changed, says) => {
    expect(withRule(of, changed)).toEqual([expect.stringMatching(says)]);
  });
});

describe('a version that is built on another', () => {
  const later = (rules: string) => `
  - id: "2024"
    title: The same, looked at again
    from: 2024-01-01
    extends: { version: "2020" }
    no-ladder-because: The guidance names nobody higher up.
    rules:
${rules.replaceAll(/^/gm, '      ')}
`;
  const weaker = { 'weaker-because': 'the police here do it', basis: 'courtesy' };

  it('is held to the guidance behind it', () => {
    const text = guided({ rules: rule(HIGH_RISK), later: later(rule(HIGH_RISK, { basis: 'courtesy' })) });
    expect(found(text)).toEqual([
      expect.stringMatching(/^\/versions\/1\/rules\/0\/basis: is weaker than dfe-2014 lays down/),
    ]);
  });

  it('keeps the reason with the rule that it inherits', () => {
    expect(found(guided({ rules: rule(HIGH_RISK, weaker), later: later(rule(REMINDER)) }))).toEqual([]);
  });

  it('may be as strict as the guidance where the version before was weaker', () => {
    expect(found(guided({ rules: rule(HIGH_RISK, weaker), later: later(rule(HIGH_RISK)) }))).toEqual([]);
  });
});
