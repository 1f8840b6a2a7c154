// How hard a law is tried: a number of invented stories, its seed printed where one breaks it.
import fc from 'fast-check';

/**
 * The same stories at each run, so that a change is not blamed for what it did not do. `TIMES=20 SEED=42 vitest run test/laws`
 * tries twenty times as many others; `SEED=random` tries new ones each time.
 */
const { TIMES, SEED = '20261122' } = process.env;

export function holds<T extends unknown[]>(law: fc.IRawProperty<T>, stories: number): void | Promise<void> {
  return fc.assert(law, {
    numRuns: stories * Number(TIMES ?? 1),
    ...(SEED !== 'random' && { seed: Number(SEED) }),
  });
}
