// Whom a letter is for where that hangs on what is known, when it was known, and the words that go with it.
import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import type { Child } from '../../shared/core/facts.ts';
import type { Policy, Recipient, RouteRow, Version } from '../../shared/core/policy.ts';
import type { Json } from '../../shared/core/record.ts';
import { addressees, digest } from '../../shared/core/routing.ts';
import { absence, child, kent, RECEIVED, said, situation } from './england.ts';

const EARLIER = '2026-11-20T21:00:00.000Z';
const LATER = '2026-11-21T09:00:00.000Z';
const LAST = '2026-11-22T09:00:00.000Z';
const known = <T>(value: T, knownAt = RECEIVED) => ({ value, knownAt });

const version = (rows: RouteRow[] = [], more: Partial<Version> = {}): Version => ({
  id: '1',
  title: 'One',
  from: '2020-01-01',
  routes: { table: rows },
  rules: [],
  treatAs: [],
  withhold: [],
  ...more,
});

interface Given {
  absence?: Partial<Absence>;
  child?: Partial<Child>;
}
const named = (
  to: Recipient[],
  given: Given = {},
  of = version(),
  policy: Pick<Policy, 'authorities'> = kent,
) => addressees(to, of, situation({ absence: absence(given.absence), child: child(given.child) }), policy);
const short = (to: Recipient[], given: Given = {}, of = version()) =>
  named(to, given, of).map(
    ({ role, authority, knownAt }) => `${role} ${authority ?? '-'} ${knownAt?.slice(8, 16) ?? '-'}`,
  );

describe('whom a letter is for', () => {
  it('is a role, and it says nothing more of it', () => {
    expect(named([{ role: 'front-door' }])).toEqual([
      { role: 'front-door', key: 'front-door', clauses: [], why: [] },
    ]);
    expect(named([])).toEqual([]);
    expect(named([{ everybodyTold: true }, { role: 'director' }])).toHaveLength(1);
  });

  it('is a role on a condition: why, and since when', () => {
    expect(named([{ role: 'director', when: { risk: ['medium'] } }])).toEqual([
      {
        role: 'director',
        key: 'director',
        clauses: [],
        why: [{ why: 'the risk acted on is medium' }],
        knownAt: RECEIVED,
      },
    ]);
    expect(named([{ role: 'director', when: { risk: ['high'] } }])).toEqual([]);
  });

  it('is told once, by what was known first, for every reason', () => {
    const both: Recipient[] = [
      { role: 'director', when: { category: ['missing'] } },
      { role: 'director', when: { risk: ['medium'] } },
    ];
    const since = (category: string, risk: string) =>
      named(both, { absence: { category: known('missing', category), risk: known('medium', risk) } });
    expect(since(LATER, EARLIER)).toMatchObject([
      { knownAt: EARLIER, why: [{ why: 'the category is missing' }, { why: 'the risk acted on is medium' }] },
    ]);
    expect(since(EARLIER, LATER)).toMatchObject([{ knownAt: EARLIER }]);
    expect(short([...both, { role: 'director' }])).toEqual(['director - -']);
    expect(short([{ role: 'director' }, ...both])).toEqual(['director - -']);
  });

  it('is every other authority that has an address, each by itself', () => {
    const authorities = {
      E06000035: { name: 'Medway', address: 'm@medway.example' },
      E09000004: { name: 'Bexley' },
    };
    expect(named([{ everyAuthority: true }], {}, version(), { authorities })).toEqual([
      {
        role: 'every-authority',
        key: 'every-authority=E06000035',
        authority: 'E06000035',
        clauses: [],
        why: [],
      },
    ]);
  });
});

describe('a routing table', () => {
  it('that is not there is a fault', () => {
    expect(() => named([{ route: 'nowhere' }])).toThrow('There is no routing table nowhere');
  });

  it('names the clause of each row, and why', () => {
    const rows: RouteRow[] = [
      { when: { risk: ['high'] }, to: ['director'], clauses: ['C-1'] },
      { when: { category: ['missing'] }, to: ['front-door', 'team-manager'], clauses: ['C-2'] },
      { to: ['service-manager'], clauses: ['C-3'] },
    ];
    const given = { absence: { risk: known('medium' as const, LATER), category: known('missing', EARLIER) } };
    expect(named([{ route: 'table' }], given, version(rows))).toEqual(
      ['front-door', 'team-manager'].map((role) => ({
        role,
        key: role,
        clauses: ['C-2'],
        why: [{ why: 'the category is missing' }],
        knownAt: LATER,
      })),
    );
  });

  it('whose first row asks for nothing was reached at once', () => {
    expect(named([{ route: 'table' }], {}, version([{ to: ['director'], clauses: ['C-1'] }]))).toEqual([
      { role: 'director', key: 'director', clauses: ['C-1'], why: [] },
    ]);
  });
});

describe('the keyworker', () => {
  const status = known('looked-after' as const, LATER);

  it('is addressed by the mailbox, and known since that was', () => {
    const given = {
      child: {
        status,
        keyworker: known('kim@kent.example', EARLIER),
        keyworkerTeam: known('north@kent.example', LAST),
      },
    };
    expect(named([{ role: 'keyworker' }, { role: 'keyworker-team' }], given)).toEqual([
      {
        role: 'keyworker',
        key: `keyworker=${digest('kim@kent.example')}`,
        clauses: [],
        why: [],
        knownAt: EARLIER,
      },
      {
        role: 'keyworker-team',
        key: `keyworker-team=${digest('north@kent.example')}`,
        clauses: [],
        why: [],
        knownAt: LAST,
      },
    ]);
  });

  it('without a mailbox is known since the case is', () => {
    expect(named([{ role: 'keyworker' }], { child: { status } })).toEqual([
      { role: 'keyworker', key: `keyworker=${digest('')}`, clauses: [], why: [], knownAt: LATER },
    ]);
    expect(named([{ role: 'keyworker-team' }], { child: { status: known('not-open') } })).toHaveLength(1);
    expect(
      named([{ role: 'keyworker' }], { child: { status: { value: 'not-open', knownAt: '' } } })[0],
    ).not.toHaveProperty('knownAt');
  });

  it('of whom nobody knows whether there is a case is nobody, unless named', () => {
    const unsure = { status: known('unknown' as const, LATER) };
    expect(named([{ role: 'keyworker' }], { child: unsure })).toEqual([]);
    expect(
      named([{ role: 'keyworker' }], { child: { ...unsure, keyworker: known('kim@kent.example') } }),
    ).toHaveLength(1);
  });

  it('on a condition is known since both are', () => {
    const to: Recipient[] = [{ role: 'keyworker', when: { risk: ['medium'] } }];
    const given = (risk: string) => ({
      child: { status },
      absence: { risk: known('medium' as const, risk) },
    });
    expect(short(to, given(LAST))).toEqual(['keyworker - 22T09:00']);
    expect(short(to, given(EARLIER))).toEqual(['keyworker - 21T09:00']);
  });
});

describe('another authority', () => {
  const [OURS, MEDWAY, BEXLEY] = ['E10000016', 'E06000035', 'E09000004'];
  const responsible = [
    known<string | undefined>(MEDWAY, LATER),
    known(OURS),
    known(undefined),
    known(BEXLEY, LAST),
    known(MEDWAY, EARLIER),
  ];

  it('that places a child is each that is named, since it was first, and never ours', () => {
    expect(short([{ role: 'placing-authority' }], { absence: { responsible } })).toEqual([
      `placing-authority ${MEDWAY} 20T21:00`,
      `placing-authority ${BEXLEY} 22T09:00`,
    ]);
    expect(short([{ role: 'placing-authority' }], { child: { responsible: [known(MEDWAY)] } })).toEqual([
      `placing-authority ${MEDWAY} 20T22:05`,
    ]);
    expect(short([{ role: 'placing-authority' }])).toEqual([]);
  });

  it('on a condition is known since both are', () => {
    const to: Recipient[] = [{ role: 'placing-authority', when: { risk: ['medium'] } }];
    const given = {
      absence: { responsible: [known(MEDWAY, EARLIER)], risk: known('medium' as const, LATER) },
    };
    expect(short(to, given)).toEqual([`placing-authority ${MEDWAY} 21T09:00`]);
  });

  it.each<[string, string]>([
    ['host-authority', 'hostAuthority'],
    ['receiving-authority', 'found.foundInAuthority'],
  ])('%s is who is said to be', (role, field) => {
    const word = (value: Json) => ({ absence: { said: [said({ [field]: value })] } });
    expect(named([{ role }], word(MEDWAY))).toEqual([
      { role, key: `${role}=${MEDWAY}`, authority: MEDWAY, clauses: [], why: [], knownAt: RECEIVED },
    ]);
    expect([named([{ role }], word(OURS)), named([{ role }], word(null))]).toEqual([[], []]);
  });
});

describe('who is not written to', () => {
  it('is replaced by the front door, under both clauses, without the authority', () => {
    const withhold = [
      {
        id: 'w',
        clauses: ['C-8', 'C-1'],
        from: ['host-authority'],
        because: 'the parents live there',
        when: { risk: ['medium' as const] },
      },
    ];
    const rows: RouteRow[] = [{ to: ['host-authority'], clauses: ['C-1'] }];
    const given = { absence: { said: [said({ hostAuthority: 'E06000035' })] } };
    expect(named([{ route: 'table' }], given, version(rows, { withhold }))).toEqual([
      {
        role: 'front-door',
        key: 'front-door',
        clauses: ['C-1', 'C-8'],
        why: [
          {
            why: 'not sent to the host authority, because the parents live there: please decide who is told',
          },
        ],
        withheld: { from: 'host-authority', because: 'the parents live there' },
        knownAt: RECEIVED,
      },
    ]);
    const both: Recipient[] = [{ role: 'front-door' }, { route: 'table' }];
    for (const to of [both, both.toReversed()]) {
      expect(named(to, given, version(rows, { withhold }))).toMatchObject([
        { role: 'front-door', withheld: { from: 'host-authority' } },
      ]);
    }
    expect(named([...both, { role: 'director' }])[1]).not.toHaveProperty('withheld');
  });
});
