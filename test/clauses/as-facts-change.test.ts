// What a later message changes while a child is missing, and what ends it.
import { describe, expect, it } from 'vitest';
import { found, reported, updated } from '../situations/cast.ts';
import { mail, played, procedure, recordsOf } from '../situations/playing.ts';

const darlington = procedure('darlington');
const SUNDAY = '2026-11-22T00:00:00Z';

describe('when the police change their assessment within an episode', () => {
  it.each(['D17-2-d', 'DFE-12-a'])(
    '%s: the rules are looked at again, and what was told stays told',
    async () => {
      const higher = updated('2026-11-20T23:00:00Z', 'ME-1', { risk: 'high' });
      const lower = updated('2026-11-21T01:00:00Z', 'ME-1', { risk: 'medium', category: 'absent' });
      const world = await played(darlington, [reported('ME-1'), higher, lower], SUNDAY);
      expect(await mail(world, 'director-highest-risk', 'head-of-service-24-hours', 'stand-down')).toEqual([
        '2026-11-20 23:00 director-highest-risk director',
        '2026-11-21 20:30 head-of-service-24-hours head.of.service',
      ]);
    },
  );

  it('D17-2-d: a child who comes to be called absent is missing no less', async () => {
    const absent = updated('2026-11-20T23:00:00Z', 'ME-1', { category: 'absent', risk: 'no-apparent-risk' });
    const world = await played(darlington, [reported('ME-1'), absent], SUNDAY);
    expect(await mail(world, 'head-of-service-24-hours', 'risk-query')).toEqual([
      '2026-11-20 23:00 risk-query emergency.duty.team',
      '2026-11-21 20:30 head-of-service-24-hours head.of.service',
    ]);
  });
});

describe('when the child is said to be back', () => {
  const back = { outcome: 'returned', returnedAt: '2026-11-21T08:00:00Z' };
  const seen = { ...back, seenByPoliceAt: '2026-11-21T12:00:00Z' };

  it('D17-6.3-a: until the police have seen the child, the return is only reported and the ladder runs on', async () => {
    const world = await played(
      darlington,
      [reported('ME-1'), found('2026-11-21T09:00:00Z', 'ME-1', back)],
      SUNDAY,
    );
    expect(await mail(world, 'stand-down', 'head-of-service-24-hours')).toEqual([
      '2026-11-21 20:30 head-of-service-24-hours head.of.service',
    ]);
  });

  it('D17-5.5-a: once the police have seen the child, it is over', async () => {
    const world = await played(
      darlington,
      [reported('ME-1'), found('2026-11-21T13:00:00Z', 'ME-1', seen)],
      SUNDAY,
    );
    const letters = await mail(world, 'stand-down', 'head-of-service-24-hours');
    expect(letters).toContain('2026-11-21 13:00 stand-down emergency.duty.team');
    expect(letters.filter((letter) => letter.includes('head-of-service'))).toEqual([]);
  });
});

describe('when the same child goes missing a second time', () => {
  it('D17-4.5-a: the second episode is told in full, as the first was', async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1'),
        found('2026-11-21T09:00:00Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-21T08:00:00Z' }),
        reported('ME-2', { lastSeenAt: '2026-11-23T18:00:00Z' }, { at: '2026-11-23T20:00:00Z' }),
      ],
      '2026-11-24T00:00:00Z',
    );
    expect(await recordsOf(world)).toHaveLength(1);
    const notices = await mail(world, 'front-door-notice', 'missing-notice', 'director-copy');
    expect(notices.filter((notice) => notice.startsWith('2026-11-23'))).toHaveLength(4);
  });
});
