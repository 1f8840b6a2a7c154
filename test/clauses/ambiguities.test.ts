// The readings of what the documents leave open, each by its number: always the one that tells somebody sooner.
import { describe, expect, it } from 'vitest';
import { nthDay } from '../../shared/core/calendar.ts';
import { plan } from '../../shared/core/plan.ts';
import { versionOn } from '../../shared/core/policy.ts';
import { listAuthorities } from '../../shared/policy/load.ts';
import { ASHA, cancelled, caseOf, found, reported } from '../situations/cast.ts';
import { childrenOf, lettersOf, mail, played, procedure, tasksOf } from '../situations/playing.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');
const RUNGS = ['head-of-service-under-10', 'head-of-service-24-hours', 'assistant-director-3-days'];
const MONDAY = '2026-11-23T12:00:00Z';
const TUESDAY = '2026-11-24T22:00:00Z';
const MEDWAY = 'E06000035';

const born = (dateOfBirth?: string) => ({
  person: { givenName: 'Robin', familyName: 'Sample', ...(dateOfBirth && { dateOfBirth }) },
});

describe('when the clock of the interview starts', () => {
  it.each([
    [
      'the earliest of what is known',
      { returnedAt: '2026-11-21T08:00:00Z', locatedAt: '2026-11-21T07:00:00Z' },
      '2026-11-24T07:00',
    ],
    ['the first moment of a date without an hour', { locatedAt: '2026-11-21' }, '2026-11-24T00:00'],
    [
      'never the receipt, where an earlier instant is known',
      { foundReportAt: '2026-11-21T08:30:00Z' },
      '2026-11-24T08:30',
    ],
  ])('AMB-1: it is %s', async (_reading, instants, due) => {
    const back = found('2026-11-22T09:00:00Z', 'ME-1', { outcome: 'found', ...instants });
    const world = await played(darlington, [reported('ME-1'), back], MONDAY);
    expect(await tasksOf(world)).toContain(`ME-1 return-interview open ${due}`);
  });

  it('AMB-1: an interview that was overdue when the notice came is asked for at once', async () => {
    const back = found('2026-11-30T09:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T08:00:00Z',
    });
    const world = await played(darlington, [reported('ME-1'), back], '2026-11-30T12:00:00Z');
    expect(await mail(world, 'return-interview')).toEqual([
      '2026-11-30 09:00 return-interview missing.coordinator',
    ]);
  });
});

describe('when the ladder is climbed', () => {
  it('AMB-2: hours run from the earliest start, and a notice that comes late fires every rung passed, each in its own letter', async () => {
    const late = reported(
      'ME-1',
      { ...born('2017-03-02'), reportedAt: '2026-11-21T09:00:00Z' },
      { at: TUESDAY },
    );
    const world = await played(darlington, [late], TUESDAY);
    expect((await mail(world, ...RUNGS)).sort()).toEqual([
      '2026-11-24 22:00 assistant-director-3-days assistant.director',
      '2026-11-24 22:00 head-of-service-24-hours head.of.service',
      '2026-11-24 22:00 head-of-service-under-10 head.of.service',
    ]);
  });

  it('AMB-3: "over 24 hours" and "3 days or more" both act at the boundary, and not a second before', async () => {
    const before = await played(darlington, [reported('ME-1')], '2026-11-21T20:29:59Z');
    expect(await mail(before, ...RUNGS)).toEqual([]);
    const at = await played(darlington, [reported('ME-1')], '2026-11-23T20:30:00Z');
    expect(await mail(at, ...RUNGS)).toEqual([
      '2026-11-21 20:30 head-of-service-24-hours head.of.service',
      '2026-11-23 20:30 assistant-director-3-days assistant.director',
    ]);
  });

  it.each([
    ['ten tomorrow', '2016-11-21', 2],
    ['ten today', '2016-11-20', 1],
    ['of unknown age', undefined, 2],
  ])('AMB-4: for a child %s the rung at 3 hours adds to the one at 24', async (_age, dateOfBirth, rungs) => {
    const world = await played(darlington, [reported('ME-1', born(dateOfBirth))], '2026-11-21T21:00:00Z');
    expect(await mail(world, ...RUNGS)).toHaveLength(rungs);
  });

  it('AMB-5: the revision of 2018 is silent on the ladder, which goes on and says that it is inherited', () => {
    const [before, after] = ['2018-11-30', '2018-12-01'].map((date) => versionOn(darlington, date));
    const ladderOf = (rules: (typeof darlington.versions)[number]['rules'] = []) =>
      rules.filter(({ clauses }) => clauses.some((clause) => clause.startsWith('D17-7.13')));
    const rungs = ladderOf(before?.rules);
    expect([before?.id, after?.id]).toEqual(['2017', '2018']);
    expect(rungs.filter((rung) => rung.do === 'escalate')).toHaveLength(4);
    expect(ladderOf(after?.rules)).toEqual(rungs.map((rung) => ({ ...rung, inheritedFrom: 'version 2017' })));
    expect(after?.title).toContain('inherited');
  });

  it.each(listAuthorities())('AMB-5: no ladder is silently empty, that of %s neither', (authority) => {
    for (const { rules } of procedure(authority).versions) {
      expect(rules.filter((rule) => rule.do === 'escalate').length).toBeGreaterThan(0);
    }
  });
});

describe('when the risk is stated as lower than it can be', () => {
  it.each(['low', 'very-low', 'no-apparent-risk', 'not-assessed', null])(
    'AMB-6: %s is treated as medium and queried, and holds nothing back',
    async (risk) => {
      const world = await played(
        darlington,
        [reported('ME-1', { risk, category: 'absent' })],
        '2026-11-21T21:00:00Z',
      );
      expect(await mail(world, 'risk-query', 'head-of-service-24-hours', 'director-highest-risk')).toEqual([
        '2026-11-20 22:05 risk-query emergency.duty.team',
        '2026-11-21 20:30 head-of-service-24-hours head.of.service',
      ]);
    },
  );
});

describe('when another authority is responsible', () => {
  it.each(['medium', 'high'])('AMB-8: it is told at once, the risk being %s', async (risk) => {
    const world = await played(
      kent,
      [reported('ME-1', { risk, responsibleAuthority: MEDWAY })],
      '2026-11-20T22:05:00Z',
    );
    expect(await mail(world, 'placing-authority-letter')).toEqual([
      '2026-11-20 22:05 placing-authority-letter missing.children',
    ]);
  });
});

describe('when the child is only said to be back', () => {
  it.each([
    ['located, not back', { outcome: 'located-not-returned', locatedAt: '2026-11-21T08:00:00Z' }],
    ['back by what a carer says', { outcome: 'returned', returnedAt: '2026-11-21T08:00:00Z' }],
  ])('AMB-9: %s ends nothing, and starts the clock of the interview', async (_end, data) => {
    const world = await played(
      darlington,
      [reported('ME-1'), found('2026-11-21T09:00:00Z', 'ME-1', data)],
      '2026-11-21T21:00:00Z',
    );
    expect(await mail(world, 'stand-down', 'head-of-service-24-hours')).toEqual([
      '2026-11-21 20:30 head-of-service-24-hours head.of.service',
    ]);
    expect(await tasksOf(world)).toContain('ME-1 return-interview open 2026-11-24T08:00');
  });
});

describe('when the director is told', () => {
  it('AMB-11: of every child in a routine copy, of the highest risk in an alert that reads otherwise', async () => {
    const world = await played(darlington, [reported('ME-1', { risk: 'high' })], '2026-11-20T22:05:00Z');
    const letters = (await lettersOf(world)).filter(({ to }) => to === 'director@darlington.example');
    expect(letters.map(({ rule }) => rule).sort()).toEqual(['director-copy', 'director-highest-risk']);
    expect(new Set(letters.map(({ subject }) => subject)).size).toBe(2);
    expect(letters.find(({ rule }) => rule === 'director-highest-risk')?.text).toContain(
      'Urgent, not a copy',
    );
  });
});

describe('when working days are counted', () => {
  it.each([
    ['over a weekend', '2026-11-20', 1, '2026-11-23'],
    ['six, as for an action plan', '2026-11-20', 6, '2026-11-30'],
    ['over Christmas, Boxing Day falling on a Saturday', '2026-12-24', 1, '2026-12-29'],
  ])('AMB-13: %s, the day itself is day 0', (_what, from, days, due) => {
    expect(nthDay(darlington.calendar, from, 'workingDays', days)).toBe(due);
  });

  it('AMB-13: a discussion on a child found on Friday evening is due at close of office on Monday', async () => {
    const world = await played(
      darlington,
      [
        caseOf('2026-11-02T09:00:00Z', ASHA, { status: 'child-protection-plan' }),
        reported('ME-1', {}, { at: '2026-11-20T21:00:00Z' }),
        found('2026-11-20T22:00:00Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-20T21:50:00Z' }),
      ],
      '2026-11-21T12:00:00Z',
    );
    expect(await tasksOf(world)).toContain('ME-1 strategy-discussion-on-plan open 2026-11-23T17:00');
  });
});

describe('when a team is chosen by age', () => {
  it('AMB-14: the age is that at the notice, so a child who turns thirteen while missing changes teams', async () => {
    const child = reported('ME-1', born('2013-11-21'));
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      locatedAt: '2026-11-21T08:00:00Z',
    });
    const world = await played(kent, [child, back], '2026-11-21T12:00:00Z');
    expect(await mail(world, 'case-holder-notice', 'return-interview')).toEqual([
      '2026-11-20 22:05 case-holder-notice intensive.early.help',
      '2026-11-21 09:00 return-interview adolescent.early.help',
    ]);
  });

  it('AMB-14: a child of unknown age falls to both', async () => {
    const world = await played(kent, [reported('ME-1', born())], '2026-11-20T22:05:00Z');
    expect((await mail(world, 'case-holder-notice')).sort()).toEqual([
      '2026-11-20 22:05 case-holder-notice adolescent.early.help',
      '2026-11-20 22:05 case-holder-notice intensive.early.help',
    ]);
  });
});

describe('when several sources tell of one child', () => {
  const team = reported('EDT-1', {}, { at: '2026-11-20T21:50:00Z', source: 'urn:edt:darlington' });

  it('AMB-17: it is one episode, from the earliest start that anybody gives', async () => {
    const later = reported('ME-1', { lastSeenAt: '2026-11-20T21:00:00Z' });
    const world = await played(darlington, [team, later], '2026-11-21T21:30:00Z');
    const children = await childrenOf(world);
    expect(children).toHaveLength(1);
    expect(await mail(world, 'front-door-notice', 'head-of-service-24-hours')).toEqual([
      '2026-11-20 21:50 front-door-notice emergency.duty.team',
      '2026-11-21 20:30 head-of-service-24-hours head.of.service',
    ]);
    expect(children.every((child) => plan(child, darlington, '2026-11-21T21:30:00.000Z').open)).toBe(true);
  });

  it('AMB-17: where the police end it and the duty team report the child missing after that, it stays open', async () => {
    const ended = cancelled('2026-11-20T23:00:00Z', 'ME-1');
    const still = { ...team, at: '2026-11-20T23:30:00Z' };
    const world = await played(darlington, [reported('ME-1'), ended, still], '2026-11-21T21:00:00Z');
    expect(await mail(world, 'stand-down')).toContain('2026-11-20 23:00 stand-down emergency.duty.team');
    expect(await mail(world, 'head-of-service-24-hours')).toHaveLength(1);
  });
});
