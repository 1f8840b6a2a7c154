// How often is often in Darlington, and what the register of other authorities' children does.
import { describe, expect, it } from 'vitest';
import { ASHA, caseOf, found, interviewed, reported } from '../situations/cast.ts';
import { lettersOf, mail, played, procedure, tasksOf } from '../situations/playing.ts';

const darlington = procedure('darlington');
const KIM = { name: 'Kim Example', email: 'kim@darlington.example', teamEmail: 'team@darlington.example' };
const known = (status: string) => caseOf('2026-08-01T09:00:00Z', ASHA, { status, keyworker: KIM });

/** Missing at noon on each of these days, and back at four. */
const missingOn = (...days: string[]) =>
  days.flatMap((day, n) => [
    reported(`ME-${n + 1}`, { lastSeenAt: `${day}T12:00:00Z` }, { at: `${day}T12:30:00Z` }),
    found(`${day}T16:30:00Z`, `ME-${n + 1}`, { outcome: 'found', returnedAt: `${day}T16:00:00Z` }),
  ]);

describe('a child who goes missing often', () => {
  it.each([
    ['once', ['2026-11-20'], []],
    ['twice', ['2026-10-10', '2026-11-20'], ['missing-before']],
    [
      'three times in 90 days',
      ['2026-08-22', '2026-10-10', '2026-11-20'],
      ['group-agenda', 'missing-before', 'planning-meeting'],
    ],
    ['three times in 91 days', ['2026-08-21', '2026-10-10', '2026-11-20'], ['missing-before']],
  ])(
    'AMB-15: %s: a prompt from the second time, a meeting from the third in 90 days',
    async (_often, days, rules) => {
      const world = await played(
        darlington,
        [known('child-in-need'), ...missingOn(...days)],
        '2026-11-20T18:00:00Z',
      );
      const letters = (await lettersOf(world)).filter(
        ({ rule, at }) =>
          at > '2026-11-20' && ['missing-before', 'group-agenda', 'planning-meeting'].includes(rule),
      );
      expect([...new Set(letters.map(({ rule }) => rule))].sort()).toEqual(rules);
    },
  );

  it('AMB-7: an absence that the police say was none does not count towards the third', async () => {
    const none = found('2026-09-01T18:00:00Z', 'ME-1', {
      outcome: 'not-missing',
      locatedAt: '2026-09-01T16:00:00Z',
    });
    const days = missingOn('2026-09-01', '2026-10-10', '2026-11-20');
    const world = await played(darlington, [known('looked-after'), ...days, none], '2026-11-20T18:00:00Z');
    expect(await mail(world, 'planning-meeting')).toEqual([]);
    expect(await mail(world, 'missing-before')).not.toEqual([]);
  });
});

describe('after the return home interview of a child without an open case', () => {
  it('D17-7.11-c: its record goes to the police, and D17-7.11-a: the coordinator writes the plan by the sixth working day', async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1'),
        found('2026-11-21T09:00:00Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-21' }),
        interviewed('2026-11-23T09:00:00Z', 'ME-1', { independent: true }),
      ],
      '2026-11-23T12:00:00Z',
    );
    expect(await mail(world, 'interview-passed-on', 'interview-held')).toEqual([
      '2026-11-23 09:00 interview-held exploitation.team',
      '2026-11-23 09:00 interview-passed-on missing.coordinator',
    ]);
    expect(await tasksOf(world)).toContain('ME-1 action-plan open 2026-11-30T17:00');
  });
});

describe('a child of whom another authority tells us', () => {
  const alert = reported(
    'KENT-1',
    { responsibleAuthority: 'E10000016' },
    { source: 'urn:authority:kent', at: '2026-11-20T22:05:00Z' },
  );
  const LATER = '2028-12-01T12:00:00Z';

  it('AMB-16b: comes up for a decision two years after the last word, and is on record still', async () => {
    const world = await played(darlington, [alert], LATER);
    expect(await mail(world, 'register-after-two-years')).toEqual([
      '2028-11-20 22:05 register-after-two-years director',
      '2028-11-20 22:05 register-after-two-years emergency.duty.team',
    ]);
    expect(await tasksOf(world)).toContain('KENT-1 register-after-two-years open 2028-12-20T22:05');
  });

  it('AMB-16b: never comes up where the police here report the child too: such an episode is our own', async () => {
    const ours = reported('ME-1', { responsibleAuthority: 'E10000016' }, { at: '2026-11-20T23:00:00Z' });
    const world = await played(darlington, [alert, ours], LATER);
    expect(await mail(world, 'register-after-two-years')).toEqual([]);
    expect(await mail(world, 'placing-authority-notice')).toEqual([
      '2026-11-20 23:00 placing-authority-notice front.door',
    ]);
  });
});

describe('a pregnant woman who is missing', () => {
  const gone = (kind: string) =>
    reported('ME-1', { person: { ...ASHA, dateOfBirth: '2001-05-14', kind }, risk: 'low' });

  it('D18-3.6-a: counts as at high risk, for the unborn child, until the front door lowers it', async () => {
    const world = await played(darlington, [gone('pregnant-adult')], '2026-11-20T23:00:00Z');
    const [alert] = (await lettersOf(world)).filter(({ rule }) => rule === 'director-highest-risk');
    expect(alert?.text).toMatch(/high \(stated: low\)/);
    expect(alert?.text).toContain('until the front door lowers it');
  });

  it('D18-3.6-a: the same woman without a child does not, by that', async () => {
    const world = await played(darlington, [gone('family')], '2026-11-20T23:00:00Z');
    expect(await mail(world, 'director-highest-risk')).toEqual([]);
  });
});
