// Two records that become one, step by step on the table: the mark, the merge, the pointer, the keys; and who comes between.
import { describe, expect, it } from 'vitest';
import { change, keysIn, readChild, readWhereJoined } from '../../functions/receive/child-records.ts';
import { joinInto } from '../../functions/receive/joining.ts';
import { MemoryEpisodes } from '../../local/memory.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { at, NOON } from './one-child.ts';

const KEY = { family: 'family#sample', number: 'nhs-number#9434765919' };

const child = (id: string, more: Partial<ChildRecord> = {}): ChildRecord => ({ ...emptyChild(id), ...more });
const episode = (reference: string): Pick<ChildRecord, 'references'> => ({
  references: {
    [reference]: {
      risk: {
        'urn:police:nowhere': { value: 'high', time: NOON, message: 'm', by: 'police', receivedAt: NOON },
      },
    },
  },
});

/** A table with these records, each at its first version, and the keys that lead to them. */
async function table(...records: ChildRecord[]): Promise<MemoryEpisodes> {
  const episodes = new MemoryEpisodes();
  for (const record of records) {
    await episodes.write({ record }, 0);
    for (const { key, entry } of keysIn(record)) await episodes.claim(key, entry, record.id);
  }
  return episodes;
}

const one = child('c-1', { ...episode('MP-1'), keys: ['family#sample\tone', `${KEY.number}\tchild`] });
const two = child('c-2', { ...episode('MP-2'), keys: ['family#sample\ttwo'] });

const recordOf = async (episodes: MemoryEpisodes, id: string): Promise<ChildRecord> => {
  const { kept } = await episodes.read(id);
  if (kept?.record.kind !== 'child') throw new Error('It is a child');
  return kept.record;
};

/** What every write left, as "c-1 joining", in order. */
function writesOf(episodes: MemoryEpisodes, isRefused: (nth: number) => boolean = () => false): string[] {
  const { write } = episodes;
  const seen: string[] = [];
  episodes.write = async (kept, ...rest) => {
    const { id, joining, joinedTo } = kept.record as ChildRecord;
    const refused = isRefused(seen.length + 1);
    seen.push(`${id}${joining ? ` joining ${joining.by}` : ''}${joinedTo ? ` joined ${joinedTo}` : ''}`);
    return !refused && write.call(episodes, kept, ...rest);
  };
  return seen;
}

describe('one record joined into another', () => {
  it('is marked, merged, left as a pointer, and its keys lead to the other', async () => {
    const episodes = await table(one, two);
    const writes = writesOf(episodes);
    const merged = await joinInto('c-2', 'c-1', episodes, NOON);
    expect(writes).toEqual(['c-1 joining c-2', 'c-2', 'c-1 joined c-2']);
    expect(merged).toEqual(await recordOf(episodes, 'c-2'));
    expect(Object.keys(merged?.references ?? {}).sort()).toEqual(['MP-1', 'MP-2']);
    expect(merged).toMatchObject({
      keys: ['family#sample\tone', 'family#sample\ttwo', `${KEY.number}\tchild`],
      joinedFrom: ['c-1'],
    });
    expect(await recordOf(episodes, 'c-1')).toEqual(child('c-1', { keys: one.keys, joinedTo: 'c-2' }));
    const { keys } = await episodes.lookUp('', Object.values(KEY));
    expect(keys).toEqual({ [KEY.family]: { one: 'c-2', two: 'c-2' }, [KEY.number]: { child: 'c-2' } });
  });

  it('is on its way for four minutes', async () => {
    const episodes = await table(one, two);
    const { write } = episodes;
    let until: string | undefined;
    episodes.write = async (kept, ...rest) => {
      until ??= (kept.record as ChildRecord).joining?.until;
      return write.call(episodes, kept, ...rest);
    };
    await joinInto('c-2', 'c-1', episodes, NOON);
    expect(until).toBe(at(240));
  });

  it('brings along what was joined to it, once each and in order', async () => {
    const episodes = await table(
      { ...one, joinedFrom: ['c-9', 'c-2', 'c-3'] },
      { ...two, joinedFrom: ['c-5'] },
    );
    expect((await joinInto('c-2', 'c-1', episodes, NOON))?.joinedFrom).toEqual(['c-1', 'c-3', 'c-5', 'c-9']);
  });

  it('goes to where the other was joined meanwhile', async () => {
    const episodes = await table(one, child('c-2', { joinedTo: 'c-3' }), child('c-3'));
    expect((await joinInto('c-2', 'c-1', episodes, NOON))?.id).toBe('c-3');
    expect((await recordOf(episodes, 'c-1')).joinedTo).toBe('c-3');
  });

  it('makes the other where it is claimed and not written yet', async () => {
    const episodes = await table(one);
    const merged = await joinInto('c-2', 'c-1', episodes, NOON);
    expect(merged).toMatchObject({ id: 'c-2', ...episode('MP-1'), joinedFrom: ['c-1'] });
  });

  it('that is not written yet leaves a pointer, and the other knows of it', async () => {
    const episodes = await table(two);
    const writes = writesOf(episodes);
    const there = await joinInto('c-2', 'c-1', episodes, NOON);
    expect(writes).toEqual(['c-2', 'c-1 joined c-2']);
    expect(there).toMatchObject({ id: 'c-2', joinedFrom: ['c-1'] });
    expect(await recordOf(episodes, 'c-1')).toEqual(child('c-1', { joinedTo: 'c-2' }));
  });

  it('that was about to be written by somebody quicker is looked at again', async () => {
    const episodes = await table(two);
    const { write } = episodes;
    let isWritten = false;
    episodes.write = async (kept, version, most) => {
      if (kept.record.id === 'c-1' && !isWritten) {
        isWritten = true;
        await write.call(episodes, { record: one }, 0);
      }
      return write.call(episodes, kept, version, most);
    };
    const merged = await joinInto('c-2', 'c-1', episodes, NOON);
    expect(Object.keys(merged?.references ?? {}).sort()).toEqual(['MP-1', 'MP-2']);
  });

  it('that is the same already is left as it is, but on its way no longer', async () => {
    const there = { ...two, joinedFrom: ['c-1'] };
    const episodes = await table(child('c-1', { joinedTo: 'c-2' }), there);
    const writes = writesOf(episodes);
    expect(await joinInto('c-2', 'c-1', episodes, NOON)).toEqual(there);
    expect(writes).toEqual([]);
  });

  it('that was to go where the other came from is on its way no longer', async () => {
    const joining = { by: 'c-1', until: at(60) };
    const episodes = await table(child('c-1', { joinedTo: 'c-2' }), { ...two, joining });
    expect(await joinInto('c-1', 'c-2', episodes, NOON)).toEqual(two);
    expect(await recordOf(episodes, 'c-2')).not.toHaveProperty('joining');
  });

  it('that is on its way elsewhere stays so', async () => {
    const joining = { by: 'c-7', until: at(60) };
    const episodes = await table(child('c-1', { joinedTo: 'c-2' }), { ...two, joining });
    await joinInto('c-1', 'c-2', episodes, NOON);
    expect((await recordOf(episodes, 'c-2')).joining).toEqual(joining);
  });

  it('that went elsewhere meanwhile is asked for again', async () => {
    const episodes = await table(child('c-1', { joinedTo: 'c-3' }), two, child('c-3'));
    const writes = writesOf(episodes);
    expect(await joinInto('c-2', 'c-1', episodes, NOON)).toBeUndefined();
    expect(writes).toEqual([]);
  });
});

describe('a record that is on its way elsewhere', () => {
  const on = (seconds: number) => ({ ...one, joining: { by: 'c-3', until: at(seconds) } });

  it('is left to who began, as long as he has time', async () => {
    const episodes = await table(on(1), two, child('c-3'));
    const writes = writesOf(episodes);
    expect(await joinInto('c-2', 'c-1', episodes, NOON)).toBeUndefined();
    expect(writes).toEqual([]);
  });

  it('is ended where it was begun once his time is over, and is asked for again', async () => {
    const episodes = await table(on(0), two, child('c-3'));
    expect(await joinInto('c-2', 'c-1', episodes, NOON)).toBeUndefined();
    expect((await recordOf(episodes, 'c-1')).joinedTo).toBe('c-3');
  });

  it('is not marked anew by who comes with the same errand in time', async () => {
    const episodes = await table({ ...one, joining: { by: 'c-2', until: at(1) } }, two);
    const writes = writesOf(episodes);
    expect((await joinInto('c-2', 'c-1', episodes, NOON))?.id).toBe('c-2');
    expect(writes).toEqual(['c-2', 'c-1 joined c-2']);
  });

  it('is marked anew after that time', async () => {
    const episodes = await table({ ...one, joining: { by: 'c-2', until: NOON } }, two);
    const writes = writesOf(episodes);
    await joinInto('c-2', 'c-1', episodes, NOON);
    expect(writes[0]).toBe('c-1 joining c-2');
    expect(writes).toHaveLength(3);
  });

  it('goes on where that one was joined to this', async () => {
    const episodes = await table(on(60), two, child('c-3', { joinedTo: 'c-2' }));
    expect((await joinInto('c-2', 'c-1', episodes, NOON))?.id).toBe('c-2');
    expect((await recordOf(episodes, 'c-1')).joinedTo).toBe('c-2');
  });
});

describe('while a record is joined', () => {
  it.each([1, 2, 3])('somebody writes before write %d: each step is made again', async (nth) => {
    const episodes = await table(one, two);
    writesOf(episodes, (each) => each === nth);
    const merged = await joinInto('c-2', 'c-1', episodes, NOON);
    expect(Object.keys(merged?.references ?? {}).sort()).toEqual(['MP-1', 'MP-2']);
    expect((await recordOf(episodes, 'c-1')).joinedTo).toBe('c-2');
    expect((await episodes.lookUp('', [KEY.number])).keys[KEY.number]).toEqual({ child: 'c-2' });
  });

  it('and no end of it, it is given up after eight times', async () => {
    const episodes = await table(one, two);
    const writes = writesOf(episodes, () => true);
    await expect(joinInto('c-2', 'c-1', episodes, NOON)).rejects.toThrow(
      'Record c-1 kept changing while it was joined to c-2',
    );
    expect(writes).toHaveLength(8);
  });

  it('the other is joined to this one: they are one already', async () => {
    const episodes = await table(one, two);
    const { write } = episodes;
    let isJoined = false;
    episodes.write = async (kept, version, most) => {
      if (kept.record.id === 'c-2' && !isJoined) {
        isJoined = true;
        await write.call(episodes, { record: { ...two, joinedTo: 'c-1' } }, 1);
      }
      return write.call(episodes, kept, version, most);
    };
    expect((await joinInto('c-2', 'c-1', episodes, NOON))?.id).toBe('c-1');
    expect(await recordOf(episodes, 'c-1')).not.toHaveProperty('joinedTo');
    expect(await recordOf(episodes, 'c-1')).not.toHaveProperty('joining');
  });
});

describe('a record that is read', () => {
  it('is found where it was joined, over as many as twenty', async () => {
    const chain = Array.from({ length: 19 }, (_, n) => child(`c-${n}`, { joinedTo: `c-${n + 1}` }));
    const episodes = await table(...chain, child('c-19'));
    expect((await readWhereJoined('c-0', episodes))?.record.id).toBe('c-19');
    const longer = await table(...chain, child('c-19', { joinedTo: 'c-20' }), child('c-20'));
    await expect(readWhereJoined('c-0', longer)).rejects.toThrow('Record c-0 was joined in a circle');
  });

  it('that is no child is no child', async () => {
    const episodes = await table();
    await episodes.write(
      { record: { kind: 'unreadable', id: 'u-1', sender: 'x', windows: [], told: {} } },
      0,
    );
    await expect(readChild('u-1', episodes)).rejects.toThrow('Record u-1 is not a child’s'.replace('’', "'"));
    expect(await readChild('c-0', episodes)).toBeUndefined();
  });
});

describe('a record that is changed', () => {
  it('to what it was is not written', async () => {
    const episodes = await table(one);
    const writes = writesOf(episodes);
    expect(await change('c-1', undefined, episodes, NOON, (record) => record)).toEqual(one);
    expect(writes).toEqual([]);
  });

  it('and was none before is written, though nothing is said of it', async () => {
    const episodes = await table();
    expect(await change('c-1', 'none', episodes, NOON, (record) => record)).toEqual(child('c-1'));
    expect((await episodes.read('c-1')).kept).toMatchObject({ version: 1, restsSince: NOON });
  });

  it('is not read where it is known', async () => {
    const episodes = await table(one);
    const known = { record: one, version: 1 };
    episodes.read = () => Promise.reject(new Error('it is not to be read'));
    const writes = writesOf(episodes);
    await change('c-1', known, episodes, NOON, (record) => ({ ...record, told: {} }));
    await change('c-5', 'none', episodes, NOON, (record) => record);
    expect(writes).toHaveLength(2);
  });

  it('is for settle to look at where it has an episode, and rests where it has none and nobody holds it', async () => {
    const episodes = await table(one, child('c-2'));
    const touched = (record: ChildRecord) => ({ ...record, told: {} });
    await change('c-1', undefined, episodes, at(60), touched);
    await change('c-2', undefined, episodes, at(60), touched);
    expect((await episodes.read('c-1')).kept?.dueAt).toBe(at(60));
    expect((await episodes.read('c-2')).kept).toMatchObject({ restsSince: at(60) });
    const open = {
      case: { known: { s: { value: true, time: NOON, message: 'm', by: 'case-system', receivedAt: NOON } } },
    } as const;
    await change('c-3', 'none', episodes, at(60), (record) => ({ ...record, ...open }));
    expect((await episodes.read('c-3')).kept).not.toHaveProperty('restsSince');
    expect((await episodes.read('c-3')).kept).not.toHaveProperty('dueAt');
  });

  it('rests since the last word on it', async () => {
    const episodes = await table();
    const doubt = { candidates: { 'c-9': { why: 'identity', knownAt: NOON } } };
    await change('c-1', 'none', episodes, at(60), (record) => ({ ...record, ...doubt }));
    expect((await episodes.read('c-1')).kept?.restsSince).toBe(NOON);
  });
});

describe('word of a child whose time was over', () => {
  const ended = child('c-1', { letGo: NOON, keys: ['family#sample\tone', 'family#sample\told'] });
  const saying =
    (...keys: string[]) =>
    (record: ChildRecord) => ({
      ...record,
      ...episode('MP-9'),
      keys: [...new Set([...record.keys, ...keys])].sort(),
    });

  it('claims the keys by which it came, and notes the others', async () => {
    const episodes = await table(ended);
    await episodes.giveBack(KEY.family, 'one', { entries: {}, fence: 2 }, NOON);
    const after = await change('c-1', undefined, episodes, NOON, saying('family#sample\tone'));
    expect(after).not.toHaveProperty('letGo');
    expect(after.keys).toEqual(['family#sample\told', 'family#sample\tone']);
    expect((await episodes.lookUp('', [KEY.family])).keys[KEY.family]).toEqual({ old: 'c-1', one: 'c-1' });
  });

  it('takes a key back from what was joined to it', async () => {
    const episodes = await table({ ...ended, joinedFrom: ['c-2'] }, child('c-2', { joinedTo: 'c-1' }));
    await episodes.redirect(KEY.family, 'one', 'c-2');
    await change('c-1', undefined, episodes, NOON, saying('family#sample\tone'));
    expect((await episodes.lookUp('', [KEY.family])).keys[KEY.family]).toMatchObject({ one: 'c-1' });
  });

  it('looks again whose record this is where a key is another one’s now', async () => {
    const episodes = await table(ended);
    await episodes.redirect(KEY.family, 'one', 'c-8');
    await expect(change('c-1', undefined, episodes, NOON, saying('family#sample\tone'))).rejects.toThrow(
      "A key of c-1 is another record's now",
    );
  });

  it('leaves a key with what is joined to it by this very word', async () => {
    const episodes = await table(ended);
    await episodes.redirect(KEY.family, 'one', 'c-8');
    const after = await change('c-1', undefined, episodes, NOON, (record) => ({
      ...saying('family#sample\tone')(record),
      joinedFrom: ['c-8'],
    }));
    expect(after).toMatchObject({ joinedFrom: ['c-8'] });
    expect((await episodes.lookUp('', [KEY.family])).keys[KEY.family]).toMatchObject({ one: 'c-8' });
  });

  it('touches what leads here still, so that it is not given back, and leaves the rest', async () => {
    const keys = ['family#sample\told', 'family#sample\tolder', 'family#sample\tone', 'family#sample\ttaken'];
    const episodes = await table(
      { ...ended, joinedFrom: ['c-2'], keys: [...keys, 'family#sample\tgone'] },
      child('c-2', { joinedTo: 'c-1' }),
    );
    await episodes.redirect(KEY.family, 'older', 'c-2');
    await episodes.redirect(KEY.family, 'taken', 'c-8');
    const { fences } = episodes;
    const fence = async () => (await fences.call(episodes, [KEY.family]))[KEY.family]?.fence ?? 0;
    await episodes.giveBack(KEY.family, 'gone', { entries: {}, fence: await fence() }, NOON);
    const before = await fence();
    await change('c-1', undefined, episodes, NOON, saying('family#sample\tone'));
    expect((await episodes.lookUp('', [KEY.family])).keys[KEY.family]).toEqual({
      old: 'c-1',
      older: 'c-1',
      one: 'c-1',
      taken: 'c-8',
    });
    expect((await fence()) - before, 'the one that was claimed, and two that led here').toBe(3);
  });

  it('looks nothing up where all keys came with it', async () => {
    const episodes = await table({ ...ended, keys: ['family#sample\tone'] });
    episodes.lookUp = () => Promise.reject(new Error('nothing is to be looked up'));
    expect(await change('c-1', undefined, episodes, NOON, saying('family#sample\tone'))).not.toHaveProperty(
      'letGo',
    );
  });

  it('finds what led to a record that the table has cleared as empty as that was', async () => {
    const episodes = await table(child('c-1', { joinedTo: 'c-2', keys: ['family#sample\tone'] }));
    expect(await readWhereJoined('c-1', episodes)).toEqual({ record: child('c-1'), version: 1 });
  });
});
