// Who is told that it is over, and what a letter means that is offered once more.
import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Rule } from '../../shared/core/policy.ts';
import type { Telling } from '../../shared/core/record.ts';
import { everybodyTold, offeredAgain } from '../../shared/core/told.ts';
import { absence } from './england.ts';
import { hour, numbered, telling } from './tellings.ts';
import type { Saying } from './told.ts';
import { FRIDAY_22_05, lasting, NOON, procedureOf, record, reported, rule, saying, toldAll } from './told.ts';

describe('who is told that it is over', () => {
  const standDown = rule('stand-down', { upon: 'ended', to: [{ everybodyTold: true }] });
  const again = rule('missing-again', { upon: 'missing-again', to: [{ everybodyTold: true }] });
  const over: Partial<Absence> = { ended: true, state: 'found', back: { value: hour(2), knownAt: hour(2) } };
  const told = (of: Rule, about: Partial<Absence>, ...all: Partial<Telling>[]) =>
    everybodyTold(numbered(all), of, absence(about)).map(
      ({ mailbox, roles, occurrence, knownAt }) =>
        `${mailbox.replace('@kent.example', '')} ${roles.join('+')} ${occurrence} ${knownAt.slice(11, 13)}`,
    );
  const b = { mailbox: 'b@kent.example', roles: ['director'] };

  it('each mailbox that was told that the child is missing, once, for all its roles', () => {
    expect(told(standDown, over, b, {}, { roles: ['social-worker', 'front-door'], at: hour(3) })).toEqual([
      'a front-door+social-worker 1 03',
      'b director 1 01',
    ]);
  });

  it.each<[Telling['tells'], boolean, boolean]>([
    ['missing', true, false],
    ['worst', true, true],
    ['ended', false, true],
    ['return', false, false],
    ['nothing', false, false],
  ])('who was told %s: stood down %s, told that it goes on %s', (tells, isStoodDown, isTold) => {
    expect(told(standDown, over, { tells })).toHaveLength(isStoodDown ? 1 : 0);
    expect(told(again, { back: { value: hour(2), knownAt: hour(2) } }, { tells })).toHaveLength(
      isTold ? 1 : 0,
    );
  });

  it('who was told of a return hears that it is off where the report is cancelled, or the return withdrawn', () => {
    expect(told(standDown, { ...over, state: 'cancelled' }, { tells: 'return' })).toHaveLength(1);
    expect(told(again, {}, { tells: 'return' })).toHaveLength(1);
    const school = rule('back', { upon: 'school-return', to: [{ everybodyTold: true }] });
    expect(told(school, {}, { tells: 'missing' })).toHaveLength(1);
    expect(told(school, {}, { tells: 'ended' })).toHaveLength(0);
  });

  it('who was told the worst hears nothing while it stands', () => {
    const worst: Partial<Absence> = { deceased: { value: true, knownAt: hour(1), saidAt: hour(1) } };
    expect(told(again, worst, { tells: 'worst' })).toEqual([]);
  });

  it('by what it was told last', () => {
    const ended = { tells: 'ended' as const, rule: 'other', at: hour(5) };
    expect(told(standDown, over, {}, ended)).toEqual([]);
    expect(told(standDown, over, ended, {})).toEqual([]);
    expect(told(standDown, over, { at: hour(6) }, ended)).toEqual(['a front-door 1 06']);
    expect(told(standDown, over, { ...ended, tells: 'missing' }, { ...ended })).toEqual([]);
  });

  it('a mailbox that refused every letter has none', () => {
    expect(told(standDown, over, { state: 'refused' })).toEqual([]);
    expect(told(standDown, over, { state: 'intended' })).toEqual(['a front-door 1 01']);
  });

  it('one whose answer was lost may have it, and had it when it was offered', () => {
    const lost = { unanswered: { 'b@kent.example': hour(4) } };
    expect(told(standDown, over, { ...lost, at: hour(6) })).toEqual([
      'a front-door 1 06',
      'b front-door 1 04',
    ]);
    const refused = { state: 'refused' as const, at: hour(6), unanswered: { 'a@kent.example': hour(4) } };
    expect(told(standDown, over, refused)).toEqual(['a front-door 1 04']);
  });

  it('and again where it was told otherwise since: each time is counted', () => {
    const stoodDown = {
      rule: 'stand-down',
      upon: 'ended' as const,
      tells: 'ended' as const,
      at: hour(3),
      intendedAt: hour(3),
    };
    const reopened = { rule: 'missing-again', tells: 'missing' as const, at: hour(4), intendedAt: hour(4) };
    expect(told(standDown, over, {}, stoodDown)).toEqual([]);
    expect(told(standDown, over, {}, stoodDown, reopened)).toEqual(['a front-door 2 04']);
    expect(told(standDown, over, {}, { ...stoodDown, ...b }, reopened)).toEqual(['a front-door 1 04']);
  });

  it('a letter that was intended and never marked is called for again, under its own id', () => {
    const intended = {
      rule: 'stand-down',
      tells: 'ended' as const,
      state: 'intended' as const,
      at: hour(3),
      intendedAt: hour(3),
    };
    expect(told(standDown, over, {}, intended)).toEqual(['a front-door 1 01']);
    expect(told(standDown, over, { at: hour(4) }, intended)).toEqual(['a front-door 1 04']);
  });

  it('by its roles in their order, whichever was told first', () => {
    expect(told(standDown, over, { roles: ['social-worker'] }, {})).toEqual([
      'a front-door+social-worker 1 01',
    ]);
  });

  it('since it has the letter, whatever an earlier offer of it came to', () => {
    expect(told(standDown, over, { at: hour(6), unanswered: { 'a@kent.example': hour(4) } })).toEqual([
      'a front-door 1 06',
    ]);
  });

  it.each([
    ['was intended and never marked', { state: 'intended' as const }],
    [
      'may have gone, and was refused since',
      { state: 'refused' as const, unanswered: { 'a@kent.example': hour(3) } },
    ],
    [
      'may have gone, and went to another mailbox',
      { mailbox: 'b@kent.example', unanswered: { 'a@kent.example': hour(3) } },
    ],
  ])('another letter that says it is over, and %s, has told it nobody for certain', (_, more) => {
    const passedOn = { rule: 'not-delivered', tells: 'ended' as const, at: hour(3), intendedAt: hour(3) };
    expect(told(standDown, over, {}, { ...passedOn, ...more })).toContain('a front-door 1 01');
    expect(told(standDown, over, {}, passedOn)).toEqual([]);
  });

  it('one that was refused stays refused, and is no answer to what was told after it', () => {
    const refused = {
      rule: 'stand-down',
      tells: 'ended' as const,
      state: 'refused' as const,
      at: hour(3),
      intendedAt: hour(3),
    };
    expect(told(standDown, over, {}, refused)).toEqual(['a front-door 1 01']);
    expect(told(standDown, over, { at: hour(4) }, refused)).toEqual(['a front-door 2 04']);
    expect(told(standDown, over, { at: hour(3) }, refused)).toEqual(['a front-door 1 03']);
  });
});

describe('a letter that is offered once more', () => {
  const again = telling({ state: 'accepted', intendedAt: hour(5), at: hour(6), tells: 'return' });

  it('is itself where it was not offered before', () => {
    expect(offeredAgain(again, undefined)).toBe(again);
  });

  it('may have arrived at the mailbox of an offer that nothing is known of', () => {
    const before = telling({ state: 'intended', intendedAt: hour(1) });
    expect(offeredAgain(again, before).unanswered).toEqual({ 'a@kent.example': hour(1) });
    const elsewhere = telling({ state: 'intended', intendedAt: hour(5), mailbox: 'b@kent.example' });
    expect(offeredAgain(again, elsewhere).unanswered).toEqual({ 'b@kent.example': hour(5) });
  });

  it('is the same offer at the same time to the same mailbox', () => {
    expect(offeredAgain(again, telling({ state: 'intended', intendedAt: hour(5) }))).not.toHaveProperty(
      'unanswered',
    );
  });

  it('did not arrive before where that is known', () => {
    expect(offeredAgain(again, telling({ state: 'refused' }))).not.toHaveProperty('unanswered');
    expect(offeredAgain(again, telling({ state: 'accepted' }))).not.toHaveProperty('unanswered');
  });

  it('keeps every mailbox that may have it, each by its last offer', () => {
    const before = telling({
      state: 'intended',
      intendedAt: hour(3),
      unanswered: { 'a@kent.example': hour(2), 'b@kent.example': hour(4) },
    });
    const after = { ...again, unanswered: { 'b@kent.example': hour(1), 'c@kent.example': hour(5) } };
    expect(offeredAgain(after, before).unanswered).toEqual({
      'a@kent.example': hour(3),
      'b@kent.example': hour(4),
      'c@kent.example': hour(5),
    });
  });

  it('leaves its reader to believe what the first offer said, if it said anything', () => {
    expect(offeredAgain(again, telling({ tells: 'missing' })).tells).toBe('missing');
    expect(offeredAgain(again, telling({ tells: 'nothing' })).tells).toBe('return');
  });
});

describe('a letter that the end of an absence had silenced', () => {
  const after = lasting('PT4H', 'received');
  const policy = procedureOf(
    rule('notice'),
    rule('rung', { after }),
    rule('whatever-comes', { upon: 'reported', after }),
    rule('asked', { do: 'request', asks: { within: after } }),
    rule('unasked', { upon: 'overdue' }),
    rule('stand-down', { upon: 'ended', to: [{ everybodyTold: true }] }),
  );
  const DUE = '2026-11-21T02:05:00.000Z';
  const MIDNIGHT = '2026-11-21T00:00:00.000Z';
  const ONE = '2026-11-21T13:00:00.000Z';
  const found = (at: string, more: Partial<Saying> = {}): Saying => ({
    type: 'missing.found',
    at,
    data: { outcome: 'found', foundReportAt: at },
    ...more,
  });
  const inError = (at: string) => found(at, { data: { outcome: 'in-error' } });
  const notified = toldAll(record(reported()), policy, FRIDAY_22_05);
  const stoodDown = toldAll(saying(notified, found(MIDNIGHT)), policy, MIDNIGHT);
  const rungs = (of: typeof notified) =>
    plan(of, policy, ONE)
      .actions.filter(({ upon }) => upon === 'missing' || upon === 'overdue')
      .map(({ rule: id, dueAt, knownAt }) => ({ id, dueAt, knownAt }));
  const both = (knownAt: string) => [
    { id: 'rung', dueAt: DUE, knownAt },
    { id: 'unasked', dueAt: '2026-11-21T02:06:00.000Z', knownAt },
  ];

  it('keeps its due time, and is called for again since the end was taken back', () => {
    expect(rungs(stoodDown)).toEqual([]);
    expect(rungs(saying(stoodDown, inError(NOON)))).toEqual(both(NOON));
    const located = found(NOON, { data: { outcome: 'located-not-returned', locatedAt: NOON } });
    expect(rungs(saying(stoodDown, located))).toEqual(both(NOON));
  });

  it('is alone in that: what the end does not silence was called for all the time', () => {
    const through = plan(saying(stoodDown, inError(NOON)), policy, ONE).actions;
    expect(through.find(({ rule: id }) => id === 'whatever-comes')?.knownAt).toBe(FRIDAY_22_05);
  });

  it('and no later, whatever is said of a return after that', () => {
    const carers = found(ONE, { by: 'carer', data: { outcome: 'returned', foundReportAt: ONE } });
    expect(rungs(saying(saying(stoodDown, inError(NOON)), carers))).toEqual(both(NOON));
  });

  it('was called for all the time where nobody was told that it is over: late is late', () => {
    expect(rungs(notified)).toEqual(both(FRIDAY_22_05));
    expect(rungs(saying(notified, inError(NOON)))).toEqual(both(FRIDAY_22_05));
  });
});
