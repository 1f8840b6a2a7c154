// One child's record under a procedure of nobody, and single runs of settle on it: the shell looked at call by call.
import type { Needs } from '../../functions/settle/handler.ts';
import { settle } from '../../functions/settle/handler.ts';
import type { World } from '../../local/simulate.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { between, later, SECOND } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../../shared/core/record.ts';
import type { Kept } from '../../shared/ports.ts';
import { before } from '../faults/procedure.ts';
import { reported } from '../situations/cast.ts';
import { type Said, said } from '../situations/playing.ts';

export const nowhere: Policy = before;

export const NOON = '2026-11-20T12:00:00.000Z';

/** So many seconds past noon. */
export const at = (seconds: number): Instant => later(NOON, seconds * SECOND);

export const report = (data: Record<string, unknown> = {}, rest: Partial<Said> = {}): Said =>
  reported('MP-1', { lastSeenAt: NOON, ...data }, { at: NOON, ...rest });

export interface OneChild extends World {
  id: string;
}

/** Reported missing at noon and not looked at yet: the wake-up of that message is off the queue. */
export async function oneChild(policy: Policy = nowhere, message: Said = report()): Promise<OneChild> {
  const world = emptyWorld(policy, NOON);
  await deliver(world, said(policy, message));
  awaited(world);
  const [id = ''] = world.episodes.ids();
  return { ...world, id };
}

/** One run of settle, which has half a minute. */
export function wake(world: OneChild, needs: Partial<Needs> = {}): Promise<void> {
  const deadline = later(world.clock.now(), 30 * SECOND);
  return settle(world.id, { ...world, deadline, run: 'this-run', ...needs });
}

/** The wake-ups that wait, as seconds past noon, taken off the queue. */
export function awaited({ wakeUps }: World): number[] {
  const all: number[] = [];
  for (let next = wakeUps.take({ by: at(1e8) }); next; next = wakeUps.take({ by: at(1e8) }))
    all.push(between(NOON, next.at) / SECOND);
  return all;
}

export async function keptOf(world: OneChild, id = world.id): Promise<Kept & { record: ChildRecord }> {
  const { kept } = await world.episodes.read(id);
  if (kept?.record.kind !== 'child') throw new Error('It is a child');
  return { ...kept, record: kept.record };
}

/** Writes the record, as somebody else would have left it. */
export async function left(
  world: OneChild,
  change: (record: ChildRecord) => HomewardRecord,
  look: Partial<Omit<Kept, 'record' | 'version'>> = {},
): Promise<void> {
  const { version, record, ...kept } = await keptOf(world);
  await world.episodes.write({ ...kept, ...look, record: change(record) }, version);
}

/** "front.door notice", of each letter that was accepted. */
export const letters = ({ post }: World): string[] =>
  post.sent.map(({ letter }) => `${letter.to.split('@')[0]} ${letter.actions[0]?.split('/')[0]}`);
