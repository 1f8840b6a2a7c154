// The end of a record while there is word of the child again: the calls of both in any order, and either dying at any of them.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { hash } from '../../functions/receive/whose-record.ts';
import type { World } from '../../local/simulate.ts';
import { deliver } from '../../local/simulate.ts';
import { ASHA, caseOf, found, reported, updated } from '../situations/cast.ts';
import { type Said, said } from '../situations/playing.ts';
import { inEveryOrder, type Run } from './interleaved.ts';
import { FAMILY, hears, isOnOneRecord, OVER, overdueAfter, settledAt, WHOLE } from './word-at-the-end.ts';
import { ask, brief, living, recordsIn, worldAfter } from './years.ts';

// Who is told, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

const at = (reference: string, person: object = WHOLE): Said =>
  reported(reference, { person, lastSeenAt: OVER }, { at: OVER });

/** Two records that were joined once the case system named the child: one leads to the other. */
const LONG_AGO: Said[] = [
  reported('MP-1', { person: WHOLE }),
  found('2026-11-22T09:00:00Z', 'MP-1', { outcome: 'found', locatedAt: '2026-11-22T08:00:00Z' }),
  updated('2026-11-22T09:05:00Z', 'MP-0', { risk: 'high' }),
  found('2026-11-22T09:10:00Z', 'MP-0', { outcome: 'found', locatedAt: '2026-11-22T08:00:00Z' }),
  updated('2026-11-22T09:20:00Z', 'MP-0', { person: WHOLE }),
];

let before: World;
let child: string;
beforeAll(async () => {
  before = await worldAfter(LONG_AGO, '2027-06-20T12:00:00Z', brief);
  [child = ''] = await before.episodes.resting(OVER, 2);
  const [record] = await living(before);
  expect(record).toMatchObject({ id: child, joinedFrom: [expect.anything()] });
});

const overdue = () => overdueAfter(before);
const recordNamed = (key: string, entry: string) => `c-${hash(`${key}\t${entry}`).slice(0, 24)}`;

const ends: Run = (world) => ask(world, child);

const ravi = said(brief, at('MP-9', { ...ASHA, givenName: 'Ravi', dateOfBirth: '2016-01-30' }));
const RAVI_SAYS = 'ravi|2016-01-30';
/** By the rule that names a new record. */
const SIBLING = recordNamed(FAMILY, RAVI_SAYS);

const WORD: [string, Said][] = [
  ['is missing again', at('MP-2')],
  ['is known to the case system', caseOf(OVER, WHOLE)],
  ['is spoken of under the old reference', updated(OVER, 'MP-1', { risk: 'high' })],
  ['is missing again under a reference that was joined', at('MP-0')],
];

describe.each(WORD)('a child who %s while the record comes to its end', (_, word) => {
  const message = said(brief, word);
  const isTrue = async (world: World) => {
    await settledAt(world, [message]);
    await isOnOneRecord(world, word, SIBLING);
  };

  it('is on one record, and every key leads there', async () => {
    const tried = await inEveryOrder(overdue, [ends, hears(message)], isTrue, { switches: 2 });
    expect(tried).toBeGreaterThan(20);
  });

  it('is so though the record is ended twice at once', async () => {
    const tried = await inEveryOrder(overdue, [ends, hears(message), ends], isTrue, { switches: 1 });
    expect(tried).toBeGreaterThan(20);
  });

  it.each([
    ['the end', 0],
    ['the message', 1],
  ])('is so though the run of %s dies at any of its calls', async (__, run) => {
    for (let before = 0; before < 16; before++) {
      const bound = { switches: 1, dies: { run, before } };
      await inEveryOrder(overdue, [ends, hears(message)], isTrue, bound);
    }
  });
});

describe('a record that comes to its end', () => {
  const isGone = async (world: World, ...others: string[]) => {
    await settledAt(world, []);
    const records = await recordsIn(world);
    expect(records.filter(({ id }) => !others.includes(id))).toEqual([]);
    const left = await world.episodes.fences(world.episodes.keys());
    return Object.values(left).flatMap(({ entries }) => Object.entries(entries));
  };

  it('leaves nothing of the child, wherever the run dies', async () => {
    for (let before = 0; before < 16; before++) {
      await inEveryOrder(overdue, [ends], async (world) => expect(await isGone(world)).toEqual([]), {
        switches: 0,
        dies: { run: 0, before },
      });
    }
  });

  it('leaves the key of a name to a child of the same name who is missing meanwhile', async () => {
    await inEveryOrder(
      overdue,
      [ends, hears(ravi)],
      async (world) => {
        await deliver(world, ravi);
        const left = await isGone(world, SIBLING);
        expect(left).toEqual(expect.arrayContaining([[RAVI_SAYS, SIBLING]]));
        expect(left.every(([, record]) => record === SIBLING)).toBe(true);
      },
      { switches: 3 },
    );
  });
});
