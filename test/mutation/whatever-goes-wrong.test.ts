// The campaign of faults in the small, so that each mutant of the functions meets it.
import { describe, expect, it } from 'vitest';
import { exhaustive } from '../faults/campaign.ts';
import { livedBy } from '../faults/live.ts';
import { written } from '../faults/written.ts';

const broken = (of: readonly { promise: string }[]) => of.map(({ promise }) => promise);

describe('whatever goes wrong, the promises hold', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('in the story of seed %d', async (seed) => {
    expect(broken((await livedBy(seed)).broken)).toEqual([]);
  });

  it.each(written)('in a written story, at some of its calls: $name', async (story) => {
    for await (const outcome of exhaustive(story, { singles: 60, pairs: undefined })) {
      expect(broken(outcome.broken)).toEqual([]);
    }
  });
});
