// What one school says of one pupil over time: corrections, returns, leave, and which stretch each word is about.
import { describe, expect, it } from 'vitest';
import { schoolReference } from '../../shared/core/schooling.ts';
import {
  ASHA,
  absences,
  CASE_SYSTEM,
  heard,
  inShort,
  message,
  schooling,
  since,
  type Word,
} from './schooling-words.ts';

const nine = (date: string) => `${date}T09:00:00.000Z`;
const out = since('2026-11-02', '2026-11-03');
const again = since('2026-11-09', '2026-11-10');
const back = { on: '2026-11-06', returnedOn: '2026-11-05' };
const AISHA = { person: { ...ASHA, givenName: 'Aisha' } };
const both = (...words: Word[]) => [words, words.toReversed()].map((each) => inShort(absences(...each)));

describe('the words of one school', () => {
  it('come to the same in whatever order they arrive', () => {
    expect(both(out, back, again)).toEqual(Array(2).fill(['2026-11-02 returned', '2026-11-09 open']));
  });

  it('have the reference of the day last attended before that of a report without a day', () => {
    for (const day of ['02', '03', '04', '05', '06']) {
      const undated = { on: `2026-11-${day}` };
      const out = since(`2026-11-${day}`, '2026-11-07');
      const reference = schoolReference(message(out));
      for (const words of [
        [undated, out],
        [out, undated],
      ])
        expect(absences(...words)[0]?.reference).toBe(reference);
    }
  });

  it('on a pupil of two spellings have both references, in their order', () => {
    const other = { ...out, ...AISHA };
    const references = [out, other].map((word) => schoolReference(message(word))).sort();
    for (const words of [
      [out, other],
      [other, out],
    ]) {
      expect(schooling(heard(...words)).map((each) => each.references)).toEqual([references]);
    }
  });

  it('go by the day last attended, whatever is repeated without one', () => {
    const words = [
      out,
      { ...out, on: '2026-11-08' },
      { on: '2026-11-05' },
      since('2026-11-07', '2026-11-09'),
    ];
    expect(both(...words, { on: '2026-11-10' })).toEqual(Array(2).fill(['2026-11-07 open']));
  });

  it('are known since the first of them, though the day is corrected', () => {
    const [absence] = absences(out, since('2026-11-03', '2026-11-05'));
    expect(absence?.schooling?.knownAt).toBe(nine('2026-11-03'));
    expect(absence?.moments['last-heard']?.value).toBe(nine('2026-11-05'));
  });
});

describe('a later day', () => {
  it('is a correction though the pupil was back from an earlier absence', () => {
    const before = [since('2026-10-27', '2026-10-28'), { on: '2026-11-01', returnedOn: '2026-10-30' }];
    expect(inShort(absences(...before, out, since('2026-11-03', '2026-11-04')))).toEqual([
      '2026-10-27 returned',
      '2026-11-03 open',
    ]);
  });

  it('is another absence where the pupil was back on the very day', () => {
    const morning = since('2026-11-05', '2026-11-05');
    const noon = { ...morning, on: '2026-11-06', returnedOn: '2026-11-05' };
    expect(inShort(absences(morning, noon, since('2026-11-06', '2026-11-07')))).toEqual([
      '2026-11-05 returned',
      '2026-11-06 open',
    ]);
  });

  it('is none where it is the same day, under another spelling', () => {
    const over = { ...out, on: '2026-11-06', returnedOn: '2026-11-02' };
    const all = absences(out, { ...out, ...AISHA, on: '2026-11-04' }, over);
    expect(inShort(all)).toEqual(['2026-11-02 returned']);
    expect(all[0]?.references).toHaveLength(2);
  });
});

describe('a return', () => {
  it('counts by the earliest day that the school tells of', () => {
    const [absence] = absences(out, back, { ...out, on: '2026-11-08', returnedOn: '2026-11-07' });
    expect(absence?.back?.value).toBe('2026-11-05T00:00:00.000Z');
  });

  it('from one absence stands though that from the next is taken back', () => {
    expect(inShort(absences(out, back, again, { on: '2026-11-11', returnedOn: null }))).toEqual([
      '2026-11-02 returned',
      '2026-11-09 open',
    ]);
  });

  it('stands where a destination is told of that knows of none', () => {
    const gone = { on: '2026-11-08', destination: 'Elsewhere', returnedOn: null };
    expect(inShort(absences(out, back, gone))).toEqual(['2026-11-02 returned']);
  });

  it('stands where the school no longer knows whether there is leave', () => {
    expect(inShort(absences(out, back, { on: '2026-11-09', unauthorised: null }))).toEqual([
      '2026-11-02 returned',
    ]);
  });

  it('stands where it is said of the next absence that there is no leave', () => {
    expect(inShort(absences(out, back, again, { on: '2026-11-11', unauthorised: true }))).toEqual([
      '2026-11-02 returned',
      '2026-11-09 open',
    ]);
  });

  it('stands where the same moment has a word against it', () => {
    const unsure = { ...out, on: '2026-11-06', returnedOn: null };
    expect(inShort(absences(out, back, unsure))).toEqual(['2026-11-02 returned']);
    const theirs = { ...back, from: CASE_SYSTEM };
    expect(inShort(absences(out, theirs, { on: '2026-11-06', unauthorised: true }))).toEqual([
      '2026-11-02 returned',
    ]);
  });

  it('does not stand where a school that gives no day reports the pupil again', () => {
    const day = { on: '2026-11-03' };
    expect(inShort(absences(day, back))).toEqual(['2026-11-03 returned']);
    expect(inShort(absences(day, back, { on: '2026-11-09' }))).toEqual(['2026-11-03 open']);
  });

  it('that the case system tells of ends the absence of a school that gives no day', () => {
    expect(inShort(absences({ on: '2026-11-03' }, { ...back, from: CASE_SYSTEM }))).toEqual([
      '2026-11-03 returned',
    ]);
  });
});

describe('leave that is said without a day', () => {
  const leave = (on: string) => ({ on, unauthorised: false });

  it('is about the absence from its first day on', () => {
    expect(inShort(absences(since('2026-11-03', '2026-11-03'), leave('2026-11-03')))).toEqual([
      '2026-11-03 leave',
    ]);
  });

  it('is about the next from the day on which that begins', () => {
    expect(inShort(absences(out, again, leave('2026-11-09')))).toEqual([
      '2026-11-02 again',
      '2026-11-09 leave',
    ]);
    expect(inShort(absences(out, leave('2026-11-04'), again))).toEqual([
      '2026-11-02 leave',
      '2026-11-09 open',
    ]);
  });

  it('is about the absence of that time where it comes with a return', () => {
    const both = { on: '2026-11-04', returnedOn: '2026-11-04', unauthorised: false };
    expect(inShort(absences(out, both, again))).toEqual(['2026-11-02 leave', '2026-11-09 open']);
  });

  it('is about the next though the school has reported without a day before', () => {
    for (const day of ['2026-11-09', '2026-11-11']) {
      expect(inShort(absences(out, { on: '2026-11-04' }, again, leave(day)))[1]).toBe('2026-11-09 leave');
    }
  });
});

describe('leave that is said with a day', () => {
  it('is about that absence, whenever it is said', () => {
    const late = { ...out, on: '2026-11-11', unauthorised: false };
    expect(inShort(absences(out, back, { ...again, unauthorised: true }, late))).toEqual([
      '2026-11-02 leave',
      '2026-11-09 open',
    ]);
  });

  it('is what the school says last, whichever day it names', () => {
    const corrected = since('2026-11-03', '2026-11-04', { unauthorised: false });
    expect(inShort(absences(out, corrected, { ...out, on: '2026-11-06', unauthorised: true }))).toEqual([
      '2026-11-02 open',
    ]);
  });
});
