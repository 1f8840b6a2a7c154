// Faults that the campaign leaves out live the lives of others that it tries: each is lived here, beside the one that stands for it.
import { describe, expect, it } from 'vitest';
import { exhaustive } from './campaign.ts';
import type { Case, Outcome } from './live.ts';
import { FAULTS_STOP, lived } from './live.ts';
import { HARMS } from './troubles.ts';
import { written } from './written.ts';

/** The harms that may stand for one: before its effect for after it, thrown for ended. */
const STANDS_FOR: Readonly<Record<string, readonly string[]>> = {
  'throws after its effect': ['throws before its effect'],
  'ends the run before its effect': ['throws before its effect'],
  'ends the run after its effect': [
    'ends the run before its effect',
    'throws after its effect',
    'throws before its effect',
  ],
  'hangs after its effect until the run is stopped': ['hangs without effect until the run is stopped'],
};

/** All that a life shows, but what its faults are called, and that a run threw which would have been ended. */
const lifeOf = ({ of: _, told: __, failed: ___, ...life }: Outcome) => life;

describe('what is left out', () => {
  it.each(written.filter((_, nth) => nth % 13 === 0))(
    'lives the life of what is tried: $name',
    async (story) => {
      const tried = new Map<string, Outcome>();
      for await (const outcome of exhaustive(story, { singles: 1, pairs: undefined })) {
        const [first] = outcome.of.troubles;
        if (first) tried.set(first.join(' '), outcome);
      }
      const calls = new Set(
        [...tried.keys()].flatMap((each) =>
          each.startsWith('harm|') ? [each.slice(0, each.lastIndexOf(' '))] : [],
        ),
      );
      let leftOut = 0;
      for (const call of calls) {
        for (const [which, harm] of HARMS.entries()) {
          if (which === 0 || tried.has(`${call} ${which}`)) continue;
          leftOut += 1;
          const of: Case = { story, troubles: new Map([[call, which]]), faultsStopAt: FAULTS_STOP };
          const other = STANDS_FOR[harm]
            ?.map((each) => tried.get(`${call} ${HARMS.indexOf(each as (typeof HARMS)[number])}`))
            .find(Boolean);
          if (!other) throw new Error(`Nothing stands for ${call}: ${harm}`);
          expect(lifeOf(await lived(of)), `${call}: ${harm}`).toEqual(lifeOf(other));
        }
      }
      expect(leftOut).toBeGreaterThan(calls.size);
    },
    120_000,
  );
});
