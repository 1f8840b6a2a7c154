// The keys by which word of a child came, where they lead by a detour: each is noted, and none is looked up or led to twice.
import { describe, expect, it } from 'vitest';
import { placeOf, seek } from '../../functions/receive/whose-record.ts';
import { MemoryEpisodes } from '../../local/memory.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import type { Message } from '../../shared/contract/message.ts';
import { keysOf } from '../../shared/core/identity.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { schoolReference } from '../../shared/core/schooling.ts';
import { ASHA } from '../situations/cast.ts';
import { said } from '../situations/playing.ts';
import { NOON, nowhere, report } from './one-child.ts';

const REFERENCE = 'reference#MP-1\tchild';
const NAME = keysOf(undefined, ASHA).map(({ key, entry }) => `${key}\t${entry}`);
const named = {
  type: 'missing.reported',
  source: 'urn:x:nowhere',
  id: 'm',
  subject: 'MP-1',
  data: { person: ASHA },
} as unknown as Message;

/** Nobody is named in `c-1`; `c-2` is a child. The reference leads to `reference`, the name to `name`. */
async function table(reference: string, name: string): Promise<MemoryEpisodes> {
  const episodes = new MemoryEpisodes();
  const records: ChildRecord[] = [
    emptyChild('c-1'),
    emptyChild('c-2'),
    { ...emptyChild('c-8'), joinedTo: 'c-1' },
    { ...emptyChild('c-9'), joinedTo: 'c-2' },
  ];
  for (const record of records) await episodes.write({ record }, 0);
  await episodes.claim('reference#MP-1', 'child', reference);
  for (const { key, entry } of keysOf(undefined, ASHA)) await episodes.claim(key, entry, name);
  const place = await placeOf(named, await seek(named, episodes), episodes, NOON);
  expect(place?.home).toBe('c-2');
  return episodes;
}

const keysNoted = async (episodes: MemoryEpisodes, id: string) => {
  const { kept } = await episodes.read(id);
  return kept?.record.kind === 'child' ? kept.record.keys : undefined;
};

describe('two records that turn out to be one child’s', () => {
  it('have the keys noted that lead there, though by a record that was joined before', async () => {
    const episodes = await table('c-1', 'c-9');
    expect(await keysNoted(episodes, 'c-2')).toEqual([...NAME, REFERENCE].sort());
  });

  it('have the reference lead straight there, though it led to a record that was joined before', async () => {
    const episodes = await table('c-8', 'c-2');
    const { keys } = await episodes.lookUp('', ['reference#MP-1']);
    expect(keys).toEqual({ 'reference#MP-1': { child: 'c-2' } });
  });
});

describe('word of a child whom nobody knows', () => {
  it('is looked up once', async () => {
    const world = emptyWorld(nowhere, NOON);
    const { lookUp } = world.episodes;
    const lookedUp: number[] = [];
    world.episodes.lookUp = (receipt, keys) => {
      lookedUp.push(keys.length);
      return lookUp.call(world.episodes, receipt, keys);
    };
    await deliver(world, said(nowhere, report()));
    expect(lookedUp).toEqual([2]);
  });

  it('is found by what a school calls the absence, which has no reference of its own', async () => {
    const absence = {
      ...named,
      type: 'education.absence',
      subject: undefined,
      data: { person: ASHA, lastAttendedOn: '2026-11-19' },
    } as never;
    const { keys } = await seek(absence, new MemoryEpisodes());
    expect(keys).toEqual(keysOf(schoolReference(absence), ASHA));
    expect(keys.map(({ key }) => key)).toContainEqual(expect.stringMatching('^reference#SCHOOL-'));
  });
});
