import { describe, expect, it } from 'vitest';
import {
  contradicts,
  entryFor,
  isCaseOf,
  keysOf,
  match,
  namesOf,
  normalName,
  saysWho,
} from '../../shared/core/identity.ts';
import type { ChildRecord, Said } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';

const asha = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' };
type Person = NonNullable<Parameters<typeof keysOf>[1]>;

/** What stands in the table once some records have claimed their keys. */
function claimed(people: Record<string, Person>) {
  const table: Record<string, Record<string, string>> = {};
  for (const [record, person] of Object.entries(people)) {
    for (const key of keysOf(undefined, person)) {
      table[key.key] ??= {};
      const entries = table[key.key] ?? {};
      entries[entryFor(key, record)] ??= record;
    }
  }
  return table;
}

const matched = (person: Person, people: Record<string, Person>) =>
  match(keysOf(undefined, person), claimed(people));

describe('a name', () => {
  it.each([
    ['ÁSHA', 'asha'],
    ["O'Example", 'oexample'],
    ['O’Example', 'oexample'],
    ['Anne-Marie', 'anne marie'],
    ['  Anne   Marie ', 'anne marie'],
    ['Żółć', 'zołc'],
    ['ﬁona', 'fiona'],
    ['明', '明'],
    ['...', ''],
    [null, ''],
  ])('%s is compared as %s', (name, normal) => {
    expect(normalName(name)).toBe(normal);
  });
});

describe('what a child is looked for by', () => {
  it('each identifier, the family name, the reference', () => {
    const person = { ...asha, localAuthorityId: ' l1 ', policePersonId: 'p-1', nhsNumber: '943 476-5919' };
    expect(keysOf('MP-1', person).map(({ key, entry }) => `${key} ${entry}`)).toEqual([
      'local-authority-id#L1 child',
      'police-person-id#P-1 child',
      'nhs-number#9434765919 child',
      'family#example asha|2012-05-14',
      'reference#MP-1 child',
    ]);
  });

  it('nothing of nobody', () => {
    expect(keysOf(undefined, null)).toEqual([]);
    expect(keysOf(undefined, { kind: 'child', dateOfBirth: '2012-05-14' })).toEqual([]);
  });

  it.each<[string, Person, boolean]>([
    ['a whole name and a birth date say who it is', asha, true],
    ['a name without a birth date does not', { givenName: 'Asha', familyName: 'Example' }, false],
    ['nor with an estimated one', { ...asha, dateOfBirthEstimated: true }, false],
    ['nor half a name with one', { familyName: 'Example', dateOfBirth: '2012-05-14' }, false],
    ['nor the other half', { givenName: 'Asha', dateOfBirth: '2012-05-14' }, false],
    ['an identifier does', { policePersonId: 'P-1' }, true],
  ])('%s', (_, person, says) => {
    expect(keysOf(undefined, person).every(saysWho)).toBe(says);
  });

  it('is claimed by one child where it says who it is, else by many', () => {
    const [definite] = keysOf(undefined, asha);
    const [open] = keysOf(undefined, { ...asha, dateOfBirth: null });
    if (!definite || !open) throw new Error('A name is a key');
    expect(entryFor(definite, 'c-1')).toBe(entryFor(definite, 'c-2'));
    expect(entryFor(open, 'c-1')).not.toBe(entryFor(open, 'c-2'));
  });
});

describe('a match', () => {
  it.each<[string, Person, { exact?: string[]; near?: string[] }]>([
    ['name and birth date', asha, { exact: ['c-1'] }],
    ['another birth date', { ...asha, dateOfBirth: '2012-04-15' }, { near: ['c-1'] }],
    ['no birth date', { ...asha, dateOfBirth: null }, { near: ['c-1'] }],
    ['another given name', { ...asha, givenName: 'Usha' }, { near: ['c-1'] }],
    ['no given name', { familyName: 'Example', dateOfBirth: '2012-05-14' }, { near: ['c-1'] }],
    ['another surname', { ...asha, familyName: 'Sample' }, {}],
    [
      'another given name and another birth date',
      { ...asha, givenName: 'Jude', dateOfBirth: '2010-01-01' },
      {},
    ],
    [
      'another given name, an estimated birth date that is the same: an estimate is none',
      { ...asha, givenName: 'Usha', dateOfBirthEstimated: true },
      {},
    ],
  ])('by %s', (_, person, { exact = [], near = [] }) => {
    expect(matched(person, { 'c-1': asha })).toEqual({ exact, near });
  });

  it('of half a name with half a name is never exact', () => {
    const half = { familyName: 'Example', dateOfBirth: '2012-05-14' };
    expect(matched(half, { 'c-1': half })).toEqual({ exact: [], near: ['c-1'] });
  });

  it('by two ways to two records is exact twice, identifiers first', () => {
    const people = { 'c-9': { localAuthorityId: 'L1' }, 'c-1': asha };
    expect(matched({ ...asha, localAuthorityId: 'L1' }, people)).toEqual({ exact: ['c-9', 'c-1'], near: [] });
  });

  it('of what is exact is not also near', () => {
    expect(
      matched(
        { ...asha, localAuthorityId: 'L1', dateOfBirth: null },
        { 'c-1': { ...asha, localAuthorityId: 'L1' } },
      ),
    ).toEqual({
      exact: ['c-1'],
      near: [],
    });
  });

  it('finds nothing under names that every object has', () => {
    const odd = { givenName: 'constructor', familyName: '__proto__', localAuthorityId: 'constructor' };
    expect(matched(odd, { 'c-1': asha })).toEqual({ exact: [], near: [] });
    expect(match(keysOf('constructor', odd), {})).toEqual({ exact: [], near: [] });
  });
});

describe('a record that an identifier leads to', () => {
  const said = (person: Record<string, string>, source = 'urn:a'): Said =>
    Object.fromEntries(
      Object.entries(person).map(([field, value]) => [
        `person.${field}`,
        {
          [source]: {
            value,
            time: '2026-11-20T12:00:00.000Z',
            message: 'm',
            by: 'police' as const,
            receivedAt: '2026-11-20T12:00:00.000Z',
          },
        },
      ]),
    );
  const record: ChildRecord = { ...emptyChild('c-1'), references: { 'MP-1': said(asha) } };

  it.each<[string, Person, boolean]>([
    [
      'another name and another birth date contradict it',
      { givenName: 'Jude', familyName: 'Sample', dateOfBirth: '2010-01-01' },
      true,
    ],
    ['another name alone does not', { ...asha, givenName: 'Jude' }, false],
    ['another birth date alone does not', { ...asha, dateOfBirth: '2010-01-01' }, false],
    ['no birth date does not', { givenName: 'Jude', familyName: 'Sample' }, false],
    ['no name does not', { dateOfBirth: '2010-01-01' }, false],
  ])('%s', (_, person, expected) => {
    expect(contradicts(person, record)).toBe(expected);
  });

  it('is contradicted only where all its sources are', () => {
    const two = { ...record, case: said({ ...asha, givenName: 'Jude' }, 'urn:b') };
    expect(contradicts({ ...asha, givenName: 'Jude', dateOfBirth: '2010-01-01' }, two)).toBe(false);
    expect(contradicts({ givenName: 'X', familyName: 'Y', dateOfBirth: '2010-01-01' }, two)).toBe(true);
    expect(contradicts({ ...asha, givenName: 'Jude' }, emptyChild('c-2'))).toBe(false);
  });

  it('is found by numbers and references, never by a name', () => {
    const known = { ...record, case: said({ localAuthorityId: 'L1' }) };
    expect(namesOf(known)).toEqual(['L1', 'MP-1']);
    expect(isCaseOf(known, ' l1')).toBe(true);
    expect([isCaseOf(known, 'L2'), isCaseOf(known, null), isCaseOf(record, 'L1')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
