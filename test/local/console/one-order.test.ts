// More open episodes than a page holds: whoever has waited longest is on the first, whatever letter comes next.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { home } from '../../../shared/console/home.ts';
import type { Open, Seen } from '../../../shared/console/seen.ts';
import { later, MINUTE } from '../../../shared/core/instant.ts';
import type { ChildRecord } from '../../../shared/core/record.ts';
import { ASHA, ROBIN, reported } from '../../situations/cast.ts';
import { childrenOf, played, procedure } from '../../situations/playing.ts';

const MANY = 100;
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

/** Each as often as it is written, and the one that has waited longest is the last that a letter goes out for. */
let records: Map<string, { record: ChildRecord; version: number }>;
let read: string[];
let seen: Seen;
beforeEach(() => {
  const many = Array.from({ length: MANY - 1 }, (_, n): ChildRecord => {
    const reference = `ME-${String(n).padStart(4, '0')}`;
    const json = JSON.stringify(fresh).replaceAll('ME-0000', reference);
    return { ...(JSON.parse(json) as ChildRecord), id: reference };
  });
  records = new Map([...many, waiting].map((record) => [record.id, { record, version: 1 }]));
  read = [];
  seen = {
    policy: procedure('darlington'),
    now: () => NOW,
    async open(most, from) {
      const all = [...records].map(([id, { version }]): Open => ({ id, version: `${version}`, place: id }));
      const start = all.findIndex(({ id }) => id === from) + 1;
      return { open: all.slice(start, start + most), isAll: all.length <= start + most };
    },
    async read(ids, what) {
      read.push(...ids.map((id) => `${id} ${what}`));
      return ids.flatMap((id) => records.get(id)?.record ?? []);
    },
    find: async () => undefined,
    paused: async () => false,
    queues: async () => [],
  };
});

const page = async (query = '') => (await home(seen, new URLSearchParams(query))).main;
const referencesIn = (main: string) => [...main.matchAll(/ref=(ME-\w+)"/g)].map(([, reference]) => reference);
const timesRead = (what: string) => read.filter((each) => each.endsWith(what)).length;

describe(`${MANY} open episodes`, () => {
  it('begin with whoever has waited longest, though its next letter is the last of all', async () => {
    const first = await page();
    expect(referencesIn(first)[0]).toBe('ME-LONG');
    expect(first).toContain('The order above goes on from page to page.');
  });

  it('are said of page by page: which one it is, and what is overdue on it', async () => {
    const titles = await Promise.all(
      ['', 'page=2', 'page=9'].map(async (query) => (await home(seen, new URLSearchParams(query))).title),
    );
    expect(titles).toEqual([1, 2, 3].map((n) => `Open episodes, page ${n} of 3`));
    expect(await page()).toContain('>On this page one episode has something overdue.<');
    expect(await page('page=2')).not.toContain('overdue.<');
    for (const id of [...records.keys()].slice(0, 70)) records.delete(id);
    expect((await home(seen, new URLSearchParams())).title).toBe('Open episodes');
    expect(await page()).toContain('>One episode has something overdue.<');
  });

  it('are each on one page, and the pages lead to each other', async () => {
    const pages = [await page(), await page('page=2'), await page('page=3')];
    expect(pages.map((main) => referencesIn(main).length)).toEqual([40, 40, 20]);
    expect(new Set(pages.flatMap(referencesIn)).size).toBe(MANY);
    const leads = pages.map((main) => [...main.matchAll(/href="(\/\?[^"]+|\/)"/g)].map(([, to]) => to));
    expect(leads).toEqual([['/?page=2'], ['/', '/?page=3'], ['/', '/?page=2']]);
  });

  it.each(['0', '-1', 'x', '99', '1e9', '2.7'])('have a page where a link was altered: %s', async (asked) => {
    expect(referencesIn(await page(`page=${asked}`)).length).toBeGreaterThan(0);
  });

  it('are read once to order them, and again only what was written since', async () => {
    await page();
    expect([timesRead('to order'), timesRead('to show')]).toEqual([MANY, 40]);
    read = [];
    const other = records.get('ME-0007');
    if (other) other.version += 1;
    await page('page=2');
    expect(read.filter((each) => each.endsWith('to order'))).toEqual(['ME-0007 to order']);
    expect(timesRead('to show')).toBe(40);
  });

  it('are planned again after an hour, since more falls due in view', async () => {
    await page();
    read = [];
    seen = { ...seen, now: () => later(NOW, 61 * MINUTE) };
    await page();
    expect(timesRead('to order')).toBe(MANY);
  });

  it('keep one on the first page that nobody can plan, whatever the index says of it', async () => {
    const broken = { ...waiting, id: 'broken', references: { 'ME-BROKEN': { reported: null } } };
    records.set('broken', { record: broken as unknown as ChildRecord, version: 1 });
    expect(await page()).toContain('Not planned: ME-BROKEN. Follow the procedure by hand.');
  });

  it('that no longer fit one order follow the index, and the page says so', async () => {
    for (let n = MANY; n <= 400; n++) records.set(`more-${n}`, { record: fresh, version: 1 });
    const first = await page();
    expect(first).toContain('There are more than 400: too many for one order.');
    expect(referencesIn(first)[0]).toBe('ME-0000');
    expect([timesRead('to order'), timesRead('to show')]).toEqual([0, 40]);
    expect(first).toContain('<a rel="next" href="/?from=ME-0039">The next 40</a>');
  });
});
