// The end of a record, step by step: what is overwritten, which keys are given back, and what happens where somebody comes between.
import { describe, expect, it } from 'vitest';
import { isOver } from '../../functions/settle/letting-go.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { awaited, keptOf, left, NOON, nowhere, type OneChild, oneChild, wake } from './one-child.ts';

const policy: Policy = { ...nowhere, retention: { closed: 'P1Y', messages: 'P90D' } };
/** The end of the local day on which a year is over. */
const OVER = '2027-11-21T00:00:00.000Z';

/** A child whose time was over long ago; `c-2` was joined to it. */
async function ended(): Promise<OneChild> {
  const child = await oneChild(policy);
  await left(child, (record) => ({ ...record, joinedFrom: ['c-2'] }), { restsSince: NOON });
  const { record, version } = await keptOf(child);
  await child.episodes.write({ record, restsSince: NOON }, version);
  const pointer = { ...emptyChild('c-2'), joinedTo: child.id, keys: ['reference#MP-2\t'] };
  await child.episodes.write({ record: pointer }, 0);
  child.clock.moveTo(OVER);
  return child;
}

const settled = async (child: OneChild) => wake(child, { endings: child.episodes, policy });

describe('a record whose time is over', () => {
  it('is emptied, its keys are given back, and a day later the table may clear it', async () => {
    const child = await ended();
    await settled(child);
    const { record, version: _, ...look } = await keptOf(child);
    expect(record).toEqual({ ...emptyChild(child.id), letGo: OVER });
    expect(look).toEqual({ goesAt: '2027-11-22T00:00:00.000Z', policyHash: policy.hash });
    for (const key of child.episodes.keys())
      expect((await child.episodes.lookUp('', [key])).keys[key]).toEqual({});
    expect(child.watch.counts.get('RecordsLetGo')).toBe(1);
    expect(child.watch.notes.at(-1)).toEqual({ event: 'record let go', about: { record: child.id } });
    expect(awaited(child)).toEqual([]);
  });

  it('is read once', async () => {
    const child = await ended();
    const { read } = child.episodes;
    const reads: string[] = [];
    child.episodes.read = async (id) => {
      reads.push(id);
      return read.call(child.episodes, id);
    };
    await settled(child);
    expect(reads.filter((id) => id === child.id)).toHaveLength(1);
  });

  it('takes along what was joined to it: that keeps no key, and says where it went until it is cleared', async () => {
    const child = await ended();
    await settled(child);
    const { record, version: _, ...look } = await keptOf(child, 'c-2');
    expect(record).toEqual({ ...emptyChild('c-2'), joinedTo: child.id });
    expect(look).toEqual({ goesAt: '2027-11-22T00:00:00.000Z' });
  });

  it('leaves alone what was joined to another meanwhile', async () => {
    const child = await ended();
    const { record, version } = await keptOf(child, 'c-2');
    await child.episodes.write({ record: { ...record, joinedTo: 'c-3' } }, version);
    await settled(child);
    expect((await keptOf(child, 'c-2')).record).toEqual({ ...record, joinedTo: 'c-3' });
    expect(child.watch.counts.get('RecordsLetGo')).toBe(1);
  });

  it('is let go where what was joined to it is cleared already', async () => {
    const child = await ended();
    const { read } = child.episodes;
    child.episodes.read = async (id) =>
      id === 'c-2' ? { kept: undefined, paused: false } : read.call(child.episodes, id);
    await settled(child);
    expect((await keptOf(child)).record.letGo).toBe(OVER);
    expect(child.watch.counts.get('RecordsLetGo')).toBe(1);
  });

  it('is known to the last instant of its last day', async () => {
    const kept = await keptOf(await ended());
    expect(isOver(kept, policy, '2027-11-20T23:59:59.999Z')).toBe(false);
    expect(isOver(kept, policy, OVER)).toBe(true);
    expect(isOver(kept, nowhere, OVER), 'where the file names no period').toBe(false);
    const { restsSince: _, ...open } = kept;
    expect(isOver(open, policy, OVER), 'of which something is open').toBe(false);
  });

  it('is not let go where nothing is, nor once more when it was', async () => {
    const child = await ended();
    await wake(child, { policy });
    expect((await keptOf(child)).record).not.toHaveProperty('letGo');
    expect(awaited(child)).toEqual([]);
    await settled(child);
    const { version } = await keptOf(child);
    await settled(child);
    expect((await keptOf(child)).version).toBe(version);
    expect(awaited(child)).toEqual([]);
  });

  it('is begun again where its end was begun and not finished', async () => {
    const child = await ended();
    const { giveBack } = child.episodes;
    child.episodes.giveBack = async () => {
      throw new Error('throttled');
    };
    await expect(settled(child)).rejects.toThrow('throttled');
    const { record, dueAt } = await keptOf(child);
    expect(record).toMatchObject({ letGo: OVER, references: {}, joinedFrom: ['c-2'] });
    expect(record.keys).not.toEqual([]);
    expect(dueAt).toBe(OVER);
    child.episodes.giveBack = giveBack;
    child.clock.moveTo('2027-11-21T01:00:00.000Z');
    await settled(child);
    expect((await keptOf(child)).record).toEqual({ ...emptyChild(child.id), letGo: OVER });
  });
});

describe('a record whose time is over, and that may be the same child as another', () => {
  /** The other: its record, and since when it rests. */
  async function beside(doubt: object, other?: object, restsSince?: string): Promise<OneChild> {
    const child = await ended();
    const { record, version } = await keptOf(child);
    await child.episodes.write(
      { record: { ...record, candidates: { 'c-5': { why: 'identity', ...doubt } } }, restsSince: NOON },
      version,
    );
    if (other) {
      const look = restsSince ? { restsSince } : { dueAt: NOON };
      await child.episodes.write({ record: { ...record, id: 'c-5', ...other }, ...look }, 0);
    }
    await settled(child);
    return child;
  }
  const isLetGo = async (child: OneChild) => 'letGo' in (await keptOf(child)).record;

  it('is kept as long as that one’s time is not over', async () => {
    const child = await beside({}, {});
    expect(await isLetGo(child)).toBe(false);
    expect(awaited(child)).toEqual([]);
  });

  it.each<[string, object, object | undefined, string | undefined]>([
    ['a person has decided that it is not', { decided: 'different-child' }, {}, undefined],
    ['the time of that one is over too', {}, {}, NOON],
    ['that one is there no more', {}, undefined, undefined],
    ['that one is this one now', {}, { joinedTo: 'THIS' }, undefined],
  ])('is let go where %s', async (_, doubt, other, restsSince) => {
    const { id } = await ended();
    const where = other && 'joinedTo' in other ? { joinedTo: id } : other;
    expect(await isLetGo(await beside(doubt, where, restsSince))).toBe(true);
  });

  it('is kept as long as another is on its way to it, and that one is woken', async () => {
    const child = await ended();
    const { record, version } = await keptOf(child, 'c-2');
    const { joinedTo: _, ...coming } = { ...record, joining: { by: child.id, until: NOON } };
    await child.episodes.write({ record: coming }, version);
    await settled(child);
    expect(await isLetGo(child)).toBe(false);
    expect(child.wakeUps.take({ by: OVER })).toMatchObject({ record: 'c-2' });
  });
});

describe('while the end of a record is made', () => {
  it.each([1, 2, 3, 4])('somebody else writes it before write %d: all is looked at afresh', async (nth) => {
    const child = await ended();
    const { write } = child.episodes;
    let writes = 0;
    child.episodes.write = async (...given) => {
      writes += 1;
      return writes !== nth && write.apply(child.episodes, given);
    };
    await settled(child);
    expect((await keptOf(child)).record).toEqual({ ...emptyChild(child.id), letGo: OVER });
    expect((await keptOf(child, 'c-2')).record.keys).toEqual([]);
    expect(child.watch.counts.get('RecordsLetGo')).toBe(1);
  });

  it('somebody touches a key: that one is not given back before it is looked at afresh', async () => {
    const child = await ended();
    const { giveBack } = child.episodes;
    let tries = 0;
    child.episodes.giveBack = async (...given) => {
      tries += 1;
      return tries > 1 && giveBack.apply(child.episodes, given);
    };
    const { keys } = (await keptOf(child)).record;
    await settled(child);
    expect(tries).toBe(1 + keys.length);
    expect((await keptOf(child)).record.keys).toEqual([]);
  });

  it('a key that leads elsewhere now is not given back', async () => {
    const child = await ended();
    const [noted = ''] = (await keptOf(child)).record.keys;
    const [key = '', entry = ''] = noted.split('\t');
    await child.episodes.redirect(key, entry, 'c-9');
    await settled(child);
    expect((await child.episodes.lookUp('', [key])).keys[key]).toEqual({ [entry]: 'c-9' });
    expect((await keptOf(child)).record.keys).toEqual([]);
  });

  it('a key that leads to what was joined to it is given back too', async () => {
    const child = await ended();
    const [noted = ''] = (await keptOf(child)).record.keys;
    const [key = '', entry = ''] = noted.split('\t');
    await child.episodes.redirect(key, entry, 'c-2');
    await settled(child);
    expect((await child.episodes.lookUp('', [key])).keys[key]).toEqual({});
  });

  it('two entries of one key are given back one after the other', async () => {
    const child = await ended();
    await child.episodes.claim('family#x', 'a', child.id);
    await child.episodes.claim('family#x', 'b', child.id);
    const { record, version } = await keptOf(child);
    const keys = [...record.keys, 'family#x\ta', 'family#x\tb'].sort();
    await child.episodes.write({ record: { ...record, keys }, restsSince: NOON }, version);
    const { giveBack } = child.episodes;
    let given = 0;
    child.episodes.giveBack = async (...of) => {
      given += 1;
      return giveBack.apply(child.episodes, of);
    };
    await settled(child);
    expect(given, 'each once').toBe(keys.length);
    expect((await child.episodes.lookUp('', ['family#x'])).keys['family#x']).toEqual({});
    expect((await keptOf(child)).record.keys).toEqual([]);
  });
});
