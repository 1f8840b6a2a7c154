// One sweep, call by call: whom it wakes and in which order, whom it plans again, and what it says of how late all is.
import { describe, expect, it } from 'vitest';
import { silentFor } from '../../functions/sweep/feeds.ts';
import type { Needs } from '../../functions/sweep/handler.ts';
import { sweep, turnOf } from '../../functions/sweep/handler.ts';
import { MemoryWatch } from '../../local/memory.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { later, MINUTE, NEVER, SECOND } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { Kept } from '../../shared/ports.ts';
import { at, keptOf, NOON, nowhere, oneChild, wake } from './one-child.ts';

interface Swept {
  woken: string[];
  read: string[];
  watch: MemoryWatch;
}

/** A sweep of an index with these records, at an instant. */
async function swept(
  index: readonly (Partial<Kept> & { id: string })[],
  now: Instant,
  needs: Partial<Needs> = {},
) {
  const seen: Swept = { woken: [], read: [], watch: new MemoryWatch() };
  await sweep({
    policy: nowhere,
    clock: { now: () => now },
    watch: seen.watch,
    wakeUps: {
      soon: async (id) => {
        seen.woken.push(id);
      },
    },
    episodes: {
      async *open() {
        for (const { id, dueAt = NEVER, policyHash = nowhere.hash } of index) yield { id, dueAt, policyHash };
      },
      readAll: async (ids) => {
        seen.read.push(...ids);
        return index.flatMap(({ id, record, dueAt }) =>
          ids.includes(id) && record ? [{ record, version: 1, ...(dueAt && { dueAt }) }] : [],
        );
      },
    },
    ...needs,
  });
  return seen;
}

/** Noon is the first of an hour's twelve turns; this is the middle of it, so that no turn begins or ends here. */
const HALF_PAST = '2026-11-20T12:30:00.000Z';
const ago = (seconds: number, now = HALF_PAST): Instant => later(now, -seconds * SECOND);

describe('a sweep', () => {
  it('wakes who is overdue by more than a minute, the latest first, and counts by how much', async () => {
    const { woken, watch } = await swept(
      [
        { id: 'c-1', dueAt: ago(61) },
        { id: 'c-2', dueAt: ago(600) },
        { id: 'c-3', dueAt: ago(60) },
        { id: 'c-4', dueAt: ago(90) },
        { id: 'c-5', dueAt: NEVER },
      ],
      HALF_PAST,
    );
    expect(woken).toEqual(['c-2', 'c-4', 'c-1']);
    expect(watch.counts.get('OverdueBySeconds')).toBe(600);
    expect(watch.notes[0]).toMatchObject({
      event: 'swept',
      about: { open: 5, overdue: 3, woken: 3, misplanned: 0 },
    });
    expect(watch.notes[0]?.about).not.toHaveProperty('paused');
    expect(watch.counts.has('RecordsToMend')).toBe(false);
  });

  it('wakes who was planned under another policy, and counts nobody as late for that', async () => {
    const { woken, watch } = await swept([{ id: 'c-1', policyHash: 'some other' }], HALF_PAST);
    expect(woken).toEqual(['c-1']);
    expect(watch.counts.get('OverdueBySeconds')).toBe(0);
    expect(watch.notes[0]?.about).toMatchObject({ overdue: 0 });
  });

  it('keeps the order of what is overdue by the same', async () => {
    const dueAt = ago(100);
    const { woken } = await swept(
      ['c-3', 'c-1', 'c-2'].map((id) => ({ id, dueAt })),
      HALF_PAST,
    );
    expect(woken).toEqual(['c-3', 'c-1', 'c-2']);
  });

  it('reads a twelfth of the records for itself and a twelfth in the place of the one before, and in an hour each twice', async () => {
    const index = Array.from({ length: 60 }, (_, n) => ({ id: `c-${n.toString(16)}` }));
    const times = new Map<string, number>();
    for (let turn = 0; turn < 12; turn++) {
      const { read, watch } = await swept(index, later(NOON, turn * 5 * MINUTE));
      expect(new Set(read.map(turnOf))).toEqual(new Set([turn, (turn + 11) % 12]));
      expect(watch.notes[0]?.about['checked']).toBe(read.length);
      for (const id of read) times.set(id, (times.get(id) ?? 0) + 1);
    }
    expect(index.map(({ id }) => times.get(id))).toEqual(Array(60).fill(2));
  });

  it('takes turns by the clock: five minutes are one turn', async () => {
    const index = Array.from({ length: 60 }, (_, n) => ({ id: `c-${n.toString(16)}` }));
    const [first, same, next] = await Promise.all(
      [NOON, '2026-11-20T12:04:59.999Z', '2026-11-20T12:05:00.000Z'].map((now) => swept(index, now)),
    );
    expect(same?.read).toEqual(first?.read);
    expect(next?.read).not.toEqual(first?.read);
  });

  it('spreads the records over the turns', () => {
    const all = Array.from({ length: 1_200 }, (_, n) => turnOf(`c-${(n * 7_919).toString(16)}`));
    for (let turn = 0; turn < 12; turn++)
      expect(all.filter((each) => each === turn).length).toBeGreaterThan(50);
    expect([turnOf('c-0'), turnOf('c-1'), turnOf('')]).toEqual([
      ((99 * 31 + 45) * 31 + 48) % 12,
      ((99 * 31 + 45) * 31 + 49) % 12,
      0,
    ]);
  });

  it('whose index cannot be read fails, and is no proof', async () => {
    const episodes = {
      open: (): AsyncIterable<never> => {
        throw new Error('throttled');
      },
      readAll: async () => [],
    };
    await expect(swept([], HALF_PAST, { episodes })).rejects.toThrow('throttled');
  });
});

describe('a record that a sweep plans again', () => {
  /** Told at noon, next due at ten past; looked at when it is its turn. */
  async function planned(look: Partial<Kept>, change = (record: HomewardRecord) => record) {
    const child = await oneChild();
    await wake(child);
    const { record } = await keptOf(child);
    const now = later('2026-11-20T11:00:00.000Z', turnOf(record.id) * 5 * MINUTE);
    return swept([{ id: record.id, record: change(record), ...look }], now);
  }

  it('is left alone where the index is right, or looks sooner', async () => {
    for (const dueAt of [at(600), at(599)]) {
      const { woken, read } = await planned({ dueAt });
      expect(read).toHaveLength(1);
      expect(woken).toEqual([]);
    }
  });

  it.each([[at(601)], [NEVER]])(
    'is woken and counted where the index would look later: %s',
    async (dueAt) => {
      const { woken, watch, read } = await planned({ dueAt });
      expect(woken).toEqual(read);
      expect(watch.counts.get('RecordsToMend')).toBe(1);
      expect(watch.notes[0]?.about).toMatchObject({ misplanned: 1, woken: 1, overdue: 0 });
    },
  );

  it('is woken where word of a letter would be overdue before', async () => {
    const withWord = (record: HomewardRecord): HomewardRecord => {
      const [id = ''] = Object.keys(record.told);
      return { ...record, told: { ...record.told, [id]: { ...record.told[id], wordBy: at(300) } as never } };
    };
    expect((await planned({ dueAt: at(600) }, withWord)).woken).toHaveLength(1);
    expect((await planned({ dueAt: at(300) }, withWord)).woken).toEqual([]);
  });

  it('that nothing more is due of is left alone', async () => {
    const { woken, read } = await planned({ dueAt: NEVER }, ({ id }) => emptyChild(id));
    expect(read).toHaveLength(1);
    expect(woken).toEqual([]);
  });

  it('is woken once where it cannot be planned, unless that was reported already', async () => {
    const broken = (more: object) => (record: HomewardRecord) =>
      ({ ...record, references: { 'MP-1': null }, ...more }) as unknown as HomewardRecord;
    expect((await planned({}, broken({}))).woken).toHaveLength(1);
    const fault = { why: 'TypeError', policyHash: nowhere.hash };
    expect((await planned({}, broken({ fault }))).woken).toEqual([]);
    expect((await planned({}, broken({ fault: { ...fault, policyHash: 'other' } }))).woken).toHaveLength(1);
  });

  it('is woken for what is due now, before the next of its letters', async () => {
    const child = await oneChild();
    const { record } = await keptOf(child);
    const now = later(NOON, turnOf(record.id) * 5 * MINUTE);
    expect(plan(record, nowhere, now).actions[0]?.dueAt).toBe(NOON);
    expect((await swept([{ id: record.id, record, dueAt: later(now, SECOND) }], now)).woken).toEqual([
      record.id,
    ]);
  });
});

describe('what a sweep does once in an hour', () => {
  const FIVE_PAST = '2026-11-20T12:05:00.000Z';
  const TEN_PAST = '2026-11-20T12:10:00.000Z';
  const pausedSince = (since: Instant | undefined) => ({ pauses: { since: async () => since } });

  it.each([NOON, FIVE_PAST])(
    'is done in two sweeps, since one may fail: a pause is said at %s',
    async (now) => {
      const { watch } = await swept([], now, pausedSince('2026-11-20T09:30:00.000Z'));
      const hours = 2;
      expect(watch.alarms).toEqual([
        { event: 'all mail is paused', about: { since: '2026-11-20T09:30:00.000Z', hours } },
      ]);
      expect(watch.counts.get('ServicePausedSeconds')).toBe(now === NOON ? 9_000 : 9_300);
      expect(watch.counts.has('OverdueBySeconds'), 'in a pause everything is overdue').toBe(false);
      expect(watch.notes[0]?.about['paused']).toBe(true);
    },
  );

  it('in the rest of the hour a pause is not said, and nobody is late for it', async () => {
    const { watch } = await swept([{ id: 'c-1', dueAt: at(0) }], TEN_PAST, pausedSince(NOON));
    expect(watch.alarms).toEqual([]);
    expect(watch.counts.has('ServicePausedSeconds')).toBe(false);
    expect(watch.counts.has('OverdueBySeconds')).toBe(false);
  });

  it('where nothing is overdue it is not even asked for', async () => {
    const pauses = { since: () => Promise.reject(new Error('not to be asked')) };
    await swept([], TEN_PAST, { pauses });
    await expect(swept([], NOON, { pauses })).rejects.toThrow();
  });

  it('a pause that has just begun, by whatever clock, is a pause', async () => {
    for (const since of [NOON, at(3)]) {
      const { watch } = await swept([], NOON, pausedSince(since));
      expect(watch.counts.get('ServicePausedSeconds')).toBe(1);
      expect(watch.alarms[0]?.about['hours']).toBe(0);
    }
  });

  it('where nothing is paused, how late all is is said as ever', async () => {
    const { watch } = await swept([], NOON, pausedSince(undefined));
    expect(watch.counts.get('OverdueBySeconds')).toBe(0);
    expect(watch.alarms).toEqual([]);
  });

  const retained: Policy = { ...nowhere, retention: { closed: 'P1Y', messages: 'P90D' } };

  it('what may be at its end is woken, the oldest two hundred', async () => {
    const asked: unknown[] = [];
    const endings = {
      resting: async (...of: unknown[]) => {
        asked.push(of);
        return ['c-8', 'c-9'];
      },
    };
    const { woken, watch } = await swept([{ id: 'c-1', dueAt: ago(90, NOON) }], NOON, {
      policy: retained,
      endings,
    });
    expect(woken).toEqual(['c-1', 'c-8', 'c-9']);
    expect(asked).toEqual([['2025-11-20T00:00:00.000Z', 200]]);
    expect(watch.notes[1]).toEqual({ event: 'records at their end', about: { woken: 2 } });
    expect((await swept([], TEN_PAST, { policy: retained, endings })).woken).toEqual([]);
    expect((await swept([], NOON, { endings })).woken, 'nothing is let go').toEqual([]);
  });

  it('where nothing is at its end nothing is said', async () => {
    const { watch } = await swept([], NOON, { policy: retained, endings: { resting: async () => [] } });
    expect(watch.notes.map(({ event }) => event)).toEqual(['swept']);
  });

  const sources = nowhere.sources.map((each) => ({ ...each, urn: each.urn.replace('example', 'nowhere') }));
  const heard = Array.from({ length: 12 }, (_, n) => later(NOON, -24 * 60 * MINUTE - n * 60 * MINUTE));

  it('each feed is listened to, but for a pattern of many', async () => {
    const asked: string[] = [];
    const feeds = {
      heard: async (urn: string) => {
        asked.push(urn);
        return urn === 'urn:police:nowhere' ? heard : urn === 'urn:carer:nowhere' ? heard.slice(0, 9) : [];
      },
    };
    const schools = { urn: 'urn:school:ANY', is: 'school', senders: [] } as const;
    const policy = { ...nowhere, sources: [...sources, schools] };
    const { watch } = await swept([], NOON, { policy, feeds });
    expect(asked).toEqual(['urn:police:nowhere', 'urn:carer:nowhere', 'urn:case-system:nowhere']);
    expect(watch.alarms).toEqual([
      { event: 'a feed has fallen silent', about: { source: 'urn:police:nowhere', seconds: 86_400 } },
    ]);
    expect(watch.counts.get('FeedSilentSeconds')).toBe(86_400);
    asked.length = 0;
    await swept([], TEN_PAST, { policy, feeds });
    expect(asked).toEqual([]);
  });

  it('the longest silence is the one that is counted', async () => {
    const feeds = {
      heard: async (urn: string) =>
        urn === 'urn:police:nowhere' ? heard.map((each) => later(each, -60 * MINUTE)) : heard,
    };
    const { watch } = await swept([], NOON, { policy: { ...nowhere, sources }, feeds });
    expect(watch.counts.get('FeedSilentSeconds')).toBe(90_000);
    expect(watch.alarms).toHaveLength(3);
  });

  it('a habit is of ten messages, within four weeks of the last', () => {
    const day = 24 * 60 * MINUTE;
    const daily = (many: number) => Array.from({ length: many }, (_, n) => later(NOON, -n * 3 * day));
    const late = later(NOON, 5 * day);
    expect(silentFor(daily(9), late)).toBeUndefined();
    expect(silentFor(daily(10), late)).toBe(5 * day);
    const oldest = later(NOON, -28 * day);
    const aWeekOn = later(NOON, 7 * day);
    expect(silentFor([...daily(9), oldest], aWeekOn), 'four weeks to the instant').toBe(7 * day);
    expect(silentFor([...daily(9), later(oldest, -1)], aWeekOn)).toBeUndefined();
  });

  it('where each feed speaks as ever nothing is counted', async () => {
    const { watch } = await swept([], NOON, { feeds: { heard: async () => [NOON] } });
    expect(watch.counts.has('FeedSilentSeconds')).toBe(false);
  });
});

describe('the digest of a morning', () => {
  const daily = (time: string): Policy => ({
    ...nowhere,
    digest: { to: ['director'], at: time, on: 'working-days' },
  });

  /** Whom a sweep asks for and looked for: "d-20261120 in 360", "d-20261120". */
  async function asked(now: Instant, time = '08:00', made: readonly string[] = [], policy = daily(time)) {
    const wakings: string[] = [];
    const looked: string[] = [];
    await swept([], now, {
      policy,
      wakeUps: {
        soon: async (id, seconds) => {
          wakings.push(seconds === undefined ? id : `${id} in ${seconds}`);
        },
      },
      episodes: {
        async *open() {},
        readAll: async (ids) => {
          looked.push(...ids);
          return ids.filter((id) => made.includes(id)).map((id) => ({ record: emptyChild(id), version: 1 }));
        },
      },
    });
    return { wakings, looked };
  }

  it.each([
    ['2026-11-20T07:53:59.999Z', []],
    ['2026-11-20T07:54:00.000Z', ['d-20261120 in 360']],
    ['2026-11-20T07:59:59.500Z', ['d-20261120 in 1']],
    ['2026-11-20T08:00:00.000Z', ['d-20261120']],
    ['2026-11-20T19:59:59.999Z', ['d-20261120']],
    ['2026-11-20T20:00:00.000Z', []],
  ])('is asked for at %s: %j', async (now, wakings) => {
    expect((await asked(now)).wakings).toEqual(wakings);
  });

  it('is not asked for again once there is one', async () => {
    const { wakings, looked } = await asked('2026-11-20T08:00:00.000Z', '08:00', ['d-20261120']);
    expect(wakings).toEqual([]);
    expect(looked).toEqual(['d-20261120']);
  });

  it('of a late hour is asked for after midnight, also before a day that has none', async () => {
    expect((await asked('2026-11-20T03:00:00.000Z', '20:00')).wakings).toEqual(['d-20261119']);
    expect((await asked('2026-11-21T03:00:00.000Z', '20:00')).wakings).toEqual(['d-20261120']);
    expect((await asked('2026-11-22T03:00:00.000Z', '20:00')).wakings).toEqual([]);
  });

  it('is not looked for where the file has none', async () => {
    const { wakings, looked } = await asked('2026-11-20T08:00:00.000Z', '', [], nowhere);
    expect([...wakings, ...looked]).toEqual([]);
  });
});
