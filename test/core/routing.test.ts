import { describe, expect, it } from 'vitest';
import type { Situation } from '../../shared/core/condition.ts';
import type { Policy, RouteRow, Version } from '../../shared/core/policy.ts';
import { addressees, deliveryOf, digest, isAllowed, successionOf } from '../../shared/core/routing.ts';
import { absence, child, kent, RECEIVED, situation } from './england.ts';

const LATER = '2026-11-21T09:00:00.000Z';
const known = <T>(value: T, knownAt = RECEIVED) => ({ value, knownAt });

const on = (given: Partial<Pick<Situation, 'absence' | 'child'>> = {}): Situation => situation(given);

const version = (...rows: RouteRow[]): Version => ({
  id: '1',
  title: 'One',
  from: '2020-01-01',
  routes: { table: rows },
  rules: [],
  treatAs: [],
  withhold: [],
});
const row = (to: string, when?: RouteRow['when']): RouteRow => ({
  to: [to],
  clauses: [`C-${to}`],
  ...(when && { when }),
});
const routed = (rows: RouteRow[], given = on()) =>
  addressees([{ route: 'table' }], version(...rows), given, kent);
const roles = (rows: RouteRow[], given = on()) => routed(rows, given).map(({ role }) => role);

const medium: RouteRow['when'] = { risk: ['medium'] };
const high: RouteRow['when'] = { risk: ['high'] };
const openCase: RouteRow['when'] = { status: ['open'] };
const unsure = on({ child: child({ status: known('unknown', LATER) }) });

describe('a routing table', () => {
  it('is read from the top, and the first row that holds decides', () => {
    expect(roles([row('a', high), row('b', medium), row('c')])).toEqual(['b']);
  });

  it('tells those of a row that may hold, and reads on', () => {
    expect(roles([row('a', openCase), row('b', medium), row('c')], unsure)).toEqual(['a', 'b']);
    expect(roles([row('a', openCase), row('b')])).toEqual(['b']);
  });

  it('a row is known to be reached when it is known that none above it holds for sure', () => {
    const [, b] = routed([row('a', openCase), row('b')], unsure);
    expect(b?.knownAt).toBe(LATER);
  });

  it('nobody is told twice, and by the row that was known first', () => {
    const twice = routed([{ ...row('a', openCase), to: ['a', 'b'] }, row('a', medium)], unsure);
    expect(twice.map(({ role, knownAt }) => [role, knownAt])).toEqual([
      ['a', LATER],
      ['b', LATER],
    ]);
    const direct = addressees([{ route: 'table' }, { role: 'a' }], version(row('a', openCase)), unsure, kent);
    expect(direct.map(({ role, knownAt }) => [role, knownAt])).toEqual([['a', undefined]]);
  });

  it('each addressee has the clause of its row', () => {
    expect(routed([row('a', openCase), row('b')], unsure).map(({ clauses }) => clauses)).toEqual([
      ['C-a'],
      ['C-b'],
    ]);
  });

  it('that does not exist is a fault', () => {
    expect(() => addressees([{ route: 'other' }], version(row('a')), on(), kent)).toThrow(
      'no routing table other',
    );
  });
});

describe('the keyworker', () => {
  const kim = child({ keyworker: known('kim@kent.example'), status: known('child-in-need') });
  const of = (who: typeof kim) => addressees([{ role: 'keyworker' }], version(), on({ child: who }), kent);

  it('another one is another addressee, and no address stands in the name of either', () => {
    const lee = { ...kim, keyworker: known('lee@kent.example') };
    expect(of(kim)[0]?.key).not.toBe(of(lee)[0]?.key);
    expect(of(kim)[0]?.key).not.toContain('kim');
    expect(of(kim)).toEqual(of(structuredClone(kim)));
  });

  it('is somebody even without an address, where a case is open', () => {
    expect(of(child({ status: known('child-in-need') }))).toHaveLength(1);
  });

  it('is nobody any more since the case system said so, and of the team alone where it spoke of the team', () => {
    const nobody = { value: null, time: LATER, message: 'm', by: 'case-system' as const, receivedAt: LATER };
    const gone = (field: string) =>
      child({ status: known('child-in-need'), case: { [field]: { 'urn:case': nobody } } });
    expect(of(gone('keyworker.email'))).toMatchObject([{ knownAt: LATER }]);
    expect(of(gone('keyworker.teamEmail'))).toMatchObject([{ knownAt: RECEIVED }]);
    expect(of({ ...gone('keyworker.email'), ...kim })).toMatchObject([{ knownAt: RECEIVED }]);
    const team = (who: typeof kim) =>
      addressees([{ role: 'keyworker-team' }], version(), on({ child: who }), kent);
    expect(team(gone('keyworker.teamEmail'))).toMatchObject([{ knownAt: LATER }]);
    expect(team(gone('keyworker.email'))).toMatchObject([{ knownAt: RECEIVED }]);
  });

  it('is nobody where it is not known whether there is a case, and somebody where one is named', () => {
    expect(of(child({ status: known('unknown') }))).toEqual([]);
    expect(of({ ...kim, status: known('unknown') })).toHaveLength(1);
  });
});

describe('the placing authority', () => {
  const placed = (...codes: string[]) =>
    addressees(
      [{ role: 'placing-authority' }],
      version(),
      on({ absence: absence({ responsible: codes.map((code) => known(code)) }) }),
      kent,
    );

  it('is each one that is named, once, and never we ourselves', () => {
    expect(
      placed('E06000049', 'E06000035', 'E06000049', 'E10000016').map(({ authority }) => authority),
    ).toEqual(['E06000035', 'E06000049']);
    expect(placed()).toEqual([]);
  });
});

describe('a mailbox', () => {
  const FRIDAY_NOON = '2026-11-20T12:00:00.000Z';
  const to = (role: string, more: object = {}, who = child()) =>
    deliveryOf({ role, ...more }, who, kent, FRIDAY_NOON);

  it.each([
    ['a role has its own', to('head-of-service'), 'head.of.service@kent.example', undefined],
    [
      'a role that is nowhere listed falls to the front door',
      to('lead-manager'),
      'front.door@kent.example',
      /lead-manager, a role without an address/,
    ],
    [
      'an authority has its own',
      to('placing-authority', { authority: 'E06000035' }),
      'missing.children@medway.example',
      undefined,
    ],
    [
      'one without an address is telephoned',
      to('placing-authority', { authority: 'E06000047' }),
      'front.door@kent.example',
      /County Durham \(E06000047\).*telephone/,
    ],
    [
      'so is one that nobody has entered',
      to('placing-authority', { authority: 'E10000099' }),
      'front.door@kent.example',
      /authority E10000099/,
    ],
    [
      'a keyworker has the one the case system gives',
      to('keyworker', {}, child({ keyworker: known('kim@kent.example') })),
      'kim@kent.example',
      undefined,
    ],
    [
      'an address outside the allowed domains is not used',
      to('keyworker', {}, child({ keyworker: known('kim@kent.example.com') })),
      'front.door@kent.example',
      /outside the allowed domains/,
    ],
    ['nor is one that nobody gave', to('keyworker-team'), 'front.door@kent.example', /has not given/],
  ])('%s', (_, delivery, mailbox, note) => {
    expect(delivery.mailbox).toBe(mailbox);
    if (note) expect(delivery.note).toMatch(note);
    else expect(delivery.note).toBeUndefined();
  });

  it.each([
    ['kim@kent.example', true],
    ['kim@KENT.example', true],
    ['kim@sub.kent.example', false],
    ['kim@kent.example@elsewhere.example', false],
    ['kent.example', true],
  ])('%s is allowed: %s', (address, allowed) => {
    expect(isAllowed(address, kent)).toBe(allowed);
  });
});

describe('who is told instead', () => {
  const line = (deputies: Record<string, string | undefined>): Policy => ({
    ...kent,
    directory: Object.fromEntries(
      Object.entries(deputies).map(([role, deputy]) => [
        role,
        { address: `${role}@kent.example`, verified: '2026-01-01', ...(deputy && { deputy }) },
      ]),
    ),
  });

  it.each([
    [
      'the deputy, the front door, its deputies',
      'a',
      { a: 'b', b: 'c', 'front-door': 'd', d: 'e', e: undefined },
      ['b', 'front-door', 'd', 'e'],
    ],
    [
      'the front door, where there is no deputy',
      'a',
      { a: undefined, 'front-door': 'd', d: undefined },
      ['front-door', 'd'],
    ],
    ["the front door's own deputies", 'front-door', { 'front-door': 'd', d: 'e', e: undefined }, ['d', 'e']],
    [
      'nobody twice, where deputies stand in for one another',
      'front-door',
      { 'front-door': 'd', d: 'front-door' },
      ['d'],
    ],
    ['nobody, where there is nobody', 'front-door', { 'front-door': undefined }, []],
    [
      'the front door, for a role that is nowhere listed',
      'keyworker',
      { 'front-door': undefined },
      ['front-door'],
    ],
  ])('%s', (_, role, deputies, expected) => {
    expect(successionOf(role, line(deputies))).toEqual(expected);
  });
});

describe('a short name for a mailbox', () => {
  it('is the same for the same and another for another', () => {
    const names = Array.from({ length: 5_000 }, (_, n) => digest(`worker.${n}@kent.example`));
    expect(new Set(names).size).toBe(5_000);
    expect(digest('kim@kent.example')).toBe(digest('kim@kent.example'));
    expect(digest('kim@kent.example')).toMatch(/^[0-9a-z]{1,11}$/);
  });
});
