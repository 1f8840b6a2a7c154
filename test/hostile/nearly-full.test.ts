// A record that grows towards its item's limit: alarmed while there is room, and then a person is told of each message, by letter.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MOST_SAID } from '../../functions/receive/child-records.ts';
import { receive } from '../../functions/receive/handler.ts';
import { deliver, emptyWorld, run, type World } from '../../local/simulate.ts';
import { later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import { LARGEST_ITEM, LimitedEpisodes } from '../fuzz/limited-episodes.ts';
import { found, REPORTED, ROBIN, reported } from '../situations/cast.ts';
import { childrenOf, procedure, said } from '../situations/playing.ts';

const kent = procedure('kent');

/** Nothing that can be packed: thousands of episodes, each with words of its own. */
function words(seed: number, length: number): string {
  let text = '';
  for (let n = 0; text.length < length; n++) {
    text += createHash('sha256').update(`${seed} ${n}`).digest('base64');
  }
  return text.slice(0, length);
}

interface Crowded extends World {
  episodes: LimitedEpisodes;
}

/** Updates of a child come in until its item holds that many bytes, however tightly it is packed. */
async function crowded(bytes: number): Promise<Crowded> {
  const world = { ...emptyWorld(kent, REPORTED), episodes: new LimitedEpisodes() };
  await deliver(world, said(kent, reported('MP-1')));
  const [child] = await childrenOf(world);
  if (!child) throw new Error('There is a child');
  const statement = { time: REPORTED, message: 'm', by: 'police' as const, receivedAt: REPORTED };
  const size = async () => (await world.episodes.read(child.id)).kept?.packedBytes ?? 0;
  for (let n = 0; (await size()) < bytes; n++) {
    const { kept } = await world.episodes.read(child.id);
    if (kept?.record.kind !== 'child') throw new Error('It is a child');
    const { 'MP-1': spoken = {} } = kept.record.references;
    const before = spoken['circumstances'] ?? {};
    const more = {
      [`urn:police:force-${n}`]: {
        ...statement,
        value: n === 0 ? words(n, 200_000) + ' '.repeat(200_000) : words(n, 4_000),
      },
    };
    const references = {
      ...kept.record.references,
      'MP-1': { ...spoken, circumstances: { ...before, ...more } },
    };
    const { version, ...rest } = kept;
    await world.episodes.write({ ...rest, record: { ...kept.record, references } }, version);
  }
  return world;
}

const minuteLater = async (world: World) => {
  const at = later(world.clock.now(), MINUTE);
  await run(world, [], at);
  return at;
};

describe('a record that takes more than 150 KB though it is packed', () => {
  it('is alarmed whenever it is looked at, and takes what is said', async () => {
    const world = await crowded(160 * 1024);
    const at = await minuteLater(world);
    expect(world.watch.counts.get('RecordsToMend')).toBeGreaterThan(0);
    const [alarm] = world.watch.alarms.filter(({ event }) => event === 'record nearly full');
    expect(alarm?.about).toMatchObject({
      record: expect.stringMatching(/^c-/),
      kilobytes: expect.any(Number),
    });
    await deliver(world, said(kent, found(at, 'MP-1', { outcome: 'found', locatedAt: at })));
    expect(world.watch.counts.get('UnreadableMessages')).toBeUndefined();
  });

  it('is one of the largest: of other children nothing is alarmed', async () => {
    const world = emptyWorld(kent, REPORTED);
    await deliver(world, said(kent, reported('MP-1')));
    await minuteLater(world);
    expect(world.watch.counts.get('RecordsToMend')).toBeUndefined();
  });
});

describe('a child of whom no more can be noted', () => {
  it('has each further message put to a person at the front door, with what to do', async () => {
    const world = await crowded(MOST_SAID + 1);
    const at = await minuteLater(world);
    const before = world.post.sent.length;
    await deliver(world, said(kent, found(at, 'MP-1', { outcome: 'found', locatedAt: at })));
    await minuteLater(world);
    const unreadable = [...world.episodes.receipts.values()].filter(
      ({ outcome }) => outcome === 'unreadable',
    );
    expect(unreadable.map(({ reasons }) => reasons?.[0]?.message)).toEqual([
      expect.stringContaining('no more can be noted'),
    ]);
    const letters = world.post.sent.slice(before).map(({ letter }) => letter);
    expect(letters.map(({ actions }) => actions[0])).toEqual([expect.stringMatching(/^unreadable/)]);
    expect(letters[0]?.to).toBe(
      kent.directory['front-door']?.outOfHours ?? kent.directory['front-door']?.address,
    );
  });

  it('has room for the letters that are still due, and for what becomes of them', async () => {
    const world = await crowded(MOST_SAID + 1);
    await run(world, [], later(REPORTED, 72 * 3_600 * SECOND));
    expect(world.post.sent.length).toBeGreaterThan(5);
    expect(world.watch.counts.get('UnsettleableRecords')).toBeUndefined();
    expect(world.episodes.largest).toBeLessThan(LARGEST_ITEM);
  });

  it("stands in no other child's way, not even where it may be the same", async () => {
    const world = await crowded(MOST_SAID + 1);
    const other = said(
      kent,
      reported('MP-2', { person: { ...ROBIN, familyName: 'Example', dateOfBirth: null } }),
    );
    const alike = said(
      kent,
      reported('MP-3', { person: { familyName: 'Example', givenName: 'Asha', dateOfBirth: null } }),
    );
    for (const { body, senderId } of [other, alike]) await receive({ body, senderId }, world);
    expect(world.watch.counts.get('UnreadableMessages')).toBeUndefined();
    expect(await childrenOf(world)).toHaveLength(3);
  });
});
