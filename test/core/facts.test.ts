import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import type { Child } from '../../shared/core/facts.ts';
import { factsOf } from '../../shared/core/facts.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { england } from './england.ts';
import type { Saying } from './told.ts';
import { NOON, record, reported } from './told.ts';

const ONE = '2026-11-21T13:00:00.000Z';
const TWO = '2026-11-21T14:00:00.000Z';

const facts = (of: ChildRecord): Child => factsOf(of, england, 'E10000016');
const child = (...all: Saying[]): Child => facts(record(...all));
function absence(...all: Saying[]): Absence {
  const [first] = child(...all).absences;
  if (!first) throw new Error('There is an absence');
  return first;
}

const person = (data: object): Saying => ({ type: 'missing.updated', at: NOON, data: { person: data } });
const found = (data: object, more: Partial<Saying> = {}): Saying => ({
  type: 'missing.found',
  at: NOON,
  data,
  ...more,
});
const cased = (data: object, at = NOON): Saying => ({
  type: 'case.updated',
  at,
  by: 'case-system',
  data: { person: {}, ...data },
});

describe('the state of an absence', () => {
  const back = { returnedAt: '2026-11-21T11:00:00.000Z' };
  const edt = { by: 'emergency-duty-team' as const };

  it.each<[string, Saying[], Absence['state'], boolean]>([
    ['open', [], 'open', false],
    ['found', [found({ outcome: 'found', ...back })], 'found', true],
    ['not missing', [found({ outcome: 'not-missing', ...back })], 'found', true],
    ['returned, not seen', [found({ outcome: 'returned', ...back })], 'return-reported', false],
    ['returned and seen', [found({ outcome: 'returned', seenByPoliceAt: NOON })], 'found', true],
    ['returned and closed', [found({ outcome: 'returned', policeClosedAt: '2026-11-21' })], 'found', true],
    [
      'returned, then seen',
      [
        found({ outcome: 'returned', ...back }),
        found({ outcome: 'returned', seenByPoliceAt: NOON }, { at: ONE }),
      ],
      'found',
      true,
    ],
    ['back, in a way that is not said', [found({ outcome: null, ...back })], 'return-reported', false],
    ['located', [found({ outcome: 'located-not-returned', seenByPoliceAt: NOON })], 'located', false],
    [
      'located, then back',
      [
        found({ outcome: 'located-not-returned', locatedAt: NOON }),
        found({ outcome: 'found', returnedAt: NOON }, { at: ONE }),
      ],
      'found',
      true,
    ],
    ['dead', [found({ outcome: 'deceased' })], 'closed', true],
    ['found, as the duty team says', [found({ outcome: 'found', ...back }, edt)], 'return-reported', false],
    [
      'located, as the duty team says',
      [found({ outcome: 'located-not-returned', locatedAt: NOON }, edt)],
      'located',
      false,
    ],
    ['dead, as the duty team says', [found({ outcome: 'deceased' }, edt)], 'open', false],
    ['cancelled', [{ type: 'missing.cancelled', at: NOON }], 'cancelled', true],
    ['cancelled, as the duty team says', [{ type: 'missing.cancelled', at: NOON, ...edt }], 'open', false],
    [
      'cancelled and reported again',
      [{ type: 'missing.cancelled', at: NOON }, reported({}, { at: ONE })],
      'open',
      false,
    ],
    [
      'dead and cancelled',
      [found({ outcome: 'deceased' }), { type: 'missing.cancelled', at: ONE }],
      'closed',
      true,
    ],
    [
      'found, in error',
      [found({ outcome: 'found', ...back }), found({ outcome: 'in-error' }, { at: ONE })],
      'open',
      false,
    ],
    [
      'found, in error, found',
      [
        found({ outcome: 'found', ...back }),
        found({ outcome: 'in-error' }, { at: ONE }),
        found({ outcome: 'found', ...back }, { at: TWO }),
      ],
      'found',
      true,
    ],
  ])('%s', (_, said, state, ended) => {
    const { state: is, ended: isEnded } = absence(reported(), ...said);
    expect([is, isEnded]).toEqual([state, ended]);
  });

  it('when it ended reached us is when the last part of it did', () => {
    const parts = [
      found({ outcome: 'located-not-returned', seenByPoliceAt: NOON }),
      found({ outcome: 'returned', returnedAt: ONE }, { at: ONE }),
    ];
    expect(absence(reported(), ...parts).endKnownAt).toBe(ONE);
  });
});

describe('the risk of an absence', () => {
  const risk = (value: unknown, more: Partial<Saying> = {}): Saying => ({
    type: 'missing.updated',
    at: NOON,
    data: { risk: value },
    ...more,
  });

  it.each<[string, Saying[], string, string[]]>([
    ['low counts as medium', [reported({ risk: 'low' })], 'medium', ['low']],
    ['none counts as medium, not assessed', [reported({ risk: undefined })], 'medium', ['not-assessed']],
    ['unknown too', [reported({ risk: null })], 'medium', ['not-assessed']],
    ['high is high', [reported({ risk: 'high' })], 'high', ['high']],
    [
      'the highest of two sources',
      [reported({ risk: 'low' }), risk('high', { by: 'emergency-duty-team' })],
      'high',
      ['high', 'low'],
    ],
    [
      'high no more once its source lowers it',
      [reported({ risk: 'high' }), risk('medium')],
      'medium',
      ['medium'],
    ],
  ])('%s', (_, said, value, stated) => {
    const { risk: acted, riskStated } = absence(...said);
    expect(acted.value).toBe(value);
    expect(riskStated.map((each) => each.value)).toEqual(stated);
  });

  it('is known since its word came, lowered since that came', () => {
    expect(absence(reported(), risk('high')).risk.knownAt).toBe(NOON);
    expect(absence(reported({ risk: 'high' }), risk('low')).risk.knownAt).toBe(NOON);
  });
});

describe('the date of birth', () => {
  const born = (...said: Saying[]) => {
    const { born: range } = child(reported({ person: { familyName: 'Example' } }), ...said);
    return range && [range.from, range.to];
  };

  it.each<[string, Saying[], [string, string] | undefined]>([
    ['is what is said', [person({ dateOfBirth: '2012-05-14' })], ['2012-05-14', '2012-05-14']],
    [
      'estimated is a year either way',
      [person({ dateOfBirth: '2012-05-14', dateOfBirthEstimated: true })],
      ['2011-05-14', '2013-05-14'],
    ],
    ['of a child who is nine today is a year wide', [person({ ageYears: 9 })], ['2016-11-22', '2017-11-21']],
    [
      'is what two sources allow',
      [
        person({ dateOfBirth: '2012-05-14' }),
        { ...person({ dateOfBirth: '2013-01-01' }), by: 'emergency-duty-team' },
      ],
      ['2012-05-14', '2013-01-01'],
    ],
    [
      'goes before an age',
      [person({ dateOfBirth: '2012-05-14', ageYears: 9 })],
      ['2012-05-14', '2012-05-14'],
    ],
    ['unknown is unknown', [person({ dateOfBirth: null })], undefined],
    [
      'corrected is corrected',
      [person({ dateOfBirth: '2012-05-14' }), { ...person({ dateOfBirth: '2012-04-15' }), at: ONE }],
      ['2012-04-15', '2012-04-15'],
    ],
  ])('%s', (_, said, range) => {
    expect(born(...said)).toEqual(range);
  });
});

describe('the case', () => {
  it.each<[string, Saying[], string]>([
    ['of a child the case system never spoke of is not open', [reported()], 'not-open'],
    ['of one of whom it does not say is unknown', [reported(), cased({})], 'unknown'],
    [
      'that it does not know any more is unknown',
      [cased({ status: 'early-help' }), cased({ status: null }, ONE)],
      'unknown',
    ],
    ['is what it says', [cased({ status: 'looked-after' })], 'looked-after'],
    [
      'is not what a school says',
      [{ type: 'education.absence', at: NOON, by: 'school', data: { person: {}, school: 'A school' } }],
      'not-open',
    ],
  ])('%s', (_, said, status) => {
    expect(child(...said).status.value).toBe(status);
  });

  it('is unknown while it is open whose record this is, unless the case system speaks of it', () => {
    const doubtful = { 'c-2': { why: 'identity', known: ['MP-9'] } };
    expect(facts({ ...record(reported()), candidates: doubtful })).toMatchObject({
      status: { value: 'unknown' },
      doubts: [{ record: 'c-2', known: ['MP-9'] }],
    });
    expect(facts({ ...record(cased({ status: 'early-help' })), candidates: doubtful })).toMatchObject({
      status: { value: 'early-help' },
      doubts: [],
    });
    expect(
      facts({ ...emptyChild('c-1'), candidates: { 'c-2': { why: 'identity', decided: 'different-child' } } })
        .doubts,
    ).toEqual([]);
  });

  it('a keyworker without an address has none, a team keeps its own', () => {
    const first = { name: 'Kim', email: 'kim@kent.example', team: 'North', teamEmail: 'north@kent.example' };
    const named = child(cased({ keyworker: first }), cased({ keyworker: { name: 'Lee' } }, ONE));
    expect([named.keyworker?.value, named.keyworkerTeam?.value]).toEqual([undefined, 'north@kent.example']);
    expect(child(cased({ keyworker: first }), cased({ keyworker: null }, ONE)).keyworkerTeam).toBeUndefined();
  });
});

describe('the initials', () => {
  it.each([
    [{ givenName: 'asha', familyName: 'example' }, 'AE'],
    [{ familyName: 'Example' }, 'E'],
    [{ givenName: '𝒜sha', familyName: 'Example' }, '𝒜E'],
    [{ policePersonId: 'P-1' }, '(name unknown)'],
    [{ givenName: '{{user.name}}', familyName: '\u202eelpmaxE' }, 'UE'],
    [{ givenName: '<script>', familyName: "'t Example" }, 'ST'],
    [{ givenName: '{{}}', familyName: '\u200b' }, '??'],
    [{ givenName: 'E\u0301lodie', familyName: 'Example' }, 'ÉE'],
  ])('%j', (who, initials) => {
    expect(child(reported({ person: who })).initials).toBe(initials);
  });
});

describe('a return and a report under one reference', () => {
  const back = found({ outcome: 'found', returnedAt: '2026-11-21T11:00:00.000Z' });
  const again = (lastSeenAt: string) => reported({ lastSeenAt }, { at: ONE });

  it("is a new stretch where the report begins after the return, by the police's own times", () => {
    expect(absence(reported(), back, again('2026-11-21T11:00:00.001Z'))).toMatchObject({
      ended: false,
      since: '2026-11-21T11:00:00.001Z',
      againKnownAt: ONE,
    });
    expect(absence(reported(), back, again('2026-11-21T11:00:00.000Z'))).toMatchObject({ ended: true });
  });

  it('whichever message came first', () => {
    const late = { ...back, at: NOON };
    expect(absence(reported(), again('2026-11-21T12:30:00.000Z'), late).ended).toBe(false);
  });

  it('keeps what is known of the child and the risk', () => {
    expect(
      absence(reported({ risk: 'high' }), back, {
        ...again('2026-11-21T12:30:00.000Z'),
        data: { lastSeenAt: '2026-11-21T12:30:00.000Z' },
      }).risk.value,
    ).toBe('high');
  });
});
