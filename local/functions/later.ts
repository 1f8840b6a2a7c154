// What nobody waits for: an event handed to a function is tried, tried again, and in the end put aside.
import type { Clock } from '../emulators/clock.ts';
import type { Outcome } from './function-runner.ts';

export interface Retrying {
  /** How often again after a first failure. */
  attempts: number;
  /** Seconds after which an event is no longer tried again. */
  longest: number;
}

/** Lambda's pauses between attempts, in seconds of virtual time. */
const pauses = [60, 120];

/**
 * Resolves when the event was dealt with or put aside. Events under way are kept in memory alone: only the sweep is
 * started like this, and the next sweep does what a killed one left.
 */
export async function invokeLater(o: {
  invoke: () => Promise<Outcome>;
  putAside: (failure: Outcome) => void;
  retrying: Retrying;
  clock: Clock;
  stopping: AbortSignal;
}): Promise<void> {
  const accepted = o.clock.now();
  for (let attempt = 0; !o.stopping.aborted; attempt += 1) {
    const outcome = await o.invoke();
    if (outcome.ok) return;
    const next = o.clock.now() + (pauses[attempt] ?? pauses.at(-1) ?? 0) * 1000;
    if (attempt >= o.retrying.attempts || next > accepted + o.retrying.longest * 1000)
      return o.putAside(outcome);
    await o.clock.wait(next, o.stopping);
  }
}
