// A source that says nothing for longer than it ever did: the silence is noticed, for what is not reported nobody is told of.
import { describe, expect, it } from 'vitest';
import { silentFor } from '../../functions/sweep/feeds.ts';
import { sweep } from '../../functions/sweep/handler.ts';
import { emptyWorld } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { DAY, HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import { reported } from './cast.ts';
import { goOn, procedure } from './playing.ts';

const kent = procedure('kent');
const START = '2026-11-20T12:00:00.000Z';

/** Every six hours for a week, the newest first; the last of them at `last`. */
const everySixHours = (last: Instant, count = 28): Instant[] =>
  Array.from({ length: count }, (_, nth) => later(last, -nth * 6 * HOUR));

describe('how long a feed may be silent', () => {
  const heard = everySixHours(START);

  it('half as long again as its longest silence of the last four weeks', () => {
    expect(silentFor(heard, later(START, 9 * HOUR))).toBeUndefined();
    expect(silentFor(heard, later(START, 9 * HOUR + MINUTE))).toBe(9 * HOUR + MINUTE);
  });

  it('a weekend without a word is a habit too', () => {
    const [last = ''] = heard;
    const withWeekend = [last, ...everySixHours(later(last, -3 * DAY))];
    expect(silentFor(withWeekend, later(START, 4 * DAY))).toBeUndefined();
    expect(silentFor(withWeekend, later(START, 5 * DAY))).toBe(5 * DAY);
  });

  it('what it did before those weeks is no habit any more', () => {
    const withHoliday = [...heard, ...everySixHours(later(START, -30 * DAY))];
    expect(silentFor(withHoliday, later(START, 10 * HOUR))).toBe(10 * HOUR);
  });

  it('an hour at least, however often it speaks', () => {
    const busy = Array.from({ length: 50 }, (_, nth) => later(START, -nth * MINUTE));
    expect(silentFor(busy, later(START, HOUR))).toBeUndefined();
    expect(silentFor(busy, later(START, HOUR + MINUTE))).toBe(HOUR + MINUTE);
  });

  it('one that has hardly spoken has no habit, and one that never spoke neither', () => {
    expect(silentFor(everySixHours(START, 9), later(START, 20 * DAY))).toBeUndefined();
    expect(silentFor([], START)).toBeUndefined();
  });

  it('one that fell silent long ago stays silent', () => {
    expect(silentFor(heard, later(START, 60 * DAY))).toBe(60 * DAY);
  });
});

describe('the sweep', () => {
  const asked: string[] = [];
  const silence = {
    heard: async (source: string) => {
      asked.push(source);
      return everySixHours(START);
    },
  };

  it('says each hour which feed is silent, and for how long', async () => {
    const world = { ...emptyWorld(kent, later(START, 11 * HOUR)), feeds: silence };
    const said: string[] = [];
    for (let minute = 0; minute < 60; minute += 5) {
      await goOn(world, [], later(START, 11 * HOUR + minute * MINUTE));
      await sweep(world);
      if (world.watch.alarms.length > 0) said.push(`${minute}`);
      world.watch.alarms.length = 0;
    }
    expect(said, 'twice, since one sweep may fail').toEqual(['0', '5']);
    expect(world.watch.counts.get('FeedSilentSeconds')).toBe(11 * 3600 + 11 * 3600 + 300);
  });

  it('asks after each source by name, and after no pattern of sources', async () => {
    asked.length = 0;
    await sweep({ ...emptyWorld(kent, later(START, 12 * HOUR)), feeds: silence });
    expect(asked).toEqual(['urn:police:kent:compact', 'urn:case-system:kent']);
  });

  it('keeps quiet of a feed that speaks', async () => {
    const world = { ...emptyWorld(kent, later(START, HOUR)), feeds: silence };
    await sweep(world);
    expect(world.watch.alarms).toEqual([]);
    expect(world.watch.counts.get('FeedSilentSeconds')).toBeUndefined();
  });

  it('has woken everybody before it asks: a table that does not answer stands in no child’s way', async () => {
    const world = emptyWorld(kent, '2026-11-20T12:00:00.000Z');
    await goOn(world, [reported('MP-1', { lastSeenAt: START }, { at: START })], START);
    world.clock.moveTo('2026-11-20T23:00:00.000Z');
    const woken: string[] = [];
    const wakeUps = { soon: async (id: string) => void woken.push(id) };
    const feeds = { heard: () => Promise.reject(new Error('the table does not answer')) };
    const policy = { ...kent, hash: 'of a new procedure' };
    await expect(sweep({ ...world, policy, wakeUps, feeds })).rejects.toThrow('does not answer');
    expect(woken).toHaveLength(1);
  });
});
