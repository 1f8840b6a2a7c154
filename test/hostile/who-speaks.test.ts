// Somebody who is not who they say: what they send is listed and told of, and changes nothing that is known of a child.
import { describe, expect, it } from 'vitest';
import { settle } from '../../functions/settle/handler.ts';
import { recordIn } from '../../functions/settle/wake-up.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import { DAY, later, MINUTE, SECOND } from '../../shared/core/instant.ts';
import { cancelled, found, REPORTED, reported } from '../situations/cast.ts';
import { childrenOf, goOn, lettersOf, mail, played, procedure, type Said } from '../situations/playing.ts';

const kent = procedure('kent');
const LATER = later(REPORTED, 10 * MINUTE);
const isOver = { outcome: 'found', locatedAt: REPORTED } as const;

const forgeries: [string, string, Said][] = [
  ['a sender whom nobody knows', '', found(LATER, 'MP-1', isOver, { sender: 'stranger' })],
  ['a role that calls itself police', '', found(LATER, 'MP-1', isOver, { sender: 'AROAELSEWHERE:police' })],
  ['a sender with no name', '', found(LATER, 'MP-1', isOver, { sender: '' })],
  [
    "the case system in the police's name",
    '/source',
    found(LATER, 'MP-1', isOver, { sender: 'case-system' }),
  ],
  [
    'the police in the name of another force',
    '/source',
    found(LATER, 'MP-1', isOver, { source: 'urn:police:essex:athena', sender: 'police' }),
  ],
  [
    'a source that only looks like that of the police',
    '/source',
    found(LATER, 'MP-1', isOver, { source: 'urn:рolice:kent:compact', sender: 'police' }),
  ],
  [
    'the police of another authority',
    '/data/authority',
    found(LATER, 'MP-1', { ...isOver, authority: 'E06000005' }),
  ],
  [
    'the police in the name of the case system',
    '/source',
    {
      at: LATER,
      type: 'case.updated',
      source: 'urn:case-system:kent',
      sender: 'police',
      data: { person: { familyName: 'Example' } },
    },
  ],
];

describe('a forged message', () => {
  it.each(forgeries)(
    'of %s is listed, the front door told, and the child still looked for',
    async (_, path, forged) => {
      const fair = await played(kent, [reported('MP-1')], later(REPORTED, DAY));
      const world = await played(kent, [reported('MP-1'), forged], later(REPORTED, DAY));
      const listed = [...world.episodes.receipts.values()].filter(({ outcome }) => outcome === 'unreadable');
      expect(listed).toHaveLength(1);
      expect(listed[0]?.reasons?.map((reason) => reason.path)).toContain(path);
      expect(await mail(world, 'unreadable')).toHaveLength(1);
      const rest = (await lettersOf(world)).filter(({ rule }) => rule !== 'unreadable');
      expect(rest).toEqual(await lettersOf(fair));
    },
  );

  it('cannot cancel an episode, however often it is sent', async () => {
    const forged = Array.from({ length: 30 }, (_, n) => ({
      ...cancelled(later(LATER, n * SECOND), 'MP-1'),
      sender: 'stranger',
    }));
    const world = await played(kent, [reported('MP-1'), ...forged], later(REPORTED, 2 * 60 * MINUTE));
    expect(await mail(world, 'unreadable')).toHaveLength(2);
    expect(JSON.stringify(await childrenOf(world))).not.toContain('cancelled');
  });
});

describe('a forged wake-up', () => {
  it.each([
    ['is no JSON', 'wake up!'],
    ['is empty', ''],
    ['names nothing', '{}'],
    ['is null', 'null'],
    ['names a number', '{"record":12}'],
    ['names a path', '{"record":"../c-0"}'],
    ['names another item of the table', '{"record":"control#pause"}'],
    ['names a megabyte', JSON.stringify({ record: `c-${'0'.repeat(2 ** 20)}` })],
    ['goes on after the name', '{"record":"c-00\\n"}'],
    ['names the prototype', '{"__proto__":{"record":"c-00"}}'],
    ['is nested without end', '['.repeat(100_000)],
  ])('that %s names no record', (_, body) => {
    expect(recordIn(body)).toBeUndefined();
  });

  it('that names a record which is not there is noted, and does nothing', async () => {
    const world = emptyWorld(kent, REPORTED);
    const record = `c-${'0'.repeat(64)}`;
    await settle(record, { ...world, deadline: later(REPORTED, 30 * SECOND), run: 'forged' });
    expect(world.watch.notes).toEqual([{ event: 'no such record', about: { record } }]);
    expect([world.post.sent, world.episodes.ids()]).toEqual([[], []]);
    expect(world.wakeUps.take({ by: later(REPORTED, 365 * DAY) })).toBeUndefined();
  });

  it('of a child, a thousand times, sends nothing that would not have been sent', async () => {
    const until = later(REPORTED, 60 * MINUTE);
    const fair = await played(kent, [reported('MP-1')], until);
    const world = await played(kent, [reported('MP-1')], later(REPORTED, MINUTE));
    const [id = ''] = world.episodes.ids();
    for (let n = 0; n < 1_000; n++) await world.wakeUps.soon(id, n % 900);
    await goOn(world, [], until);
    expect(await lettersOf(world)).toEqual(await lettersOf(fair));
  });
});

describe('a message that is larger than the queue takes', () => {
  it('is refused whole, whatever stands in its megabyte', async () => {
    const world = emptyWorld(kent, REPORTED);
    await deliver(world, { body: `{"a":"${'x'.repeat(2 ** 20)}"}`, senderId: 'police' });
    const [receipt] = world.episodes.receipts.values();
    expect(receipt?.reasons).toEqual([{ path: '', message: expect.stringContaining('256 KiB') }]);
  });
});
