// A redrive of what was dealt with long ago: recognised by its receipt, which no window of a queue outlasts.
import { describe, expect, it } from 'vitest';
import { receiveMailEvent } from '../../functions/receive/mail-events.ts';
import { emptyWorld, run } from '../../local/simulate.ts';
import { DAY, later, MINUTE } from '../../shared/core/instant.ts';
import { digest } from '../../shared/core/routing.ts';
import { cancelled, found, REPORTED, reported } from './cast.ts';
import { goOn, procedure, said } from './playing.ts';

const darlington = procedure('darlington');

describe('what comes once more after seven days', () => {
  it.each([
    ['a report of a child who is still missing', []],
    [
      'a report of a child who was found meanwhile',
      [found('2026-11-21T09:00:00Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-21T08:00:00Z' })],
    ],
    ['a report that was cancelled meanwhile', [cancelled('2026-11-21T09:00:00Z', 'ME-1')]],
  ])('%s sends nothing that would not have been sent without it', async (_, rest) => {
    const messages = [reported('ME-1'), ...rest].map((message) => said(darlington, message));
    const after = later(REPORTED, 8 * DAY);
    const [alone, redriven] = [emptyWorld(darlington, REPORTED), emptyWorld(darlington, REPORTED)];
    await run(alone, messages, after);
    const again = messages.map((message) => ({ ...message, at: later(message.at, 7 * DAY) }));
    await run(redriven, [...messages, ...again], after);
    const letters = ({ post }: typeof alone) =>
      post.sent.map(({ at, letter }) => `${at} ${letter.to} ${letter.actions.join()}`);
    expect(letters(redriven)).toEqual(letters(alone));
    expect(redriven.watch.counts.get('DuplicateMessages')).toBe(messages.length);
    expect(redriven.episodes.receipts.size).toBe(messages.length);
  });

  it('a message that nobody could read is listed once, and the front door told once', async () => {
    const world = emptyWorld(darlington, REPORTED);
    const garbled = { at: REPORTED, body: '{', senderId: 'police' };
    await run(world, [garbled], later(REPORTED, DAY));
    expect(world.post.sent).toHaveLength(1);
    await run(world, [{ ...garbled, at: later(REPORTED, 7 * DAY) }], later(REPORTED, 8 * DAY));
    expect(world.post.sent).toHaveLength(1);
  });

  it('a wake-up does nothing, and a bounce that is known tells no second deputy', async () => {
    const world = emptyWorld(darlington, REPORTED);
    await goOn(world, [reported('ME-1'), cancelled('2026-11-20T23:00:00Z', 'ME-1')], '2026-11-20T23:01:00Z');
    const [first] = world.post.sent;
    const mail = {
      tags: { record: [first?.letter.record], letter: [digest(first?.letter.actions[0] ?? '')] },
    };
    const bounce = JSON.stringify({ detail: { eventType: 'Bounce', mail } });
    await receiveMailEvent(bounce, world);
    await goOn(world, [], '2026-11-20T23:05:00Z');
    const letters = world.post.sent.length;
    await goOn(world, [], later(REPORTED, 7 * DAY));
    const before = world.post.sent.length;
    await receiveMailEvent(bounce, world);
    await world.wakeUps.soon(first?.letter.record ?? '');
    await goOn(world, [], later(REPORTED, 7 * DAY + 10 * MINUTE));
    expect(world.post.sent).toHaveLength(before);
    expect(letters).toBeGreaterThan(0);
  });
});
