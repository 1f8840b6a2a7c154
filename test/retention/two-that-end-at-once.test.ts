// Two records of one child that come to their end at one moment, just as there is word that ties them together.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { caseOf, found, reported, updated } from '../situations/cast.ts';
import { type Said, said } from '../situations/playing.ts';
import { type Bound, inEveryOrder, type Run } from './interleaved.ts';
import { hears, isOnOneRecord, OVER, overdueAfter, settledAt, WHOLE } from './word-at-the-end.ts';
import { ask, brief, living, worldAfter } from './years.ts';

// Who is told, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

/** Somebody was found of whom no name was said; the case system knows a child. */
const LONG_AGO: Said[] = [
  found('2026-11-22T09:00:00Z', 'MP-1', { outcome: 'found', locatedAt: '2026-11-22T08:00:00Z' }),
  caseOf('2026-11-22T09:00:00Z', WHOLE, { status: 'not-open' }),
];

let before: World;
let ends: Run[];
beforeAll(async () => {
  before = await worldAfter(LONG_AGO, '2027-06-20T12:00:00Z', brief);
  const resting = await before.episodes.resting(OVER, 3);
  expect(resting).toHaveLength(2);
  expect(await living(before)).toHaveLength(2);
  ends = resting.map(
    (id): Run =>
      (world) =>
        ask(world, id),
  );
});

const WORD: [string, Said][] = [
  [
    'is reported missing under the old reference',
    reported('MP-1', { person: WHOLE, lastSeenAt: OVER }, { at: OVER }),
  ],
  ['is named under the old reference', updated(OVER, 'MP-1', { person: WHOLE })],
];

const tried = (word: Said, bound: Bound) => {
  const message = said(brief, word);
  const isTrue = async (world: World) => {
    await settledAt(world, [message]);
    await isOnOneRecord(world, word);
  };
  return inEveryOrder(() => overdueAfter(before), [...ends, hears(message)], isTrue, bound);
};

describe.each(WORD)('a child who %s while both records come to their end', (_, word) => {
  it('is on one record, and every key leads there', async () => {
    expect(await tried(word, { switches: 2 })).toBeGreaterThan(100);
  });

  it.each([
    ['the first end', 0],
    ['the second end', 1],
    ['the message', 2],
  ])('is so though the run of %s dies at one of its calls', async (__, run) => {
    for (let calls = 0; calls < 12; calls += 2)
      await tried(word, { switches: 1, dies: { run, before: calls } });
  });
});
