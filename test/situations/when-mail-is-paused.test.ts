import { describe, expect, it } from 'vitest';
import { sweep } from '../../functions/sweep/handler.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import { ASHA, cancelled, ROBIN, reported } from './cast.ts';
import { childrenOf, goOn, lettersOf, mail, procedure } from './playing.ts';

const darlington = procedure('darlington');
const NOON = '2026-11-20T12:00:00Z';
const report = reported('ME-1', { lastSeenAt: '2026-11-20T11:00:00Z' }, { at: NOON });

describe('while all mail is paused', () => {
  it('messages are taken in and nobody is told', async () => {
    const world = emptyWorld(darlington, NOON);
    world.episodes.paused = true;
    await goOn(world, [report], '2026-11-22T12:00:00Z');
    expect(world.post.sent).toEqual([]);
    expect([...world.episodes.receipts.values()].map(({ outcome }) => outcome)).toEqual(['applied']);
  });

  it('what has fallen due meanwhile is sent with the next sweep after it, and says that it is late', async () => {
    const world = emptyWorld(darlington, NOON);
    world.episodes.paused = true;
    await goOn(world, [report], '2026-11-21T12:00:00Z');
    world.episodes.paused = false;
    await sweep(world);
    await goOn(world, [], '2026-11-21T12:00:01Z');
    expect(await mail(world)).toHaveLength(8);
    const rung = (await lettersOf(world)).find(({ rule }) => rule === 'head-of-service-24-hours');
    expect(rung?.text).toContain(
      'It was due on Saturday 21 November 2026 at 11:00, 1 hour before it was sent.',
    );
  });

  it('what is over before the pause is, nobody hears of', async () => {
    const world = emptyWorld(darlington, NOON);
    world.episodes.paused = true;
    await goOn(world, [report, cancelled('2026-11-20T13:00:00Z', 'ME-1')], '2026-11-20T14:00:00Z');
    world.episodes.paused = false;
    await sweep(world);
    await goOn(world, [], '2026-11-20T15:00:00Z');
    expect(await mail(world)).toEqual([]);
  });
});

describe('a pause', () => {
  const paused = (since: string): World & { pauses: { since(): Promise<string> } } => {
    const world = emptyWorld(darlington, NOON);
    world.episodes.paused = true;
    return { ...world, pauses: { since: async () => since } };
  };
  const sweptFor = async (
    world: World,
    minutes: number,
    each: (minute: number) => void = () => undefined,
  ) => {
    const start = world.clock.now();
    for (let minute = 5; minute <= minutes; minute += 5) {
      await goOn(world, [], later(start, minute * MINUTE));
      await sweep(world);
      each(minute);
    }
  };

  it('goes on planning: what is due is there to see, and everything is kept', async () => {
    const world = paused(NOON);
    await goOn(world, [report], '2026-11-21T12:00:00Z');
    const [child] = await childrenOf(world);
    if (!child) throw new Error('The message was not taken in');
    const planned = plan(child, darlington, world.clock.now());
    expect(planned.actions.map(({ rule }) => rule)).toContain('head-of-service-24-hours');
    expect(child.told).toEqual({});
  });

  it('is said once in each hour, by two sweeps, and the alarm can go out in between', async () => {
    const world = paused(NOON);
    await goOn(world, [report], NOON);
    const said: number[] = [];
    let before = 0;
    await sweptFor(world, 180, (minute) => {
      const alarms = world.watch.alarms.filter(({ event }) => event === 'all mail is paused').length;
      if (alarms > before) said.push(minute);
      before = alarms;
    });
    expect(said).toEqual([5, 60, 65, 120, 125, 180]);
    expect(world.watch.counts.get('ServicePausedSeconds')).toBeGreaterThan(0);
  });

  it('is not told as lateness, which it is not: nothing fails', async () => {
    const world = paused(NOON);
    await goOn(world, [report], '2026-11-20T12:01:00Z');
    await sweptFor(world, 60);
    expect(world.watch.counts.get('OverdueBySeconds')).toBeUndefined();
    expect(world.watch.notes.filter(({ event }) => event === 'swept').at(-1)?.about).toMatchObject({
      paused: true,
      overdue: 1,
    });
  });

  it('that nobody ordered is not spoken of', async () => {
    const world = emptyWorld(darlington, NOON);
    await goOn(world, [report], '2026-11-20T12:01:00Z');
    await sweep({ ...world, pauses: { since: async () => undefined } });
    expect(world.watch.counts.get('ServicePausedSeconds')).toBeUndefined();
    expect(world.watch.counts.get('OverdueBySeconds')).toBe(0);
  });
});

describe('when all mail goes out again', () => {
  it('the record that has waited longest is woken first, whenever it was made', async () => {
    const world = emptyWorld(darlington, NOON);
    world.episodes.paused = true;
    const robin = { ...ROBIN, localAuthorityId: 'L2' };
    const older = reported(
      'ME-2',
      { person: robin, lastSeenAt: '2026-11-20T11:00:00Z' },
      { at: '2026-11-20T14:00:00Z' },
    );
    const newer = reported(
      'ME-1',
      { person: ASHA, lastSeenAt: '2026-11-20T15:00:00Z' },
      { at: '2026-11-20T15:30:00Z' },
    );
    const first = reported(
      'ME-3',
      { person: { ...ASHA, givenName: 'Max', localAuthorityId: 'L3' }, lastSeenAt: '2026-11-20T12:50:00Z' },
      { at: '2026-11-20T13:00:00Z' },
    );
    await goOn(world, [older, newer, first], '2026-11-20T18:00:00Z');
    world.episodes.paused = false;
    const woken: string[] = [];
    const children = new Map(
      (await childrenOf(world)).map(({ id, references }) => [id, Object.keys(references)[0]]),
    );
    const wakeUps = { soon: async (id: string) => void woken.push(children.get(id) ?? id) };
    // The index of a table in memory keeps the order of the writing; here it is turned round.
    const inAnyOrder = {
      readAll: world.episodes.readAll.bind(world.episodes),
      async *open() {
        const all = [];
        for await (const record of world.episodes.open()) all.push(record);
        yield* all.sort((a, b) => (a.dueAt > b.dueAt ? -1 : 1));
      },
    };
    await sweep({ ...world, episodes: inAnyOrder, wakeUps });
    expect(woken).toEqual(['ME-3', 'ME-2', 'ME-1']);
  });

  it('within a record what was due first goes first, each letter saying by how much it is late', async () => {
    const world = emptyWorld(darlington, NOON);
    world.episodes.paused = true;
    await goOn(
      world,
      [reported('ME-1', { person: ROBIN, lastSeenAt: '2026-11-20T11:00:00Z' }, { at: NOON })],
      '2026-11-21T12:00:00Z',
    );
    world.episodes.paused = false;
    await sweep(world);
    await goOn(world, [], '2026-11-21T12:00:01Z');
    const letters = await lettersOf(world);
    const [child] = await childrenOf(world);
    const dueAt = letters.map(({ actions }) => child?.told[actions[0] ?? '']?.dueAt ?? '');
    expect(dueAt).toEqual([...dueAt].sort());
    expect(letters.map(({ rule }) => rule)).toContain('head-of-service-under-10');
    for (const { subject } of letters) expect(subject.toLowerCase()).toContain('late');
  });
});
