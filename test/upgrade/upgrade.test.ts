// A deploy in the middle of an episode: what the previous release kept is read, and goes on as if nothing had been deployed.
import { describe, expect, it } from 'vitest';
import { deliver } from '../../local/simulate.ts';
import { recordsOf } from '../situations/playing.ts';
import { goneOnFrom, previousRelease } from './a-world-of.ts';

const release = previousRelease();

async function lettersAfter(): Promise<string[]> {
  const world = await goneOnFrom(release);
  const told = new Map((await recordsOf(world)).flatMap((record) => Object.entries(record.told)));
  return world.post.sent.map(
    ({ at, letter }) => `${at.slice(0, 16)} ${told.get(letter.actions[0] ?? '')?.rule} ${letter.to}`,
  );
}

describe('open episodes of the previous release', () => {
  it('go on to the same letters at the same instants, and to no other', async () => {
    expect((await lettersAfter()).sort()).toEqual([...release.afterwards].sort());
  });

  it('hold letters that were told, intended and found, so that the upgrade meets each', () => {
    const states = release.kept.flatMap(({ record }) => Object.values(record.told).map(({ state }) => state));
    expect(new Set(states)).toEqual(new Set(['accepted', 'intended']));
    expect(release.kept.map(({ record }) => record.kind)).toContain('unreadable');
  });

  it('are planned without a fault', async () => {
    const world = await goneOnFrom(release);
    expect(world.watch.alarms).toEqual([]);
    expect((await recordsOf(world)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  it('know the messages that came before: a repeat changes nothing', async () => {
    const world = await goneOnFrom({ ...release, messages: [] }, release.at);
    const before = world.post.sent.length;
    for (const { body, sender } of release.receipts) await deliver(world, { body, senderId: sender });
    expect(world.watch.counts.get('DuplicateMessages')).toBe(release.receipts.length);
    expect(world.post.sent.length).toBe(before);
  });
});
