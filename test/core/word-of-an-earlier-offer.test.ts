// Two records that are joined, of which one heard that a letter came back: a later offer of it went elsewhere, or went again, and stands.
import { describe, expect, it } from 'vitest';
import { join } from '../../shared/core/evolve.ts';
import type { Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';

const at = (minute: number) => `2026-11-20T22:0${minute}:00.000Z`;
const bounced = {
  mailbox: 'a@kent.example',
  tells: 'missing',
  intendedAt: at(1),
  state: 'refused',
  at: at(2),
  fate: { is: 'bounced', at: at(2) },
} as Telling;
const { fate: _, ...offer } = bounced;
const accepted = (more: Partial<Telling>): Telling => ({ ...offer, state: 'accepted', at: at(3), ...more });

const joined = (a: Telling, b: Telling) =>
  join({ ...emptyChild('c-1'), told: { x: a } }, { ...emptyChild('c-2'), told: { x: b } }).told['x'];

describe('word that a letter came back', () => {
  it.each<[string, Partial<Telling>]>([
    ['went to another mailbox', { mailbox: 'b@kent.example' }],
    ['was offered again', { intendedAt: at(2) }],
  ])('is not word of what %s since', (_, more) => {
    const since = accepted(more);
    for (const told of [joined(bounced, since), joined(since, bounced)])
      expect(told).toMatchObject({ state: 'accepted', ...more });
  });

  it('is word of the offer that it is about, whichever record heard of it', () => {
    for (const told of [joined(bounced, accepted({})), joined(accepted({}), bounced)])
      expect(told).toMatchObject({ state: 'refused', fate: { is: 'bounced' } });
  });
});
