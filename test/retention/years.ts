// A world in which years pass: wake-ups as they come, then an hour in which the sweep looks for what is over.
import { settle } from '../../functions/settle/handler.ts';
import { sweep } from '../../functions/sweep/handler.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../../shared/core/record.ts';
import { procedure, type Said, said } from '../situations/playing.ts';

export const kent: Policy = { ...procedure('kent'), retention: { closed: 'P2Y', messages: 'P90D' } };

/** Who is told of a missing child; what else the procedure demands makes no difference here, and takes its time. */
export const brief: Policy = {
  ...kent,
  versions: kent.versions.map((version) => ({
    ...version,
    rules: version.rules.filter(({ id, upon }) => id === 'front-door-notice' || upon === 'unreadable'),
  })),
};

let runs = 0;

export function ask(world: World, record: string): Promise<void> {
  runs += 1;
  const deadline = later(world.clock.now(), 30 * SECOND);
  return settle(record, { ...world, endings: world.episodes, deadline, run: `asked-${runs}` });
}

/** In the first minute of the hour after, when the sweep looks for what is over; then whoever it woke. */
export async function sweepOf(world: World): Promise<void> {
  const hour = `${later(world.clock.now(), 60 * MINUTE).slice(0, 13)}:00:30.000Z`;
  await run(world, [], hour);
  await sweep({ ...world, endings: world.episodes });
  for (;;) {
    const wakeUp = world.wakeUps.take({ by: later(hour, MINUTE) });
    if (!wakeUp) break;
    world.clock.moveTo(wakeUp.at);
    await ask(world, wakeUp.record);
  }
}

/** What the world is at an instant, after some messages and the sweep of that hour. */
export async function worldAfter(
  messages: readonly Said[],
  at: Instant,
  policy: Policy = kent,
): Promise<World> {
  const world = emptyWorld(policy, messages[0]?.at ?? at);
  await say(world, messages, at);
  return world;
}

export async function say(world: World, messages: readonly Said[], until: Instant): Promise<void> {
  const arriving = messages.map((message) => said(world.policy, message));
  await run(world, arriving.sort(byArrival), new Date(until).toISOString());
  await sweepOf(world);
}

const byArrival = (a: { at: Instant }, b: { at: Instant }): number => (a.at < b.at ? -1 : 1);

export async function recordsIn(world: World): Promise<HomewardRecord[]> {
  const kept = await world.episodes.readAll(world.episodes.ids());
  return kept.map(({ record }) => record);
}

/** Records that know something of a child. */
export async function living(world: World): Promise<ChildRecord[]> {
  const records = await recordsIn(world);
  return records.filter(
    (record): record is ChildRecord =>
      record.kind === 'child' &&
      !record.joinedTo &&
      Object.keys({ ...record.references, ...record.case }).length > 0,
  );
}

/** Everything that the table holds of anybody, as text. */
export async function everythingIn(world: World): Promise<string> {
  return JSON.stringify([
    await recordsIn(world),
    world.episodes.keys(),
    [...world.episodes.receipts.values()],
  ]);
}
