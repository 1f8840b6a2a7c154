// When a record is looked at again: what settle asks of the queue and of the Scheduler, and what it writes down for the index.
import { describe, expect, it } from 'vitest';
import { deliver } from '../../local/simulate.ts';
import { NEVER } from '../../shared/core/instant.ts';
import { cancelled } from '../situations/cast.ts';
import { said } from '../situations/playing.ts';
import { at, awaited, keptOf, left, letters, NOON, nowhere, oneChild, report, wake } from './one-child.ts';

const FIRST_RUNG = 10 * 60;

/** As it was after its letters of noon. */
async function toldAtNoon() {
  const child = await oneChild();
  await wake(child);
  awaited(child);
  return child;
}

/** How many writes a run makes. */
async function writesOf(child: Awaited<ReturnType<typeof oneChild>>): Promise<number> {
  const before = (await keptOf(child)).version;
  await wake(child);
  return (await keptOf(child)).version - before;
}

describe('the next wake-up', () => {
  it('is asked of the Scheduler, before the letters and once', async () => {
    const child = await oneChild();
    const { at: ask } = child.wakeUps;
    let times = 0;
    child.wakeUps.at = async (...of) => {
      times += 1;
      return ask.apply(child.wakeUps, of);
    };
    await wake(child);
    expect(letters(child)).toEqual(['front.door notice', 'team.manager notice']);
    expect(awaited(child)).toEqual([FIRST_RUNG]);
    expect((await keptOf(child)).record.asked).toBe(child.wakeUps.nameOf(child.id, at(FIRST_RUNG)));
    await wake(child);
    expect(awaited(child)).toEqual([]);
    expect(times).toBe(1);
  });

  it('is a delay where it is a minute off or less, and no schedule is noted', async () => {
    const child = await toldAtNoon();
    child.clock.moveTo(at(FIRST_RUNG - 60));
    await wake(child);
    expect(awaited(child)).toEqual([FIRST_RUNG]);
    expect((await keptOf(child)).record).not.toHaveProperty('asked');
  });

  it('is a schedule where it is a second more than a minute off', async () => {
    const child = await oneChild();
    child.clock.moveTo(at(FIRST_RUNG - 61));
    await wake(child);
    expect((await keptOf(child)).record.asked).toBe(child.wakeUps.nameOf(child.id, at(FIRST_RUNG)));
  });

  it('is a schedule of a whole second, after the instant', async () => {
    const lastSeenAt = '2026-11-20T11:59:59.400Z';
    const child = await oneChild(nowhere, report({ lastSeenAt }));
    await wake(child);
    expect(awaited(child)).toEqual([FIRST_RUNG]);
  });

  it('is asked for anew where the one that was asked for is another', async () => {
    const child = await toldAtNoon();
    await left(child, (record) => ({ ...record, asked: 'some other' }));
    await wake(child);
    expect((await keptOf(child)).record.asked).toBe(child.wakeUps.nameOf(child.id, at(FIRST_RUNG)));
  });

  it('that cannot be asked for holds no letter up, and is tried again by the queue', async () => {
    const child = await oneChild();
    const asking = async () => {
      throw new Error('throttled');
    };
    const wakeUps = { ...child.wakeUps, nameOf: child.wakeUps.nameOf, soon: asking, at: asking };
    await expect(wake(child, { wakeUps })).rejects.toThrow('throttled');
    expect(letters(child)).toEqual(['front.door notice', 'team.manager notice']);
    expect((await keptOf(child)).record).not.toHaveProperty('asked');
  });
});

describe('what the index knows of a record', () => {
  it('is when its next letter is due, and under which policy that was said', async () => {
    const child = await toldAtNoon();
    const { record, version: _, ...look } = await keptOf(child);
    expect(look).toEqual({ dueAt: at(FIRST_RUNG), policyHash: nowhere.hash });
    expect(record).not.toHaveProperty('claim');
  });

  it('is not written again as long as it is right', async () => {
    expect(await writesOf(await toldAtNoon())).toBe(0);
  });

  it.each([
    ['another hour', { dueAt: at(300) }],
    ['another policy', { policyHash: 'some other' }],
  ])('is put right where it has %s', async (_, look) => {
    const child = await toldAtNoon();
    await left(child, (record) => record, look);
    expect(await writesOf(child)).toBe(1);
    const { record: __, version: ___, ...now } = await keptOf(child);
    expect(now).toEqual({ dueAt: at(FIRST_RUNG), policyHash: nowhere.hash });
  });

  it('is that it rests, once nothing of it is open', async () => {
    const child = await toldAtNoon();
    await deliver(child, said(nowhere, cancelled(NOON, 'MP-1')));
    for (const seconds of [0, 60, 300_000]) {
      child.clock.moveTo(at(seconds));
      await wake(child);
    }
    const { record: _, version: __, ...look } = await keptOf(child);
    expect(look).toEqual({ restsSince: NOON, policyHash: nowhere.hash });
  });
});

describe('a run in which nothing comes between', () => {
  it('reads its record once, and writes it once for its claim and once for each letter', async () => {
    const child = await oneChild();
    const { read } = child.episodes;
    let reads = 0;
    child.episodes.read = async (id) => {
      reads += 1;
      return read.call(child.episodes, id);
    };
    await wake(child);
    expect(reads).toBe(1);
    expect((await keptOf(child)).version).toBe(1 + 1 + 2);
  });
});

describe('a claim that somebody left behind', () => {
  it('is taken off where nothing is to be sent', async () => {
    const child = await toldAtNoon();
    await left(child, (record) => ({ ...record, claim: { by: 'another', until: at(-1) } }));
    await wake(child);
    expect((await keptOf(child)).record).not.toHaveProperty('claim');
  });

  it('is over at its very end', async () => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, claim: { by: 'another', until: NOON } }));
    await wake(child);
    expect(letters(child)).toHaveLength(2);
  });
});

describe('a wake-up of a record', () => {
  it('that is another one now wakes the other', async () => {
    const child = await oneChild();
    await left(child, (record) => ({ ...record, joinedTo: 'c-2' }));
    await wake(child);
    expect(child.wakeUps.take({ by: NOON })).toEqual(expect.objectContaining({ record: 'c-2' }));
    expect(letters(child)).toEqual([]);
  });

  it('that there is none of does nothing, and says so', async () => {
    const child = { ...(await oneChild()), id: 'c-0' };
    await wake(child);
    expect(awaited(child)).toEqual([]);
    expect(child.watch.notes).toContainEqual({ event: 'no such record', about: { record: 'c-0' } });
  });

  it('that keeps changing is given up after five rounds, and asked for again at once', async () => {
    const child = await oneChild();
    let tries = 0;
    child.episodes.write = async () => {
      tries += 1;
      return false;
    };
    await wake(child);
    expect(tries).toBe(5);
    expect(awaited(child)).toEqual([FIRST_RUNG, 0].sort((a, b) => a - b));
    expect(letters(child)).toEqual([]);
  });
});

describe('a record that cannot be planned', () => {
  async function unplannable() {
    const child = await oneChild();
    // Whatever reads the references fails.
    await left(child, (record) => ({ ...record, references: { 'MP-1': null as never } }));
    return child;
  }

  it('is reported once, with its reason on record, and sleeps', async () => {
    const child = await unplannable();
    const { read } = child.episodes;
    let reads = 0;
    child.episodes.read = async (id) => {
      reads += 1;
      return read.call(child.episodes, id);
    };
    await wake(child);
    await wake(child);
    expect(reads).toBe(2);
    const { record, dueAt, policyHash } = await keptOf(child);
    expect(record.fault).toEqual({ why: expect.stringMatching(/^TypeError: /), policyHash: nowhere.hash });
    expect({ dueAt, policyHash }).toEqual({ dueAt: NEVER, policyHash: nowhere.hash });
    expect(child.watch.alarms).toEqual([{ event: 'record cannot be planned', about: { record: child.id } }]);
    expect(child.watch.counts.get('UnsettleableRecords')).toBe(1);
    expect(awaited(child)).toEqual([]);
  });

  it.each([
    ['another policy is in force', { policyHash: 'some other' }],
    ['there is another reason', { why: 'Error: some other' }],
  ])('is reported again where %s', async (_, fault) => {
    const child = await unplannable();
    await wake(child);
    const { record } = await keptOf(child);
    await left(child, (was) => ({
      ...was,
      fault: { why: record.fault?.why ?? '', policyHash: nowhere.hash, ...fault },
    }));
    await wake(child);
    expect(child.watch.counts.get('UnsettleableRecords')).toBe(2);
    expect((await keptOf(child)).record.fault).toEqual(record.fault);
  });

  it('is reported again where somebody had it looked at, and gives up its claim', async () => {
    const child = await unplannable();
    await wake(child);
    await left(child, (record) => ({ ...record, claim: { by: 'another', until: at(-1) } }), { dueAt: NOON });
    await wake(child);
    expect(child.watch.counts.get('UnsettleableRecords')).toBe(2);
    const { record, dueAt } = await keptOf(child);
    expect(dueAt).toBe(NEVER);
    expect(record).not.toHaveProperty('claim');
  });

  it('is looked at once more where it changed meanwhile', async () => {
    const child = await unplannable();
    const { write } = child.episodes;
    let tries = 0;
    child.episodes.write = async (...given) => {
      tries += 1;
      return tries > 1 && write.apply(child.episodes, given);
    };
    await wake(child);
    expect(tries).toBe(2);
    expect((await keptOf(child)).dueAt).toBe(NEVER);
  });

  it('has no fault any more once it can be planned', async () => {
    const child = await toldAtNoon();
    await left(child, (record) => ({ ...record, fault: { why: 'Error: mended', policyHash: 'before' } }), {
      dueAt: NEVER,
    });
    await wake(child);
    expect((await keptOf(child)).record).not.toHaveProperty('fault');
  });
});
