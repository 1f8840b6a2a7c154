// Two records that are one child, and what a message must say to be known as about one.
import { describe, expect, it } from 'vitest';
import { evolve, join, suspect } from '../../shared/core/evolve.ts';
import {
  completed,
  contradicts,
  isCaseOf,
  isComplete,
  match,
  namesOf,
  saysWho,
} from '../../shared/core/identity.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { said } from './england.ts';
import { record, type Saying } from './told.ts';

const FRIDAY = '2026-11-20T22:05:00.000Z';

const cased = (data: object, at = FRIDAY): Saying => ({
  type: 'case.updated',
  by: 'case-system',
  at,
  data: { person: {}, ...data },
});

describe('two records that are one child', () => {
  const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const one = emptyChild('c-1');
  const two = emptyChild('c-2');

  it('are held by both runs that send letters of them, until the later end', () => {
    const claim = (by: string, hour: number) => ({ by, until: at(hour) });
    const joined = (a: ChildRecord['claim'], b: ChildRecord['claim']) =>
      join({ ...one, ...(a && { claim: a }) }, { ...two, ...(b && { claim: b }) }).claim;
    expect(joined(claim('run-b', 4), claim('run-a', 6))).toEqual({ by: 'run-a+run-b', until: at(6) });
    expect(joined(claim('run-a+run-b', 6), claim('run-b', 4))).toEqual({ by: 'run-a+run-b', until: at(6) });
    expect(joined(claim('run-a', 4), undefined)).toEqual(claim('run-a', 4));
    expect(joined(undefined, undefined)).toBeUndefined();
    // Whoever waits for the end waits at the record that goes: where it goes to, nobody waits yet.
    const awaited = { ...claim('run-a', 4), awaited: 'run-c' };
    expect(joined(undefined, awaited)).toEqual(claim('run-a', 4));
    expect(joined(awaited, undefined)).toEqual(awaited);
    expect(joined(claim('run-b', 4), awaited)).toEqual({ by: 'run-a+run-b', until: at(4) });
  });

  it('share their doubts: all that is known of the other, since the first of them', () => {
    const doubt = (known: string[] | undefined, knownAt?: string, decided?: 'same-child') => ({
      why: 'identity',
      ...(known && { known }),
      ...(knownAt && { knownAt }),
      ...(decided && { decided }),
    });
    const joined = (a: object | undefined, b: object | undefined) =>
      join(
        { ...one, candidates: (a ? { 'c-9': a } : {}) as ChildRecord['candidates'] },
        { ...two, candidates: (b ? { 'c-9': b } : {}) as ChildRecord['candidates'] },
      ).candidates['c-9'];
    expect(joined(doubt(['MP-2', 'MP-1'], at(5)), doubt(['MP-1', 'L1'], at(3)))).toEqual(
      doubt(['L1', 'MP-1', 'MP-2'], at(3)),
    );
    expect(joined(doubt(undefined), doubt(undefined))).toEqual({ why: 'identity' });
    expect(joined(doubt(['L1'], at(3)), undefined)).toEqual(doubt(['L1'], at(3)));
    expect(joined(undefined, doubt(['L1']))).toEqual(doubt(['L1']));
    expect(joined(doubt(undefined, at(3)), doubt(undefined, undefined, 'same-child'))).toEqual(
      doubt(undefined, at(3), 'same-child'),
    );
  });

  it('list their doubts in the order of the records', () => {
    const candidates = (id: string) => ({ [id]: { why: 'identity' } });
    expect(
      Object.keys(
        join({ ...one, candidates: candidates('c-9') }, { ...two, candidates: candidates('c-3') }).candidates,
      ),
    ).toEqual(['c-3', 'c-9']);
  });

  it('know what became of a letter if either does', () => {
    const told = (more: Partial<Telling>) => ({
      x: { state: 'accepted', intendedAt: at(1), at: at(2), ...more } as Telling,
    });
    const fate = { is: 'delivered' as const, at: at(3) };
    const joined = (a: Partial<Telling>, b: Partial<Telling>) =>
      join({ ...one, told: told(a) }, { ...two, told: told(b) }).told['x'];
    expect(joined({ fate }, { at: at(4) })?.fate).toEqual(fate);
    expect(joined({}, { fate })?.fate).toEqual(fate);
    expect(joined({ fate: { is: 'bounced', at: at(3) }, at: at(1) }, { fate, at: at(4) })?.fate).toEqual(
      fate,
    );
    expect(joined({}, {})).not.toHaveProperty('fate');
    expect(
      joined({ state: 'intended', intendedAt: at(2) }, { state: 'intended', intendedAt: at(5) })?.intendedAt,
    ).toBe(at(5));
  });

  it('may be doubted, and the doubt decided', () => {
    const doubted = suspect(one, 'c-2', { why: 'identity' });
    expect(
      suspect(doubted, 'c-2', { why: 'identity', decided: 'same-child' }).candidates['c-2']?.decided,
    ).toBe('same-child');
    expect(suspect(one, 'c-2', { why: 'identity', decided: 'same-child' }).candidates['c-2']?.decided).toBe(
      'same-child',
    );
  });
});

describe('what the case system says of who works with the child', () => {
  const keyworker = (...all: (object | null | undefined)[]) => {
    const said = record(...all.map((each, n) => cased({ keyworker: each }, `2026-11-20T1${n}:00:00.000Z`)));
    return Object.fromEntries(
      ['keyworker.email', 'keyworker.teamEmail'].map((field) => [
        field,
        Object.values(said.case[field] ?? {})[0]?.value,
      ]),
    );
  };
  const [email, team] = ['keyworker.email', 'keyworker.teamEmail'];

  it.each<[string, (object | null | undefined)[], object]>([
    ['nothing', [undefined], { [email]: undefined, [team]: undefined }],
    ['nobody', [null], { [email]: null, [team]: null }],
    ['an address', [{ email: 'a@kent.example' }], { [email]: 'a@kent.example', [team]: undefined }],
    ['a name alone', [{ email: 'a@kent.example' }, { name: 'Lee' }], { [email]: null, [team]: undefined }],
    ['a team', [{ teamEmail: 't@kent.example' }], { [email]: undefined, [team]: 't@kent.example' }],
    [
      'a team by its name alone',
      [{ teamEmail: 't@kent.example' }, { team: 'South' }],
      { [email]: undefined, [team]: null },
    ],
    [
      'neither',
      [{ email: 'a@kent.example', teamEmail: 't@kent.example' }, {}],
      { [email]: 'a@kent.example', [team]: 't@kent.example' },
    ],
  ])('%s', (_, all, fields) => {
    expect(keyworker(...all)).toEqual(fields);
  });

  it('is known of a child once it has spoken, and a report says that it is one', () => {
    const spoken = record(cased({}));
    expect(Object.values(spoken.case['known'] ?? {})[0]?.value).toBe(true);
    const told = evolve(
      emptyChild('c-1'),
      {
        id: 'm',
        type: 'missing.reported',
        source: 'urn:police',
        time: FRIDAY,
        subject: 'MP-1',
        data: { authority: 'E10000016', category: 'missing', person: { kind: 'child' }, risk: undefined },
      } as never,
      { receivedAt: FRIDAY, by: 'police' },
    );
    expect(Object.values(told.references['MP-1']?.['reported'] ?? {})[0]?.value).toBe(true);
    expect(told.references['MP-1']).not.toHaveProperty('risk');
  });
});

describe('who a message is about', () => {
  const known = {
    ...emptyChild('c-1'),
    references: {
      'MP-1': said({
        'person.givenName': 'Robin',
        'person.dateOfBirth': '2012-05-14',
        'person.familyName': null,
      }),
    },
  };

  it('is completed by what was said before under its reference', () => {
    expect(completed({ familyName: 'Example' }, known, 'MP-1')).toEqual({
      familyName: 'Example',
      givenName: 'Robin',
      dateOfBirth: '2012-05-14',
    });
    expect(completed({ givenName: 'Jude', dateOfBirth: null }, known, 'MP-1')).toEqual({
      givenName: 'Jude',
      dateOfBirth: null,
    });
    expect(completed({ familyName: 'Example' }, known, 'MP-9')).toEqual({ familyName: 'Example' });
  });

  it('is complete with both names and a birth date, known or not', () => {
    expect(isComplete({ givenName: 'Robin', familyName: 'Example', dateOfBirth: null })).toBe(true);
    for (const part of [
      { givenName: 'R', familyName: 'E' },
      { familyName: 'E', dateOfBirth: '2012-05-14' },
      {},
    ])
      expect(isComplete(part)).toBe(false);
  });

  it('is said by an identifier or a whole name, never by a reference', () => {
    expect(saysWho({ is: 'reference', entry: 'child' })).toBe(false);
    expect(saysWho({ is: 'identifier', entry: '|?' })).toBe(true);
    expect(saysWho({ is: 'name', entry: 'robin|?' })).toBe(false);
  });

  it('is where the reference leads, apart from whom it names', () => {
    const keys = [
      { key: 'reference#MP-1', entry: 'child', is: 'reference' as const },
      { key: 'police-person-id#P-1', entry: 'child', is: 'identifier' as const },
    ];
    const table = { 'reference#MP-1': { child: 'c-1' }, 'police-person-id#P-1': { child: 'c-2' } };
    expect(match(keys, table)).toEqual({ reference: 'c-1', exact: ['c-2'], near: [] });
  });

  it('may be near several, in the order of their records, and near nobody for want of a birth date', () => {
    const key = { key: 'family#example', entry: 'robin|2012-05-14', is: 'name' as const };
    const entries = { 'robin|2011-01-01': 'c-9', 'jude|2012-05-14': 'c-3', 'jude|?|c-4': 'c-4' };
    expect(match([key], { 'family#example': entries }).near).toEqual(['c-3', 'c-9']);
    expect(match([{ ...key, entry: 'robin|?' }], { 'family#example': { 'jude|?|c-4': 'c-4' } }).near).toEqual(
      [],
    );
  });

  it('is not contradicted by a record that says half of it, or nothing', () => {
    const named = (fields: Record<string, string | null>): ChildRecord => ({
      ...emptyChild('c-1'),
      case: said(fields),
    });
    const other = { givenName: 'Jude', familyName: 'Sample', dateOfBirth: '2010-01-01' };
    expect(
      contradicts(other, named({ 'person.givenName': 'Robin', 'person.dateOfBirth': '2012-05-14' })),
    ).toBe(true);
    expect(
      contradicts(other, named({ 'person.familyName': 'Example', 'person.dateOfBirth': '2012-05-14' })),
    ).toBe(true);
    expect(contradicts(other, named({ 'person.givenName': 'Robin', 'person.familyName': 'Example' }))).toBe(
      false,
    );
    expect(
      contradicts(
        { givenName: 'Jude', dateOfBirth: '2010-01-01' },
        named({ 'person.givenName': 'Robin', 'person.dateOfBirth': '2012-05-14' }),
      ),
    ).toBe(true);
    expect(contradicts(null, known)).toBe(false);
    expect(contradicts(undefined, known)).toBe(false);
  });

  it('is found by numbers that are numbers', () => {
    const odd: ChildRecord = { ...emptyChild('c-1'), case: said({ 'person.localAuthorityId': null }) };
    expect([namesOf(odd), isCaseOf(odd, 'NULL')]).toEqual([[], false]);
  });
});
