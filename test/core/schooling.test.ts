import { describe, expect, it } from 'vitest';
import { factsOf } from '../../shared/core/facts.ts';
import { schoolDaysMissed, schoolReference } from '../../shared/core/schooling.ts';
import { england } from './england.ts';
import {
  ASHA,
  absences,
  hear,
  heard,
  inShort,
  message,
  SECOND,
  since,
  type Word,
} from './schooling-words.ts';
import { record, reported, saying } from './told.ts';

describe('the reference of an absence from school', () => {
  const reference = (word: Word) => schoolReference(message(word));
  const usual = since('2026-11-02', '2026-11-03');

  it('is the same whenever the same school says the same day of the same child', () => {
    expect(reference({ ...usual, on: '2026-11-09', unauthorised: true })).toBe(reference(usual));
    expect(reference(usual)).toMatch(/^SCHOOL-[0-9A-Z]{8,}$/);
  });

  it.each([
    ['another day', { lastAttendedOn: '2026-11-04' }],
    ['another school', { from: SECOND }],
    ['another child', { person: { ...ASHA, givenName: 'Robin' } }],
    ['a child of the same name, born on another day', { person: { ...ASHA, dateOfBirth: '2012-05-15' } }],
  ])('is another one for %s', (_, other) => {
    expect(reference({ ...usual, ...other })).not.toBe(reference(usual));
  });

  it('is each message’s own where it does not say for sure who the child is', () => {
    const person = { givenName: 'Asha', familyName: 'Example' };
    expect(reference({ ...usual, person, id: 'one' })).not.toBe(reference({ ...usual, person, id: 'two' }));
  });

  it('does not hold what it is made from', () => {
    expect(reference(usual)).not.toMatch(/asha|example|2026|2012|first/i);
  });

  it('is none where a message tells of a return, or a destination, and of no beginning', () => {
    expect(reference({ on: '2026-11-06', returnedOn: '2026-11-06' })).toBeUndefined();
    expect(reference({ on: '2026-11-06', destination: 'Elsewhere' })).toBeUndefined();
  });
});

describe('one school', () => {
  it('that gives a later day tells of a later absence, and that the pupil attended before it', () => {
    const all = absences(since('2026-11-02', '2026-11-03'), since('2026-11-09', '2026-11-10'));
    expect(inShort(all)).toEqual(['2026-11-02 again', '2026-11-09 open']);
  });

  it('that gives another day for what it had said already corrects it, earlier or later', () => {
    const earlier = absences(since('2026-11-04', '2026-11-06'), since('2026-11-02', '2026-11-09'));
    const later = absences(since('2026-11-02', '2026-11-06'), since('2026-11-04', '2026-11-09'));
    expect(inShort(earlier)).toEqual(['2026-11-02 open']);
    expect(inShort(later)).toEqual(['2026-11-04 open']);
    expect(later[0]?.references).toHaveLength(2);
  });

  it.each([
    ['with the day last attended', { lastAttendedOn: '2026-11-02' }],
    ['alone', {}],
  ])('that tells of a return %s ends the absence on that day', (_, with_) => {
    const all = absences(since('2026-11-02', '2026-11-03'), {
      ...with_,
      on: '2026-11-09',
      returnedOn: '2026-11-06',
    });
    expect(inShort(all)).toEqual(['2026-11-02 returned']);
    expect(all[0]).toMatchObject({
      ended: true,
      endKnownAt: '2026-11-09T09:00:00.000Z',
      moments: { returned: { value: '2026-11-06T00:00:00.000Z' } },
    });
  });

  it('whose pupil is out again from the day of the return tells of two absences', () => {
    const all = absences(
      since('2026-11-02', '2026-11-03'),
      since('2026-11-02', '2026-11-05'),
      { on: '2026-11-06', returnedOn: '2026-11-05' },
      since('2026-11-05', '2026-11-09'),
    );
    expect(inShort(all)).toEqual(['2026-11-02 returned', '2026-11-05 open']);
  });

  it('that tells of a second return leaves the first one standing', () => {
    const all = absences(
      since('2026-11-02', '2026-11-03'),
      { on: '2026-11-06', returnedOn: '2026-11-06' },
      since('2026-11-09', '2026-11-10'),
      { on: '2026-11-12', returnedOn: '2026-11-12' },
    );
    expect(all.map(({ moments }) => moments.returned?.value.slice(0, 10))).toEqual([
      '2026-11-06',
      '2026-11-12',
    ]);
  });

  it('that tells of the return from the later of two absences says nothing of the earlier one', () => {
    const all = absences(since('2026-11-02', '2026-11-03'), since('2026-11-09', '2026-11-10'), {
      on: '2026-11-12',
      returnedOn: '2026-11-12',
    });
    expect(inShort(all)).toEqual(['2026-11-02 again', '2026-11-09 returned']);
  });

  it('that no longer knows of a return, or a destination, has the pupil out still', () => {
    const out = since('2026-11-02', '2026-11-03');
    const returned = absences(
      out,
      { on: '2026-11-06', returnedOn: '2026-11-06' },
      { on: '2026-11-07', returnedOn: null },
    );
    const gone = absences(
      out,
      { on: '2026-11-06', destination: 'Elsewhere' },
      { on: '2026-11-07', destination: null },
    );
    expect(inShort([...returned, ...gone])).toEqual(['2026-11-02 open', '2026-11-02 open']);
  });

  it('that tells of a destination ends the absence', () => {
    const all = absences(since('2026-11-02', '2026-11-03'), { on: '2026-11-06', destination: 'Elsewhere' });
    expect(inShort(all)).toEqual(['2026-11-02 elsewhere']);
  });

  it('that says again, after a return, that there is no leave, has the pupil out still', () => {
    const all = absences(
      since('2026-11-02', '2026-11-03'),
      { on: '2026-11-06', returnedOn: '2026-11-06' },
      { on: '2026-11-09', unauthorised: true },
    );
    expect(inShort(all)).toEqual(['2026-11-02 open']);
  });

  it('that gives no day at first tells of the same absence once it does', () => {
    const all = absences({ on: '2026-11-03' }, since('2026-11-02', '2026-11-05'));
    expect(inShort(all)).toEqual(['2026-11-02 open']);
    expect(all[0]?.references).toHaveLength(2);
  });

  it('that gives no day has it counted from its first report, however often it repeats that', () => {
    const [absence] = absences({ on: '2026-11-03' }, { on: '2026-11-10' }, { on: '2026-11-12' });
    expect(absence?.moments).toMatchObject({ 'reported-by-school': { value: '2026-11-03T09:00:00.000Z' } });
    expect(absence?.moments).not.toHaveProperty('last-attended');
  });

  it('that sends two thousand updates makes the record no larger than one', () => {
    const one = heard(since('2026-11-02', '2026-11-03', { unauthorised: true }));
    const all = Array.from({ length: 2000 }, () => since('2026-11-02', '2026-11-04', { unauthorised: true }));
    expect(JSON.stringify(all.reduce(hear, one)).length).toBeLessThan(JSON.stringify(one).length + 50);
  });
});

describe('absences from school and missing episodes', () => {
  const out = since('2026-11-02', '2026-11-03');

  it('are kept apart: neither is among the other', () => {
    const child = factsOf(hear(record(reported()), out), england, 'E10000016');
    expect(child.absences.map(({ reference }) => reference)).toEqual(['MP-1']);
    expect(child.schooling.map(({ reference }) => reference)).toEqual([expect.stringMatching(/^SCHOOL-/)]);
  });

  it('a child whom the police report missing under a reference of ours is a missing child', () => {
    const [reference = ''] = Object.keys(heard(out).references);
    const both = factsOf(saying(heard(out), reported({}, { subject: reference })), england, 'E10000016');
    expect(both.absences).toHaveLength(1);
    expect(both.schooling).toHaveLength(1);
  });
});

describe('school days missed', () => {
  const calendar = {
    ...england,
    terms: [
      { from: '2026-09-02', to: '2026-10-23' },
      { from: '2026-11-02', to: '2026-12-18' },
    ],
  };
  const missed = (from: string, now: string) => schoolDaysMissed(from, now, calendar);

  it.each([
    ['none on the day last attended', '2026-10-19T14:00:00.000Z', '2026-10-19T18:00:00.000Z', 0],
    ['one on the next morning', '2026-10-19T14:00:00.000Z', '2026-10-20T08:00:00.000Z', 1],
    ['four until half-term', '2026-10-19T14:00:00.000Z', '2026-10-30T18:00:00.000Z', 4],
    ['five on the first day after it', '2026-10-19T14:00:00.000Z', '2026-11-02T09:00:00.000Z', 5],
    [
      'not told where somebody mistook the year',
      '2006-10-19T14:00:00.000Z',
      '2026-11-02T09:00:00.000Z',
      undefined,
    ],
  ])('%s', (_, from, now, days) => {
    expect(missed(from, now)).toBe(days);
  });
});
