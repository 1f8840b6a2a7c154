import { describe, expect, it } from 'vitest';
import { ASHA, cancelled, found, reported, updated } from './cast.ts';
import { childrenOf, mail, played, procedure } from './playing.ts';

const darlington = procedure('darlington');
const EDT = { source: 'urn:edt:darlington' };
const team = (data = {}, at = '2026-11-20T21:50:00Z') =>
  reported('EDT-77', { lastSeenAt: null, missingSince: '2026-11-20T21:00:00Z', ...data }, { ...EDT, at });

describe('when the police and the duty team report one child under two references', () => {
  it('what was told under one is told under both', async () => {
    const world = await played(darlington, [team(), reported('ME-1')], '2026-11-21T21:00:00Z');
    expect(await mail(world)).toEqual([
      '2026-11-20 21:50 front-door-notice emergency.duty.team',
      '2026-11-20 21:50 missing-notice missing.coordinator',
      '2026-11-20 21:50 missing-notice service.manager',
      '2026-11-20 21:50 police-not-told emergency.duty.team',
      '2026-11-20 21:50 school-rolls-alert education.safeguarding',
      '2026-11-20 21:50 director-copy director',
      '2026-11-21 05:50 strategy-meeting emergency.duty.team',
      '2026-11-21 05:50 strategy-meeting service.manager',
      '2026-11-21 20:30 head-of-service-24-hours head.of.service',
    ]);
  });

  it('the police end it for both', async () => {
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      locatedAt: '2026-11-21T08:00:00Z',
    });
    const world = await played(darlington, [team(), reported('ME-1'), back], '2026-11-21T21:00:00Z');
    expect(await mail(world, 'stand-down')).toHaveLength(5);
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([]);
  });

  it('the duty team reporting after that keeps it open, and whoever was stood down is told', async () => {
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      locatedAt: '2026-11-21T08:00:00Z',
    });
    const world = await played(
      darlington,
      [reported('ME-1'), back, team({}, '2026-11-21T10:00:00Z')],
      '2026-11-21T21:00:00Z',
    );
    expect(await mail(world, 'missing-again')).toHaveLength(5);
    expect(await mail(world, 'head-of-service-24-hours')).toHaveLength(1);
  });

  it('a report of a later stretch is another absence', async () => {
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      locatedAt: '2026-11-21T08:00:00Z',
    });
    const next = team({ missingSince: '2026-11-21T12:00:00Z' }, '2026-11-21T13:00:00Z');
    const world = await played(darlington, [reported('ME-1'), back, next], '2026-11-22T12:00:00Z');
    expect(await mail(world, 'front-door-notice')).toHaveLength(2);
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([
      '2026-11-22 12:00 head-of-service-24-hours head.of.service',
    ]);
  });

  it.each([
    ['a day apart, they are one absence', '2026-11-19T20:30:00Z', 1],
    ['a second more than a day apart, they are two', '2026-11-19T20:29:59Z', 2],
  ])('begun %s', async (_, missingSince, notices) => {
    const world = await played(
      darlington,
      [team({ missingSince }), reported('ME-1')],
      '2026-11-20T23:00:00Z',
    );
    expect(await mail(world, 'front-door-notice')).toHaveLength(notices);
  });
});

describe('when the police have two references for one child', () => {
  const second = (data = {}) =>
    reported('ME-2', { lastSeenAt: '2026-11-20T20:45:00Z', ...data }, { at: '2026-11-20T22:30:00Z' });

  it('nobody guesses that they are one absence', async () => {
    const world = await played(darlington, [reported('ME-1'), second()], '2026-11-20T23:00:00Z');
    expect(await mail(world, 'front-door-notice')).toHaveLength(2);
    expect(await childrenOf(world)).toHaveLength(1);
  });

  it('linked by the police they are one', async () => {
    const world = await played(
      darlington,
      [reported('ME-1'), second({ linkedReferences: ['ME-1'] })],
      '2026-11-21T21:00:00Z',
    );
    expect(await mail(world, 'front-door-notice')).toHaveLength(1);
    expect(await mail(world, 'head-of-service-24-hours')).toHaveLength(1);
  });

  it('linked later, what was told under both is not told again', async () => {
    const link = updated('2026-11-20T23:00:00Z', 'ME-2', { linkedReferences: ['ME-1'] });
    const world = await played(darlington, [reported('ME-1'), second(), link], '2026-11-21T21:00:00Z');
    expect(await mail(world, 'front-door-notice')).toHaveLength(2);
    expect(await mail(world, 'head-of-service-24-hours')).toHaveLength(1);
  });

  it('it is over only when both are', async () => {
    const linked = [reported('ME-1'), second({ linkedReferences: ['ME-1'] })];
    const one = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      locatedAt: '2026-11-21T08:00:00Z',
    });
    const other = { ...one, subject: 'ME-2', at: '2026-11-21T10:00:00Z' };
    expect(
      await mail(await played(darlington, [...linked, one], '2026-11-21T12:00:00Z'), 'stand-down'),
    ).toEqual([]);
    expect(
      await mail(await played(darlington, [...linked, one, other], '2026-11-21T12:00:00Z'), 'stand-down'),
    ).toHaveLength(5);
  });

  it('each cancelled as a duplicate of the other, the child is not lost', async () => {
    const stages = [
      reported('ME-1'),
      second(),
      cancelled('2026-11-20T23:00:00Z', 'ME-1', { duplicateOf: 'ME-2' }),
      cancelled('2026-11-20T23:10:00Z', 'ME-2', { duplicateOf: 'ME-1' }),
    ];
    const world = await played(darlington, stages, '2026-11-21T21:00:00Z');
    expect(await mail(world, 'stand-down')).toEqual([]);
    expect(await mail(world, 'head-of-service-24-hours')).toHaveLength(1);
  });

  it('the absence begins with the earlier of the two', async () => {
    const earlier = second({ lastSeenAt: '2026-11-20T18:00:00Z', linkedReferences: ['ME-1'], person: ASHA });
    const world = await played(darlington, [reported('ME-1'), earlier], '2026-11-21T21:00:00Z');
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([
      '2026-11-21 18:00 head-of-service-24-hours head.of.service',
    ]);
  });
});
