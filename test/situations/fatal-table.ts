// A table on which the run that makes a chosen write ends there, before or after it; and a world around it.
import { MemoryEpisodes } from '../../local/memory.ts';
import type { World } from '../../local/simulate.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Kept } from '../../shared/ports.ts';
import { type Said, said } from './playing.ts';

class Died extends Error {}

class FatalTable extends MemoryEpisodes {
  fatal: (kept: Omit<Kept, 'version'>) => 'before' | 'after' | undefined = () => undefined;
  override async write(kept: Omit<Kept, 'version'>, version: number): Promise<boolean> {
    const dies = this.fatal(kept);
    if (dies === 'before') throw new Died();
    const isWritten = await super.write(kept, version);
    if (dies === 'after') throw new Died();
    return isWritten;
  }
}

export type FatalWorld = World & { episodes: FatalTable };

export const fatalWorld = (policy: Policy, start: Instant): FatalWorld => ({
  ...emptyWorld(policy, start),
  episodes: new FatalTable(),
});

/** Whether the message was received; where its run died, the queue will try again. */
export async function tried(world: World, message: Said): Promise<boolean> {
  try {
    await deliver(world, said(world.policy, message));
    return true;
  } catch (error) {
    if (error instanceof Died) return false;
    throw error;
  }
}
