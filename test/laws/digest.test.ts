// Whatever fails once, wherever it fails: the morning has its digest, in time, and twice only where nobody could know.
import { describe, expect, it } from 'vitest';
import { later, MINUTE } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { before } from '../faults/procedure.ts';
import { reported } from '../situations/cast.ts';
import { said } from '../situations/playing.ts';
import { type Fault, HARMS, QueuedWorld } from './queued-world.ts';

const policy: Policy = {
  ...before,
  digest: { to: ['head-of-service', 'director'], at: '07:30', on: 'every-day' },
};
const DUE = '2026-11-21T07:30:00.000Z';
const report = said(
  policy,
  reported('ME-1', { lastSeenAt: '2026-11-21T07:10:00Z' }, { at: '2026-11-21T07:21:00Z' }),
);

async function morning(fault?: Fault): Promise<QueuedWorld> {
  const world = new QueuedWorld(policy, '2026-11-21T07:20:00.000Z', fault);
  await world.live([report], '2026-11-21T09:00:00.000Z');
  return world;
}

const digestsOf = ({ post }: QueuedWorld, to: string): string[] =>
  post.sent.flatMap(({ at, letter }) =>
    letter.actions[0]?.startsWith('morning.digest/') && letter.to.startsWith(to) ? [at] : [],
  );

describe('the digest of a morning', () => {
  it('goes once to each reader, at the second at which it is due', async () => {
    const world = await morning();
    for (const to of ['head.of.service', 'director']) {
      expect(digestsOf(world, to).map((at) => at.slice(0, 19))).toEqual([DUE.slice(0, 19)]);
    }
  });

  it('goes in time whatever fails once, and twice only where its answer was lost', async () => {
    const { calls } = await morning();
    for (const [call, name] of calls.entries()) {
      for (const harm of HARMS) {
        const world = await morning({ call, harm });
        for (const to of ['head.of.service', 'director']) {
          const at = digestsOf(world, to);
          const what = `${harm} call ${call}, ${name}, to ${to}`;
          expect(at.length, what).toBeGreaterThan(0);
          expect(at[0] ?? '', what).toMatch(/^2026-11-21T07:[34]/);
          expect((at[0] ?? '') >= DUE && (at[0] ?? '') <= later(DUE, 15 * MINUTE), what).toBe(true);
          // The answer of the mail service, or the mark of it, is what gets lost.
          const mayRepeat = /write|send/.test(name);
          expect(at.length, what).toBeLessThanOrEqual(mayRepeat ? 2 : 1);
        }
        expect(world.deadLetters, `${harm} ${call}`).toEqual([]);
      }
    }
  });
});
