// Ours against an evaluator that knows nothing of ours; `node test/iam/oracle.ts` asks as many questions as one likes.
import { describe, expect, it } from 'vitest';
import { compare } from './oracle.ts';

describe('four thousand questions at random', () => {
  it('are answered as another evaluator answers them', async () => {
    const { same, allowed, different, refusedToRead } = await compare(4000, 7);
    expect(different).toEqual([]);
    // Questions that are all answered with no, or that are hardly ever read, would prove nothing.
    expect(same).toBe(4000);
    expect(allowed).toBeGreaterThan(800);
    expect(refusedToRead).toBeLessThan(400);
  });
});
