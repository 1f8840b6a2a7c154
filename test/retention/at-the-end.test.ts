// What comes to its end, and when; what is held; and what comes of word of a child around that time.
import { describe, expect, it } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { deliver } from '../../local/simulate.ts';
import { DAY, HOUR, later } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { ASHA, caseOf, found, reported, updated } from '../situations/cast.ts';
import { type Said, said } from '../situations/playing.ts';
import { everythingIn, kent, living, recordsIn, say, sweepOf, worldAfter } from './years.ts';

const WHOLE = { ...ASHA, nhsNumber: '943 476 5919' };
const BACK = found('2026-11-22T09:00:00Z', 'MP-1', { outcome: 'found', locatedAt: '2026-11-22T08:00:00Z' });
const STORY: Said[] = [reported('MP-1', { person: WHOLE }), BACK];

/** The last word on the child of the story is a letter of 25 November 2026. */
const LAST_DAY = '2028-11-25T20:00:00.000Z';
const OVER = '2028-11-26T02:00:00.000Z';

const cleared = (world: World): World => {
  world.clock.moveTo(later(world.clock.now(), 3 * DAY));
  world.episodes.clear(world.clock.now());
  return world;
};

describe('a child of whom nothing is open', () => {
  it('is known to the last day of the period', async () => {
    const world = await worldAfter(STORY, LAST_DAY);
    expect(await living(world)).toMatchObject([{ references: { 'MP-1': {} } }]);
    expect(world.watch.counts.get('RecordsLetGo')).toBeUndefined();
  });

  it('is not known from the day after: neither name nor number nor reference is left', async () => {
    const world = await worldAfter(STORY, OVER);
    expect(await living(world)).toEqual([]);
    expect(world.watch.counts.get('RecordsLetGo')).toBe(1);
    expect(world.watch.alarms).toEqual([]);
    const left = await everythingIn(cleared(world));
    expect(left).toBe('[[],[],[]]');
  });

  it('is known as long as a letter is still to come', async () => {
    const [rule] = kent.versions.at(-1)?.rules.filter(({ id }) => id === 'front-door-notice') ?? [];
    if (!rule) throw new Error('Kent has such a rule');
    const yearly = {
      ...rule,
      id: 'each-year',
      upon: 'ended',
      every: { unit: 'years', n: 1, times: 4 },
    } as const;
    const versions = kent.versions.map((version) => ({ ...version, rules: [...version.rules, yearly] }));
    const world = await worldAfter(STORY, '2029-06-01T00:00:00Z', { ...kent, versions });
    expect(await living(world)).toHaveLength(1);
    await say(world, [], '2032-06-01T00:00:00Z');
    expect(await living(world)).toEqual([]);
  });

  it('is known for ever where the file names no period', async () => {
    const { retention: _, ...silent } = kent;
    const world = await worldAfter(STORY, '2066-11-26T00:00:00Z', silent);
    expect(await living(world)).toHaveLength(1);
    expect(cleared(world).episodes.receipts.size).toBe(2);
    expect(await living(world)).toHaveLength(1);
  });

  it('is let go by a calendar that does not reach back to the episode', async () => {
    const world = await worldAfter(STORY, '2027-06-01T00:00:00Z');
    const calendar = { ...kent.calendar, covers: { from: '2028-01-01', to: '2032-12-31' }, bankHolidays: [] };
    await say({ ...world, policy: { ...kent, hash: 'later', calendar } }, [], OVER);
    expect(await living(world)).toEqual([]);
    expect(world.watch.alarms).toEqual([]);
  });

  it('is let go by a period that was shortened later, and kept by one that was lengthened', async () => {
    const under = (closed: string): Policy => ({
      ...kent,
      hash: closed,
      retention: { closed, messages: 'P90D' },
    });
    const short = await worldAfter(STORY, '2027-12-01T00:00:00Z');
    await say({ ...short, policy: under('P1Y') }, [], '2027-12-02T00:00:00Z');
    expect(await living(short)).toEqual([]);
    const long = await worldAfter(STORY, '2027-12-01T00:00:00Z');
    await say({ ...long, policy: under('P25Y') }, [], OVER);
    expect(await living(long)).toHaveLength(1);
  });
});

describe('a child of whom the case system alone has spoken', () => {
  const closed = caseOf('2026-11-20T10:00:00Z', WHOLE, { status: 'not-open' });

  it('is let go as any other, once the case is closed', async () => {
    const world = await worldAfter([closed], '2028-11-21T12:00:00Z');
    expect(await everythingIn(cleared(world))).toBe('[[],[],[]]');
  });

  it('is known as long as the same is said again, though it is nothing new', async () => {
    const again = caseOf('2027-11-20T10:00:00Z', WHOLE, { status: 'not-open' });
    const world = await worldAfter([closed, again], '2029-11-19T12:00:00Z');
    expect(await living(world)).toHaveLength(1);
    await say(world, [], '2029-11-21T12:00:00Z');
    expect(await living(world)).toEqual([]);
  });
});

describe('a child', () => {
  const at = '2026-12-01T10:00:00Z';
  const lifted = '2030-12-01T10:00:00Z';

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['whose case is open', { status: 'looked-after' }, { status: 'not-open' }],
    ['of whose case the status is not known', { status: null }, { status: 'not-open' }],
    ['under a legal hold', { status: 'not-open', legalHold: true }, { status: 'not-open', legalHold: false }],
    [
      'of whom nobody knows whether there is a hold',
      { status: 'not-open', legalHold: null },
      { status: 'not-open', legalHold: false },
    ],
  ])('%s is known until that is over, and the period after it', async (_, holds, over) => {
    const world = await worldAfter([...STORY, caseOf(at, WHOLE, holds)], '2030-11-26T00:00:00Z');
    expect(await living(world)).toHaveLength(1);
    await say(world, [caseOf(lifted, WHOLE, over)], '2032-11-30T12:00:00Z');
    expect(await living(world)).toHaveLength(1);
    await say(world, [], '2032-12-02T12:00:00Z');
    expect(await living(world)).toEqual([]);
  });

  it('under a legal hold keeps the messages that come meanwhile, and who demanded it stands in the record', async () => {
    const hold = caseOf(at, WHOLE, { status: 'not-open', legalHold: true });
    const world = await worldAfter([...STORY, hold], '2027-11-26T00:00:00Z');
    const kept = [...cleared(world).episodes.receipts.values()];
    expect(kept.map(({ body }) => JSON.parse(body).data.legalHold)).toEqual([true]);
    const [record] = await living(world);
    expect(record?.case['legalHold']).toEqual({
      'urn:case-system:kent': expect.objectContaining({
        value: true,
        by: 'case-system',
        time: expect.anything(),
      }),
    });
  });
});

describe('a message', () => {
  it('as it came goes after its own period, and what it said stays', async () => {
    const world = cleared(await worldAfter(STORY, '2027-03-01T00:00:00Z'));
    expect(world.episodes.receipts.size).toBe(0);
    expect(await living(world)).toMatchObject([{ references: { 'MP-1': {} } }]);
  });

  it('that comes back after that tells nobody anything, and prolongs nothing', async () => {
    const message = said(kent, reported('MP-1', { person: WHOLE }));
    const world = await worldAfter(STORY, '2027-01-01T00:00:00Z');
    await deliver(world, message);
    cleared(world).clock.moveTo('2027-05-01T00:00:00.000Z');
    world.episodes.clear(world.clock.now());
    const [before] = await living(world);
    const sent = world.post.sent.length;
    await deliver(world, message);
    await sweepOf(world);
    expect((await living(world))[0]?.references).toEqual(before?.references);
    expect(world.post.sent).toHaveLength(sent);
    await say(world, [], OVER);
    expect(await living(world)).toEqual([]);
  });

  it('that nobody could read goes with what was told of it, unless more of that sender came', async () => {
    const unreadable = { ...said(kent, reported('MP-1')), body: '{' };
    const world = await worldAfter([], '2026-11-20T22:00:00Z');
    await deliver(world, unreadable);
    await sweepOf(world);
    world.clock.moveTo('2027-02-01T00:00:00.000Z');
    await deliver(world, { ...unreadable, body: '[' });
    await sweepOf(world);
    world.clock.moveTo('2027-02-20T00:00:00.000Z');
    expect(await recordsIn(cleared(world))).toMatchObject([{ kind: 'unreadable' }]);
    expect(world.post.sent).toHaveLength(2);
    world.clock.moveTo('2027-05-10T00:00:00.000Z');
    expect(await recordsIn(cleared(world))).toEqual([]);
  });
});

const noticesOf = ({ post }: World): number =>
  post.sent.filter(({ letter }) => letter.actions[0]?.startsWith('front-door-notice/')).length;

const WORD: [string, (at: string) => Said][] = [
  ['goes missing again', (at) => reported('MP-2', { person: WHOLE, lastSeenAt: later(at, -HOUR) }, { at })],
  [
    'is missing under the same reference',
    (at) => reported('MP-1', { person: WHOLE, lastSeenAt: later(at, -HOUR) }, { at }),
  ],
  ['has a case', (at) => caseOf(at, WHOLE)],
  ['is spoken of under the old reference', (at) => updated(at, 'MP-1', { risk: 'high' })],
];
const WHEN: [string, number][] = [
  ['a day before the end', -DAY],
  ['an hour before the end', -HOUR],
  ['an hour after the end', HOUR],
  ['a day after the end', DAY + HOUR],
  ['a week after the end', 7 * DAY],
];

describe.each(WORD)('a child who %s', (what, message) => {
  it.each(
    WHEN.flatMap(([when, by]) =>
      [true, false].flatMap((swept) => [true, false].map((isCleared) => ({ when, by, swept, isCleared }))),
    ),
  )('$when is on one record, told of once (swept before: $swept, cleared: $isCleared)', async (how) => {
    const world = await worldAfter(STORY, '2027-06-01T00:00:00Z');
    const end = '2028-11-26T00:00:00.000Z';
    const at = later(end, how.by);
    if (how.swept) {
      world.clock.moveTo(how.by > DAY ? later(end, 2 * HOUR) : later(at, -2 * HOUR));
      await sweepOf(world);
    }
    world.clock.moveTo(at);
    if (how.isCleared) world.episodes.clear(at);
    const before = noticesOf(world);
    const word = said(kent, message(at));
    await deliver(world, word);
    await deliver(world, word);
    for (let hours = 0; hours < 2; hours++) await sweepOf(world);
    const known = await living(world);
    expect(known).toHaveLength(1);
    const { keys } = await world.episodes.lookUp('', ['reference#MP-1', 'reference#MP-2', 'family#example']);
    const leadTo = new Set(Object.values(keys).flatMap((entries) => Object.values(entries)));
    expect([...leadTo]).toEqual([known[0]?.id]);
    if (what === 'goes missing again') expect(noticesOf(world) - before).toBe(1);
    expect(world.watch.alarms).toEqual([]);
  });
});
