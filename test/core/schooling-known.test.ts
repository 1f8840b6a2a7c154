// What an absence from school says of itself, and since when each part of it was known.
import { describe, expect, it } from 'vitest';
import type { EducationAbsence } from '../../shared/contract/message.ts';
import { isSchoolsAlone, schoolDaysMissed, schoolFields } from '../../shared/core/schooling.ts';
import { england, said } from './england.ts';
import {
  absences,
  CASE_SYSTEM,
  heard,
  inShort,
  message,
  SECOND,
  since,
  type Word,
} from './schooling-words.ts';

const out = since('2026-11-02', '2026-11-03');
const nine = (date: string) => `${date}T09:00:00.000Z`;
const midnight = (date: string) => `${date}T00:00:00.000Z`;

describe('an absence from school', () => {
  it('is told as an absence that nobody counts as missing', () => {
    const record = heard(out);
    const [reference = ''] = Object.keys(record.references);
    expect(absences(out)).toEqual([
      {
        reference,
        references: [reference],
        reported: true,
        state: 'open',
        ended: false,
        moments: {
          'last-attended': { value: midnight('2026-11-02'), knownAt: nine('2026-11-03') },
          'reported-by-school': { value: nine('2026-11-03'), knownAt: nine('2026-11-03') },
          received: { value: nine('2026-11-03'), knownAt: nine('2026-11-03') },
          'last-heard': { value: nine('2026-11-03'), knownAt: nine('2026-11-03') },
        },
        since: midnight('2026-11-02'),
        sinceKnownAt: nine('2026-11-03'),
        receivedAt: nine('2026-11-03'),
        turnKnownAt: nine('2026-11-03'),
        outcome: { value: undefined, knownAt: nine('2026-11-03') },
        risk: { value: 'medium', knownAt: nine('2026-11-03') },
        riskStated: [{ value: 'not-assessed', knownAt: nine('2026-11-03') }],
        category: { value: 'unknown', knownAt: nine('2026-11-03') },
        indicators: { values: [], isKnown: false, knownAt: nine('2026-11-03') },
        responsible: [],
        stateOf: { [reference]: 'open' },
        recorded: {},
        reportedBy: [{ value: 'school', knownAt: nine('2026-11-03') }],
        treatments: [],
        said: [expect.objectContaining({ 'education.reported': expect.anything() })],
        schooling: {
          knownAt: nine('2026-11-03'),
          attended: { value: midnight('2026-11-02'), knownAt: nine('2026-11-03') },
        },
      },
    ]);
  });

  it('that is over says since when, and by what', () => {
    const [absence] = absences(out, { on: '2026-11-06', returnedOn: '2026-11-05' });
    expect(absence).toMatchObject({
      state: 'closed',
      ended: true,
      endKnownAt: nine('2026-11-06'),
      back: { value: midnight('2026-11-05'), knownAt: nine('2026-11-06') },
      moments: { returned: { value: midnight('2026-11-05'), knownAt: nine('2026-11-06') } },
      stateOf: { [absence?.reference ?? '']: 'closed' },
      schooling: { over: 'returned', knownAt: nine('2026-11-03') },
    });
  });

  it('that ends in a destination ended when that was said', () => {
    const [absence] = absences(out, { on: '2026-11-06', destination: 'Elsewhere' });
    expect(absence?.back).toEqual({ value: nine('2026-11-06'), knownAt: nine('2026-11-06') });
  });

  it('with leave has no return, and was known when the leave was', () => {
    const [absence] = absences(out, { on: '2026-11-05', lastAttendedOn: '2026-11-02', unauthorised: false });
    expect(absence).toMatchObject({
      ended: true,
      endKnownAt: nine('2026-11-05'),
      schooling: { over: 'leave' },
    });
    expect(absence).not.toHaveProperty('back');
    expect(absence?.moments).not.toHaveProperty('returned');
  });

  it('with leave was over when a school gave it, whether the case system says so or not', () => {
    const theirs = { ...out, on: '2026-11-04', from: CASE_SYSTEM };
    const [absence] = absences({ ...out, unauthorised: false }, theirs);
    expect(absence).toMatchObject({ endKnownAt: nine('2026-11-03'), schooling: { over: 'leave' } });
  });

  it('of which no day is given counts from its first report', () => {
    const [absence] = absences({ on: '2026-11-03' }, { on: '2026-11-05' });
    expect(absence).toMatchObject({ since: nine('2026-11-03'), sinceKnownAt: nine('2026-11-03') });
    expect(absence?.schooling).not.toHaveProperty('attended');
  });

  it('is a case since the first that told of it, or the word that there is no leave', () => {
    const knownAt = (...words: Word[]) => absences(...words)[0]?.schooling?.knownAt;
    expect(knownAt(out, since('2026-11-02', '2026-11-04', { from: SECOND }))).toBe(nine('2026-11-03'));
    expect(knownAt(out, { ...out, on: '2026-11-05', unauthorised: true })).toBe(nine('2026-11-05'));
    const back = { on: '2026-11-06', returnedOn: '2026-11-06' };
    expect(knownAt(out, back, { on: '2026-11-07', returnedOn: null })).toBe(nine('2026-11-07'));
  });

  it('of two schools, of which one gives leave, is a case since the other told of it', () => {
    const [absence] = absences(
      { ...out, unauthorised: false },
      since('2026-11-03', '2026-11-04', { from: SECOND }),
    );
    expect(absence).toMatchObject({
      since: midnight('2026-11-03'),
      schooling: { knownAt: nine('2026-11-04'), attended: { value: midnight('2026-11-03') } },
    });
  });

  it('of two sources has the references of both, and was reported by both', () => {
    const [absence] = absences(out, since('2026-11-03', '2026-11-04', { from: CASE_SYSTEM }));
    expect(absence?.reportedBy).toEqual([
      { value: 'school', knownAt: nine('2026-11-03') },
      { value: 'case-system', knownAt: nine('2026-11-04') },
    ]);
    expect(absence?.references).toHaveLength(2);
    expect(absence?.receivedAt).toBe(nine('2026-11-03'));
  });

  it('of two schools is over when the last of them says so', () => {
    const second = since('2026-11-03', '2026-11-04', { from: SECOND });
    const back = { on: '2026-11-06', returnedOn: '2026-11-05' };
    const [absence] = absences(out, second, back, {
      on: '2026-11-10',
      returnedOn: '2026-11-09',
      from: SECOND,
    });
    expect(absence).toMatchObject({
      endKnownAt: nine('2026-11-10'),
      back: { value: midnight('2026-11-09'), knownAt: nine('2026-11-10') },
    });
    const [other] = absences(
      out,
      second,
      { ...back, on: '2026-11-12' },
      { on: '2026-11-10', returnedOn: '2026-11-09', from: SECOND },
    );
    expect(other).toMatchObject({
      endKnownAt: nine('2026-11-12'),
      back: { value: midnight('2026-11-09'), knownAt: nine('2026-11-10') },
    });
  });

  it('follows another in the order of their beginnings', () => {
    const all = absences(since('2026-11-09', '2026-11-10', { from: SECOND }), {
      ...out,
      returnedOn: '2026-11-04',
    });
    expect(inShort(all)).toEqual(['2026-11-02 returned', '2026-11-09 open']);
  });
});

describe('the reference of an absence that several tell of', () => {
  const first = (...words: Word[]) => absences(...words).map(({ reference }) => reference);
  const early = since('2026-11-02', '2026-11-05');
  const late = since('2026-11-03', '2026-11-04', { from: SECOND });

  it('is that of the earliest day, whoever spoke first', () => {
    const [alone] = first(early);
    expect(first(early, late)).toEqual([alone]);
    expect(first(late, early)).toEqual([alone]);
  });

  it('is of two absences where one was over on the day that the other began', () => {
    const over = { ...since('2026-11-02', '2026-11-03'), returnedOn: '2026-11-05' };
    expect(inShort(absences(over, since('2026-11-05', '2026-11-06', { from: SECOND })))).toEqual([
      '2026-11-02 returned',
      '2026-11-05 open',
    ]);
  });
});

describe('leave', () => {
  it('that every school gives is leave for the case system, too', () => {
    const leave = { ...out, unauthorised: false };
    const theirs = since('2026-11-02', '2026-11-04', { from: CASE_SYSTEM });
    expect(inShort(absences(leave, { ...leave, from: SECOND }, theirs))).toEqual(['2026-11-02 leave']);
    expect(inShort(absences(leave, { ...leave, from: SECOND, unauthorised: true }, theirs))).toEqual([
      '2026-11-02 open',
    ]);
  });

  it('of the case system goes by the schools, where it says nothing itself', () => {
    const theirs = since('2026-11-02', '2026-11-04', { from: CASE_SYSTEM });
    const leave = { ...out, unauthorised: false };
    expect(inShort(absences(leave, theirs))).toEqual(['2026-11-02 leave']);
    expect(inShort(absences(leave, { ...theirs, unauthorised: true }))).toEqual(['2026-11-02 open']);
    expect(inShort(absences(theirs))).toEqual(['2026-11-02 open']);
    const second = since('2026-11-02', '2026-11-04', { from: SECOND });
    expect(inShort(absences(leave, second, theirs))).toEqual(['2026-11-02 open']);
  });
});

describe('what a message of a school says', () => {
  const fields = (data: Partial<EducationAbsence['data']>) => {
    const of = message({ on: '2026-11-03', ...data });
    return Object.fromEntries(Object.entries(schoolFields(of)).filter(([, value]) => value !== undefined));
  };

  it('is a report, since which day, and what else it says', () => {
    expect(fields({ lastAttendedOn: '2026-11-02', unauthorised: true })).toEqual({
      'education.reported': true,
      'education.lastAttendedOn': '2026-11-02',
      'education.unauthorised': true,
    });
    expect(fields({})).toEqual({ 'education.reported': true, 'education.lastAttendedOn': null });
  });

  it.each([
    [true, false],
    [false, true],
    [null, null],
  ])('on roll %s is off roll %s', (onRoll, offRoll) => {
    expect(fields({ onRoll })['education.offRoll']).toBe(offRoll);
  });

  it('of a return alone stands by the day of that return', () => {
    expect(fields({ returnedOn: '2026-11-06' })).toEqual({ 'education.returnedOn/2026-11-06': '2026-11-06' });
    expect(fields({ returnedOn: null })).toMatchObject({ 'education.returnedOn': null });
    expect(fields({ lastAttendedOn: '2026-11-02', returnedOn: '2026-11-06' })).toMatchObject({
      'education.returnedOn': '2026-11-06',
    });
    expect(fields({ destination: 'Elsewhere', returnedOn: null })).toEqual({
      'education.destination': 'Elsewhere',
      'education.returnedOn': null,
    });
  });

  it('concerns school alone where nothing else is said under its reference', () => {
    const school = {
      'education.reported': true,
      'person.kind': 'child',
      'task.visit': 'done',
      'interview.outcome': 'x',
    };
    expect(isSchoolsAlone(said(school))).toBe(true);
    expect(isSchoolsAlone(said({ ...school, risk: 'high' }))).toBe(false);
    expect(isSchoolsAlone(said({ ...school, 'found.education.x': 'high' }))).toBe(false);
    expect(isSchoolsAlone(said({ 'person.kind': 'child' }))).toBe(false);
  });
});

describe('school days missed', () => {
  it('cannot be counted where the calendar ends, nor over more than two years', () => {
    const inTerms = { ...england, terms: [{ from: '2024-01-01', to: '2029-12-31' }] };
    expect(schoolDaysMissed('2028-12-28T12:00:00.000Z', '2029-01-05T12:00:00.000Z', inTerms)).toBeUndefined();
    expect(schoolDaysMissed('2024-11-20T12:00:00.000Z', '2026-11-20T12:00:00.000Z', inTerms)).toBeGreaterThan(
      500,
    );
    expect(schoolDaysMissed('2024-11-19T12:00:00.000Z', '2026-11-20T12:00:00.000Z', inTerms)).toBeGreaterThan(
      500,
    );
    expect(schoolDaysMissed('2024-11-18T12:00:00.000Z', '2026-11-20T12:00:00.000Z', inTerms)).toBeUndefined();
  });

  it('with a calendar that is broken is a fault, not a number', () => {
    const broken = { ...england, zone: 'Nowhere/Never' };
    expect(() => schoolDaysMissed('2026-11-18T12:00:00.000Z', '2026-11-20T12:00:00.000Z', broken)).toThrow();
  });
});
