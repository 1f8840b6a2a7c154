import { describe, expect, it } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { reported } from './cast.ts';
import { goOn, lettersOf, mail, procedure, recordsOf, type Said } from './playing.ts';

const kent = procedure('kent');
const TEN = '2026-11-20T10:00:00.000Z';
const nonsense = (at: string, body: string, sender = 'police'): Said => ({
  at,
  type: 'not JSON',
  body,
  sender,
});
const minutes = (n: number, seconds = 0): Instant =>
  `2026-11-20T10:${String(n).padStart(2, '0')}:${String(seconds).padStart(2, '0')}Z`;

async function worldAt(until: Instant, ...messages: Said[]): Promise<World> {
  const world = emptyWorld(kent, TEN);
  await goOn(world, messages, until);
  return world;
}

const subjects = async (world: World) =>
  (await lettersOf(world))
    .filter(({ rule }) => rule === 'unreadable')
    .map(({ at, subject }) => `${at.slice(11, 16)} ${subject}`);

describe('when a message cannot be read', () => {
  it('the front door is told at once, in a letter without a word of it', async () => {
    const world = await worldAt(
      minutes(10),
      nonsense(minutes(0), 'Asha Example, 14 High Street, is missing'),
    );
    expect(await subjects(world)).toEqual(['10:00 Notice, URGENT - A message could not be read']);
    const [letter] = await lettersOf(world);
    expect(letter?.to).toBe('front.door@kent.example');
    expect(`${letter?.subject} ${letter?.text}`).not.toMatch(/Asha|High Street/);
  });

  it('more of the same sender are gathered for a quarter of an hour, with their count', async () => {
    const many = [0, 1, 2, 14].map((minute) => nonsense(minutes(minute), `nonsense ${minute}`));
    expect(await subjects(await worldAt(minutes(14, 59), ...many))).toHaveLength(1);
    expect(await subjects(await worldAt(minutes(15), ...many))).toEqual([
      '10:00 Notice, URGENT - A message could not be read',
      '10:15 Notice, URGENT - 3 messages could not be read',
    ]);
  });

  it('one that comes a quarter of an hour later is a first one again', async () => {
    const later = [15, 16].map((minute) => nonsense(minutes(minute), `nonsense ${minute}`));
    const world = await worldAt(minutes(59), nonsense(minutes(0), 'a'), ...later);
    expect((await subjects(world)).map((line) => line.slice(0, 5))).toEqual(['10:00', '10:15', '10:30']);
  });

  it('each sender has a letter of its own', async () => {
    const world = await worldAt(
      minutes(5),
      nonsense(minutes(0), 'a'),
      nonsense(minutes(1), 'b', 'case-system'),
    );
    expect(await subjects(world)).toHaveLength(2);
  });

  it('the same one again is the same one', async () => {
    const world = await worldAt(
      minutes(59),
      nonsense(minutes(0), 'a'),
      nonsense(minutes(1), 'a'),
      nonsense(minutes(40), 'a'),
    );
    expect(await subjects(world)).toHaveLength(1);
  });

  it('hundreds are counted, not kept by name', async () => {
    const many = Array.from({ length: 300 }, (_, n) => nonsense(minutes(n % 10, n % 60), `nonsense ${n}`));
    const world = await worldAt(minutes(20), ...many);
    expect(await subjects(world)).toEqual([
      '10:00 Notice, URGENT - A message could not be read',
      '10:15 Notice, URGENT - 299 messages could not be read',
    ]);
    const [record] = await recordsOf(world);
    expect(JSON.stringify(record).length).toBeLessThan(5_000);
  });

  it('a good message beside it is not held up', async () => {
    const world = await worldAt(
      minutes(5),
      nonsense(minutes(0), 'a'),
      reported('MP-1', { lastSeenAt: '2026-11-20T09:00:00Z' }, { at: minutes(0) }),
      nonsense(minutes(0), 'b'),
    );
    expect(await mail(world, 'front-door-notice')).toEqual(['2026-11-20 10:00 front-door-notice front.door']);
  });

  it('and the front door refuses the letter, its deputy has it', async () => {
    const world = emptyWorld(kent, TEN);
    world.post.answer = ({ to }) => (to === 'front.door@kent.example' ? 'refuse' : 'accept');
    await goOn(world, [nonsense(minutes(0), 'a')], minutes(1));
    expect(await mail(world)).toEqual(['2026-11-20 10:00 not-delivered front.door.manager']);
  });
});

describe('everything that is wrong with a message is kept with it', () => {
  const sound = {
    type: 'missing.reported',
    subject: 'MP-1',
    data: { person: { familyName: 'Example' }, reportedAt: '2026-11-20T09:00:00Z' },
  };

  it.each<[string, string, Partial<Said>]>([
    ['an unknown type', '/type', { type: 'missing.vanished' }],
    [
      'nobody in it',
      '/data/person',
      { data: { person: { dateOfBirth: '2012-05-14' }, reportedAt: '2026-11-20T09:00:00Z' } },
    ],
    [
      'a time without an offset',
      '/data/reportedAt',
      { data: { person: { familyName: 'Example' }, reportedAt: '2026-11-20T09:00:00' } },
    ],
    [
      'a time more than five minutes ahead',
      '/data/reportedAt',
      { data: { person: { familyName: 'Example' }, reportedAt: '2026-11-20T10:05:01Z' } },
    ],
    [
      'another authority',
      '/data/authority',
      {
        data: {
          authority: 'E06000005',
          person: { familyName: 'Example' },
          reportedAt: '2026-11-20T09:00:00Z',
        },
      },
    ],
    ["a source that is not the sender's", '/source', { sender: 'school' }],
    ['a source that nobody knows', '/source', { source: 'urn:police:elsewhere', sender: 'police' }],
  ])('%s', async (_, path, wrong) => {
    const world = await worldAt(minutes(0), { at: minutes(0), ...sound, ...wrong });
    const receipts = [...world.episodes.receipts.values()];
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['unreadable']);
    expect(receipts[0]?.reasons?.map((reason) => reason.path)).toContain(path);
    expect(receipts[0]?.body).toContain('specversion');
    expect(await subjects(world)).toHaveLength(1);
  });

  it('a time five minutes ahead is a clock that runs fast', async () => {
    const data = { person: { familyName: 'Example' }, reportedAt: '2026-11-20T10:05:00Z' };
    const world = await worldAt(minutes(0), { at: minutes(0), ...sound, data });
    expect(await subjects(world)).toEqual([]);
  });

  it('a body of any kind ends as a receipt', async () => {
    const world = emptyWorld(kent, TEN);
    for (const body of ['', 'null', '[]', '"x"', '{}', '{"__proto__":{"a":1}}', '{"id":1}', '\u0000']) {
      await deliver(world, { at: TEN, body, senderId: 'police' } as never);
    }
    expect(world.episodes.receipts.size).toBe(8);
  });
});
