// What is known of the child: birth, case, doubts on whose record it is; and two records that turn out to be one.
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../shared/core/facts.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { england } from './england.ts';
import { NOON, record, type Saying } from './told.ts';

const FRIDAY = '2026-11-20T22:05:00.000Z';
const ONE = '2026-11-21T13:00:00.000Z';
const edt = { by: 'emergency-duty-team' as const };

const facts = (of: ChildRecord) => factsOf(of, england, 'E10000016');
const person = (data: object, more: Partial<Saying> = {}): Saying => ({
  type: 'missing.updated',
  data: { person: data },
  ...more,
});
const cased = (data: object, at = FRIDAY): Saying => ({
  type: 'case.updated',
  by: 'case-system',
  at,
  data: { person: {}, ...data },
});

describe('the date of birth', () => {
  const born = (...all: Saying[]) => facts(record(...all)).born;
  const exact = { dateOfBirth: '2012-05-14' };

  it('is known since the first source that agrees', () => {
    expect(born(person(exact), person(exact, { ...edt, at: NOON }))).toEqual({
      from: '2012-05-14',
      to: '2012-05-14',
      knownAt: FRIDAY,
    });
  });

  it('lies between what the sources say where they differ, known since the last of them', () => {
    const other = person({ dateOfBirth: '2012-04-01' }, { ...edt, at: NOON });
    expect(born(person(exact), other)).toEqual({ from: '2012-04-01', to: '2012-05-14', knownAt: NOON });
    const estimate = person({ dateOfBirth: '2012-05-14', dateOfBirthEstimated: true }, { ...edt, at: NOON });
    expect(born(person(exact), estimate)).toEqual({ from: '2011-05-14', to: '2013-05-14', knownAt: NOON });
  });

  it('is known since it was said whether it is an estimate', () => {
    const later = person({ dateOfBirthEstimated: true }, { at: NOON });
    expect(born(person(exact), later)).toEqual({ from: '2011-05-14', to: '2013-05-14', knownAt: NOON });
    const certain = person({ dateOfBirthEstimated: false }, { at: NOON });
    expect(born(person(exact), certain)).toEqual({ from: '2012-05-14', to: '2012-05-14', knownAt: NOON });
  });

  it('is counted from an age on the day that it was said', () => {
    expect(born(person({ ageYears: 9 }))).toEqual({ from: '2016-11-21', to: '2017-11-20', knownAt: FRIDAY });
    expect(born(person({ ageYears: null }))).toBeUndefined();
    expect(born(person({ ageYears: 9 }), person({ ageYears: 12 }, { at: NOON }))?.to).toBe('2014-11-21');
    expect(
      born(person({ ageYears: 12 }, { at: NOON }), person({ ageYears: 9 }, { subject: 'MP-2' }))?.to,
    ).toBe('2014-11-21');
  });

  it('that nobody knows is unknown since the first source had said its last word', () => {
    const since = (...all: Saying[]) => facts(record(...all)).bornKnownAt;
    expect(since(person({ givenName: 'Robin' }))).toBeUndefined();
    expect(since(person({ dateOfBirth: null }))).toBe(FRIDAY);
    expect(since(person({ dateOfBirth: null }), person({ ageYears: null }, { at: NOON }))).toBe(NOON);
    expect(
      since(person({ dateOfBirth: null }, { at: NOON }), person({ ageYears: null }, { ...edt, at: ONE })),
    ).toBe(NOON);
    const two = [
      person({ dateOfBirth: null }, { at: NOON }),
      person({ dateOfBirth: null }, { subject: 'MP-2' }),
    ];
    expect(since(...two)).toBe(NOON);
  });
});

describe('the case', () => {
  const doubted = (...doubts: [string, string?][]) => {
    const candidates = Object.fromEntries(
      doubts.map(([id, knownAt]) => [id, { why: 'identity', ...(knownAt && { knownAt }) }]),
    );
    return facts({ ...record(person({ givenName: 'Robin' })), candidates });
  };

  it('is what it says: since when, who works with the child, under which number', () => {
    const child = facts(
      record(
        cased({
          person: { localAuthorityId: 'L1' },
          status: 'looked-after',
          statusSince: '2026-06-20',
          keyworker: { email: 'kim@kent.example', teamEmail: 'north@kent.example' },
          responsibleAuthority: 'E06000035',
        }),
      ),
    );
    expect(child).toMatchObject({
      status: { value: 'looked-after', knownAt: FRIDAY },
      statusSince: { value: '2026-06-19T23:00:00.000Z', knownAt: FRIDAY },
      keyworker: { value: 'kim@kent.example', knownAt: FRIDAY },
      keyworkerTeam: { value: 'north@kent.example', knownAt: FRIDAY },
      localAuthorityId: 'L1',
      responsible: [{ value: 'E06000035', knownAt: FRIDAY }],
      isInCaseSystem: true,
    });
    const none = facts(record(person({ givenName: 'Robin' })));
    for (const field of ['statusSince', 'keyworker', 'keyworkerTeam', 'localAuthorityId'])
      expect(none).not.toHaveProperty(field);
    expect(none).toMatchObject({
      isInCaseSystem: false,
      responsible: [],
      status: { value: 'not-open', knownAt: '' },
    });
  });

  it('is unknown since it was last said to be, or since the child was spoken of', () => {
    const child = (...all: Saying[]) => facts(record(...all)).status;
    expect(child(cased({ status: 'early-help' }), cased({ status: null }, NOON))).toEqual({
      value: 'unknown',
      knownAt: NOON,
    });
    expect(child(cased({}, NOON))).toEqual({ value: 'unknown', knownAt: NOON });
  });

  it('is unknown since it was first open whose record this is', () => {
    expect(doubted(['c-3', ONE], ['c-2', NOON])).toMatchObject({
      status: { value: 'unknown', knownAt: NOON },
      doubts: [
        { record: 'c-2', known: [], knownAt: NOON },
        { record: 'c-3', known: [], knownAt: ONE },
      ],
    });
    expect(doubted(['c-2']).status).toEqual({ value: 'unknown', knownAt: '' });
    expect(doubted(['c-2']).doubts[0]).not.toHaveProperty('knownAt');
  });
});
