import fc from 'fast-check';
import { describe, it, vi } from 'vitest';
import { sweep } from '../../functions/sweep/handler.ts';
import { MemoryEpisodes, MemoryWatch, StillClock } from '../../local/memory.ts';
import { later, MINUTE, NEVER } from '../../shared/core/instant.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { before as policy } from '../faults/procedure.ts';
import { holds } from './hold.ts';
import { atHour } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

/** Records that the index would never look at, though a letter is due: what a bug in planning leaves behind. */
async function misplanned(ids: readonly string[]): Promise<MemoryEpisodes> {
  const episodes = new MemoryEpisodes();
  const at = atHour(0);
  const said = (value: boolean | string) => ({
    police: { value, time: at, message: 'm', by: 'police' as const, receivedAt: at },
  });
  for (const id of ids) {
    const references = { [`MP-${id}`]: { reported: said(true), lastSeenAt: said(at) } };
    await episodes.write(
      { record: { ...emptyChild(id), references }, dueAt: NEVER, policyHash: policy.hash },
      0,
    );
  }
  return episodes;
}

describe('the sweep', () => {
  it('plans every open record again within the hour, though clocks waver, or a sweep fails', async () => {
    await holds(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.nat(0xffff).map((n) => `c-${n.toString(16)}`),
          { minLength: 1, maxLength: 8 },
        ),
        fc.oneof(
          fc.array(fc.integer({ min: -1_500, max: 1_500 }), { minLength: 13, maxLength: 13 }),
          fc.nat(12).map((failing) => Array.from({ length: 13 }, (_, nth) => (nth === failing ? null : 0))),
        ),
        async (ids, sweeps) => {
          const episodes = await misplanned(ids);
          const woken = new Set<string>();
          for (const [nth, wavering] of sweeps.entries()) {
            if (wavering === null) continue;
            const clock = new StillClock(later(atHour(1), nth * 5 * MINUTE + wavering));
            const wakeUps = { soon: async (id: string) => void woken.add(id) };
            await sweep({ policy, episodes, wakeUps, clock, watch: new MemoryWatch() });
          }
          return ids.every((id) => woken.has(id));
        },
      ),
      30,
    );
  });
});
