// Cheshire East where a scenario cannot show it: who may lower what, who stands behind a mailbox, what people add by themselves.
import { describe, expect, it } from 'vitest';
import { ASHA, answered, caseOf, found, reported } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import { mail, played, procedure, recordsOf } from '../situations/playing.ts';

const cheshireEast = procedure('cheshire-east');
const NIGHT = '2026-11-20T23:00:00Z';
const SATURDAY = '2026-11-21T23:00:00Z';

describe('a child who came alone and is new in care', () => {
  const alone = caseOf('2026-11-16T09:00:00Z', ASHA, {
    status: 'looked-after',
    statusSince: '2026-11-16',
    unaccompaniedAsylumSeeker: true,
  });
  const lowered = (by: string): Said =>
    answered('2026-11-20T22:00:00Z', 'NC-1', 'lowered', { task: 'trafficking-suspected', by });

  it.each([
    ['nobody', [], 1],
    ['the front door', [lowered('front-door')], 1],
    ['the service manager', [lowered('service-manager')], 0],
  ])(
    'CE17-1-a: counts as trafficked and at the highest risk; where %s lowers it',
    async (_who, more, alerts) => {
      const said = reported('NC-1', { indicators: [] });
      const world = await played(cheshireEast, [alone, ...more, said], NIGHT);
      expect(await mail(world, 'director-highest-risk')).toHaveLength(alerts);
      expect(await mail(world, 'national-referral')).toHaveLength(alerts);
    },
  );
});

describe('a pupil who is missing in the school day', () => {
  const school = { at: '2026-11-20T11:10:00Z', source: 'urn:school:elm' };
  const walkedOut = (data = {}) =>
    reported('ELM-1', { missingSince: '2026-11-20T11:00:00Z', lastSeenAt: null, ...data }, school);

  it('CE17-4-e: parents are to be told although the pupil is back within the hour', async () => {
    const back = found('2026-11-20T11:40:00Z', 'ELM-1', {
      outcome: 'returned',
      returnedAt: '2026-11-20T11:35:00Z',
    });
    const world = await played(cheshireEast, [walkedOut(), back], '2026-11-20T13:00:00Z');
    expect(await mail(world, 'school-day-missing-overdue')).toEqual([
      '2026-11-20 12:01 school-day-missing-overdue consultation.service',
      '2026-11-20 12:01 school-day-missing-overdue school.safeguarding',
    ]);
  });

  it('CE17-4-e: a notice that comes when the hour is over is overdue at once', async () => {
    const late = walkedOut({ missingSince: '2026-11-20T09:00:00Z' });
    const world = await played(cheshireEast, [late], '2026-11-20T11:10:00Z');
    expect(await mail(world, 'school-day-missing-overdue')).toHaveLength(2);
  });

  it('CE17-4-f: whoever reported first, nothing more is asked of the school once the police have it', async () => {
    const police = reported('NC-1', { lastSeenAt: '2026-11-20T10:55:00Z' }, { at: '2026-11-20T11:06:00Z' });
    const world = await played(cheshireEast, [police, walkedOut()], '2026-11-20T16:00:00Z');
    expect(await mail(world, 'school-day-missing')).toHaveLength(1);
    expect(await mail(world, 'school-day-police-check', 'school-day-police-check-overdue')).toEqual([]);
  });
});

describe('the people behind the procedure', () => {
  it('CE17-5-b: the commissioned service is a shared mailbox with a deputy, and so is every other role but the last', () => {
    const { directory } = cheshireEast;
    expect(directory['return-interview-provider']).toMatchObject({ deputy: 'service-manager' });
    const alone = Object.entries(directory).filter(([, { deputy }]) => deputy === undefined);
    expect(alone.map(([role]) => role)).toEqual(['director']);
  });

  it('CE17-2-a: may do more than is laid down: what they record stays, and a rung comes sooner where they say so', async () => {
    const visit = answered('2026-11-20T22:10:00Z', 'NC-1', 'done', { task: 'home-visited', by: 'keyworker' });
    const sooner = answered('2026-11-20T22:20:00Z', 'NC-1', 'sooner', {
      task: 'head-of-service-24-hours',
      by: 'service-manager',
    });
    const world = await played(cheshireEast, [reported('NC-1'), visit, sooner], NIGHT);
    expect(JSON.stringify(await recordsOf(world))).toContain('home-visited');
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([
      '2026-11-20 22:20 head-of-service-24-hours head.of.service',
    ]);
    const without = await played(cheshireEast, [reported('NC-1'), visit], NIGHT);
    expect(await mail(without, 'head-of-service-24-hours')).toEqual([]);
  });

  it('CE17-7-a: at night the consultation service is the duty team, and nobody waits for the morning', async () => {
    const world = await played(cheshireEast, [reported('NC-1')], SATURDAY);
    expect(await mail(world, 'front-door-notice')).toEqual([
      '2026-11-20 22:05 front-door-notice emergency.duty.team',
    ]);
  });
});
