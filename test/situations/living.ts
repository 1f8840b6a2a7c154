// A story that is lived with a sweep every five minutes, as it is in production, but where the sweep is down.
import { sweep } from '../../functions/sweep/handler.ts';
import type { World } from '../../local/simulate.ts';
import { earliest, later, MINUTE } from '../../shared/core/instant.ts';
import { goOn, type Said } from './playing.ts';

export async function lived(
  world: World,
  messages: readonly Said[],
  until: string,
  isDown = (_: string) => false,
): Promise<World> {
  const end = new Date(until).toISOString();
  for (let at = world.clock.now(); at < end; at = later(at, 5 * MINUTE)) {
    const next = later(at, 5 * MINUTE);
    const now = messages.filter((each) => {
      const arrives = new Date(each.at).toISOString();
      return arrives >= at && arrives < next;
    });
    await goOn(world, now, earliest([next, end]) ?? end);
    if (!isDown(next)) await sweep(world);
    await goOn(world, [], earliest([next, end]) ?? end);
  }
  return world;
}
