// News of a letter: whatever order it comes in and however often, the same is known of it in the end.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWordBy, withFate, withUnheardOf } from '../../shared/core/fate.ts';
import type { Fate, Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';

const INTENDED = '2026-11-20T22:05:00.000Z';
const LATER = '2026-11-20T23:10:00.000Z';
const MAILBOX = 'head.of.service@darlington.example';

const telling: Telling = {
  rule: 'head-of-service-24-hours',
  reference: 'ME-1',
  occurrence: 1,
  roles: ['head-of-service'],
  mailbox: MAILBOX,
  purpose: 'escalate',
  upon: 'missing',
  clauses: ['D17-7.13-a'],
  tells: 'missing',
  dueAt: INTENDED,
  intendedAt: INTENDED,
  state: 'accepted',
  at: '2026-11-20T22:05:01.000Z',
  wordBy: '2026-11-20T23:05:01.000Z',
  because: [],
};

const outcome = fc.constantFrom<Fate['is']>('delivered', 'delayed', 'bounced', 'complained-of', 'unheard-of');
const fate = (is: Fate['is'], nth: number): Fate => ({ is, at: `2026-11-20T22:0${6 + (nth % 4)}:00.000Z` });
const before = fc.constantFrom<Partial<Telling>>(
  {},
  { state: 'intended' },
  { unanswered: { [MAILBOX]: '2026-11-20T22:02:00.000Z' } },
  { unanswered: { 'front.door@darlington.example': '2026-11-20T22:02:00.000Z' } },
);
const known = (all: readonly Fate['is'][], from: Partial<Telling>) => {
  const {
    state,
    fate: last,
    unanswered = {},
  } = all.reduce((so, is, nth) => withFate(so, fate(is, nth)), { ...telling, ...from } as Telling);
  return { state, is: last?.is, mayHaveIt: Object.keys(unanswered).sort() };
};

describe('what is known of a letter', () => {
  it('is the same in any order, but that silence is noted only where nothing was heard', () => {
    const news = outcome.filter((is) => is !== 'unheard-of');
    const shuffled = fc
      .array(news, { minLength: 1, maxLength: 6 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, before, ([one, other], from) => {
        expect(known(other, from)).toEqual(known(one, from));
      }),
    );
  });

  it('is not changed by news that comes twice', () => {
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 6 }), before, (all, from) => {
        expect(known([...all, ...all], from)).toEqual(known(all, from));
      }),
    );
  });

  it('is never that its reader has it: at best it was delivered', () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 6 }), (all) => {
        expect(['intended', 'accepted', 'refused']).toContain(known(all, {}).state);
      }),
    );
  });

  it('is that a mailbox may have it, wherever it is not known to be lost', () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 6 }), (all) => {
        const { state, is, mayHaveIt } = known(all, {});
        expect(state === 'accepted' || mayHaveIt.includes(MAILBOX)).toBe(is !== 'bounced');
      }),
    );
  });

  it.each<Fate['is']>(['bounced', 'delivered'])(
    'leaves open what became of an offer before it, whose answer was lost: %s',
    (is) => {
      const lost = { [MAILBOX]: '2026-11-20T22:02:00.000Z' };
      expect(withFate({ ...telling, unanswered: lost }, fate(is, 0)).unanswered).toEqual(lost);
    },
  );

  it('stays a refusal where the mail service had refused it at once', () => {
    const refused: Telling = { ...telling, state: 'refused' };
    expect(withFate(refused, fate('delivered', 0))).toBe(refused);
  });
});

describe('a letter of which nothing is heard', () => {
  const record = (...tellings: Partial<Telling>[]) => ({
    ...emptyChild('c-1'),
    told: Object.fromEntries(tellings.map((each, nth) => [`${nth}`, { ...telling, ...each }])),
  });

  it('is waited for until its time, and the first of several by the first time', () => {
    const { wordBy: _, ...unfollowed } = telling;
    expect(nextWordBy(record({}, { wordBy: '2026-11-20T23:00:00.000Z' }))).toBe('2026-11-20T23:00:00.000Z');
    expect(nextWordBy(record({ fate: fate('delivered', 0) }))).toBeUndefined();
    expect(nextWordBy({ ...emptyChild('c-1'), told: { a: unfollowed } })).toBeUndefined();
  });

  it('is noted once', () => {
    const before = record({});
    expect(withUnheardOf(before, '2026-11-20T23:05:00.000Z')).toBeUndefined();
    expect(withUnheardOf(before, '2026-11-20T23:05:01.000Z')?.letters).toEqual(['0']);
    const noted = withUnheardOf(before, LATER);
    expect(noted?.letters).toEqual(['0']);
    expect(noted && withUnheardOf(noted.record, LATER)).toBeUndefined();
  });

  it.each<[string, Partial<Telling>, Telling['state']]>([
    ['an escalation', {}, 'refused'],
    ['a decision', { purpose: 'decide' }, 'refused'],
    ['a notice', { purpose: 'notify' }, 'accepted'],
    ['what a deputy had already', { upon: 'not-delivered' }, 'accepted'],
  ])('goes to the deputy, or does not: %s', (_, said, state) => {
    const told = withUnheardOf(record(said), LATER)?.record.told['0'];
    expect(told).toMatchObject({ state, fate: { is: 'unheard-of', at: LATER } });
  });
});
