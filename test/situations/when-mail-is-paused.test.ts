import { describe, expect, it } from 'vitest';
import { sweep } from '../../functions/sweep/handler.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { cancelled, reported } from './cast.ts';
import { goOn, lettersOf, mail, procedure } from './playing.ts';

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
