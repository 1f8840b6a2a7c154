// The national guidance where no single letter shows it: what rules may ask for, and what a file may not leave out in silence.
import { describe, expect, it } from 'vitest';
import { implies } from '../../shared/policy/checks/combinations.ts';
import { listAuthorities } from '../../shared/policy/load.ts';
import { ASHA, caseOf, found, reported, updated } from '../situations/cast.ts';
import { mail, played, procedure, recordsOf } from '../situations/playing.ts';

const NOON = '2026-11-21T12:00:00Z';
const cheshireEast = procedure('cheshire-east');

describe.each(listAuthorities())('the national guidance in %s', (authority) => {
  const policy = procedure(authority);

  it('DFE-7-a: is what every version is built on, and where a rule of it is weaker the file says why', () => {
    for (const { rules } of policy.versions) {
      expect(rules.filter(({ inheritedFrom }) => inheritedFrom === 'dfe-2014').length).toBeGreaterThan(5);
      for (const { weakerBecause } of rules) {
        if (weakerBecause !== undefined) expect(weakerBecause.length).toBeGreaterThan(20);
      }
    }
  });

  it('DFE-20-a: has lead persons, a ladder, and a rule for a child who is absent or a treatment that makes them missing', () => {
    const version = policy.versions.at(-1);
    expect(policy.directory['missing-children-lead']).toBeDefined();
    expect(version?.rules.some((rule) => rule.do === 'escalate')).toBe(true);
    const absent = version?.rules.some(({ id }) => id === 'absent-review');
    expect(absent || version?.treatAs.some(({ category }) => category === 'missing')).toBe(true);
  });

  it('DFE-31-a: asks for an interview of every child who is found, absent ones and those of other authorities too', async () => {
    for (const data of [{}, { category: 'absent' }, { responsibleAuthority: 'E06000007' }]) {
      const back = found('2026-11-21T09:00:00Z', 'ME-1', {
        outcome: 'found',
        returnedAt: '2026-11-21T07:00:00Z',
      });
      const world = await played(policy, [reported('ME-1', data), back], NOON);
      expect((await mail(world, 'return-interview', 'placing-authority-interview')).length).toBeGreaterThan(
        0,
      );
    }
  });

  it.each([
    ['DFE-56-a', 'reviewing-officer-notice'],
    ['DFE-67-a', 'reviewing-officer-found-notice'],
  ])('%s: tells the reviewing officer of a child in care', async (_clause, rule) => {
    const inCare = caseOf('2026-11-02T09:00:00Z', ASHA, { status: 'looked-after' });
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T07:00:00Z',
    });
    expect(await mail(await played(policy, [inCare, reported('ME-1'), back], NOON), rule)).toHaveLength(1);
    const atHome = caseOf('2026-11-02T09:00:00Z', ASHA, { status: 'child-in-need' });
    expect(await mail(await played(policy, [atHome, reported('ME-1'), back], NOON), rule)).toEqual([]);
  });
});

describe('the facts that rules ask for', () => {
  it('DFE-20-c: how often, how long, and with what signs of risk a child was missing', () => {
    const says = (authority: string) =>
      JSON.stringify(procedure(authority).versions.map(({ rules }) => rules));
    expect(says('cheshire-east')).toMatch(/"episodes":2/);
    expect(says('kent')).toMatch(/"missingForDays":7/);
    expect(says('cheshire-east')).toMatch(/"indicator":\["trafficking"\]/);
    // A condition on them is understood, not only written down: three times are two times as well.
    const times = (n: number) => ({ episodes: { 'at-least': n, in: 'ever' as const } });
    expect([implies(times(3), times(2)), implies(times(2), times(3))]).toEqual([true, false]);
  });

  it('DFE-12-a: a child who is absent at first and missing later falls under what is for missing children, at once', async () => {
    const story = [
      reported('ME-1', { category: 'absent', risk: 'medium' }),
      updated('2026-11-20T23:00:00Z', 'ME-1', { category: 'missing', risk: 'high' }),
    ];
    const world = await played(cheshireEast, story, '2026-11-21T23:00:00Z');
    expect(await mail(world, 'director-highest-risk')).toEqual([
      '2026-11-20 23:00 director-highest-risk director',
    ]);
    expect(await mail(world, 'absent-review-daily')).toEqual([]);
  });

  it('DFE-37-a: the outcome of the check by the police and of the interview stay in the record, and are asked for', async () => {
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T07:00:00Z',
      preventionInterview: { done: false, notDoneReason: 'asleep by then' },
    });
    const held = {
      at: '2026-11-21T11:00:00Z',
      type: 'interview.recorded',
      subject: 'ME-1',
      data: { outcome: 'accepted', completedAt: '2026-11-21T10:30:00Z', independent: true },
    };
    const world = await played(cheshireEast, [reported('ME-1'), back, held], NOON);
    const record = JSON.stringify(await recordsOf(world));
    expect(record).toContain('asleep by then');
    expect(record).toContain('2026-11-21T10:30:00');
    expect(await mail(world, 'interview-on-case-file')).toHaveLength(1);
  });
});
