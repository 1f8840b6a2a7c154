// A letter that was accepted and of which no word came: accepted never becomes known by waiting.
import { describe, expect, it } from 'vitest';
import { receiveMailEvent } from '../../functions/receive/mail-events.ts';
import { sweep } from '../../functions/sweep/handler.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import { digest } from '../../shared/core/routing.ts';
import type { Letter } from '../../shared/ports.ts';
import { cancelled, REPORTED, ROBIN, reported } from './cast.ts';
import { goOn, lettersOf, mail, procedure, recordsOf } from './playing.ts';

const darlington = procedure('darlington');

const hearing = (): World & { hearsOfLetters: true } => ({
  ...emptyWorld(darlington, REPORTED),
  hearsOfLetters: true,
});

async function sweptUntil(world: World, until: string): Promise<void> {
  for (let at = later(world.clock.now(), 5 * MINUTE); at <= until; at = later(at, 5 * MINUTE)) {
    await goOn(world, [], at);
    await sweep(world);
  }
  await goOn(world, [], until);
}

const delivered = (letter: Letter) =>
  JSON.stringify({
    detail: {
      eventType: 'Delivery',
      mail: {
        tags: { record: [letter.record], letter: [digest(letter.actions[0] ?? '')] },
        destination: [letter.to],
      },
    },
  });

async function allDelivered(world: World): Promise<void> {
  for (const { letter } of world.post.sent) await receiveMailEvent(delivered(letter), world);
}

const fates = async (world: World) =>
  (await recordsOf(world)).flatMap(({ told }) => Object.values(told).map(({ fate }) => fate?.is ?? 'none'));

describe('where word comes of letters', () => {
  it('an escalation without any for an hour goes to the deputy too, with why', async () => {
    const world = hearing();
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:29:00Z');
    await allDelivered(world);
    await sweptUntil(world, '2026-11-21T00:28:00.000Z');
    expect(await mail(world, 'not-delivered'), 'its hour is not over').toEqual([]);
    await sweptUntil(world, '2026-11-21T00:38:00.000Z');
    expect(await mail(world, 'not-delivered')).toEqual([
      expect.stringMatching(/^2026-11-21 00:3\d not-delivered assistant.director$/),
    ]);
    expect((await lettersOf(world)).at(-1)?.text).toContain('there is no word that it arrived');
    expect(world.watch.counts.get('LettersUnheardOf')).toBe(1);
    expect(world.watch.alarms.map(({ event }) => event)).toEqual(['no word of a letter']);
  });

  it('the deputy’s own silence goes no further: all news may have stopped', async () => {
    const world = hearing();
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    await sweptUntil(world, '2026-11-21T05:00:00.000Z');
    expect(await mail(world, 'not-delivered')).toHaveLength(2);
    expect(new Set(await fates(world))).toEqual(new Set(['unheard-of']));
  });

  it('a notice without any is noted and counted, and nobody else is told', async () => {
    const world = hearing();
    const report = reported('ME-1', { lastSeenAt: '2026-11-20T22:00:00Z' });
    await goOn(world, [report], '2026-11-20T22:06:00Z');
    const before = await mail(world);
    expect(before).toHaveLength(5);
    await sweptUntil(world, '2026-11-20T23:30:00.000Z');
    expect(world.watch.counts.get('LettersUnheardOf')).toBe(5);
    expect(await mail(world), 'the decision that the front door was asked for alone').toEqual([
      ...before,
      expect.stringMatching(/not-delivered service.manager$/),
    ]);
  });

  it('word that came in time leaves everything as it is', async () => {
    const world = hearing();
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T22:06:00Z');
    await allDelivered(world);
    await goOn(world, [], '2026-11-20T23:31:00Z');
    await allDelivered(world);
    await sweptUntil(world, '2026-11-21T02:00:00.000Z');
    expect(await mail(world, 'not-delivered')).toEqual([]);
    expect(world.watch.counts.get('LettersUnheardOf')).toBeUndefined();
  });

  it('word that comes before the letter is marked counts too', async () => {
    const world = hearing();
    const atOnce = {
      send: async (letter: Letter) => {
        const answer = await world.post.send(letter);
        await receiveMailEvent(delivered(letter), world);
        return answer;
      },
    };
    await goOn({ ...world, post: atOnce as typeof world.post }, [reported('ME-1')], '2026-11-20T22:06:00Z');
    expect(new Set(await fates(world))).toEqual(new Set(['delivered']));
  });

  it('word that comes after the hour takes it back: the mailbox has it', async () => {
    const world = hearing();
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    await sweptUntil(world, '2026-11-21T01:00:00.000Z');
    await allDelivered(world);
    expect(new Set(await fates(world))).toEqual(new Set(['delivered']));
  });

  it('a letter about an episode that is over is waited for too, until there is word of it', async () => {
    const world = hearing();
    await goOn(
      world,
      [{ at: REPORTED, type: 'nonsense', subject: 'ME-1', data: {} }],
      later(REPORTED, 10 * MINUTE),
    );
    expect(world.post.sent).toHaveLength(1);
    await sweptUntil(world, later(REPORTED, HOUR + 20 * MINUTE));
    expect(await fates(world)).toEqual(['unheard-of']);
    const open: string[] = [];
    for await (const { id } of world.episodes.open()) open.push(id);
    expect(open).toEqual([]);
  });
});

describe('where word of a letter comes late', () => {
  it('a delay first, its delivery after the child was found, its reader is stood down once', async () => {
    const world = hearing();
    const report = reported('ME-1', { lastSeenAt: '2026-11-20T22:00:00Z' });
    await goOn(world, [report, cancelled(later(REPORTED, 5_000), 'ME-1')], later(REPORTED, MINUTE));
    const copy = world.post.sent.find(({ letter }) =>
      letter.actions[0]?.startsWith('director-copy/'),
    )?.letter;
    if (!copy) throw new Error('The director has a copy');
    for (const [minute, event] of [
      delivered(copy).replace('"Delivery"', '"DeliveryDelay"'),
      delivered(copy),
    ].entries()) {
      world.clock.moveTo(later(REPORTED, (2 + 3 * minute) * MINUTE));
      await receiveMailEvent(event, world);
      await world.wakeUps.soon(copy.record);
      await goOn(world, [], later(world.clock.now(), MINUTE));
    }
    const over = await mail(world, 'stand-down');
    expect(over.filter((line) => line.endsWith(' director'))).toHaveLength(1);
  });
});

describe('where nobody knows whether a letter went', () => {
  const unanswered = (world: World, mailbox: string, until: string): void => {
    world.post.answer = ({ to }) => (to.startsWith(mailbox) && world.clock.now() < until ? 'fail' : 'accept');
  };

  it('and nothing calls for it any more, that too is noted after an hour', async () => {
    const world = hearing();
    unanswered(world, 'director', later(REPORTED, 5 * MINUTE));
    const report = reported('ME-1', { lastSeenAt: '2026-11-20T22:00:00Z' });
    await goOn(world, [report, cancelled(later(REPORTED, MINUTE), 'ME-1')], later(REPORTED, 10 * MINUTE));
    await allDelivered(world);
    expect(await fates(world)).toContain('none');
    await sweptUntil(world, later(REPORTED, HOUR + 10 * MINUTE));
    const [child] = await recordsOf(world);
    const copy = Object.values(child?.told ?? {}).find(({ rule }) => rule === 'director-copy');
    expect(copy).toMatchObject({ state: 'intended', fate: { is: 'unheard-of' } });
  });

  it('and word of it comes after its reader was stood down, nobody is stood down again', async () => {
    const world = hearing();
    unanswered(world, 'director', later(REPORTED, 5_000));
    const report = reported('ME-1', { lastSeenAt: '2026-11-20T22:00:00Z' });
    await goOn(world, [report, cancelled(later(REPORTED, 10_000), 'ME-1')], later(REPORTED, 10 * MINUTE));
    const [child] = await recordsOf(world);
    const [letter = ''] =
      Object.entries(child?.told ?? {}).find(([, { rule }]) => rule === 'director-copy') ?? [];
    const late = { record: child?.id ?? '', actions: [letter], to: 'director@darlington.example' };
    await receiveMailEvent(delivered(late as unknown as Letter), world);
    expect((await recordsOf(world))[0]?.told[letter]?.state).toBe('accepted');
    await world.wakeUps.soon(child?.id ?? '');
    await goOn(world, [], later(REPORTED, 20 * MINUTE));
    const over = await mail(world, 'stand-down');
    expect(over.filter((line) => line.endsWith(' director'))).toHaveLength(1);
  });

  it('and all mail is paused for longer than an hour, its reader has it afterwards all the same', async () => {
    const world = hearing();
    unanswered(world, 'head.of.service', '2026-11-20T23:31:00Z');
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:30:30Z');
    await allDelivered(world);
    world.episodes.paused = true;
    await sweptUntil(world, '2026-11-21T01:00:00.000Z');
    world.episodes.paused = false;
    await sweptUntil(world, '2026-11-21T01:10:00.000Z');
    expect(await mail(world, 'head-of-service-under-10')).toEqual([
      expect.stringMatching(/^2026-11-21 01:\d\d head-of-service-under-10 head.of.service$/),
    ]);
  });
});

describe('where no word comes of any letter', () => {
  it('none is waited for', async () => {
    const world = emptyWorld(darlington, REPORTED);
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    await sweptUntil(world, '2026-11-21T02:00:00.000Z');
    expect(new Set(await fates(world))).toEqual(new Set(['none']));
  });
});
