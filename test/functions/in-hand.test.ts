// Who has a record in hand, for how long the others wait, and what they do when it has come to its end.
import { describe, expect, it } from 'vitest';
import type { HomewardRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { OneChild } from './one-child.ts';
import { at, awaited, keptOf, left, letters, NOON, oneChild, wake } from './one-child.ts';

const by = (name: string, seconds: number) => ({ by: name, until: at(seconds) });

/** Of the next write its caller hears that somebody was quicker: it was made itself, or `instead` was. */
function answersLate(
  { episodes }: OneChild,
  instead: (record: HomewardRecord) => HomewardRecord | undefined,
) {
  const { write } = episodes;
  episodes.write = async (kept, version) => {
    episodes.write = write;
    await write.call(episodes, { ...kept, record: instead(kept.record) ?? kept.record }, version);
    return false;
  };
}

describe('a record that two have in hand', () => {
  it.each([
    ['the run', 90, 30, 'claim'],
    ['the message', 30, 90, 'joining'],
  ] as const)('is waited for until the later is done: %s', async (_, claim, joining, later) => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, claim: by('another', claim), joining: by('c-2', joining) }));
    await wake(child);
    expect(awaited(child)).toEqual([91]);
    const { record } = await keptOf(child);
    expect(record[later]).toMatchObject({ awaited: 'this-run' });
    expect(record[later === 'claim' ? 'joining' : 'claim']).not.toHaveProperty('awaited');
    expect(letters(child)).toEqual([]);
  });
});

describe('a record that a run has in hand', () => {
  it('is no obstacle to that run itself, when its wake-up comes twice', async () => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, claim: by('this-run', 30) }));
    await wake(child);
    expect(letters(child)).toHaveLength(2);
  });

  it('is waited for no longer than a delay can be', async () => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, claim: by('another', 5_000) }));
    await wake(child);
    expect(awaited(child)).toEqual([900]);
  });

  it.each([
    [5, [6]],
    [6, []],
  ])(
    'and somebody waits for: %d seconds before its end who comes waits too, or not',
    async (seconds, waits) => {
      const child = await oneChild();
      await left(child, (record) => ({ ...record, claim: { ...by('another', seconds), awaited: true } }));
      const { version } = await keptOf(child);
      await wake(child);
      expect(awaited(child)).toEqual(waits);
      expect((await keptOf(child)).version).toBe(version);
    },
  );

  it('is waited for by a run that was told that its note came too late, and has made it', async () => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, claim: by('another', 30) }));
    answersLate(child, () => undefined);
    await wake(child);
    expect(awaited(child)).toEqual([31]);
  });

  it('is not waited for by a run whose note came too late', async () => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, claim: by('another', 30) }));
    answersLate(child, (record) => ({ ...record, claim: { ...by('another', 30), awaited: 'a third' } }));
    await wake(child);
    expect(awaited(child)).toEqual([]);
  });

  it('is not waited for where it has gone meanwhile', async () => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, claim: by('another', 30) }));
    child.episodes.write = async () => {
      child.episodes.read = async () => ({ kept: undefined, paused: false });
      return false;
    };
    await wake(child);
    expect(awaited(child)).toEqual([]);
  });

  it('is noted as waited for without a change to anything else', async () => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, claim: by('another', 30) }));
    const { version, ...kept } = await keptOf(child);
    await wake(child);
    expect(await keptOf(child)).toEqual({
      ...kept,
      record: { ...kept.record, claim: { ...by('another', 30), awaited: 'this-run' } },
      version: version + 1,
    });
  });
});

describe('a record that a message left half joined to another', () => {
  it('is joined by whoever finds it after its time, and the other is looked at', async () => {
    const child = await oneChild();
    await child.episodes.write({ record: emptyChild('c-2') }, 0);
    await left(child, (record) => ({ ...record, joining: by('c-2', 0) }));
    await wake(child);
    expect((await keptOf(child)).record.joinedTo).toBe('c-2');
    expect(Object.keys((await keptOf(child, 'c-2')).record.references)).toEqual(['MP-1']);
    expect(child.wakeUps.take({ by: NOON })).toMatchObject({ record: 'c-2' });
    expect(letters(child)).toEqual([]);
  });

  it('is left alone until then', async () => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, joining: by('c-2', 1) }));
    await wake(child);
    expect((await keptOf(child)).record).not.toHaveProperty('joinedTo');
    expect(awaited(child)).toEqual([2]);
  });
});
