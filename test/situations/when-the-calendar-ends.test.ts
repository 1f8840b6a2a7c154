import { describe, expect, it } from 'vitest';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { found, reported } from './cast.ts';
import { lettersOf, mail, played, procedure, tasksOf } from './playing.ts';

const kent = procedure('kent');

const rule = (id: string, more: Partial<Rule>): Rule => ({
  id,
  clauses: ['D17-7.9-c'],
  basis: 'statutory',
  upon: 'missing',
  do: 'request',
  to: [{ role: 'team-manager' }],
  says: 'Please plan.',
  ...more,
});

const inSixDays = { unit: 'workingDays', n: 6, from: { earliest: ['received'] } } as const;

/** Kent, with two duties of six working days: one letter after them, one within them. */
const withDays: Policy = {
  ...kent,
  versions: kent.versions.map((version) => ({
    ...version,
    rules: [
      ...version.rules,
      rule('after-six-days', { after: inSixDays }),
      rule('within-six-days', { asks: { within: inSixDays } }),
    ],
  })),
};

const on = (at: string) => reported('MP-1', { lastSeenAt: at }, { at });

describe('a working day', () => {
  it('is counted from the day after, and ends when the office closes', async () => {
    const world = await played(withDays, [on('2026-11-20T22:05:00Z')], '2026-12-01T00:00:00Z');
    expect(await mail(world, 'after-six-days')).toEqual([
      '2026-11-30 17:00 after-six-days out.of.hours.manager',
    ]);
    expect(await tasksOf(world)).toContain('MP-1 within-six-days open 2026-11-30T17:00');
  });

  it('is none at Christmas, on the Monday after it, or at New Year', async () => {
    const world = await played(withDays, [on('2026-12-23T12:00:00Z')], '2026-12-24T00:00:00Z');
    expect(await tasksOf(world)).toContain('MP-1 within-six-days open 2027-01-05T17:00');
  });
});

describe('when the calendar ends before the working days are counted', () => {
  const lastWeek = on('2028-12-27T12:00:00Z');

  it('a person is told at once, and why', async () => {
    const world = await played(withDays, [lastWeek], '2028-12-27T12:00:00Z');
    const letter = (await lettersOf(world)).find(({ rule: id }) => id === 'after-six-days');
    expect(letter?.at).toBe('2028-12-27T12:00:00.000Z');
    expect(letter?.text).toContain(
      'a day cannot be counted: The calendar covers 1 January 2024 to 31 December 2028, not 1 January 2029',
    );
  });

  it('a task is due at once', async () => {
    const world = await played(withDays, [lastWeek], '2028-12-27T12:00:00Z');
    expect(await tasksOf(world)).toContain('MP-1 within-six-days open 2028-12-27T12:00');
  });

  it('the ladder of hours, the notices and the stand-down come as ever', async () => {
    const back = found('2028-12-29T12:00:00Z', 'MP-1', {
      outcome: 'found',
      locatedAt: '2028-12-29T11:00:00Z',
    });
    const world = await played(withDays, [lastWeek, back], '2028-12-30T12:00:00Z');
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([
      '2028-12-28 12:00 head-of-service-24-hours head.of.service',
    ]);
    expect(await mail(world, 'stand-down')).not.toEqual([]);
    expect(world.watch.alarms).toEqual([]);
  });
});
