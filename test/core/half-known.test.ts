// Who somebody is of whom only half is known, or is said otherwise by another: never a guess, never a false quarrel.
import { describe, expect, it } from 'vitest';
import { suspect } from '../../shared/core/evolve.ts';
import { factsOf } from '../../shared/core/facts.ts';
import { contradicts, entryFor, keysOf } from '../../shared/core/identity.ts';
import type { SourceKind } from '../../shared/core/policy.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { isLetGo } from '../../shared/core/retention.ts';
import { england, said } from './england.ts';
import { EVER, NOON, record, reported, type Saying } from './told.ts';

describe('the key of a name', () => {
  const entries = (person: object) => keysOf(undefined, person).map(({ key, entry }) => `${key} ${entry}`);

  it('says which half is known, and whether the birth date is', () => {
    expect(entries({ givenName: 'Robin' })).toEqual(['family#robin |?']);
    expect(entries({ familyName: 'Example' })).toEqual(['family#example |?']);
    expect(entries({ givenName: 'Robin', familyName: 'Example' })).toEqual(['family#example robin|?']);
    expect(entries({ familyName: 'Example', dateOfBirth: '2012-05-14' })).toEqual([
      'family#example |?2012-05-14',
    ]);
  });

  it('is claimed by one record, or where it is not certain by each beside the others', () => {
    const keys = keysOf('MP-1', { givenName: 'Robin', familyName: 'Example', policePersonId: 'P-1' });
    expect(keys.map((key) => entryFor(key, 'c-1'))).toEqual(['child', 'robin|?|c-1', 'child']);
  });
});

describe('a record that agrees by its number', () => {
  const other = { givenName: 'Jude', familyName: 'Sample', dateOfBirth: '2010-01-01' };
  const quarrels = (fields: Record<string, string | null>) =>
    contradicts(other, { ...emptyChild('c-1'), case: said(fields) });

  it('is not quarrelled with where nobody knows its name any more', () => {
    const nameless = { 'person.givenName': null, 'person.familyName': null };
    expect(quarrels({ ...nameless, 'person.dateOfBirth': '2012-05-14' })).toBe(false);
    expect(quarrels({ 'person.givenName': 'Robin', 'person.dateOfBirth': '2012-05-14' })).toBe(true);
  });

  it('is not quarrelled with where nobody knows its birth date any more', () => {
    expect(quarrels({ 'person.givenName': 'Robin', 'person.dateOfBirth': null })).toBe(false);
  });

  it('is not quarrelled with over a name of which both know the same half', () => {
    const half = { givenName: 'Robin', dateOfBirth: '2010-01-01' };
    const known = { 'person.givenName': 'Robin', 'person.dateOfBirth': '2012-05-14' };
    expect(contradicts(half, { ...emptyChild('c-1'), case: said(known) })).toBe(false);
  });
});

describe('a record that may be the same child', () => {
  const doubt = { why: 'identity' };

  it('is in doubt from the first time on, until a person decides', () => {
    const once = suspect(emptyChild('c-1'), 'c-2', { ...doubt, knownAt: NOON });
    expect(once.candidates).toEqual({ 'c-2': { ...doubt, knownAt: NOON } });
    expect(suspect(once, 'c-2', doubt)).toBe(once);
    expect(suspect(once, 'c-3', doubt).candidates).toHaveProperty('c-3');
    expect(suspect(once, 'c-2', { ...doubt, decided: 'same-child' }).candidates['c-2']).toHaveProperty(
      'decided',
    );
  });
});

describe('a return that was told in error', () => {
  it('is taken back by whichever word takes it back, another’s beside it', () => {
    const said = (by: SourceKind, outcome: string, at: string): Saying => ({
      type: 'missing.found',
      by,
      at,
      data: { outcome, ...(outcome === 'found' && { returnedAt: NOON }) },
    });
    const of = record(
      reported(),
      said('police', 'found', NOON),
      said('emergency-duty-team', 'in-error', '2026-11-21T13:00:00.000Z'),
      said('police', 'in-error', '2026-11-21T14:00:00.000Z'),
    );
    const [absence] = factsOf(of, england, 'E10000016').absences;
    expect(absence).toMatchObject({ ended: false, state: 'open' });
  });
});

describe('a birth date that two sources tell of', () => {
  const person = (said: object, more: Partial<Saying> = {}): Saying => ({
    type: 'missing.updated',
    at: NOON,
    data: { person: said },
    ...more,
  });
  const later = { by: 'emergency-duty-team' as const, at: '2026-11-21T13:00:00.000Z' };
  const knownAt = (...all: Saying[]) =>
    factsOf(record(reported({ person: { familyName: 'Example' } }), ...all), england, 'E10000016').born
      ?.knownAt;

  it('is known since the first of them where they agree', () => {
    const date = { dateOfBirth: '2012-05-14' };
    expect(knownAt(person(date), person(date, later))).toBe(NOON);
  });

  it.each(['2016-11-22', '2017-11-21'])(
    'is known since the second where that narrows an age by one end: %s',
    (dateOfBirth) => {
      expect(knownAt(person({ ageYears: 9 }), person({ dateOfBirth }, later))).toBe(later.at);
    },
  );
});

describe('a child', () => {
  const facts = (of: ReturnType<typeof record>) => factsOf(of, england, 'E10000016');

  it('whose name is nothing but spaces has none', () => {
    const { initials } = facts(record(reported({ person: { givenName: ' ', familyName: '  ' } })));
    expect(initials).toBe('(name unknown)');
  });

  it('has its doubts in the order of the records, whichever came first', () => {
    const candidates = Object.fromEntries(
      ['c-5', 'c-3', 'c-9', 'c-4'].map((id) => [id, { why: 'identity' }]),
    );
    const { doubts } = facts({ ...record(reported()), candidates });
    expect(doubts.map((doubt) => doubt.record)).toEqual(['c-3', 'c-4', 'c-5', 'c-9']);
  });

  it('of whom nothing is known yet was not let go', () => {
    expect(isLetGo(emptyChild('c-1'))).toBe(false);
    expect(isLetGo({ ...emptyChild('c-1'), letGo: EVER })).toBe(true);
  });
});
