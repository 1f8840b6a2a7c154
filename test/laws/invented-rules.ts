// Procedures that no authority has: any conditions, any tables, so that a law is not one of Kent's or Darlington's alone.
import fc from 'fast-check';
import type { Clock, Condition, RouteRow, Rule, Version } from '../../shared/core/policy.ts';

const some = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 });

const question: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    age: fc.oneof(
      fc.integer({ min: 8, max: 12 }).map((under) => ({ under })),
      fc.integer({ min: 8, max: 12 }).map((atLeast) => ({ atLeast })),
    ),
    at: fc.constantFrom('start' as const, 'routing' as const),
  }),
  fc.record({ category: some('missing', 'absent', 'away-from-placement') }),
  fc.record({ status: some('open' as const, 'not-open' as const, 'looked-after' as const) }),
  fc.record({ risk: some('high' as const, 'medium' as const) }),
  fc.record({ riskStated: some('low' as const, 'high' as const, 'not-assessed' as const) }),
  fc.record({ said: fc.constant('missingFrom' as const), is: some('home', 'placement') }),
  fc.record({ flag: fc.constantFrom('harmDisclosed' as const, 'unaccompaniedAsylumSeeker' as const) }),
  fc.record({ hostAuthority: fc.constantFrom('ours' as const, 'another' as const) }),
  fc.record({
    episodes: fc.constantFrom(2, 3),
    in: fc.constantFrom('ever' as const, { last: { unit: 'days' as const, n: 90 } }),
  }),
  fc.record({ missingForDays: fc.constantFrom(2, 3) }),
  fc.record({ recorded: fc.constantFrom('first', 'second') }),
  fc.record({ interview: some('held' as const, 'declined' as const) }),
  fc.record({ outcome: some('returned', 'found') }),
  fc.record({ indicator: fc.constant(['child-sexual-exploitation']) }),
  fc.record({ responsibleAuthority: fc.constantFrom('ours' as const, 'another' as const) }),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    question,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}));

const role = fc.constantFrom('front-door', 'team-manager', 'head-of-service', 'director');

const row: fc.Arbitrary<RouteRow> = fc.record({
  when: condition,
  to: fc.tuple(role),
  clauses: fc.constant([]),
});

const clock = fc.constantFrom<Clock[]>(
  {
    elapsed: 'PT3H',
    boundary: 'over',
    from: { earliest: ['last-seen', 'missing-since', 'reported', 'received'] },
  },
  { elapsed: 'P1D', boundary: 'over', from: { latest: ['last-seen', 'reported'] } },
  { unit: 'workingDays', n: 2, from: { earliest: ['reported'] } },
  { unit: 'months', n: 1, at: '09:00', bringForward: true, from: { earliest: ['reported'] } },
  { elapsed: 'PT1H', from: { earliest: ['last-seen', { rule: 'first' }] } },
);

const rule = (id: string): fc.Arbitrary<Rule> =>
  fc
    .record({
      upon: fc.constantFrom('missing' as const, 'return-reported' as const),
      when: fc.option(condition, { nil: undefined }),
      after: fc.option(clock, { nil: undefined }),
      to: fc.constantFrom([{ route: 'table' }], [{ role: 'front-door' }]),
    })
    .map(({ upon, when, after, to }) => ({
      id,
      clauses: [],
      basis: 'statutory',
      upon,
      ...(when && { when }),
      ...(after && { after }),
      do: 'notify',
      to,
      says: 'This is a test.',
    }));

export const inventedVersion: fc.Arbitrary<Version> = fc
  .record({
    rules: fc.tuple(rule('first'), rule('second')),
    rows: fc.array(row, { maxLength: 4 }),
  })
  .map(({ rules, rows }) => ({
    id: 'invented',
    title: 'A procedure of nobody',
    from: '2020-01-01',
    routes: { table: [...rows, { to: ['front-door'], clauses: [] }] },
    rules,
    treatAs: [],
    withhold: [],
  }));
