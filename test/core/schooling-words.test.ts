// What single words of a school come to: a correction, a day that is given late, a return that is said again, two days of one claim.
import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../shared/core/school-stretch.ts';
import { england } from './england.ts';
import { absences, CASE_SYSTEM, heard, inShort, SECOND, since, type Word } from './schooling-words.ts';

const out = since('2026-11-02', '2026-11-03');
const back = (on: string, returnedOn = on, more: Partial<Word> = {}): Word => ({ on, returnedOn, ...more });
const short = (...words: Word[]) => inShort(absences(...words));
const nine = (date: string) => `${date}T09:00:00.000Z`;

describe('a later day last attended', () => {
  it('is a correction while the school has said nothing in between', () => {
    expect(short(since('2026-11-02', '2026-11-09'), since('2026-11-05', '2026-11-10'))).toEqual([
      '2026-11-05 open',
    ]);
    expect(short(since('2026-11-02', '2026-11-05'), since('2026-11-05', '2026-11-10'))).toEqual([
      '2026-11-05 open',
    ]);
  });

  it('is a later absence where it lies after the pupil was said to be out', () => {
    expect(short(since('2026-11-02', '2026-11-04'), since('2026-11-05', '2026-11-10'))).toEqual([
      '2026-11-02 again',
      '2026-11-05 open',
    ]);
  });

  it('is a later absence where the pupil was back on it, or before', () => {
    const corrected = since('2026-11-05', '2026-11-10');
    const first = since('2026-11-02', '2026-11-09');
    expect(short(first, back('2026-11-09', '2026-11-05'), corrected)).toEqual([
      '2026-11-02 returned',
      '2026-11-05 open',
    ]);
    expect(short(first, back('2026-11-09', '2026-11-04'), corrected)).toEqual([
      '2026-11-02 returned',
      '2026-11-05 open',
    ]);
    expect(short(first, back('2026-11-09', '2026-11-06'), corrected)).toEqual(['2026-11-05 returned']);
  });

  it('counts by the last word, where a day is said again', () => {
    const again = [
      since('2026-11-02', '2026-11-09'),
      since('2026-11-05', '2026-11-10'),
      since('2026-11-02', '2026-11-11'),
    ];
    expect(short(...again)).toEqual(['2026-11-02 open']);
  });

  it('of the one before says when that one was over, and since when we know', () => {
    const [first] = absences(out, since('2026-11-09', '2026-11-10'));
    expect(first?.back).toEqual({ value: '2026-11-09T00:00:00.000Z', knownAt: nine('2026-11-10') });
  });
});

describe('a return', () => {
  it('on the day last attended itself is of the absence that it is said with', () => {
    expect(short({ ...out, returnedOn: '2026-11-02' })).toEqual(['2026-11-02 returned']);
    expect(short(out, back('2026-11-04', '2026-11-02'))).toEqual(['2026-11-02 open']);
  });

  it('before it is of another absence', () => {
    expect(short({ ...out, returnedOn: '2026-11-01' })).toEqual(['2026-11-02 open']);
    expect(short(out, back('2026-11-04', '2026-11-01'))).toEqual(['2026-11-02 open']);
  });

  it('ends an absence of which no day is given, from its first day on', () => {
    expect(short({ on: '2026-11-03' }, back('2026-11-04', '2026-11-03'))).toEqual(['2026-11-03 returned']);
    expect(short({ on: '2026-11-03' }, back('2026-11-04', '2026-11-02'))).toEqual(['2026-11-03 open']);
  });

  it('is over by the first of several', () => {
    const [absence] = absences(out, back('2026-11-09', '2026-11-06'), back('2026-11-10', '2026-11-05'));
    expect(absence?.back?.value).toBe('2026-11-05T00:00:00.000Z');
    expect(short(out, back('2026-11-06'), { on: '2026-11-06', destination: 'Elsewhere' })).toEqual([
      '2026-11-02 elsewhere',
    ]);
  });

  it('stands until the school says afterwards that it does not know', () => {
    const unknown = (on: string): Word => ({ on, returnedOn: null });
    expect(
      short(
        { ...out, returnedOn: '2026-11-05', on: '2026-11-06' },
        { ...unknown('2026-11-07'), lastAttendedOn: '2026-11-02' },
      ),
    ).toEqual(['2026-11-02 open']);
    expect(short(out, unknown('2026-11-05'), back('2026-11-06'))).toEqual(['2026-11-02 returned']);
  });

  it('stands though the school said before that there is no leave, and not where it says so later', () => {
    const noLeave = (on: string): Word => ({ on, unauthorised: true });
    expect(short(out, noLeave('2026-11-05'), back('2026-11-06'))).toEqual(['2026-11-02 returned']);
    expect(short(out, back('2026-11-06'), noLeave('2026-11-06'))).toEqual(['2026-11-02 returned']);
    expect(short(out, back('2026-11-06'), noLeave('2026-11-07'))).toEqual(['2026-11-02 open']);
    expect(short(out, back('2026-11-06'), { on: '2026-11-07', unauthorised: false })).toEqual([
      '2026-11-02 leave',
    ]);
  });

  it('by the case system stands unless the school says the same absence again later', () => {
    const theirs = back('2026-11-06', '2026-11-06', { from: CASE_SYSTEM });
    expect(short(out, theirs, since('2026-11-02', '2026-11-06'))).toEqual(['2026-11-02 returned']);
    expect(short(out, theirs, since('2026-11-02', '2026-11-07'))).toEqual(['2026-11-02 open']);
    expect(short(out, theirs, { on: '2026-11-07', unauthorised: true })).toEqual(['2026-11-02 open']);
  });

  it('by another school ends nothing', () => {
    expect(short(out, back('2026-11-06', '2026-11-06', { from: SECOND }))).toEqual(['2026-11-02 open']);
  });
});

describe('a destination', () => {
  it('ends the absence on the day on which it was said', () => {
    const [absence] = absences({ ...out, on: '2026-11-03', destination: 'Elsewhere' });
    expect(absence).toMatchObject({ schooling: { over: 'elsewhere' }, back: { value: nine('2026-11-03') } });
  });

  it('that is said on the day last attended is of that absence', () => {
    expect(short(since('2026-11-03', '2026-11-03'), { on: '2026-11-03', destination: 'Elsewhere' })).toEqual([
      '2026-11-03 elsewhere',
    ]);
  });
});

describe('leave that is said without a day', () => {
  const leave = (on: string): Word => ({ on, unauthorised: false });
  const later = since('2026-11-09', '2026-11-10');

  it('is of the absence of that time, from its first day until the next one begins', () => {
    expect(short(out, leave('2026-11-04'))).toEqual(['2026-11-02 leave']);
    expect(short(out, leave('2026-11-08'), later)).toEqual(['2026-11-02 leave', '2026-11-09 open']);
    expect(short(out, later, leave('2026-11-11'))).toEqual(['2026-11-02 again', '2026-11-09 leave']);
    expect(short(since('2026-11-02', '2026-11-02'), leave('2026-11-02'))).toEqual(['2026-11-02 leave']);
    expect(short(leave('2026-11-01'), out)).toEqual(['2026-11-01 leave', '2026-11-02 open']);
  });

  it('is the last word on it', () => {
    expect(short(out, leave('2026-11-04'), { on: '2026-11-05', unauthorised: true })).toEqual([
      '2026-11-02 open',
    ]);
    expect(short(out, { on: '2026-11-04', unauthorised: true }, leave('2026-11-05'))).toEqual([
      '2026-11-02 leave',
    ]);
  });
});

describe('the stretches of each source', () => {
  it('stand in the order of the sources, whichever spoke first', () => {
    const words = [since('2026-11-02', '2026-11-03', { from: SECOND }), since('2026-11-02', '2026-11-04')];
    const sources = (...all: Word[]) => stretchesOf(heard(...all), england).map(({ source }) => source);
    expect(sources(...words)).toEqual(['urn:school:first', 'urn:school:second']);
    expect(sources(...words.toReversed())).toEqual(['urn:school:first', 'urn:school:second']);
  });

  it('begin on the day last attended, or on the day of the first report', () => {
    const begins = (...all: Word[]) => stretchesOf(heard(...all), england).map((stretch) => stretch.begins);
    expect(begins(out)).toEqual(['2026-11-02']);
    expect(begins({ on: '2026-11-03' })).toEqual(['2026-11-03']);
    expect(begins({ on: '2026-11-03' }, since('2026-11-02', '2026-11-05'))).toEqual(['2026-11-02']);
    expect(begins(since('2026-11-02', '2026-11-05'), { on: '2026-11-03' })).toEqual(['2026-11-02']);
    expect(begins({ on: '2026-11-03' }, since('2026-11-03', '2026-11-05'))).toEqual(['2026-11-03']);
  });
});
