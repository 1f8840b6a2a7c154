// A rollback in the middle of an episode: what a later release wrote is kept, and what is not understood is never acted on.
import { describe, expect, it } from 'vitest';
import { sweep } from '../../functions/sweep/handler.ts';
import { run, type World } from '../../local/simulate.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import { recordsOf } from '../situations/playing.ts';
import { goneOnFrom, previousRelease, type Release } from './a-world-of.ts';

type Any = Record<string, unknown>;

/** The same records as a release wrote them that knows more: a word of its own in every part that has a shape. */
function fromLater(change: (record: Any) => void): Release {
  const release = previousRelease();
  for (const { record } of release.kept) change(record as unknown as Any);
  return release;
}

const LATER = 'x-of-a-later-release';

function addWords(record: Any): void {
  record[LATER] = 'of the record';
  for (const telling of Object.values(record['told'] as Record<string, Any>)) {
    if (telling['state'] !== 'intended') telling[LATER] = `told ${telling['rule']} ${telling['mailbox']}`;
  }
  const references = Object.values((record['references'] ?? {}) as Record<string, Any>);
  for (const said of [...references, (record['case'] ?? {}) as Any]) {
    for (const [field, sources] of Object.entries(said as Record<string, Record<string, Any>>)) {
      for (const [source, statement] of Object.entries(sources)) statement[LATER] = `said ${field} ${source}`;
    }
  }
}

function wordsIn(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === LATER ? [`${at}: ${each}`] : wordsIn(each, `${at}/${key}`),
  );
}

/** Each reference stands in one record, so that what is compared is where it belongs. */
const facts = (release: Release) => release.kept.flatMap(({ record }) => wordsIn(record, record.id));

describe('after a rollback, a record with fields of a later release', () => {
  it('goes on to the same letters', async () => {
    const release = fromLater(addWords);
    const world = await goneOnFrom(release);
    expect(world.post.sent).toHaveLength(release.afterwards.length);
    expect(world.watch.alarms).toEqual([]);
  });

  it('keeps each of them through letters, marks and messages; what a message says anew is said anew', async () => {
    const release = fromLater(addWords);
    const before = facts(release);
    const after = (await recordsOf(await goneOnFrom(release))).flatMap((record) =>
      wordsIn(record, record.id),
    );
    expect(before.length).toBeGreaterThan(50);
    const lost = before.filter((word) => !after.includes(word));
    expect(lost.map((word) => word.split(': said ')[1])).toEqual([
      'person.policePersonId urn:police:kent:compact',
    ]);
  });
});

describe('after a rollback, a record that needs a later release', () => {
  const needing = () =>
    fromLater((record) => {
      record['needs'] = 2;
    });

  it('sends nothing, raises the alarm of a record that cannot be settled, once each and with each message, and keeps what they say', async () => {
    const release = needing();
    const world = await goneOnFrom(release);
    expect(world.post.sent).toEqual([]);
    const times = release.kept.length + release.messages.length;
    expect(world.watch.counts.get('UnsettleableRecords')).toBe(times);
    expect(new Set(world.watch.alarms.map(({ event }) => event))).toEqual(
      new Set(['record cannot be planned']),
    );
    expect(JSON.stringify(await recordsOf(world))).toContain('2026-11-22T08:10:00.000Z');
    expect(world.episodes.receipts.size).toBe(release.receipts.length + release.messages.length);
  });

  it('goes on within an hour of sweeps once the later release is back, with nobody told twice', async () => {
    const world = await goneOnFrom({ ...needing(), messages: [] }, '2026-11-21T23:00:00.000Z');
    await understandAgain(world);
    for (let turn = 0; turn < 12; turn++) {
      await sweep(world);
      await run(world, [], later(world.clock.now(), 5 * MINUTE));
    }
    const rules = world.post.sent.map(({ letter }) => letter.actions[0]?.split('/')[0]);
    expect(rules).toContain('head-of-service-24-hours');
    expect(rules.length).toBe(new Set(world.post.sent.flatMap(({ letter }) => letter.actions)).size);
  });
});

describe('after a rollback, a record of a kind that nobody here knows', () => {
  it('sends nothing and raises the alarm', async () => {
    const release = fromLater((record) => {
      if (record['kind'] === 'child') record['kind'] = 'household';
    });
    const world = await goneOnFrom({ ...release, messages: [] });
    expect(world.post.sent).toEqual([]);
    expect(world.watch.counts.get('UnsettleableRecords')).toBe(3);
  });

  it('is not written into by a message, which waits and is tried again', async () => {
    const release = fromLater((record) => {
      if (record['kind'] === 'child') record['kind'] = 'household';
    });
    await expect(goneOnFrom(release)).rejects.toThrow(/is not a child's/);
  });
});

/** As the later release reads them: here the need is taken away. */
async function understandAgain({ episodes }: World): Promise<void> {
  for (const kept of await episodes.readAll(episodes.ids())) {
    const { needs: _, ...record } = kept.record;
    await episodes.write({ ...kept, record }, kept.version);
  }
}
