// What keeps a record whatever its age, what is left of one that was let go, and what of a trial counts once it is over.
import { describe, expect, it } from 'vitest';
import { isOnTrial, withWhatCounts } from '../../shared/core/on-trial.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord, Json, Telling, UnreadableRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import {
  emptied,
  isHeld,
  isLetGo,
  isUnderHold,
  lastWordOn,
  periodOf,
  restsSince,
} from '../../shared/core/retention.ts';
import { said } from './england.ts';
import { NOON, procedureOf, record, reported, type Saying } from './told.ts';

const ONE = '2026-11-21T13:00:00.000Z';

describe('a record that is held', () => {
  const cased = (fields: Record<string, Json>): ChildRecord => ({ ...emptyChild('c-1'), case: said(fields) });
  const unreadable: UnreadableRecord = {
    kind: 'unreadable',
    id: 'u-1',
    sender: 'police',
    windows: [
      { opensAt: NOON, messages: [], more: 0 },
      { opensAt: ONE, messages: [], more: 0 },
    ],
    told: {},
  };

  it.each<[string, Record<string, Json>, boolean, boolean]>([
    ['by nothing', {}, false, false],
    ['by a legal hold', { legalHold: true }, true, true],
    ['by a hold of which nobody knows', { legalHold: null }, true, true],
    ['no more once that is lifted', { legalHold: false }, false, false],
    ['by an open case', { known: true, status: 'looked-after' }, true, false],
    ['by a case of which nobody knows', { known: true }, true, false],
    ['by a case whose status is unknown', { known: true, status: null }, true, false],
    ['no more once the case is closed', { known: true, status: 'not-open' }, false, false],
    ['by a closed case under a hold', { known: true, status: 'not-open', legalHold: true }, true, true],
  ])('%s', (_, fields, held, underHold) => {
    const of = cased(fields);
    expect([isHeld(of), isUnderHold(of)]).toEqual([held, underHold]);
    expect(restsSince(of)).toBe(held ? undefined : lastWordOn(of));
  });

  it('is a child’s: messages that nobody could read rest since the last of them', () => {
    const odd = {
      ...unreadable,
      case: said({ known: true, legalHold: true }),
    } as unknown as UnreadableRecord;
    expect([isHeld(odd), isUnderHold(odd), restsSince(odd)]).toEqual([false, false, ONE]);
  });

  it('of a digest rests since it was put together', () => {
    const digest = {
      kind: 'digest' as const,
      id: 'd',
      date: '2026-11-21',
      since: NOON,
      asAt: ONE,
      lines: [],
      unlisted: 0,
      told: {},
    };
    expect(lastWordOn(digest)).toBe(ONE);
  });

  it.each(['xP6Y', 'P6Yx', 'P0Y', 'P6X', ''])('is kept for a period, and %j is none', (written) => {
    expect(() => periodOf(written)).toThrow('is no period');
  });
});

describe('a record that was let go', () => {
  const whole: ChildRecord = { ...record(reported()), keys: ['a', 'b'], joinedFrom: ['c-2'] };

  it('has nothing left of the child but the keys that lead to it', () => {
    expect(emptied(whole, NOON)).toEqual({
      ...emptyChild('c-1'),
      keys: ['a', 'b'],
      joinedFrom: ['c-2'],
      letGo: NOON,
    });
    const { joinedFrom: _, ...alone } = whole;
    expect(emptied(alone, NOON)).not.toHaveProperty('joinedFrom');
    expect(emptied({ ...whole, joinedFrom: [] }, NOON)).not.toHaveProperty('joinedFrom');
  });

  it('is known as one, unless something has been written into it since', () => {
    const gone = emptied(whole, NOON);
    expect(isLetGo(gone)).toBe(true);
    expect(isLetGo(whole)).toBe(false);
    expect(isLetGo({ ...gone, joinedTo: 'c-9' })).toBe(false);
    const parts: Partial<ChildRecord>[] = [
      { references: whole.references },
      { case: said({ known: true }) },
      { told: { x: {} as Telling } },
      { candidates: { 'c-2': { why: 'identity' } } },
    ];
    for (const part of parts) expect(isLetGo({ ...gone, ...part })).toBe(false);
    expect(isLetGo({ ...gone, kind: 'unreadable' } as unknown as UnreadableRecord)).toBe(false);
  });
});

describe('what was told on trial', () => {
  const live = procedureOf();
  const trial: Policy = { ...live, deployment: { shadow: { to: 'pilot@kent.example' } } };
  const letter = (more: Partial<Telling> = {}) =>
    ({ reference: 'MP-1', tells: 'missing', onTrial: true, ...more }) as Telling;
  const found: Saying = { type: 'missing.found', at: NOON, data: { outcome: 'found', returnedAt: NOON } };
  const of = (letters: Record<string, Telling>, ...all: Saying[]): ChildRecord => ({
    ...record(reported(), ...all),
    told: letters,
  });
  const counts = (kept: ChildRecord, policy = live) =>
    Object.entries(withWhatCounts(kept, policy, ONE).told).map(([id, { tells }]) => `${id} ${tells}`);

  it('counts as told as long as the trial lasts', () => {
    const kept = of({ x: letter() });
    expect(withWhatCounts(kept, trial, ONE)).toBe(kept);
    const policies = [trial, live, { ...live, deployment: {} }, {}];
    expect(policies.map(isOnTrial)).toEqual([true, false, false, false]);
  });

  it('is called for once it counts, where its absence goes on', () => {
    expect(counts(of({ x: letter(), y: letter({ onTrial: undefined } as never) }))).toEqual(['y missing']);
  });

  it('stays told where that is over, but its reader had nothing of it', () => {
    expect(counts(of({ x: letter() }, found))).toEqual(['x nothing']);
    expect(counts(of({ x: letter({ deadline: ONE }) }, found))).toEqual(['x nothing']);
    expect(counts(of({ x: letter({ deadline: '2026-11-21T13:00:00.001Z' }) }, found))).toEqual([]);
  });

  it('is asked of each absence by itself, those from school too', () => {
    const out: Saying = {
      type: 'education.absence',
      by: 'school',
      data: {
        person: { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' },
        lastAttendedOn: '2026-11-18',
      },
    };
    const whole = of({ x: letter() }, found, out);
    const school = Object.keys(whole.references).find((reference) => reference.startsWith('SCHOOL')) ?? '';
    expect(counts({ ...whole, told: { x: letter(), y: letter({ reference: school }) } })).toEqual([
      'x nothing',
    ]);
  });

  it('is nothing of a record without any, or of no child', () => {
    const { onTrial: _, ...plain } = letter();
    const kept = of({ x: plain });
    expect(withWhatCounts(kept, live, ONE)).toBe(kept);
    const other = { kind: 'unreadable' as const, id: 'u', sender: 's', windows: [], told: { x: letter() } };
    expect(withWhatCounts(other, live, ONE)).toBe(other);
  });
});
