import { describe, expect, it } from 'vitest';
import { versionOn } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord, Json, Said, Statement } from '../../shared/core/record.ts';
import { emptyChild, isNewer, isUnderstood, own } from '../../shared/core/record.ts';
import {
  earliestKnown,
  firstReceived,
  instants,
  knownText,
  lastHeard,
  newest,
  newestKnown,
  saidBy,
  statements,
  strings,
  text,
  where,
} from '../../shared/core/statements.ts';
import { england } from './england.ts';
import { procedureOf } from './told.ts';

const hour = (n: number) => `2026-11-20T${String(n).padStart(2, '0')}:00:00.000Z`;
const statement = (value: Json, time: number, more: Partial<Statement> = {}): Statement => ({
  value,
  time: hour(time),
  message: 'm',
  by: 'police',
  receivedAt: hour(time),
  ...more,
});
const said = (field: string, sources: Record<string, Statement>): Said => ({ [field]: sources });
const risks = said('risk', {
  'urn:c': statement('low', 3),
  'urn:a': statement('high', 2),
  'urn:b': statement(null, 4),
});

describe("the sources' words on a field", () => {
  it('stand in the order of their names', () => {
    expect(statements(risks, 'risk').map(({ value }) => value)).toEqual(['high', null, 'low']);
    expect(statements(risks, 'other')).toEqual([]);
    expect(statements(risks, 'constructor')).toEqual([]);
  });

  it('the newest is the last by time, then by the id of the message', () => {
    expect(newest(risks, 'risk')?.value).toBeNull();
    expect(newest(risks, 'other')).toBeUndefined();
    const [a, b] = [statement('a', 1, { message: 'a' }), statement('b', 1, { message: 'b' })];
    expect([isNewer(a, b), isNewer(b, a), isNewer(a, a)]).toEqual([false, true, false]);
    expect(newest(said('risk', { 'urn:a': b, 'urn:b': a }), 'risk')?.value).toBe('b');
    expect([isNewer(statement('a', 2), b), isNewer(a, statement('b', 2))]).toEqual([true, false]);
  });

  it('the newest that says something passes over what says nothing', () => {
    expect(newestKnown([risks], 'risk')?.value).toBe('low');
    const more = said('risk', { 'urn:d': statement('medium', 5) });
    expect(newestKnown([more, risks], 'risk')?.value).toBe('medium');
    expect(newestKnown([risks, more], 'risk')?.value).toBe('medium');
    expect(newestKnown([said('risk', { 'urn:b': statement(null, 4) })], 'risk')).toBeUndefined();
  });

  it('may be picked: of one kind of source, or by what they say; a field of which none is left is gone', () => {
    const both = { ...risks, category: { 'urn:d': statement('missing', 1, { by: 'school' }) } };
    expect(Object.keys(saidBy(both, 'police'))).toEqual(['risk']);
    expect(saidBy(both, 'school')).toEqual({ category: both.category });
    const high = where(both, ({ value }, field) => field === 'risk' && value === 'high');
    expect(high).toEqual(said('risk', { 'urn:a': statement('high', 2) }));
  });

  it('were first received, and last heard, when they were', () => {
    const all = [risks, said('category', { 'urn:d': statement('missing', 1) })];
    expect([firstReceived(all), lastHeard(all)]).toEqual([hour(1), hour(4)]);
    expect([firstReceived(all, ['risk']), lastHeard(all, ['category'])]).toEqual([hour(2), hour(1)]);
    expect([firstReceived([]), lastHeard([], ['risk'])]).toEqual([undefined, undefined]);
  });
});

describe('what a statement says', () => {
  it('is text, or it is not', () => {
    expect([
      text(statement('a', 1)),
      text(statement(3, 1)),
      text(statement(null, 1)),
      text(undefined),
    ]).toEqual(['a', undefined, undefined, undefined]);
    expect(knownText(statement('a', 1))).toEqual({ value: 'a', knownAt: hour(1) });
    expect([knownText(statement(null, 1)), knownText(undefined)]).toEqual([undefined, undefined]);
  });

  it('is a list of texts, or none', () => {
    expect([strings(['a', 1, null, 'b']), strings('a'), strings(null), strings(undefined)]).toEqual([
      ['a', 'b'],
      [],
      [],
      [],
    ]);
  });

  it('is an instant, or a date from its first moment; what is neither is passed over', () => {
    const seen = said('lastSeenAt', {
      'urn:a': statement('2026-06-20', 1),
      'urn:b': statement(hour(5), 2),
      'urn:c': statement(null, 3),
    });
    expect(instants([seen, risks], ['lastSeenAt', 'missingSince'], england)).toEqual([
      { value: '2026-06-19T23:00:00.000Z', knownAt: hour(1) },
      { value: hour(5), knownAt: hour(2) },
    ]);
  });

  it('the earliest is the one that was known first, where two are the same', () => {
    const [late, soon] = [
      { value: hour(1), knownAt: hour(5) },
      { value: hour(1), knownAt: hour(3) },
    ];
    expect(earliestKnown([late, soon])).toBe(soon);
    expect(earliestKnown([soon, late])).toBe(soon);
    expect(earliestKnown([{ value: hour(2), knownAt: hour(1) }, late])).toBe(late);
    expect(earliestKnown([late, { value: hour(2), knownAt: hour(1) }])).toBe(late);
    const twin = { ...soon };
    expect(earliestKnown([soon, twin])).toBe(soon);
    expect(earliestKnown([])).toBeUndefined();
  });
});

describe('a record', () => {
  it('is understood as long as it needs no later release', () => {
    const child: ChildRecord = emptyChild('c-1');
    expect(isUnderstood(child)).toBe(true);
    expect(isUnderstood({ ...child, needs: 1 })).toBe(true);
    expect(isUnderstood({ ...child, needs: 2 })).toBe(false);
    expect(isUnderstood({ kind: 'unreadable', id: 'u', sender: 's', windows: [], told: {} })).toBe(true);
    expect(isUnderstood({ ...child, kind: 'of-a-later-release' } as unknown as HomewardRecord)).toBe(false);
  });

  it('begins with nothing', () => {
    expect(emptyChild('c-1')).toEqual({
      kind: 'child',
      id: 'c-1',
      references: {},
      case: {},
      candidates: {},
      told: {},
      keys: [],
    });
  });

  it('has what stands in it, not what every object has', () => {
    expect([own({ a: 1 }, 'a'), own({ a: 1 }, 'b'), own<unknown>({}, 'constructor')]).toEqual([
      1,
      undefined,
      undefined,
    ]);
  });
});

describe('the version in force', () => {
  const [one] = procedureOf().versions;
  if (!one) throw new Error('There is one');
  const policy = { ...procedureOf(), versions: [one, { ...one, id: '2', from: '2026-01-01' }] };

  it.each([
    ['2019-12-31', '1'],
    ['2025-12-31', '1'],
    ['2026-01-01', '2'],
    ['2030-01-01', '2'],
  ])('on %s is %s', (date, id) => {
    expect(versionOn(policy, date).id).toBe(id);
  });

  it('is a fault that is named where there is none', () => {
    expect(() => versionOn({ ...policy, versions: [] }, '2026-01-01')).toThrow(
      `The file of ${policy.authority.name} has no version`,
    );
  });
});
