// On which mornings there is a digest, at what instant, and how long what is over is still known to it.
import { describe, expect, it } from 'vitest';
import { digestAt, digestId, morning, morningOf } from '../../shared/core/digest.ts';
import type { DigestLine } from '../../shared/core/digest-line.ts';
import { byUrgency } from '../../shared/core/digest-line.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { ASHA, cancelled, reported } from '../situations/cast.ts';
import { childrenOf, played, procedure } from '../situations/playing.ts';

const kent: Policy = { ...procedure('kent'), digest: { to: ['director'], at: '07:30', on: 'working-days' } };
const everyDay: Policy = { ...kent, digest: { to: ['director'], at: '01:30', on: 'every-day' } };

describe('a morning digest', () => {
  it.each([
    ['on a Friday', '2026-11-20', '2026-11-20T07:30:00.000Z'],
    ['on a Saturday', '2026-11-21', undefined],
    ['on Christmas Day, a Friday', '2026-12-25', undefined],
    ['in summer time', '2026-07-01', '2026-07-01T06:30:00.000Z'],
    ['on a Monday that the calendar does not reach', '2090-01-02', '2090-01-02T07:30:00.000Z'],
    ['on a Sunday that it does not reach', '2090-01-01', undefined],
  ])('of working days %s', (_, date, at) => {
    expect(digestAt(kent, date)).toBe(at);
  });

  it('comes once on the night on which its hour exists twice, at the first of them', () => {
    expect(digestAt(everyDay, '2026-10-25')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('comes also on the night on which its hour does not exist', () => {
    expect(digestAt(everyDay, '2027-03-28')).toMatch(/^2027-03-28T0[01]:30/);
  });

  it('is looked for over the longest holidays', () => {
    expect(morning(kent, '2026-12-25', 1)?.date).toBe('2026-12-29');
    expect(morning(kent, '2026-12-28', -1)?.date).toBe('2026-12-24');
  });

  it('has a record that is named after its day, and no other record is taken for one', () => {
    expect(morningOf(digestId('2026-11-20'))).toBe('2026-11-20');
    for (const id of ['c-20261120', 'd-2026112', 'd-20261120a', 'u-1']) expect(morningOf(id)).toBeUndefined();
  });
});

describe('an absence that is over and leaves nothing to do', () => {
  const story = [reported('MP-1', { person: ASHA }), cancelled('2026-11-20T23:00:00Z', 'MP-1')];
  const later = async (policy: Policy, at: string) => {
    const [child] = await childrenOf(await played(policy, story, '2026-11-20T23:30:00Z'));
    if (!child) throw new Error('The story has no child');
    return plan(child, policy, at);
  };

  it('stays in view until the digest after the next, so that a late one still tells of it', async () => {
    expect(await later(kent, '2026-11-20T23:30:00.000Z')).toMatchObject({
      open: false,
      inViewUntil: '2026-11-24T07:30:00.000Z',
    });
    expect((await later(kent, '2026-11-24T07:30:00.000Z')).inViewUntil).toBeUndefined();
  });

  it('does not where nobody reads a digest', async () => {
    expect((await later(procedure('kent'), '2026-11-20T23:30:00.000Z')).inViewUntil).toBeUndefined();
  });
});

describe('the lines of a digest', () => {
  const line = (rest: Partial<DigestLine>): DigestLine => ({
    references: [],
    initials: '',
    person: 'child',
    state: 'open',
    isOver: false,
    risk: 'medium',
    since: '2026-11-20T00:00:00.000Z',
    times: 1,
    told: [],
    due: [],
    overdue: [],
    copies: [],
    more: 0,
    ...rest,
  });
  const late = [{ at: '2026-11-19T00:00:00.000Z', roles: ['front-door'], task: 'plan' }];

  it('have who is still away before who is back, whatever is overdue of old', () => {
    const lines = [
      line({ initials: 'back, overdue', isOver: true, overdue: late, risk: 'high' }),
      line({ initials: 'away' }),
      line({ initials: 'away, high risk', risk: 'high' }),
      line({ initials: 'away, overdue', overdue: late }),
      line({ initials: 'away for longer', since: '2026-11-18T00:00:00.000Z' }),
    ];
    expect(lines.sort(byUrgency).map(({ initials }) => initials)).toEqual([
      'away, overdue',
      'away, high risk',
      'away for longer',
      'away',
      'back, overdue',
    ]);
  });
});
