import { describe, expect, it } from 'vitest';
import { AFTER_CHRISTMAS, ASHA, LAST, procedureOf, reported, school, TERMS } from './education-procedure.ts';
import { childrenOf, lettersOf, mail, played, procedure, tasksOf } from './playing.ts';

const protocol2018 = procedureOf('darlington 2018', TERMS);
const protocol2017 = procedureOf('darlington 2017', TERMS);
const withoutTerms = procedureOf('darlington 2018');

describe('a pupil who does not come back', () => {
  it('is told of on school days 5 and 20 under the protocol of 2018; the week of half-term does not count', async () => {
    const world = await played(protocol2018, [reported], AFTER_CHRISTMAS);
    expect(await mail(world)).toEqual([
      '2026-11-02 09:00 missing-education-5-days front.door',
      '2026-11-02 09:00 missing-education-5-days missing.education',
      '2026-11-23 09:00 missing-education-20-days missing.education',
      '2026-11-24 17:01 overdue emergency.duty.team',
    ]);
  });

  it('is told of on school days 10 and 20 under the protocol of 2017', async () => {
    const world = await played(protocol2017, [reported], AFTER_CHRISTMAS);
    expect(await mail(world)).toEqual([
      '2026-11-09 09:00 missing-education-panel front.door',
      '2026-11-09 09:00 missing-education-10-days front.door',
      '2026-11-09 09:00 missing-education-10-days missing.education',
      '2026-11-16 17:01 overdue emergency.duty.team',
      '2026-11-23 09:00 missing-education-20-days admissions',
      '2026-11-23 09:00 missing-education-20-days missing.education',
      '2026-11-24 17:01 overdue emergency.duty.team',
    ]);
  });

  it('is told of on weekdays 5 and 20 where the authority has given no terms: sooner, never later', async () => {
    const world = await played(withoutTerms, [reported], AFTER_CHRISTMAS);
    expect(await mail(world)).toEqual([
      '2026-10-26 09:00 missing-education-5-days front.door',
      '2026-10-26 09:00 missing-education-5-days missing.education',
      '2026-11-16 09:00 missing-education-20-days missing.education',
      '2026-11-17 17:01 overdue emergency.duty.team',
    ]);
  });

  it('is told of from the day of the report where the school does not know the day last attended', async () => {
    const world = await played(
      protocol2018,
      [school('2026-11-03', { unauthorised: true })],
      '2026-11-12T00:00:00Z',
    );
    const [letter] = await lettersOf(world);
    expect(await mail(world)).toContain('2026-11-10 09:00 missing-education-5-days missing.education');
    expect(letter).toMatchObject({ subject: expect.stringContaining('Pupil missing education - SCHOOL-') });
    expect(letter?.text).toContain('Last attended: not known');
  });

  it('is told of in a letter with the school days, our reference and no name of the school or the child', async () => {
    const world = await played(protocol2018, [reported], '2026-11-02T12:00:00Z');
    const [letter] = await lettersOf(world);
    const { subject = '', text = '', reference = '' } = letter ?? {};
    expect(reference).toMatch(/^SCHOOL-[0-9A-Z]+$/);
    expect(subject).toBe(`Notice - Pupil missing education for 5 school days - ${reference}`);
    expect(text).toContain('Last attended: Monday 19 October 2026\n');
    expect(text).toContain('School days missed: 5\n');
    expect(text).not.toMatch(/Academy|Asha|Police reference|Risk|Missing now|https:/);
  });

  it('asks for nothing in Kent, whose procedure says nothing of pupils missing education', async () => {
    const world = await played(procedure('kent'), [reported], AFTER_CHRISTMAS);
    expect(await mail(world)).toEqual([]);
  });

  it('is a matter for the form in Cheshire East, within a school day', async () => {
    const world = await played(procedureOf('cheshire-east 2017'), [reported], '2026-10-21T00:00:00Z');
    const [child] = await childrenOf(world);
    const [reference] = Object.keys(child?.references ?? {});
    expect(await mail(world)).toEqual(['2026-10-20 09:00 unexplained-absence-form front.door']);
    expect(await tasksOf(world)).toEqual([`${reference} unexplained-absence-form open 2026-10-21T16:00`]);
  });
});

describe('a pupil who is back', () => {
  it('on the fourth school day is told to nobody', async () => {
    const back = school('2026-10-23', { returnedOn: '2026-10-23' });
    const world = await played(protocol2018, [reported, back], AFTER_CHRISTMAS);
    expect(await mail(world)).toEqual([]);
  });

  it('is told to whoever was told of the absence, and the clock of day 20 stops', async () => {
    const back = school('2026-11-04', { returnedOn: '2026-11-04' });
    const world = await played(protocol2018, [reported, back], AFTER_CHRISTMAS);
    expect((await mail(world)).slice(2)).toEqual([
      '2026-11-04 09:00 missing-education-over missing.education',
      '2026-11-04 09:00 missing-education-over front.door',
    ]);
    expect((await lettersOf(world)).at(-1)?.subject).toMatch(/^Stand down - Pupil back at school - SCHOOL-/);
  });

  it('was never out for us where the return came before the report of the absence', async () => {
    const late = { ...reported, time: reported.at, at: '2026-11-10T09:00:00Z' };
    const back = school('2026-11-04', { returnedOn: '2026-11-04' });
    expect(await mail(await played(protocol2018, [back, late], AFTER_CHRISTMAS))).toEqual([]);
  });

  it('by the word of the case system, is back', async () => {
    const said = { person: ASHA, returnedOn: '2026-10-23' };
    const back = school('2026-10-23', said, { source: 'urn:case-system:darlington' });
    expect(await mail(await played(protocol2018, [reported, back], AFTER_CHRISTMAS))).toEqual([]);
  });

  it('and goes missing again has an absence of its own, with its own reference, told anew', async () => {
    const back = school('2026-11-04', { returnedOn: '2026-11-04' });
    const again = school('2026-11-10', { lastAttendedOn: '2026-11-09', unauthorised: true });
    const world = await played(protocol2018, [reported, back, again], '2026-11-20T00:00:00Z');
    const letters = (await lettersOf(world)).filter(({ rule }) => rule === 'missing-education-5-days');
    expect(letters.map(({ at }) => at.slice(0, 10))).toEqual([
      '2026-11-02',
      '2026-11-02',
      '2026-11-16',
      '2026-11-16',
    ]);
    expect(new Set(letters.map(({ reference }) => reference)).size).toBe(2);
  });

  it('and is not, after all, is told of anew to those who were told of the return', async () => {
    const world = await played(
      protocol2018,
      [
        reported,
        school('2026-11-04', { ...LAST, returnedOn: '2026-11-04' }),
        school('2026-11-05', { ...LAST, returnedOn: null }),
      ],
      '2026-11-24T00:00:00Z',
    );
    expect((await mail(world)).slice(4)).toEqual([
      '2026-11-05 09:00 missing-education-5-days front.door',
      '2026-11-05 09:00 missing-education-5-days missing.education',
      '2026-11-23 09:00 missing-education-20-days missing.education',
    ]);
  });
});

describe('a pupil who is educated elsewhere', () => {
  it('from the fifteenth school day on is told to whoever was told, and looked into; nothing follows on day 20', async () => {
    const elsewhere = school('2026-11-16', { destination: 'A school in the next town', onRoll: false });
    const world = await played(protocol2018, [reported, elsewhere], AFTER_CHRISTMAS);
    expect((await mail(world)).slice(2).sort()).toEqual([
      '2026-11-16 09:00 educated-elsewhere missing.education',
      '2026-11-16 09:00 missing-education-over front.door',
      '2026-11-16 09:00 missing-education-over missing.education',
      '2026-11-17 17:01 overdue emergency.duty.team',
    ]);
    expect((await lettersOf(world)).map(({ text }) => text).join()).not.toContain('next town');
  });
});
