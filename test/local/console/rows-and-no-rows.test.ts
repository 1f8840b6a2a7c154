// What is open and has no row of its own takes no room of what has one, and that nothing is open is said only where it is so.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChildRecord, HomewardRecord } from '../../../shared/core/record.ts';
import { emptyChild } from '../../../shared/core/record.ts';
import { ROBIN, reported } from '../../situations/cast.ts';
import { childrenOf, played, procedure } from '../../situations/playing.ts';
import { copies, Many, referencesIn } from './many.ts';

const NOW = '2026-11-20T23:00:00.000Z';
const policy = procedure('darlington');
const NOBODY = 'No episode is open.';
const UNREAD = 'have just been put to the front door';

let child: ChildRecord;
beforeAll(async () => {
  const world = await played(policy, [reported('ME-0000', { person: ROBIN })], NOW);
  const [one] = await childrenOf(world);
  if (!one) throw new Error('A child was reported missing');
  child = one;
});

const times = (many: number, of: (id: string) => HomewardRecord) =>
  Array.from({ length: many }, (_, n) => of(`other-${n}`));
const unreadable = (id: string): HomewardRecord => ({
  kind: 'unreadable',
  id,
  sender: 'urn:police',
  windows: [],
  told: {},
});
const digest = (id: string): HomewardRecord => ({ kind: 'digest', id, windows: [], told: {} }) as never;
const joined = (id: string): HomewardRecord => ({ ...emptyChild(id), joinedTo: 'ME-0000' });

describe('45 open records without a row, before 60 with one', () => {
  it.each([
    ['unreadable', unreadable],
    ['of a digest', digest],
    ['joined to another', joined],
    ['without an episode', emptyChild],
  ])('%s: each page is of rows alone', async (what, of) => {
    const many = new Many(policy, NOW, [...times(45, of), ...copies(child, 60)]);
    const [first, second] = [await many.main(), await many.main('page=2')];
    expect([first, second].map((main) => referencesIn(main).length)).toEqual([40, 20]);
    expect(new Set([first, second].flatMap(referencesIn)).size).toBe(60);
    expect((await many.page('page=9')).title).toBe('Open episodes, page 2 of 2');
    expect([first, second].map((main) => main.includes(UNREAD))).toEqual([what === 'unreadable', false]);
    expect(first + second).not.toContain(NOBODY);
  });

  it('gone since the index was written: nor are these read again and again', async () => {
    const many = new Many(policy, NOW, copies(child, 60));
    for (let n = 0; n < 45; n++) many.records.set(`gone-${n}`, { version: 1 });
    expect(referencesIn(await many.main())).toHaveLength(40);
    expect(referencesIn(await many.main('page=2'))).toHaveLength(20);
    expect(many.timesRead('to order')).toBe(105);
  });

  it('and more than fit one order: the page says what is on it, and leads on', async () => {
    const many = new Many(policy, NOW, [...times(45, unreadable), ...copies(child, 400)]);
    const first = await many.main();
    expect(first).toContain('No episode is on this page.');
    expect(first).toContain(UNREAD);
    expect(first).toContain('href="/?from=other-39"');
    expect(first).not.toContain(NOBODY);
    expect(referencesIn(await many.main('from=other-39'))).toHaveLength(35);
  });
});

describe('that no episode is open', () => {
  it.each(['', 'page=2', 'from=abc'])('is said where nothing is: %j', async (query) => {
    const { title, main } = await new Many(policy, NOW, []).page(query);
    expect(title).toBe('Open episodes');
    expect(main).toContain(NOBODY);
    expect(main).not.toMatch(/too many|class="pages"/);
  });

  it.each([1, 45])('is said where messages are unreadable and nothing else is: %i', async (count) => {
    const main = await new Many(policy, NOW, times(count, unreadable)).main();
    expect(main).toContain(NOBODY);
    expect(main).toContain(UNREAD);
  });

  it('is not said of what nobody can plan', async () => {
    const broken = { ...child, references: { 'ME-BROKEN': { reported: null } } } as unknown as ChildRecord;
    const main = await new Many(policy, NOW, [broken]).main();
    expect(main).toContain('Not planned: ME-BROKEN.');
    expect(main).toContain('No other episode is open.');
    expect(main).not.toContain(NOBODY);
  });
});
