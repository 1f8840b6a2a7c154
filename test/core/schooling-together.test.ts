import { describe, expect, it } from 'vitest';
import { join } from '../../shared/core/evolve.ts';
import { absences, CASE_SYSTEM, heard, inShort, SECOND, schooling, since } from './schooling-words.ts';

describe('leave', () => {
  const out = since('2026-11-02', '2026-11-03');

  it.each([
    ['is none where nobody says so', {}, 'open'],
    ['is none where the school does not know', { unauthorised: null }, 'open'],
    ['is none where the school says so', { unauthorised: true }, 'open'],
    ['ends the absence for us', { unauthorised: false }, 'leave'],
  ])('%s', (_, said, over) => {
    expect(inShort(absences({ ...out, ...said }))).toEqual([`2026-11-02 ${over}`]);
  });

  it('that is said without a day is about the absence of that time', () => {
    const all = absences(out, since('2026-11-09', '2026-11-10'), { on: '2026-11-11', unauthorised: false });
    expect(inShort(all)).toEqual(['2026-11-02 again', '2026-11-09 leave']);
  });

  it('that a school gives, and the case system does not speak of, stands', () => {
    const all = absences({ ...out, unauthorised: false }, { ...out, from: CASE_SYSTEM });
    expect(inShort(all)).toEqual(['2026-11-02 leave']);
  });

  it('that one school gives, and another does not, is none', () => {
    const all = absences(
      { ...out, unauthorised: false },
      since('2026-11-03', '2026-11-04', { from: SECOND }),
    );
    expect(inShort(all)).toEqual(['2026-11-03 open']);
  });
});

describe('several sources', () => {
  const out = since('2026-11-02', '2026-11-03');
  const second = since('2026-11-03', '2026-11-04', { from: SECOND });

  it('that tell of the same days tell of one absence, which began on the first of them', () => {
    const all = absences(out, second, since('2026-11-04', '2026-11-05', { from: CASE_SYSTEM }));
    expect(inShort(all)).toEqual(['2026-11-02 open']);
    expect(all[0]?.references).toHaveLength(3);
  });

  it('that tell of days one after the other tell of two', () => {
    const all = absences({ ...out, returnedOn: '2026-11-03' }, second);
    const first = { on: '2026-11-10', lastAttendedOn: '2026-11-09' };
    const earlier = { ...out, from: SECOND, returnedOn: '2026-11-03' };
    expect(inShort(all)).toEqual(['2026-11-02 returned', '2026-11-03 open']);
    expect(inShort(absences(first, earlier))).toEqual(['2026-11-02 returned', '2026-11-09 open']);
  });

  it('must all say that it is over, if they are schools', () => {
    const back = { on: '2026-11-06', returnedOn: '2026-11-06' };
    expect(inShort(absences(out, second, back))).toEqual(['2026-11-02 open']);
    expect(inShort(absences(out, second, back, { ...back, from: SECOND }))).toEqual(['2026-11-02 returned']);
  });

  it('believe the case system that it is over, until a school says afterwards that it is not', () => {
    const back = { on: '2026-11-06', returnedOn: '2026-11-06', from: CASE_SYSTEM };
    expect(inShort(absences(out, second, back))).toEqual(['2026-11-02 returned']);
    expect(inShort(absences(out, back, since('2026-11-02', '2026-11-09')))).toEqual(['2026-11-02 open']);
  });

  it('believe a school that it is over, whatever the case system repeats', () => {
    const repeated = (on: string) => since('2026-11-02', on, { from: CASE_SYSTEM });
    const back = { on: '2026-11-06', returnedOn: '2026-11-06' };
    expect(inShort(absences(out, repeated('2026-11-03'), back, repeated('2026-11-09')))).toEqual([
      '2026-11-02 returned',
    ]);
  });

  it('on two records that are joined tell of one absence under all its references', () => {
    const byNumber = { ...second, person: { localAuthorityId: 'L123456' } };
    const all = schooling(join(heard(out), { ...heard(byNumber), id: 'c-2' }));
    expect(inShort(all)).toEqual(['2026-11-02 open']);
    expect(all[0]?.references).toHaveLength(2);
  });
});
