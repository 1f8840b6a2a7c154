// Several sources on one pupil: whose days count, whose reference stands, and when it is over.
import { describe, expect, it } from 'vitest';
import { isSchoolsAlone, schoolDaysMissed, schoolReference } from '../../shared/core/schooling.ts';
import { england, said } from './england.ts';
import { absences, CASE_SYSTEM, heard, inShort, message, SECOND, since } from './schooling-words.ts';

const out = since('2026-11-02', '2026-11-03');

describe('a reference of ours', () => {
  it('is permanent: what was told is remembered under it', () => {
    expect(schoolReference(message(out))).toBe('SCHOOL-1WHNH11A4PJ');
    expect(schoolReference(message({ on: '2026-11-03' }))).toBe('SCHOOL-81TCO13Z8I');
  });

  it('is that of the earliest day, whichever school said it', () => {
    const late = since('2026-11-05', '2026-11-06');
    const [absence] = absences(late, { ...out, from: SECOND });
    expect(absence?.reference).toBe(schoolReference(message({ ...out, from: SECOND })));
  });

  it('orders absences that began on one day', () => {
    for (const day of ['02', '03', '04', '05', '06']) {
      const first = since(`2026-11-${day}`, '2026-11-09');
      for (const from of [undefined, SECOND]) {
        const over = { ...first, on: '2026-11-10', returnedOn: `2026-11-${day}`, ...(from && { from }) };
        const all = absences(first, { ...first, from: SECOND }, over).map(({ reference }) => reference);
        expect(all).toHaveLength(2);
        expect(all).toEqual([...all].sort());
      }
    }
  });
});

describe('the absences that two sources tell of', () => {
  it('are two where one was over on the day on which the other began, whoever tells of which', () => {
    const over = { ...out, from: SECOND, returnedOn: '2026-11-05' };
    expect(inShort(absences(over, since('2026-11-05', '2026-11-06')))).toEqual([
      '2026-11-02 returned',
      '2026-11-05 open',
    ]);
  });

  it('are one where a third was out of school throughout', () => {
    const over = { ...out, returnedOn: '2026-11-05' };
    const second = since('2026-11-03', '2026-11-04', { from: SECOND });
    const third = since('2026-11-09', '2026-11-10', { from: 'urn:school:third' });
    const all = absences(over, second, third);
    expect(inShort(all)).toEqual(['2026-11-02 open']);
    expect(all[0]?.references).toHaveLength(3);
  });

  it('are over with the last return, whichever school tells of it', () => {
    const second = since('2026-11-03', '2026-11-04', { from: SECOND, returnedOn: '2026-11-05' });
    const [absence] = absences({ ...out, returnedOn: '2026-11-09' }, second);
    expect(absence?.back?.value).toBe('2026-11-09T00:00:00.000Z');
  });
});

describe('leave', () => {
  const theirs = since('2026-11-01', '2026-11-02', { from: CASE_SYSTEM });
  const second = since('2026-11-03', '2026-11-04', { from: SECOND });

  it('that one of two schools gives is none for the case system, whose day counts', () => {
    expect(inShort(absences({ ...out, unauthorised: false }, second, theirs))).toEqual(['2026-11-01 open']);
  });

  it('that no school gives is none for the case system, whose day counts', () => {
    expect(inShort(absences(second, theirs))).toEqual(['2026-11-01 open']);
  });
});

describe('what names no beginning', () => {
  it('has no reference of its own: it is kept with what is said of the child', () => {
    expect(heard({ on: '2026-11-06', returnedOn: '2026-11-05' }).references).toEqual({});
  });
});

describe('what is said under a reference', () => {
  it('concerns more than school where a field is only called like one that does not', () => {
    const school = { 'education.reported': true, mentioned: true };
    expect(isSchoolsAlone(said(school))).toBe(true);
    expect(isSchoolsAlone(said({ ...school, mentionedBy: 'x' }))).toBe(false);
    expect(isSchoolsAlone(said({ ...school, unmentioned: 'x' }))).toBe(false);
  });
});

describe('school days missed', () => {
  it('with a calendar that was read wrongly is a fault, not a number', () => {
    const broken = { ...england, terms: undefined as never };
    expect(() => schoolDaysMissed('2026-11-18T12:00:00.000Z', '2026-11-20T12:00:00.000Z', broken)).toThrow();
  });
});
