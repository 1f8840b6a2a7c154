import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { evolve, join } from '../../shared/core/evolve.ts';
import type { Candidate, ChildRecord, Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { delays, onTheirWay, understood, withoutArrivals } from './deliveries.ts';
import { holds } from './hold.ts';
import { kent } from './procedures.ts';
import { atHour, story } from './stories.ts';

// Who is told and when, not in what words.
vi.mock('../../shared/letters/letter.ts', () => import('../faults/wordless-letter.ts'));

const lettered = (state: Telling['state']): Telling => ({
  rule: 'front-door-notice',
  reference: 'MP-1',
  occurrence: 1,
  roles: ['front-door'],
  mailbox: 'front.door@kent.example',
  purpose: 'notify',
  upon: 'missing',
  clauses: ['KENT-4.3-a'],
  tells: 'missing',
  dueAt: atHour(0),
  intendedAt: atHour(0),
  state,
  ...(state !== 'intended' && { at: atHour(state === 'accepted' ? 1 : 2) }),
  because: [],
});

const telling = fc.constantFrom<Telling['state']>('intended', 'accepted', 'refused').map(lettered);

const candidate: fc.Arbitrary<Candidate> = fc.oneof(
  fc.constant({ why: 'identity' }),
  fc.constant({ why: 'identity', decided: 'different-child' as const }),
);

const record = (id: string): fc.Arbitrary<ChildRecord> =>
  fc
    .record({
      sayings: story,
      late: delays(9),
      told: fc.dictionary(fc.constantFrom('a/MP-1/1/x', 'b/MP-1/1/x'), telling, { noNullPrototype: true }),
      candidates: fc.dictionary(fc.constantFrom('c-4', 'c-5'), candidate, { noNullPrototype: true }),
      keys: fc.subarray(['reference#MP-1\tchild', 'reference#MP-2\tchild']),
    })
    .map(({ sayings, late, ...rest }) => ({
      ...onTheirWay(sayings, kent, late, id)
        .map((each) => understood(each, kent))
        .reduce((known, { message, arrival }) => evolve(known, message, arrival), emptyChild(id)),
      ...rest,
    }));

/** Whichever of the two it is kept as: the same child. */
const unnamed = (child: ChildRecord) => withoutArrivals({ ...child, id: '' });

describe('when two records are one child', () => {
  it('the record that has nothing to add adds nothing', () => {
    holds(
      fc.property(record('c-1'), (child) => {
        expect(join(child, { ...child, id: 'c-2' })).toEqual({ ...child, keys: [...child.keys].sort() });
      }),
      150,
    );
  });

  it('to join again changes nothing', () => {
    holds(
      fc.property(record('c-1'), record('c-2'), (one, other) => {
        const joined = join(one, other);
        expect(join(joined, other)).toEqual(joined);
      }),
      150,
    );
  });

  it('it does not matter which one is joined to which', () => {
    holds(
      fc.property(record('c-1'), record('c-2'), (one, other) => {
        expect(unnamed(join(other, one))).toEqual(unnamed(join(one, other)));
      }),
      150,
    );
  });

  it('of three it does not matter which two are joined first', () => {
    holds(
      fc.property(record('c-1'), record('c-2'), record('c-3'), (one, two, three) => {
        expect(unnamed(join(join(one, two), three))).toEqual(unnamed(join(one, join(two, three))));
      }),
      150,
    );
  });

  it('a letter that was accepted or refused on either of them is never only intended on both', () => {
    holds(
      fc.property(record('c-1'), record('c-2'), (one, other) => {
        const { told } = join(one, other);
        for (const [id, { state }] of [...Object.entries(one.told), ...Object.entries(other.told)]) {
          if (state !== 'intended') expect(told[id]?.state).not.toBe('intended');
        }
      }),
      150,
    );
  });

  it('who may have read a letter on one of them may have, though the other saw it refused', () => {
    const [offered, refused] = (['intended', 'refused'] as const).map(
      (state, hour): ChildRecord => ({
        ...emptyChild(`c-${state}`),
        told: { a: { ...lettered(state), intendedAt: atHour(hour), mailbox: `${state}@kent.example` } },
      }),
    );
    if (!offered || !refused) throw new Error('Two records');
    for (const { told } of [
      join(offered, refused),
      join(refused, offered),
      join(join(refused, offered), offered),
    ])
      expect(told['a']).toMatchObject({
        state: 'refused',
        unanswered: { 'intended@kent.example': atHour(0) },
      });
    const same = { ...refused, told: offered.told };
    expect(join(offered, same).told['a'], 'the same offer is one').not.toHaveProperty('unanswered');
  });

  it("a person's decision on either of them stands", () => {
    holds(
      fc.property(record('c-1'), record('c-2'), (one, other) => {
        const { candidates } = join(one, other);
        for (const [id, { decided }] of [
          ...Object.entries(one.candidates),
          ...Object.entries(other.candidates),
        ]) {
          if (decided) expect(candidates[id]?.decided).toBe(decided);
        }
      }),
      150,
    );
  });
});
