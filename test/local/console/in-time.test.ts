// One order over many open episodes, in the time that a page has: what was planned is kept, and the next page goes on from there.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../shared/core/instant.ts';
import type { ChildRecord } from '../../../shared/core/record.ts';
import { lasting, procedureOf, record, reported, rule, toldAll } from '../../core/told.ts';
import { copies, Many, referencesIn } from './many.ts';

const NOW = '2026-11-20T22:10:00.000Z';
const TOO_LATE =
  'The episodes could not all be put in one order in time: something more urgent can be on another page.';
const policy = procedureOf(
  rule('notice'),
  rule('week', { after: lasting('P7DT30M', 'received') }),
  rule('month', { after: lasting('P30D', 'received') }),
);

/** Told of all that is due; nothing more falls due within a week. */
let quiet: ChildRecord;
/** Its next letter is overdue. */
let late: ChildRecord;
/** Half an hour more than a week, and something falls due. */
let fresh: ChildRecord;
beforeAll(() => {
  const of = (id: string, at: string) =>
    ({ ...record(reported({ lastSeenAt: at }, { subject: id, at })), id }) as ChildRecord;
  quiet = toldAll(of('ME-0000', '2026-11-01T22:05:00.000Z'), policy, NOW);
  late = of('ME-LATE', '2026-11-11T22:05:00.000Z');
  fresh = toldAll(of('ME-NEW', '2026-11-20T22:05:00.000Z'), policy, NOW);
});

describe('150 open episodes, of which a page can plan 50', () => {
  let many: Many;
  let passed: number;
  beforeEach(() => {
    passed = 0;
    many = new Many(policy, NOW, [...copies(quiet, 149), late]);
    many.elapsed = () => passed;
    many.seen = {
      ...many.seen,
      read: async (ids, what) => {
        if (what === 'to order') passed += 2 * SECOND;
        many.read.push(...ids.map((id) => `${id} ${what}`));
        return ids.flatMap((id) => many.records.get(id)?.record ?? []);
      },
    };
  });

  it('are in the order of the index, and the page says so, until all are planned', async () => {
    const pages = [await many.main(), await many.main(), await many.main(), await many.main()];
    expect(pages.map((main) => main.includes(TOO_LATE))).toEqual([true, true, false, false]);
    expect(pages.map((main) => referencesIn(main)[0])).toEqual(['ME-0000', 'ME-0000', 'ME-LATE', 'ME-LATE']);
    expect(pages.map((main) => referencesIn(main).length)).toEqual([40, 40, 40, 40]);
    expect(pages[0]).toContain(
      'something overdue for which no letter is left to send can be on the last page',
    );
    expect(many.timesRead('to order')).toBe(150);
  });

  it('lead from page to page all the same', async () => {
    const first = await many.main();
    expect(first).toContain('href="/?page=2"');
    const second = await many.main('page=2');
    expect(second).toContain(TOO_LATE);
    expect(referencesIn(second)[0]).toBe('ME-0040');
  });

  it('have the messages that nobody could read pointed out meanwhile, and rows in their place', async () => {
    const others = [...many.records];
    many.records.clear();
    for (let n = 0; n < 45; n++) {
      const unreadable = {
        kind: 'unreadable',
        id: `u${n}`,
        sender: 'police',
        windows: [],
        told: {},
      } as const;
      many.records.set(`u${n}`, { record: unreadable, version: 1 });
    }
    for (const [id, kept] of others) many.records.set(id, kept);
    const first = await many.main();
    expect(first).toContain(TOO_LATE);
    expect(first).toContain('have just been put to the front door');
    expect(referencesIn(first)).toHaveLength(40);
  });

  it('are not begun again where a read failed in between', async () => {
    const { read } = many.seen;
    let reads = 0;
    many.elapsed = () => 0;
    many.seen = {
      ...many.seen,
      read: (ids, what) =>
        what === 'to order' && ++reads === 2 ? Promise.reject(new Error('no way there')) : read(ids, what),
    };
    await expect(many.page()).rejects.toThrow('no way there');
    expect(referencesIn(await many.main())[0]).toBe('ME-LATE');
    expect(many.timesRead('to order')).toBe(150);
  });
});

describe('two functions that are warm', () => {
  it('show the same pages, whichever of them planned first', async () => {
    const two = ['22:10', '22:50'].map(
      (time) => new Many(policy, `2026-11-20T${time}:00.000Z`, [...copies(quiet, 45), fresh]),
    );
    for (const one of two) {
      await one.page();
      one.seen = { ...one.seen, now: () => '2026-11-20T22:55:00.000Z' };
    }
    const [first = '', second = ''] = await Promise.all(two.map((one) => one.main()));
    expect(referencesIn(second)).toEqual(referencesIn(first));
    expect(referencesIn(first)[0]).toBe('ME-NEW');
  });
});
