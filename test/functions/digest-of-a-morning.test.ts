// How a morning's digest is put together, once: when, from what, and how much of it.
import { describe, expect, it } from 'vitest';
import type { Needs } from '../../functions/settle/handler.ts';
import { settle } from '../../functions/settle/handler.ts';
import type { DigestRecord } from '../../shared/core/digest.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { later, SECOND } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { OneChild } from './one-child.ts';
import { awaited, keptOf, NOON, nowhere, oneChild } from './one-child.ts';

const policy: Policy = { ...nowhere, digest: { to: ['director'], at: '08:00', on: 'every-day' } };
const ID = 'd-20261121';
const EIGHT = '2026-11-21T08:00:00.000Z';

/** The evening before a child went missing; nobody has looked since. */
async function morning(now: Instant = EIGHT): Promise<OneChild> {
  const child = await oneChild(policy);
  child.clock.moveTo(now);
  return child;
}

const begin = (child: OneChild, needs: Partial<Needs> = {}): Promise<void> =>
  settle(ID, {
    ...child,
    policy,
    deadline: later(child.clock.now(), 30 * SECOND),
    run: 'this-run',
    ...needs,
  });

async function digestOf({ episodes }: OneChild): Promise<DigestRecord | undefined> {
  const { kept } = await episodes.read(ID);
  return kept?.record.kind === 'digest' ? kept.record : undefined;
}

/** Copies of the child's record, so that there are so many. */
async function crowd(child: OneChild, many: number): Promise<void> {
  const { record } = await keptOf(child);
  for (let n = 1; n < many; n++)
    await child.episodes.write(
      { record: { ...record, id: `c-${n}` }, dueAt: NOON, policyHash: policy.hash },
      0,
    );
}

const sent = ({ post }: OneChild): string[] => post.sent.map(({ letter }) => letter.to.split('@')[0] ?? '');

describe('a digest whose hour has not come', () => {
  it.each([
    ['2026-11-21T07:59:59.500Z', '2026-11-21T08:00:00.500Z'],
    ['2026-11-21T07:50:00.000Z', EIGHT],
    ['2026-11-21T06:00:00.000Z', '2026-11-21T06:15:00.000Z'],
  ])('is asked for again: at %s for %s', async (now, then) => {
    const child = await morning(now);
    await begin(child);
    expect(awaited(child)).toEqual([(Date.parse(then) - Date.parse(NOON)) / 1_000]);
    expect(await digestOf(child)).toBeUndefined();
  });
});

describe('a digest is not put together', () => {
  it.each<[string, Instant, Partial<Needs>]>([
    ['twelve hours after its hour', '2026-11-21T20:00:00.000Z', {}],
    ['where the file has none', EIGHT, { policy: nowhere }],
    [
      'on a day that has none',
      EIGHT,
      { policy: { ...policy, digest: { to: ['director'], at: '08:00', on: 'working-days' } } },
    ],
  ])('%s', async (_, now, needs) => {
    const child = await morning(now);
    await begin(child, needs);
    expect(await digestOf(child)).toBeUndefined();
    expect(awaited(child)).toEqual([]);
  });

  it('in a pause', async () => {
    const child = await morning();
    child.episodes.paused = true;
    await begin(child);
    expect(await digestOf(child)).toBeUndefined();
    expect(awaited(child)).toEqual([]);
  });
});

describe('a digest', () => {
  it('is put together at its hour, is on record, and goes', async () => {
    const child = await morning();
    await begin(child);
    const digest = await digestOf(child);
    expect(digest).toMatchObject({ kind: 'digest', id: ID, date: '2026-11-21', asAt: EIGHT, unlisted: 0 });
    expect(digest?.lines).toHaveLength(1);
    expect(sent(child)).toEqual(['director']);
  });

  it('is due from the moment at which it is put together, under the policy of that moment', async () => {
    const child = await morning('2026-11-21T19:59:59.999Z');
    const { write } = child.episodes;
    const looks: unknown[] = [];
    child.episodes.write = async (kept, version) => {
      looks.push([kept.dueAt, kept.policyHash, version]);
      return write.call(child.episodes, kept, version);
    };
    await begin(child);
    expect(looks[0]).toEqual(['2026-11-21T19:59:59.999Z', policy.hash, 0]);
  });

  it('is put together once, though two begin it', async () => {
    const child = await morning();
    await Promise.all([begin(child, { run: 'one' }), begin(child, { run: 'two' })]);
    expect(sent(child)).toEqual(['director']);
  });

  it('tells what came since a week of mornings ago, where none was told', async () => {
    const child = await morning();
    await begin(child);
    expect((await digestOf(child))?.since).toBe('2026-11-14T08:00:00.000Z');
  });

  it('tells what came since the last one that anybody got, or that had nothing to tell', async () => {
    const sinceAfter = async (date: string, more: Partial<DigestRecord>) => {
      const child = await morning();
      const record: DigestRecord = {
        kind: 'digest',
        id: `d-${date.replaceAll('-', '')}`,
        date,
        since: NOON,
        asAt: `${date}T08:00:30.000Z`,
        lines: [],
        unlisted: 1,
        told: {},
        ...more,
      };
      await child.episodes.write({ record }, 0);
      await begin(child);
      return (await digestOf(child))?.since;
    };
    const told = (state: string) => ({ told: { a: { state } } }) as unknown as Partial<DigestRecord>;
    expect(await sinceAfter('2026-11-19', told('accepted'))).toBe('2026-11-19T08:00:30.000Z');
    expect(await sinceAfter('2026-11-20', { unlisted: 0 })).toBe('2026-11-20T08:00:30.000Z');
    const none = '2026-11-14T08:00:00.000Z';
    expect(await sinceAfter('2026-11-20', told('refused')), 'nobody got it').toBe(none);
    expect(await sinceAfter('2026-11-20', {}), 'it was not sent').toBe(none);
    expect(await sinceAfter('2026-11-14', told('accepted'))).toBe('2026-11-14T08:00:30.000Z');
    expect(await sinceAfter('2026-11-13', told('accepted')), 'that is too long ago').toBe(none);
  });

  it('has a line of each child, though nobody got the one before', async () => {
    const child = await morning();
    const refused = { rule: 'digest', mailbox: 'director@council.example', state: 'refused' };
    const record = {
      ...{ kind: 'digest', id: 'd-20261120', date: '2026-11-20', since: NOON, asAt: NOON },
      ...{ lines: [], unlisted: 1, told: { a: refused } },
    } as unknown as DigestRecord;
    await child.episodes.write({ record }, 0);
    await begin(child);
    const { lines, unlisted } = (await digestOf(child)) ?? {};
    expect([lines?.length, unlisted]).toEqual([1, 0]);
  });
});

describe('of many children a digest', () => {
  it('has sixty lines, and says of how many more it has none', async () => {
    const child = await morning();
    await crowd(child, 63);
    await begin(child);
    const { lines, unlisted } = (await digestOf(child)) ?? {};
    expect([lines?.length, unlisted]).toEqual([60, 3]);
  });

  it('reads a hundred at a time', async () => {
    const child = await morning();
    await crowd(child, 200);
    const { readAll } = child.episodes;
    const reads: number[] = [];
    child.episodes.readAll = async (ids) => {
      reads.push(ids.length);
      return readAll.call(child.episodes, ids);
    };
    await begin(child);
    expect(reads).toEqual([7, 100, 100]);
    const { lines, unlisted } = (await digestOf(child)) ?? {};
    expect([lines?.length, unlisted]).toEqual([60, 140]);
  });

  it('begins with the gravest, though that is read last', async () => {
    const child = await morning();
    await crowd(child, 62);
    const { record, version } = await keptOf(child, 'c-61');
    const graver = structuredClone(record);
    const said = graver.references['MP-1']?.['risk'];
    for (const each of Object.values(said ?? {})) Object.assign(each, { value: 'high' });
    await child.episodes.write({ record: graver, dueAt: NOON }, version);
    await begin(child);
    expect((await digestOf(child))?.lines[0]).toMatchObject({ risk: 'high' });
  });

  it('leaves time for its letters: what is not read by then has no line', async () => {
    const child = await morning();
    await crowd(child, 5);
    await begin(child, { deadline: later(EIGHT, 11.999 * SECOND) });
    expect(await digestOf(child)).toMatchObject({ lines: [], unlisted: 5 });
    const other = await morning();
    await begin(other, { deadline: later(EIGHT, 12 * SECOND) });
    expect(await digestOf(other)).toMatchObject({ unlisted: 0 });
  });

  it('has no line of one that cannot be planned, which stands in the way of no other', async () => {
    const child = await morning();
    await crowd(child, 3);
    const { record, version } = await keptOf(child, 'c-1');
    await child.episodes.write(
      { record: { ...record, references: { 'MP-1': null as never } }, dueAt: NOON },
      version,
    );
    await begin(child);
    const { lines, unlisted } = (await digestOf(child)) ?? {};
    expect([lines?.length, unlisted]).toEqual([2, 1]);
  });

  it('tells of children alone', async () => {
    const child = await morning();
    const unreadable = { kind: 'unreadable', sender: 'x', windows: [], told: {} } as const;
    for (const id of ['u-1', 'c-9'])
      await child.episodes.write({ record: { ...unreadable, id }, dueAt: NOON, policyHash: policy.hash }, 0);
    const { readAll } = child.episodes;
    const read: string[] = [];
    child.episodes.readAll = async (ids) => {
      read.push(...ids);
      return readAll.call(child.episodes, ids);
    };
    await begin(child);
    expect(read).not.toContain('u-1');
    const { lines, unlisted } = (await digestOf(child)) ?? {};
    expect([lines?.length, unlisted]).toEqual([1, 0]);
  });
});
