// Whether anything is left to come of a world by itself: else it is over, or the night falls.
import { instantOf, millis, NEVER } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { World } from './world.ts';

/** What comes later than this is not waited for before the night. */
export const FAR = 3 * 3_600_000;

/** Nothing is on its way, and nobody would wake a record any more. */
export function isAtRest({ machinery, table, isSweepless, now, policy, watcher }: World): boolean {
  if (machinery.isPaused) return true;
  for (const { record, dueAt } of table.records.values()) {
    if (!dueAt || dueAt === NEVER) continue;
    if (!isSweepless && millis(dueAt) > now + FAR) continue;
    if (!isSweepless) return false;
    // A copy that came late, changed nothing and died has it looked at sooner than anything calls for.
    const { actions, next } = plan(record, policy, instantOf(now));
    if (actions.length === 0 && next === undefined) continue;
    watcher.broken('each record has its wake-up, sweep or no sweep', `${record.id} is due at ${dueAt}`);
  }
  return true;
}
