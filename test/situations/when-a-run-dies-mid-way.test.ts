import { describe, expect, it } from 'vitest';
import { MemoryEpisodes, MemoryPost } from '../../local/memory.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import type { Kept, Letter } from '../../shared/ports.ts';
import { cancelled, reported } from './cast.ts';
import { goOn, mail, procedure } from './playing.ts';

const NOON = '2026-11-20T12:00:00.000Z';
const report = reported('ME-1', { lastSeenAt: '2026-11-20T11:00:00Z' }, { at: NOON });

/** A table that a dead function can no longer write to. */
class Table extends MemoryEpisodes {
  isDead = () => false;
  override async write(kept: Omit<Kept, 'version'>, version: number): Promise<boolean> {
    if (this.isDead()) throw new Error('The function was stopped');
    return super.write(kept, version);
  }
}

/** A mail service whose every accepted letter may be the last thing that a function does. */
class LastLetters extends MemoryPost {
  killers: string[] = [];
  kill: () => void = () => {};
  isDead = () => false;
  override async send(letter: Letter) {
    if (this.isDead()) throw new Error('The function was stopped');
    const answer = await super.send(letter);
    const [next] = this.killers;
    if (next !== undefined && letter.to.startsWith(next)) {
      this.killers.shift();
      this.kill();
      throw new Error('The function was stopped');
    }
    return answer;
  }
}

/** A world in which settle dies just after SES accepted the letters to some mailboxes. */
function mortal(...killers: string[]): World {
  const world = emptyWorld(procedure('darlington'), NOON);
  const episodes = new Table();
  const post = new LastLetters(world.clock);
  let deadUntil: Instant = '';
  const isDead = () => world.clock.now() < deadUntil;
  Object.assign(post, { killers, isDead, kill: () => (deadUntil = later(world.clock.now(), SECOND)) });
  episodes.isDead = isDead;
  return { ...world, episodes, post };
}

describe('when a run dies between sending a letter and marking it', () => {
  it('that letter is sent a second time, and no other', async () => {
    const world = mortal('missing.coordinator');
    await goOn(world, [report], '2026-11-20T13:00:00Z');
    expect(await mail(world)).toEqual([
      '2026-11-20 12:00 front-door-notice front.door',
      '2026-11-20 12:00 missing-notice missing.coordinator',
      '2026-11-20 12:03 missing-notice missing.coordinator',
      '2026-11-20 12:03 missing-notice service.manager',
      '2026-11-20 12:03 school-rolls-alert education.safeguarding',
      '2026-11-20 12:03 director-copy director',
    ]);
  });

  it('each letter is sent twice at most, however often a run dies', async () => {
    const world = mortal('front.door', 'missing.coordinator', 'service.manager', 'director');
    await goOn(world, [report], '2026-11-20T13:00:00Z');
    const times = (await mail(world)).map((line) => line.split(' ').at(-1));
    for (const mailbox of new Set(times)) {
      expect(times.filter((each) => each === mailbox).length, mailbox).toBeLessThanOrEqual(2);
    }
    expect(new Set(times).size).toBe(5);
  });

  it('nobody else sends anything until its claim has run out', async () => {
    const world = mortal('front.door');
    await goOn(world, [report], later(NOON, 2 * SECOND));
    const before = (await mail(world)).length;
    for (const seconds of [3, 10, 34]) {
      world.clock.moveTo(later(NOON, seconds * SECOND));
      for (const id of world.episodes.ids()) await world.wakeUps.soon(id);
      await goOn(world, [], later(NOON, (seconds + 1) * SECOND));
    }
    expect((await mail(world)).length).toBe(before);
    await goOn(world, [], later(NOON, 2 * MINUTE));
    expect((await mail(world)).length, 'who found the claim asked for a wake-up after it').toBe(before + 5);
  });

  it('the next rung comes all the same: its wake-up was asked for first', async () => {
    const world = mortal('director');
    await goOn(world, [report], '2026-11-21T11:00:00Z');
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([
      '2026-11-21 11:00 head-of-service-24-hours head.of.service',
    ]);
  });

  it('whoever may have had the letter is stood down', async () => {
    const world = mortal('front.door');
    await goOn(world, [report, cancelled('2026-11-20T12:00:30Z', 'ME-1')], '2026-11-20T13:00:00Z');
    expect(await mail(world, 'front-door-notice'), 'it is over: the letter is not sent again').toHaveLength(
      1,
    );
    expect((await mail(world, 'stand-down')).map((line) => line.split(' ').at(-1)).sort()).toEqual([
      'director',
      'education.safeguarding',
      'front.door',
      'missing.coordinator',
      'service.manager',
    ]);
  });
});

describe('when the table cannot be written', () => {
  it('no letter is sent, and all are sent once it can', async () => {
    const world = emptyWorld(procedure('darlington'), NOON);
    const episodes = new Table();
    const broken = { ...world, episodes };
    await goOn(broken, [report], NOON);
    expect(await mail(broken)).toHaveLength(5);

    const second = emptyWorld(procedure('darlington'), NOON);
    const table = new Table();
    const held = { ...second, episodes: table };
    let writes = 0;
    // The report itself is written; after that nothing is, for five minutes.
    table.isDead = () => ++writes > 1 && held.clock.now() < '2026-11-20T12:05:00.000Z';
    await goOn(held, [report], '2026-11-20T12:04:00Z');
    expect(held.post.sent).toEqual([]);
    await goOn(held, [], '2026-11-20T12:10:00Z');
    expect(await mail(held)).toHaveLength(5);
  });
});
