// A pipeline that goes on from what another release kept.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Arriving } from '../../local/scenario.ts';
import { emptyWorld, run, type World } from '../../local/simulate.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Kept, Receipt } from '../../shared/ports.ts';

export interface Release {
  at: string;
  until: string;
  policy: Policy;
  kept: (Kept & { version: number })[];
  /** What it had asked the Scheduler for, which outlives a deploy. */
  schedules: [record: string, instant: string][];
  keys: [key: string, entry: string, record: string][];
  receipts: Receipt[];
  before: string[];
  messages: Arriving[];
  afterwards: string[];
}

export const previousRelease = (): Release =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'previous-release.json'), 'utf8'));

/** Every record is woken, as the first sweep after a deploy does; then come the messages, until the end. */
export async function goneOnFrom(release: Release, until = release.until): Promise<World> {
  const world = emptyWorld(release.policy, release.at);
  const { episodes, wakeUps } = world;
  for (const { version: _, ...kept } of release.kept) await episodes.write(kept, 0);
  for (const [key, entry, record] of release.keys) await episodes.claim(key, entry, record);
  for (const receipt of release.receipts) await episodes.keep(receipt);
  for (const [record, instant] of release.schedules) await wakeUps.at(record, instant);
  for (const { record } of release.kept) await wakeUps.soon(record.id);
  await run(world, release.messages, until);
  return world;
}
