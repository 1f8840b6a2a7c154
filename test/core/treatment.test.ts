import { describe, expect, it } from 'vitest';
import { plan } from '../../shared/core/plan.ts';
import type { Policy, Treatment, Version, Withholding } from '../../shared/core/policy.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { kent } from './england.ts';
import { procedureOf, record, reported, rule, type Saying } from './told.ts';

const EVER = '2027-01-01T00:00:00.000Z';
const withVersion = (policy: Policy, more: Partial<Version>): Policy => ({
  ...policy,
  versions: policy.versions.map((version) => ({ ...version, ...more })),
});
const roles = (policy: Policy, ...all: Saying[]): string[] =>
  plan(record(...all), policy, EVER).actions.map((action) => `${action.rule} ${action.roles.join(' ')}`);
const caseOf = (data: object): Saying => ({
  type: 'case.updated',
  by: 'case-system',
  data: { person: { givenName: 'Asha', familyName: 'Example' }, ...data },
});

describe('what a child counts as until a person lowers it', () => {
  const trafficked: Treatment = {
    id: 'possible-trafficking',
    clauses: ['DFE-73-a'],
    when: { flag: 'unaccompaniedAsylumSeeker' },
    risk: 'high',
    indicators: ['possible-trafficking'],
    until: 'team-manager',
  };
  const policy = withVersion(
    procedureOf(
      rule('alert', { when: { risk: ['high'] } }),
      rule('flagged', { when: { indicator: ['possible-trafficking'] } }),
    ),
    {
      treatAs: [trafficked],
    },
  );
  const alone = caseOf({ unaccompaniedAsylumSeeker: true });
  const known = reported({ indicators: [] });
  const lowered = (by: string, outcome = 'lowered'): Saying => ({
    type: 'task.recorded',
    by: 'case-system',
    data: { task: 'possible-trafficking', outcome, by },
  });

  it('is what rules act on, and the sources keep their word', () => {
    expect(roles(policy, known, alone)).toEqual(['alert front-door', 'flagged front-door']);
    expect(roles(policy, known)).toEqual([]);
    const [absence] = childOf(record(known, alone), policy).absences;
    expect(absence?.riskStated.map(({ value }) => value)).toEqual(['medium']);
    expect(absence?.treatments).toEqual([
      'treated as high risk, possible trafficking until the team manager lowers it: the child is an unaccompanied asylum seeker [DFE-73-a]',
    ]);
  });

  it('is lowered by the named role alone', () => {
    expect(roles(policy, known, alone, lowered('team-manager'))).toEqual([]);
    expect(roles(policy, known, alone, lowered('front-door'))).toHaveLength(2);
    expect(roles(policy, known, alone, lowered('team-manager', 'seen'))).toHaveLength(2);
  });
});

describe('who is not written to', () => {
  const parents: Withholding = {
    id: 'no-parents',
    clauses: ['D17-4.9-b'],
    when: { indicator: ['forced-marriage'] },
    from: ['director'],
    because: 'the family may be the danger',
  };
  const policy = withVersion(procedureOf(rule('notice', { to: [{ role: 'director' }] })), {
    withhold: [parents],
  });

  it('is replaced by the front door, which decides; where it is not known, too', () => {
    expect(roles(policy, reported({ indicators: ['forced-marriage'] }))).toEqual(['notice front-door']);
    expect(roles(policy, reported())).toEqual(['notice front-door']);
    expect(roles(policy, reported({ indicators: [] }))).toEqual(['notice director']);
  });

  it('and the letter says why, and under which clause', () => {
    const [action] = plan(record(reported({ indicators: ['forced-marriage'] })), policy, EVER).actions;
    expect(action?.because.join('\n')).toMatch(
      /Not sent to the director, because the family may be the danger: .*\[D17-4.9-b\]/,
    );
  });

  it('a front door that is told anyway is told once', () => {
    const both = withVersion(
      procedureOf(rule('notice', { to: [{ role: 'front-door' }, { role: 'director' }] })),
      {
        withhold: [parents],
      },
    );
    const letters = plan(record(reported({ indicators: ['forced-marriage'] })), both, EVER).actions;
    expect(letters).toHaveLength(1);
    expect(letters[0]?.because.join('\n')).toContain('Not sent to the director');
  });
});

describe('a role that is told on a condition, and every authority', () => {
  it('is told where it holds', () => {
    const policy = procedureOf(
      rule('notice', { to: [{ role: 'front-door' }, { role: 'director', when: { risk: ['high'] } }] }),
    );
    expect(roles(policy, reported())).toEqual(['notice front-door']);
    expect(roles(policy, reported({ risk: 'high' }))).toEqual(['notice director', 'notice front-door']);
  });

  it('every authority that has an address gets a letter of its own', () => {
    const letters = plan(
      record(reported()),
      procedureOf(rule('alert', { to: [{ everyAuthority: true }] })),
      EVER,
    ).actions;
    const codes = Object.entries(kent.authorities).flatMap(([code, { address }]) => (address ? [code] : []));
    expect(letters.map(({ authority }) => authority).sort()).toEqual(codes.sort());
    expect(codes.length).toBeGreaterThan(1);
  });
});

describe('a placement plan', () => {
  const rung = rule('rung', {
    after: { elapsed: 'PT24H', boundary: 'over', from: { earliest: ['last-seen'] } },
  });
  const due = (overrides: object): string[] =>
    plan(record(reported(), caseOf({ overrides })), procedureOf(rung), EVER).actions.map(
      ({ dueAt, roles: told }) => `${dueAt.slice(0, 16)} ${told.join(' ')}`,
    );

  it('may have a rung come sooner, and never later', () => {
    expect(due({ rung: { sooner: 'PT1H' } })).toEqual(['2026-11-20T21:30 front-door']);
    expect(due({ rung: { sooner: 'PT48H' } })).toEqual(['2026-11-21T20:30 front-door']);
    expect(due({ rung: { sooner: 'soon' } })).toEqual(['2026-11-21T20:30 front-door']);
  });

  it('may have more people told, of those in the directory', () => {
    expect(due({ rung: { also: ['director', 'nobody-here'] } })).toEqual([
      '2026-11-21T20:30 director',
      '2026-11-21T20:30 front-door',
    ]);
  });

  it('may withhold a rung only on the word of a named role, with a reason', () => {
    expect(due({ rung: { withhold: { by: 'team-manager', reason: 'agreed with the police' } } })).toEqual([]);
    expect(due({ rung: { withhold: { by: 'team-manager' } } })).toHaveLength(1);
    expect(due({ rung: { withhold: { by: 'anybody', reason: 'agreed' } } })).toHaveLength(1);
    expect(due({ rung: { withhold: true } })).toHaveLength(1);
  });
});
