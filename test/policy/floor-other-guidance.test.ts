// Guidance of any kind is a floor: here one with decisions, tables, aims and closings, which that of 2014 has not.
import { describe, expect, it } from 'vitest';
import { floorFindings } from '../../shared/policy/checks/floor.ts';
import { inherit } from '../../shared/policy/inherit.ts';

const received = (hours: number) => ({ elapsed: `PT${hours}H`, from: { earliest: ['received'] } });
const after = (hours: number) => ({ ...received(hours), boundary: 'over' });

const STRATEGY = {
  id: 'strategy',
  clauses: ['DFE-46-a'],
  upon: 'missing',
  after: after(48),
  'or-sooner': { risk: ['high'] },
  do: 'decide',
  to: [{ route: 'case-holder' }],
  says: 'Please decide.',
  asks: {
    within: received(72),
    target: received(60),
    decision: { outcomes: ['meeting', 'none'], otherwise: 'meeting' },
  },
};
const CLOSING = {
  id: 'given-up',
  clauses: ['DFE-46-a'],
  upon: 'missing',
  after: after(2000),
  do: 'report',
  to: ['front-door'],
  says: 'It is given up.',
  closes: 'strategy',
};
const COUNTS = {
  id: 'alone',
  clauses: ['DFE-73-a'],
  when: { 'unaccompanied-asylum-seeker': true },
  as: { risk: 'high' },
  until: 'front-door',
};
const OPEN = { when: { status: ['open'] }, to: ['keyworker', 'keyworker-team'], clauses: ['DFE-46-a'] };
const TABLE = [OPEN, { to: ['front-door'], clauses: ['DFE-46-a'] }];

const guidance = {
  id: 'guidance',
  rules: [STRATEGY, CLOSING],
  'treat-as': [COUNTS],
  routes: { 'case-holder': TABLE },
};
const baselines = {
  names: ['guidance', 'more'],
  read: (name: string) =>
    name === 'guidance' ? guidance : { id: 'more', extends: { baseline: 'guidance' }, rules: [] },
};

function found(...versions: object[]): string[] {
  const findings = floorFindings(inherit({ versions }, baselines), baselines);
  return findings.map(({ path, message }) => `${path.join('/')}: ${message}`);
}
const version = (said: object) => ({ id: '1', extends: { baseline: 'guidance' }, ...said });
const withRule = (changed: object) => found(version({ rules: [{ ...STRATEGY, ...changed }] }));
const asking = (changed: object) => withRule({ asks: { ...STRATEGY.asks, ...changed } });
const weaker = (says: string) => `is weaker than guidance lays down (DFE-46-a): it ${says}`;

describe('a rule that comes sooner on a flag', () => {
  it('keeps the flag, and may have more of them', () => {
    expect(withRule({ 'or-sooner': { any: [{ risk: ['high'] }, { age: { under: 10 } }] } })).toEqual([]);
    expect(withRule({ 'or-sooner': { age: { under: 10 } } })).toEqual([
      `versions/0/rules/0/or-sooner: ${weaker('comes sooner in fewer cases')}`,
    ]);
    const { 'or-sooner': _, ...without } = STRATEGY;
    expect(found(version({ rules: [without] }))).toEqual([
      `versions/0/rules/0: ${weaker('comes sooner in fewer cases')}`,
    ]);
  });
});

describe('a decision', () => {
  it('is asked for, with what counts where nobody decides', () => {
    const { decision, ...without } = STRATEGY.asks;
    expect(withRule({ asks: without })).toEqual([
      `versions/0/rules/0/asks: ${weaker('asks for no decision')}`,
    ]);
    expect(asking({ decision: { ...decision, otherwise: 'none' } })).toEqual([
      `versions/0/rules/0/asks: ${weaker('takes silence for none, not for meeting')}`,
    ]);
    expect(asking({ decision: { ...decision, outcomes: ['meeting', 'none', 'later'] } })).toEqual([]);
  });

  it('is aimed at no later, or is to be made by then', () => {
    const { target: _, ...without } = STRATEGY.asks;
    expect(withRule({ asks: without })).toEqual([`versions/0/rules/0/asks: ${weaker('aims later')}`]);
    expect(withRule({ asks: { ...without, within: received(60) } })).toEqual([]);
    expect(asking({ target: received(61) })).toEqual([`versions/0/rules/0/asks: ${weaker('aims later')}`]);
    expect(asking({ target: received(59) })).toEqual([]);
  });
});

describe('a task that the guidance closes itself', () => {
  it('may be closed by the same rule, and by no other', () => {
    expect(found(version({ rules: [CLOSING] }))).toEqual([]);
    expect(found(version({ rules: [{ ...CLOSING, id: 'another' }] }))).toEqual([
      'versions/0/rules/0/closes: is weaker than guidance: it closes the task of strategy, done or not',
    ]);
    expect(found(version({ rules: [{ ...CLOSING, id: 'another', closes: 'own-task' }] }))).toEqual([]);
  });
});

describe('a routing table that the guidance names', () => {
  const routed = (...rows: object[]) => found(version({ routes: { 'case-holder': rows } }));
  const child = { when: { age: { under: 10 } }, to: ['early-help', 'keyworker-team'], clauses: ['DFE-46-a'] };

  it('is replaced by one that tells as many', () => {
    expect(routed(OPEN, { to: ['early-help'], clauses: ['DFE-46-a'] })).toEqual([]);
    expect(routed(child, ...TABLE)).toEqual([]);
  });

  it('is weaker where somebody of it is not told', () => {
    const says = (who: string) => [
      `versions/0/routes/case-holder: is weaker than guidance lays down: it does not always tell ${who}`,
    ];
    expect(routed({ to: ['early-help'], clauses: ['DFE-46-a'] })).toEqual(says('keyworker, keyworker-team'));
    expect(routed({ ...child, to: ['early-help'] }, ...TABLE)).toEqual(says('keyworker, keyworker-team'));
    expect(routed(OPEN, { to: ['placing-authority'], clauses: ['DFE-46-a'] })).toEqual(says('front-door'));
  });
});

describe('a version behind a version', () => {
  const first = version({
    'treat-as': [{ ...COUNTS, as: { category: 'missing' } }],
    routes: { 'case-holder': [{ to: ['early-help'], clauses: ['DFE-46-a'] }] },
  });
  const second = { id: '2', extends: { version: '1' }, rules: [] };

  it('is not blamed for what it inherits', () => {
    expect(found(first)).toHaveLength(2);
    expect(found(first, second)).toHaveLength(2);
  });

  it('is held to guidance that is built on other guidance', () => {
    const built = { id: '1', extends: { baseline: 'more' }, rules: [{ ...STRATEGY, basis: 'courtesy' }] };
    expect(found(built)).toEqual([
      'versions/0/rules/0/basis: is weaker than more lays down (DFE-46-a): it counts as a courtesy',
    ]);
  });

  it('is never looked for in a circle', () => {
    const round = { id: '1', extends: { version: '2' }, rules: [STRATEGY] };
    expect(found(round, { id: '2', extends: { version: '1' }, rules: [] })).toEqual([]);
  });
});
