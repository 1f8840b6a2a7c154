import { describe, expect, it } from 'vitest';
import { MemoryEpisodes } from '../../local/memory.ts';
import type { World } from '../../local/simulate.ts';
import { deliver, emptyWorld, run } from '../../local/simulate.ts';
import { later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import type { Kept } from '../../shared/ports.ts';
import { ASHA, caseOf, reported, updated } from './cast.ts';
import { childrenOf, lettersOf, procedure, type Said, said } from './playing.ts';

const policy = procedure('darlington');
const NOON = '2026-11-20T12:00:00.000Z';

class Died extends Error {}

/** A table on which the run that makes a chosen write ends there, before or after it. */
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

function fatalWorld(): World & { episodes: FatalTable } {
  return { ...emptyWorld(policy, NOON), episodes: new FatalTable() };
}

/** Whether the message was received; where its run died, the queue will try again. */
async function tried(world: World, message: Said): Promise<boolean> {
  try {
    await deliver(world, said(policy, message));
    return true;
  } catch (error) {
    if (error instanceof Died) return false;
    throw error;
  }
}

const twice = (sent: readonly string[]): string[] => sent.filter((each, at) => sent.indexOf(each) !== at);

describe('when the run dies that joins a report to the child it fits', () => {
  const { givenName, familyName, dateOfBirth } = ASHA;
  const theCase = caseOf(NOON, { ...ASHA, localAuthorityId: 'L1' });
  const half = reported('ME-1', { person: { givenName, familyName }, lastSeenAt: NOON }, { at: NOON });
  const whole = updated(NOON, 'ME-1', { person: { dateOfBirth } }, { id: 'whole' });

  it('and dies again when it is tried again, the join is ended all the same, and each letter goes once', async () => {
    const world = fatalWorld();
    await tried(world, theCase);
    await tried(world, half);
    await run(world, [], later(NOON, MINUTE));
    // Merged into the child's record, and no pointer left.
    world.episodes.fatal = ({ record }) =>
      record.kind === 'child' && record.joinedTo !== undefined ? 'before' : undefined;
    expect(await tried(world, whole)).toBe(false);
    world.clock.moveTo(later(NOON, 4 * MINUTE));
    expect(await tried(world, whole)).toBe(false);
    world.episodes.fatal = () => undefined;
    for (const id of world.episodes.ids()) await world.wakeUps.soon(id);
    await run(world, [], later(NOON, 26 * 60 * MINUTE));
    expect(twice((await lettersOf(world)).flatMap(({ actions }) => actions))).toEqual([]);
    expect(await childrenOf(world)).toHaveLength(1);
  });
});

describe('when a message finds a claim of a run that died before it wrote its record', () => {
  it('and dies itself once it has left a pointer, it is received when it is tried again', async () => {
    const world = fatalWorld();
    const { episodes } = world;
    // What the first run left: a name and a reference that lead to a record that is not there.
    await episodes.claim('family#example', 'asha|2012-05-14', 'c-1');
    await episodes.claim('reference#ME-1', 'child', 'c-1');
    const person = { ...ASHA, localAuthorityId: 'L1' };
    const report = reported('ME-1', { person, lastSeenAt: NOON }, { at: NOON, id: 'numbered' });
    await episodes.claim('local-authority-id#L1', 'child', 'c-2');
    let writes = 0;
    episodes.fatal = () => (++writes === 1 ? 'after' : undefined);
    expect(await tried(world, report)).toBe(false);
    world.clock.moveTo(later(NOON, 180 * SECOND));
    expect(await tried(world, report)).toBe(true);
    const [child] = await childrenOf(world);
    expect(Object.keys(child?.references ?? {})).toEqual(['ME-1']);
  });
});
