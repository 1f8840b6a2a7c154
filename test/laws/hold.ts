// How hard a law is tried: a number of invented stories, its seed printed where one breaks it.
import fc from 'fast-check';

/** `TIMES=20 SEED=42 vitest run test/laws` tries twenty times as many stories, the same ones each time. */
const { TIMES, SEED } = process.env;

export function holds<T extends unknown[]>(law: fc.IRawProperty<T>, stories: number): void | Promise<void> {
  return fc.assert(law, {
    numRuns: stories * Number(TIMES ?? 1),
    ...(SEED !== undefined && { seed: Number(SEED) }),
  });
}
