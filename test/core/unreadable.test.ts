import { describe, expect, it } from 'vitest';
import type { UnreadableRecord } from '../../shared/core/record.ts';
import { gather, lettersOnUnreadable } from '../../shared/core/unreadable.ts';
import { rule } from './told.ts';

const NOON = '2026-11-20T12:00:00.000Z';
const later = (minutes: number, seconds = 0) =>
  new Date(Date.parse(NOON) + minutes * 60_000 + seconds * 1_000).toISOString();

const empty: UnreadableRecord = { kind: 'unreadable', id: 'u-1', sender: 'police', windows: [], told: {} };
const gathered = (...at: string[]) => at.reduce((all, each, n) => gather(all, `m${n}`, each), empty);

describe('unreadable messages of one sender', () => {
  it('are gathered for a quarter of an hour from the first', () => {
    expect(gathered(NOON, later(14, 59)).windows).toEqual([
      { opensAt: NOON, messages: ['m0', 'm1'], more: 0 },
    ]);
    expect(gathered(NOON, later(15)).windows).toEqual([
      { opensAt: NOON, messages: ['m0'], more: 0 },
      { opensAt: later(15), messages: ['m1'], more: 0 },
    ]);
  });

  it('are gathered once, though they come twice, in whichever window', () => {
    const two = gathered(NOON, later(1), later(20));
    for (const message of ['m0', 'm1', 'm2']) expect(gather(two, message, later(21))).toBe(two);
  });

  it('are named up to twenty, then only counted', () => {
    const window = gathered(...Array.from({ length: 23 }, () => NOON)).windows[0];
    expect(window?.messages).toHaveLength(20);
    expect(window?.more).toBe(3);
    const next = gather(gathered(...Array.from({ length: 23 }, () => NOON), later(15)), 'x', later(16));
    expect(next.windows.map(({ messages, more }) => messages.length + more)).toEqual([23, 2]);
  });

  it('are kept in the last two hundred windows', () => {
    const many = gathered(...Array.from({ length: 203 }, (_, n) => later(15 * n)));
    expect(many.windows).toHaveLength(200);
    expect(many.windows[0]?.opensAt).toBe(later(45));
    expect(many.windows.at(-1)?.opensAt).toBe(later(15 * 202));
  });
});

describe('the letters on them', () => {
  const unreadable = rule('unreadable', {
    upon: 'unreadable',
    do: 'request',
    clauses: ['C-1', 'C-2'],
    to: [{ role: 'front-door' }, { route: 'nobody' }],
    says: 'A message could not be read.',
  });
  const letters = (of: UnreadableRecord) => lettersOnUnreadable(of, unreadable);

  it('tell the first at once', () => {
    expect(letters(gathered(NOON))).toEqual([
      {
        id: `unreadable/${NOON}/1/front-door:first`,
        rule: 'unreadable',
        reference: NOON,
        occurrence: 1,
        kind: 'email',
        purpose: 'request',
        basis: 'statutory',
        upon: 'unreadable',
        clauses: ['C-1', 'C-2'],
        roles: ['front-door'],
        says: 'A message could not be read.',
        dueAt: NOON,
        knownAt: NOON,
        tells: 'nothing',
        because: ['A message could not be understood [C-1, C-2]'],
        count: 1,
      },
    ]);
  });

  it('tell of the rest together when the quarter of an hour is over', () => {
    const rest = letters(gathered(NOON, later(1), later(2))).slice(1);
    expect(rest).toMatchObject([
      {
        id: `unreadable/${NOON}/1/front-door:rest`,
        dueAt: later(15),
        count: 2,
        because: ['2 messages could not be understood [C-1, C-2]'],
      },
    ]);
    expect(letters(gathered(NOON, later(1))).map(({ count }) => count)).toEqual([1, 1]);
  });

  it('count those that are not named', () => {
    expect(letters(gathered(...Array.from({ length: 23 }, () => NOON))).map(({ count }) => count)).toEqual([
      1, 22,
    ]);
  });
});
