// More open episodes than a page holds: whoever has waited longest is on the first, whatever letter comes next.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { later, MINUTE } from '../../../shared/core/instant.ts';
import type { ChildRecord } from '../../../shared/core/record.ts';
import { ASHA, ROBIN, reported } from '../../situations/cast.ts';
import { childrenOf, played, procedure } from '../../situations/playing.ts';
import { copies, Many, referencesIn } from './many.ts';

/** More than are read at once. */
const MANY = 150;
const NOW = '2026-11-20T23:00:00.000Z';

let waiting: ChildRecord;
let fresh: ChildRecord;
beforeAll(async () => {
  const long = { person: ASHA, reportedAt: '2026-11-12T22:00:00Z', lastSeenAt: '2026-11-12T20:30:00Z' };
  const world = await played(
    procedure('darlington'),
    [reported('ME-LONG', long, { at: '2026-11-12T22:05:00Z' }), reported('ME-0000', { person: ROBIN })],
    NOW,
  );
  const children = await childrenOf(world);
  const of = (reference: string) => children.find(({ references }) => reference in references) ?? fail();
  [waiting, fresh] = [of('ME-LONG'), of('ME-0000')];
});
const fail = () => {
  throw new Error('Two children were reported missing');
};

/** The one that has waited longest is the last that a letter goes out for. */
let many: Many;
beforeEach(() => {
  many = new Many(procedure('darlington'), NOW, [...copies(fresh, MANY - 1), waiting]);
});

describe(`${MANY} open episodes`, () => {
  it('begin with whoever has waited longest, though its next letter is the last of all', async () => {
    const first = await many.main();
    expect(referencesIn(first)[0]).toBe('ME-LONG');
    expect(first).toContain('The order above goes on from page to page.');
  });

  it('say of the next letter a whole sentence, not a word that is cut', async () => {
    const kent = procedure('kent');
    const one =
      (await childrenOf(await played(kent, [reported('ME-0001')], '2026-11-20T22:30:00Z')))[0] ?? fail();
    const main = await new Many(kent, '2026-11-20T22:30:00Z', [one]).main();
    expect(main).toMatch(
      /: request to team manager: Please hold a strategy discussion [^<]+, with that authority\.</,
    );
  });

  it('are said of page by page: which one it is, and what is overdue on it', async () => {
    const pages = await Promise.all(['', 'page=2', 'page=9'].map((query) => many.page(query)));
    expect(pages.map(({ title }) => title)).toEqual([1, 2, 4].map((n) => `Open episodes, page ${n} of 4`));
    expect(await many.main()).toContain('>On this page one episode has something overdue.<');
    expect(await many.main('page=2')).not.toContain('overdue.<');
    for (const id of [...many.records.keys()].slice(0, 120)) many.records.delete(id);
    expect((await many.page()).title).toBe('Open episodes');
    expect(await many.main()).toContain('>One episode has something overdue.<');
  });

  it('are each on one page, and the pages lead to each other', async () => {
    const pages = await Promise.all(['', 'page=2', 'page=3', 'page=4'].map((query) => many.main(query)));
    expect(pages.map((main) => referencesIn(main).length)).toEqual([40, 40, 40, 30]);
    expect(new Set(pages.flatMap(referencesIn)).size).toBe(MANY);
    const leads = pages.map((main) => [...main.matchAll(/href="(\/\?[^"]+|\/)"/g)].map(([, to]) => to));
    expect(leads).toEqual([
      ['/?page=2'],
      ['/', '/?page=3'],
      ['/', '/?page=2', '/?page=4'],
      ['/', '/?page=3'],
    ]);
  });

  it.each(['page=0', 'page=-1', 'page=x', 'page=99', 'page=1e9', 'page=2.7', 'from=abc', 'from=ME-0007'])(
    'have a page where a link was altered, or is of another time: %s',
    async (asked) => {
      const main = await many.main(asked);
      expect(referencesIn(main).length).toBeGreaterThan(0);
      expect(main).toContain('The order above goes on from page to page.');
    },
  );

  it('are read once to order them, and again only what was written since', async () => {
    await many.page();
    expect([many.timesRead('to order'), many.timesRead('to show')]).toEqual([MANY, 40]);
    many.read = [];
    const other = many.records.get('ME-0007');
    if (other) other.version += 1;
    await many.page('page=2');
    expect(many.read.filter((each) => each.endsWith('to order'))).toEqual(['ME-0007 to order']);
    expect(many.timesRead('to show')).toBe(40);
  });

  it('are forgotten once they are no longer open', async () => {
    await many.page();
    const gone = many.records.get('ME-0007');
    many.records.delete('ME-0007');
    await many.page();
    if (gone) many.records.set('ME-0007', gone);
    many.read = [];
    await many.page();
    expect(many.read.filter((each) => each.endsWith('to order'))).toEqual(['ME-0007 to order']);
  });

  it('are planned again in the next hour, since more falls due in view', async () => {
    await many.page();
    many.read = [];
    many.seen = { ...many.seen, now: () => later(NOW, 59 * MINUTE) };
    await many.page();
    expect(many.timesRead('to order')).toBe(0);
    many.seen = { ...many.seen, now: () => later(NOW, 60 * MINUTE) };
    await many.page();
    expect(many.timesRead('to order')).toBe(MANY);
  });

  it('keep one on the first page that nobody can plan, whatever the index says of it', async () => {
    const broken = { ...waiting, id: 'broken', references: { 'ME-BROKEN': { reported: null } } };
    many.records.set('broken', { record: broken as unknown as ChildRecord, version: 1 });
    expect(await many.main()).toContain('Not planned: ME-BROKEN. Follow the procedure by hand.');
  });

  it('are in one order as long as they are 400', async () => {
    many = new Many(procedure('darlington'), NOW, [...copies(fresh, 399), waiting]);
    expect((await many.page()).title).toBe('Open episodes, page 1 of 10');
    expect(referencesIn(await many.main())[0]).toBe('ME-LONG');
  });

  it('that no longer fit one order follow the index, and the page says so', async () => {
    many = new Many(procedure('darlington'), NOW, [...copies(fresh, 400), waiting]);
    const first = await many.main();
    expect(first).toContain('There are more than 400: too many for one order.');
    expect(referencesIn(first)[0]).toBe('ME-0000');
    expect([many.timesRead('to order'), many.timesRead('to show')]).toEqual([0, 40]);
    expect(first).toContain('<a rel="next" href="/?from=ME-0039">The next 40</a>');
    const second = await many.main('from=ME-0039');
    expect(referencesIn(second)).toEqual(referencesIn(await many.main()).map((_, n) => `ME-00${n + 40}`));
    const last = await many.main('from=ME-0360');
    expect(referencesIn(last)).toHaveLength(40);
    expect(last).not.toContain('rel="next"');
  });
});
