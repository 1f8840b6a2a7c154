import { describe, expect, it } from 'vitest';
import { darlington, exampleText, readable, reasons, says, sound } from './kent.ts';

const whose = (person: unknown) => sound('missing.reported', { person });

describe('when a report says whom it is about', () => {
  it.each([
    { givenName: 'Robin' },
    { familyName: 'Example' },
    { policePersonId: 'P-1' },
    { localAuthorityId: 'L1' },
    { nhsNumber: '999 000 0001' },
    { givenName: 'Robin', dateOfBirth: null },
    { givenName: 'Robin', dateOfBirth: '2012-05-01', dateOfBirthEstimated: true },
    { givenName: 'Robin', dateOfBirth: null, ageYears: 14 },
    { givenName: 'Robin', ageYears: 0 },
    { givenName: 'Robin', ageYears: 120 },
    { kind: 'unborn', familyName: 'Example' },
  ])('%j is enough', (person) => {
    expect(readable(whose(person))['person']).toEqual(person);
  });

  it.each([{}, { kind: 'child' }, { givenName: null, nhsNumber: null, dateOfBirth: '2012-05-14' }])(
    '%j is nobody',
    (person) => {
      expect(reasons(whose(person))).toEqual(says('/data/person', 'says nobody'));
    },
  );

  it.each(['case.updated', 'education.absence'] as const)('%s needs somebody too', (type) => {
    expect(reasons(sound(type, { person: { kind: 'child' } }))).toEqual(says('/data/person', 'says nobody'));
  });

  it.each(['missing.updated', 'missing.found'] as const)('%s may say only what changed of them', (type) => {
    expect(reasons(sound(type, { person: { dateOfBirth: '2012-05-15' } }))).toEqual([]);
  });

  it.each([undefined, null, 'Robin Example', []])('%j is no person, and that is one fault', (person) => {
    expect(reasons(whose(person))).toEqual([{ path: '/data/person', message: expect.any(String) }]);
  });

  it('a name at fault is not nobody', () => {
    expect(reasons(whose({ givenName: '' }))).toEqual(says('/data/person/givenName', 'is empty'));
  });

  it('names are taken without the spaces around them', () => {
    expect(readable(whose({ givenName: ' Zoë-Mae O’Sample ' }))['person']).toEqual({
      givenName: 'Zoë-Mae O’Sample',
    });
  });
});

describe('when a birth or an age cannot be', () => {
  const born = (dateOfBirth: unknown, more = {}) => whose({ givenName: 'Robin', dateOfBirth, ...more });

  it.each([
    ['2026-11-22', 'lies in the future'],
    ['2099-01-01', 'lies in the future'],
    ['1899-12-31', 'outside the years'],
    ['2012-02-30', 'does not exist'],
    ['2012-05-14T00:00:00Z', 'has a time of day'],
    ['14/05/2012', 'is not a date'],
    ['2012-W20-1', 'is not a date'],
    [20120514, 'is not text'],
  ])('the birth date %j is refused once', (dateOfBirth, words) => {
    expect(reasons(born(dateOfBirth))).toEqual(says('/data/person/dateOfBirth', words));
  });

  it('a child may be born today', () => {
    expect(reasons(born('2026-11-21'))).toEqual([]);
  });

  it('in summer it is tomorrow in Great Britain an hour before UTC says so', () => {
    const born = JSON.parse(exampleText('darlington-missing-reported.json'));
    const times = { lastSeenAt: '2026-07-01T20:00:00Z', missingSince: null, reportedAt: null };
    const event = {
      ...born,
      time: '2026-07-01T21:00:00Z',
      data: { ...born.data, ...times, person: { givenName: 'Ash', dateOfBirth: '2026-07-02' } },
    };
    expect(reasons(event, { ...darlington, now: '2026-07-01T22:59:00Z' })).toEqual(
      says('/data/person/dateOfBirth', 'lies in the future'),
    );
    expect(reasons(event, { ...darlington, now: '2026-07-01T23:00:00Z' })).toEqual([]);
  });

  it.each([-1, 121, 14.5, '14', true])('the age %j is refused once', (ageYears) => {
    expect(reasons(born(null, { ageYears }))).toEqual(
      says('/data/person/ageYears', 'whole number from 0 to 120'),
    );
  });

  it.each([
    [13, []],
    [14, []],
    [15, []],
    [12, says('/data/person/ageYears', 'contradicts the date of birth')],
    [16, says('/data/person/ageYears', 'contradicts the date of birth')],
  ])('born on 14 May 2012, the age of %i', (ageYears, expected) => {
    expect(reasons(born('2012-05-14', { ageYears }))).toEqual(expected);
  });

  it('a birthday that is still to come this year does not count', () => {
    expect(reasons(born('2012-12-14', { ageYears: 12 }))).toEqual([]);
    expect(reasons(born('2012-12-14', { ageYears: 15 }))).toHaveLength(1);
  });

  it('an estimated birth date contradicts no age', () => {
    expect(reasons(born('2012-01-01', { dateOfBirthEstimated: true, ageYears: 17 }))).toEqual([]);
  });
});
