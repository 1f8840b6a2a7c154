import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import { absencesOf } from '../../shared/core/absence.ts';
import { england } from './england.ts';
import type { Saying } from './told.ts';
import { FRIDAY_22_05, record, reported } from './told.ts';

const SINCE = '2026-11-20T20:30:00.000Z';
const SATURDAY = '2026-11-21T12:00:00.000Z';
const ONE = '2026-11-21T13:00:00.000Z';
const TWO = '2026-11-21T14:00:00.000Z';

const edt = { by: 'emergency-duty-team' as const };
const absences = (...all: Saying[]): Absence[] => absencesOf(record(...all), england);
function absence(...all: Saying[]): Absence {
  const [first, ...more] = absences(...all);
  if (!first || more.length > 0) throw new Error(`There are ${more.length + (first ? 1 : 0)} absences`);
  return first;
}
const found = (data: object, more: Partial<Saying> = {}): Saying => ({
  type: 'missing.found',
  at: SATURDAY,
  data,
  ...more,
});
const updated = (data: object, more: Partial<Saying> = {}): Saying => ({
  type: 'missing.updated',
  data,
  ...more,
});
const cancelled = (more: Partial<Saying> = {}): Saying => ({
  type: 'missing.cancelled',
  at: SATURDAY,
  ...more,
});

describe('the instants of an absence', () => {
  it('are what the sources say, each known since it came', () => {
    const { moments } = absence(
      reported({ missingSince: '2026-11-20T20:00:00.000Z', reportedAt: '2026-11-20T21:40:00.000Z' }),
      found({
        outcome: 'returned',
        returnedAt: '2026-11-21T09:00:00.000Z',
        locatedAt: '2026-11-21T08:00:00.000Z',
        seenByPoliceAt: '2026-11-21T10:00:00.000Z',
        policeClosedAt: '2026-11-21T11:00:00.000Z',
        foundReportAt: '2026-11-21T11:30:00.000Z',
      }),
    );
    expect(
      Object.entries(moments).map(
        ([name, at]) => `${name} ${at.value.slice(8, 16)} ${at.knownAt.slice(8, 16)}`,
      ),
    ).toEqual([
      'last-seen 20T20:30 20T22:05',
      'missing-since 20T20:00 20T22:05',
      'reported 20T21:40 20T22:05',
      'returned 21T09:00 21T12:00',
      'located 21T08:00 21T12:00',
      'seen-by-police 21T10:00 21T12:00',
      'police-closed 21T11:00 21T12:00',
      'found-report 21T11:30 21T12:00',
      'received 20T22:05 20T22:05',
      'last-heard 21T12:00 21T12:00',
      'found-received 21T12:00 21T12:00',
    ]);
  });

  it('begin with the earliest of last seen, missing since and reported', () => {
    const since = (data: object) => absence(reported({ lastSeenAt: undefined, ...data })).since;
    const [early, late] = ['2026-11-20T19:00:00.000Z', '2026-11-20T21:00:00.000Z'];
    expect(since({ lastSeenAt: early, missingSince: late })).toBe(early);
    expect(since({ missingSince: early, reportedAt: late })).toBe(early);
    expect(since({ reportedAt: early, lastSeenAt: late })).toBe(early);
    expect(since({})).toBe(FRIDAY_22_05);
  });

  it('tell when the beginning was known: not before the report', () => {
    const early = updated({ lastSeenAt: SINCE }, { at: '2026-11-20T21:00:00.000Z' });
    expect(absence(early, reported()).sinceKnownAt).toBe(FRIDAY_22_05);
    const corrected = updated({ lastSeenAt: '2026-11-20T18:00:00.000Z' }, { at: ONE });
    expect(absence(reported(), corrected).sinceKnownAt).toBe(ONE);
    expect(absence(reported({ lastSeenAt: undefined })).sinceKnownAt).toBe(FRIDAY_22_05);
  });

  it('of a report are when it was received, of none when the first notice was', () => {
    const notice = updated({ risk: 'low' }, { at: '2026-11-20T21:00:00.000Z' });
    expect(absence(notice, reported())).toMatchObject({ reported: true, receivedAt: FRIDAY_22_05 });
    expect(absence(notice, updated({ missingFrom: 'home' }))).toMatchObject({
      reported: false,
      receivedAt: '2026-11-20T21:00:00.000Z',
      moments: { 'last-heard': { value: FRIDAY_22_05 } },
    });
  });

  it('tell when the last word came that may have turned it', () => {
    expect(absence(reported(), updated({ risk: 'high' }, { at: ONE })).turnKnownAt).toBe(FRIDAY_22_05);
    expect(absence(updated({ risk: 'high' }, { at: ONE })).turnKnownAt).toBe(ONE);
    for (const turn of [found({ outcome: 'returned' }), found({ outcome: 'in-error' }), cancelled(edt)]) {
      expect(absence(reported(), turn).turnKnownAt).toBe(SATURDAY);
    }
  });
});

describe('a return', () => {
  it('is as early as anybody says', () => {
    const [first, second] = ['2026-11-21T09:00:00.000Z', '2026-11-21T10:00:00.000Z'];
    const { back } = absence(
      reported(),
      found({ returnedAt: second }),
      found({ locatedAt: first }, { ...edt, at: ONE }),
    );
    expect(back).toEqual({ value: first, knownAt: ONE });
  });

  it('that is told without any instant was when it was said', () => {
    const said = absence(reported(), found({ outcome: 'returned' }));
    expect(said.back).toEqual({ value: SATURDAY, knownAt: SATURDAY });
    expect(said.moments).not.toHaveProperty('returned');
  });

  it('that nobody tells of is none', () => {
    expect(absence(reported())).not.toHaveProperty('back');
    expect(absence(reported()).moments).not.toHaveProperty('found-received');
  });

  it('was received when the first word of it was', () => {
    const { moments } = absence(
      reported(),
      found({ outcome: 'returned', returnedAt: SINCE }),
      found({ outcome: 'returned', returnedAt: SINCE }, { at: TWO }),
    );
    expect(moments['found-received']).toEqual({ value: SATURDAY, knownAt: SATURDAY });
  });

  it('has the outcome that was said last, and is unknown since nobody knows it', () => {
    expect(absence(reported()).outcome).toEqual({ value: undefined, knownAt: FRIDAY_22_05 });
    expect(absence(reported(), found({ outcome: 'returned' })).outcome).toEqual({
      value: 'returned',
      knownAt: SATURDAY,
    });
    expect(absence(reported(), found({ outcome: null })).outcome).toEqual({
      value: undefined,
      knownAt: SATURDAY,
    });
  });
});

describe('the worst', () => {
  it('is anybody’s word, since it first came, by the first clock that said it', () => {
    const theirs = found({ outcome: 'deceased' }, { ...edt, at: ONE });
    expect(absence(reported(), theirs, found({ outcome: 'deceased' }, { at: TWO }))).toMatchObject({
      deceased: { value: true, knownAt: ONE, saidAt: ONE },
      state: 'closed',
    });
    expect(absence(reported(), theirs)).toMatchObject({ deceased: { knownAt: ONE }, ended: false });
    expect(absence(reported(), found({ outcome: 'found' }))).not.toHaveProperty('deceased');
  });
});

describe('what is known of an absence', () => {
  it('is unknown of category where nobody says it, since the last word on it', () => {
    expect(absence(reported({ category: undefined })).category).toEqual({
      value: 'unknown',
      knownAt: FRIDAY_22_05,
    });
    expect(absence(reported(), updated({ category: null }, { at: ONE })).category).toEqual({
      value: 'unknown',
      knownAt: ONE,
    });
  });

  it('is who reported it, and when each did', () => {
    expect(absence(reported(), reported({}, { ...edt, at: ONE })).reportedBy).toEqual([
      { value: 'emergency-duty-team', knownAt: ONE },
      { value: 'police', knownAt: FRIDAY_22_05 },
    ]);
  });

  it('is nothing of a reference of which nothing is said', () => {
    const empty = { ...record(reported()), references: { ...record(reported()).references, 'MP-0': {} } };
    expect(absencesOf(empty, england)).toHaveLength(1);
  });
});

describe('two references', () => {
  const other = (data: object = {}, more: Partial<Saying> = {}) =>
    reported(data, { subject: 'MP-2', ...more });
  const references = (...all: Saying[]) => absences(...all).map((each) => each.references.join('+'));
  const later = (hours: number) => new Date(Date.parse(SINCE) + hours * 3_600_000).toISOString();

  it('by one source are two absences, in the order of their beginnings', () => {
    expect(references(reported(), other())).toEqual(['MP-1', 'MP-2']);
    expect(references(reported(), other({ lastSeenAt: later(-1) }))).toEqual(['MP-2', 'MP-1']);
  });

  it.each<[string, object, Partial<Saying>, string[]]>([
    ['by two sources within a day are one', { lastSeenAt: later(24) }, edt, ['MP-1+MP-2']],
    ['whichever began first', { lastSeenAt: later(-24) }, edt, ['MP-2+MP-1']],
    [
      'by two sources more than a day apart are two',
      { lastSeenAt: '2026-11-21T20:30:00.001Z' },
      edt,
      ['MP-1', 'MP-2'],
    ],
    ['also the day before', { lastSeenAt: '2026-11-19T20:29:59.999Z' }, edt, ['MP-2', 'MP-1']],
  ])('%s', (_, data, more, expected) => {
    expect(references(reported(), other(data, more))).toEqual(expected);
  });

  it('of which one was over as the other began are two', () => {
    const over = found({ outcome: 'found', returnedAt: later(2) });
    expect(references(reported(), over, other({ lastSeenAt: later(3) }, edt))).toEqual(['MP-1', 'MP-2']);
    expect(references(reported(), over, other({ lastSeenAt: later(2) }, edt))).toEqual(['MP-1+MP-2']);
    expect(references(reported(), over, other({ lastSeenAt: later(1) }, edt))).toEqual(['MP-1+MP-2']);
  });

  it('are one only where both are reports', () => {
    expect(references(reported(), updated({ risk: 'low' }, { subject: 'MP-2', ...edt }))).toEqual([
      'MP-1',
      'MP-2',
    ]);
  });

  it('are one where the police link them, whichever is named', () => {
    expect(references(reported(), other(), updated({ linkedReferences: ['MP-2'] }))).toEqual(['MP-1+MP-2']);
    expect(references(reported(), other({ linkedReferences: ['MP-1'] }))).toEqual(['MP-1+MP-2']);
    expect(references(reported(), other({ linkedReferences: ['MP-9'] }))).toEqual(['MP-1', 'MP-2']);
  });

  it('that a third belongs to are one with it', () => {
    const third = reported({ linkedReferences: ['MP-1', 'MP-2'] }, { subject: 'MP-3' });
    expect(references(reported(), other(), third)).toEqual(['MP-1+MP-2+MP-3']);
    expect(
      references(reported(), other({ linkedReferences: ['MP-1'] }), reported({}, { subject: 'MP-3' })),
    ).toEqual(['MP-1+MP-2', 'MP-3']);
  });

  it('of one beginning stand in the order of their names', () => {
    expect(references(other({ linkedReferences: ['MP-1'] }), reported())).toEqual(['MP-1+MP-2']);
    expect(absence(other({ linkedReferences: ['MP-1'] }), reported()).reference).toBe('MP-1');
  });

  it('are reported where either is', () => {
    const notice = updated({ linkedReferences: ['MP-1'] }, { subject: 'MP-2' });
    expect(absence(reported(), notice).reported).toBe(true);
    expect(absence(notice, updated({ risk: 'low' })).reported).toBe(false);
  });
});

describe('the state of two references that are one', () => {
  const linked = reported({ linkedReferences: ['MP-1'] }, { subject: 'MP-2' });
  const foundFirst = found({ outcome: 'found', returnedAt: SATURDAY });
  const foundSecond = found({ outcome: 'found', returnedAt: ONE }, { subject: 'MP-2', at: ONE });
  const stood = (...all: Saying[]) => {
    const { state, ended, stateOf, endKnownAt } = absence(reported(), ...all);
    return { state, ended, stateOf, endKnownAt };
  };

  it('runs on until the police say of each that it is over', () => {
    expect(stood(linked, foundFirst)).toEqual({
      state: 'open',
      ended: false,
      stateOf: { 'MP-1': 'found', 'MP-2': 'open' },
      endKnownAt: undefined,
    });
    expect(stood(linked, foundFirst, foundSecond)).toEqual({
      state: 'found',
      ended: true,
      stateOf: { 'MP-1': 'found', 'MP-2': 'found' },
      endKnownAt: ONE,
    });
  });

  it('is found where one is found and the other cancelled', () => {
    expect(stood(linked, foundFirst, cancelled({ subject: 'MP-2', at: ONE }))).toMatchObject({
      state: 'found',
      stateOf: { 'MP-1': 'found', 'MP-2': 'cancelled' },
    });
  });

  it('is what either says of a return, as long as it runs on', () => {
    expect(stood(linked, found({ outcome: 'returned', returnedAt: SATURDAY }))).toMatchObject({
      state: 'return-reported',
      ended: false,
    });
    const located = found({ outcome: 'located-not-returned' }, { subject: 'MP-2' });
    expect(stood(linked, found({ outcome: 'returned' }), located)).toMatchObject({ state: 'located' });
  });

  it("needs no word on a reference that is not the police's own", () => {
    const theirs = reported({}, { subject: 'MP-2', ...edt });
    expect(stood(theirs, foundFirst)).toMatchObject({
      state: 'found',
      ended: true,
      stateOf: { 'MP-1': 'found', 'MP-2': 'found' },
    });
  });

  it('is open again where another reports the child after that', () => {
    const theirs = (at: string) => reported({}, { subject: 'MP-2', ...edt, at });
    expect(stood(theirs(ONE), foundFirst)).toMatchObject({ state: 'open', ended: false });
    expect(stood(theirs(SATURDAY), foundFirst)).toMatchObject({ state: 'found', ended: true });
  });

  it('is over where the police report the worst of one', () => {
    expect(stood(linked, found({ outcome: 'deceased' }))).toMatchObject({
      state: 'closed',
      ended: true,
      stateOf: { 'MP-1': 'closed', 'MP-2': 'closed' },
    });
  });

  it('does not depend on a duplicate', () => {
    const twin = cancelled({ subject: 'MP-2', data: { duplicateOf: 'MP-1' } });
    const second = reported({}, { subject: 'MP-2' });
    expect(stood(second, twin)).toEqual({
      state: 'open',
      ended: false,
      stateOf: { 'MP-1': 'open', 'MP-2': 'cancelled' },
      endKnownAt: undefined,
    });
    expect(stood(second, twin, found({ outcome: 'found', returnedAt: ONE }, { at: ONE }))).toMatchObject({
      state: 'found',
      endKnownAt: ONE,
      stateOf: { 'MP-1': 'found', 'MP-2': 'cancelled' },
    });
  });

  it('of which the only one is a duplicate of another that nobody knows runs on', () => {
    expect(stood(cancelled({ data: { duplicateOf: 'MP-9' } }))).toEqual({
      state: 'open',
      ended: false,
      stateOf: { 'MP-1': 'open' },
      endKnownAt: undefined,
    });
  });
});
