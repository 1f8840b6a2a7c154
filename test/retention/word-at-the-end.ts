// A record whose time is over, what is heard of its child just then, and what must be true of them once all is settled.
import { expect } from 'vitest';
import { readWhereJoined } from '../../functions/receive/child-records.ts';
import { receive } from '../../functions/receive/handler.ts';
import { MemoryEpisodes } from '../../local/memory.ts';
import type { Arriving } from '../../local/scenario.ts';
import type { World } from '../../local/simulate.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import { DAY, later } from '../../shared/core/instant.ts';
import { ASHA } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import type { Run } from './interleaved.ts';
import { brief, living, sweepOf } from './years.ts';

export const WHOLE = { ...ASHA, nhsNumber: '943 476 5919' };
export const OVER = '2028-12-20T12:00:00.000Z';
export const FAMILY = 'family#example';
export const NUMBER = 'nhs-number#9434765919';
const ASHA_SAYS = 'asha|2012-05-14';

/** Its time has been over for weeks, and nobody has looked. */
export async function overdueAfter(before: World): Promise<World> {
  const episodes = new MemoryEpisodes();
  for (const id of before.episodes.ids()) {
    const { kept } = await before.episodes.read(id);
    if (kept) await episodes.write(kept, 0);
  }
  const keys = await before.episodes.fences(before.episodes.keys());
  for (const [key, { entries }] of Object.entries(keys)) {
    for (const [entry, record] of Object.entries(entries)) await episodes.claim(key, entry, record);
  }
  return { ...emptyWorld(brief, OVER), episodes };
}

export const hears =
  ({ body, senderId }: Arriving): Run =>
  (world) =>
    receive({ body, senderId }, world);

/** What failed is received again, what died is woken by the sweep, and the table clears what it may. */
export async function settledAt(world: World, messages: readonly Arriving[]): Promise<void> {
  for (const message of messages) await deliver(world, message);
  for (let hours = 0; hours < 2; hours++) await sweepOf(world);
  const days = later(world.clock.now(), 3 * DAY);
  world.clock.moveTo(days);
  world.episodes.clear(days);
}

/** What is known of the child is on one record, and every key that leads anywhere leads there. */
export async function isOnOneRecord(
  world: World,
  { subject, data = {} }: Said,
  ...siblings: readonly string[]
): Promise<void> {
  const known = (await living(world)).filter(({ id }) => !siblings.includes(id));
  expect(known).toHaveLength(1);
  const references = ['MP-0', 'MP-1', 'MP-2'].map((reference) => `reference#${reference}`);
  const { keys } = await world.episodes.lookUp('', [...references, FAMILY, NUMBER]);
  if (subject) expect(keys[`reference#${subject}`]).toHaveProperty('child');
  if ('person' in (data as object)) {
    expect(keys[FAMILY]).toHaveProperty([ASHA_SAYS]);
    expect(keys[NUMBER]).toHaveProperty('child');
  }
  for (const [key, entries] of Object.entries(keys)) {
    for (const [entry, id] of Object.entries(entries)) {
      if (siblings.includes(id)) continue;
      const there = (await readWhereJoined(id, world.episodes))?.record.id;
      expect(there, `${key} ${entry}`).toBe(known[0]?.id);
    }
  }
}
