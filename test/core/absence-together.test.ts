// Two references that may be one absence, and the state that they come to together.
import { describe, expect, it } from 'vitest';
import { absence, absences, cancelled, edt, found, ONE, SATURDAY, SINCE, TWO, updated } from './absences.ts';
import type { Saying } from './told.ts';
import { reported } from './told.ts';

describe('two references', () => {
  const other = (data: object = {}, more: Partial<Saying> = {}) =>
    reported(data, { subject: 'MP-2', ...more });
  const references = (...all: Saying[]) => absences(...all).map((each) => each.references.join('+'));
  const later = (hours: number) => new Date(Date.parse(SINCE) + hours * 3_600_000).toISOString();

  it('by one source are two absences, in the order of their beginnings', () => {
    expect(references(reported(), other())).toEqual(['MP-1', 'MP-2']);
    const early = other({ lastSeenAt: later(-1) });
    expect(references(early, reported())).toEqual(['MP-2', 'MP-1']);
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

  it('that share a source are two, whoever else speaks of one of them', () => {
    expect(references(reported(), reported({}, edt), other({}, edt))).toEqual(['MP-1', 'MP-2']);
  });

  it('of which the later one was over before the earlier began are two', () => {
    const over = found({ outcome: 'found', returnedAt: later(-10) }, { subject: 'MP-2' });
    const byPolice = other({ lastSeenAt: later(-20) });
    expect(references(reported({}, edt), byPolice, over)).toEqual(['MP-2', 'MP-1']);
  });

  it('of which one began as the other was over are one', () => {
    const byPolice = other({ lastSeenAt: later(-20) });
    const over = found({ outcome: 'found', returnedAt: SINCE }, { subject: 'MP-2' });
    expect(references(reported({}, edt), byPolice, over)).toEqual(['MP-2+MP-1']);
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

  it('are one by a link to either', () => {
    const link = updated({ linkedReferences: ['MP-2'] });
    const third = reported({ linkedReferences: ['MP-2'] }, { subject: 'MP-3' });
    expect(references(reported(), other(), link, third)).toEqual(['MP-1+MP-2+MP-3']);
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
      endKnownAt: SATURDAY,
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

  it('runs on where one is a duplicate of another that nobody knows, though the other is found', () => {
    const lost = cancelled({ subject: 'MP-2', data: { duplicateOf: 'MP-9' } });
    const over = found({ outcome: 'found', returnedAt: ONE }, { at: ONE });
    expect(stood(linked, lost, over)).toMatchObject({ ended: false, stateOf: { 'MP-2': 'open' } });
  });

  it('is open again where one of two sources reports the child after that', () => {
    const over = found({ outcome: 'found', returnedAt: ONE }, { at: ONE });
    const early = reported({}, { ...edt, subject: 'MP-2' });
    const link = updated({ linkedReferences: ['MP-2'] });
    const late = reported({}, { by: 'carer', subject: 'MP-2', at: TWO });
    expect(stood(link, early, over).ended).toBe(true);
    expect(stood(link, early, late, over).ended).toBe(false);
  });

  it('runs on where the only word of the police is that theirs is a duplicate of another source’s', () => {
    const theirs = reported({}, { ...edt, subject: 'MP-1' });
    const twin = cancelled({ subject: 'MP-2', data: { duplicateOf: 'MP-1' } });
    expect(absence(theirs, reported({}, { subject: 'MP-2' }), twin).ended).toBe(false);
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
