import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import type { Rule, Trigger } from '../../shared/core/policy.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import {
  everybodyTold,
  idOf,
  isRule,
  occurrenceOf,
  offeredAgain,
  tellings,
  tellingsOf,
  wasTold,
} from '../../shared/core/told.ts';
import { absence } from './england.ts';
import { rule } from './told.ts';

const hour = (n: number) => `2026-11-20T${String(n).padStart(2, '0')}:00:00.000Z`;

const telling = (more: Partial<Telling> = {}): Telling => ({
  rule: 'notice',
  reference: 'MP-1',
  occurrence: 1,
  roles: ['front-door'],
  mailbox: 'a@kent.example',
  purpose: 'notify',
  upon: 'missing',
  clauses: ['C-1'],
  tells: 'missing',
  dueAt: hour(1),
  intendedAt: hour(1),
  state: 'accepted',
  at: hour(1),
  because: [],
  ...more,
});
const recordOf = (told: Record<string, Telling>): ChildRecord => ({ ...emptyChild('c-1'), told });
const numbered = (all: readonly Partial<Telling>[]) =>
  recordOf(Object.fromEntries(all.map((each, n) => [`id-${n}`, telling(each)])));

describe('whether a letter was told', () => {
  it.each<[Telling['state'], boolean]>([
    ['accepted', true],
    ['refused', true],
    ['intended', false],
  ])('%s: %s', (state, told) => {
    expect(wasTold(recordOf({ x: telling({ state }) }), 'x')).toBe(told);
  });

  it('is asked by its own id', () => {
    expect(wasTold(recordOf({ x: telling() }), 'y')).toBe(false);
    expect(wasTold(recordOf({}), 'constructor')).toBe(false);
  });
});

describe('the id of what is told', () => {
  const renamed = rule('notice', { was: ['old-notice', 'older'] });
  const two = absence({ references: ['MP-1', 'MP-2'] });
  const id = (told: string[], of: Rule = renamed, about: Absence = two) =>
    idOf(recordOf(Object.fromEntries(told.map((each) => [each, telling()]))), of, about, 2, 'director');

  it('is made of the rule, the reference, how often it happened and whom it is to', () => {
    expect(id([])).toBe('notice/MP-1/2/director');
    expect(id([], rule('notice'), absence())).toBe('notice/MP-1/2/director');
  });

  it('is the one that it was told by: under another reference, under a former name', () => {
    expect(id(['notice/MP-2/2/director'])).toBe('notice/MP-2/2/director');
    expect(id(['notice/MP-2/2/director'], rule('notice'))).toBe('notice/MP-2/2/director');
    expect(id(['older/MP-1/2/director'])).toBe('older/MP-1/2/director');
    expect(id(['older/MP-1/2/director'], renamed, absence())).toBe('older/MP-1/2/director');
    expect(id(['old-notice/MP-2/2/director'])).toBe('old-notice/MP-2/2/director');
  });

  it('is none that was told to another, at another time, or by another rule', () => {
    expect(id(['notice/MP-2/1/director', 'notice/MP-2/2/front-door', 'other/MP-1/2/director'])).toBe(
      'notice/MP-1/2/director',
    );
  });

  it('is that of a rule by any of its names', () => {
    expect(['notice', 'old-notice', 'older', 'other'].map((name) => isRule(renamed, name))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(isRule(rule('notice'), 'other')).toBe(false);
  });
});

describe('what was told of an absence', () => {
  const all = numbered([
    {},
    { reference: 'MP-2', rule: 'old-notice' },
    { reference: 'MP-3' },
    { rule: 'other' },
  ]);
  const two = absence({ references: ['MP-1', 'MP-2'] });

  it('is what was told under any of its references', () => {
    expect(tellings(all, two).map((each) => `${each.rule} ${each.reference}`)).toEqual([
      'notice MP-1',
      'old-notice MP-2',
      'other MP-1',
    ]);
  });

  it('by one rule is what that told under any of its names', () => {
    const by = (of: Rule) => tellingsOf(all, two, of).map((each) => each.reference);
    expect(by(rule('notice'))).toEqual(['MP-1']);
    expect(by(rule('notice', { was: ['old-notice', 'never'] }))).toEqual(['MP-1', 'MP-2']);
    expect(by(rule('new', { was: ['old-notice'] }))).toEqual(['MP-2']);
    expect(by(rule('never'))).toEqual([]);
  });

  it('is asked afresh where more has been told since', () => {
    expect(tellings(all, two)).toHaveLength(3);
    expect(tellings({ ...all, told: { ...all.told, more: telling() } }, two)).toHaveLength(4);
  });
});

describe('how often something happened', () => {
  const times = (upon: Trigger, about: Partial<Absence>, ...told: Partial<Telling>[]) =>
    occurrenceOf(numbered(told), absence(about), upon);

  it('once where nothing was told', () => {
    expect(times('missing', {})).toBe(1);
    expect(times('ended', {})).toBe(1);
    expect(times('school-absence', {})).toBe(1);
  });

  it.each<Trigger>(['missing', 'reported'])(
    '%s: anew where the child went missing again after it was told',
    (upon) => {
      const first = { upon, intendedAt: hour(1) };
      const again = { againKnownAt: hour(5) };
      expect(times(upon, {}, first)).toBe(1);
      expect(times(upon, again, first)).toBe(2);
      expect(times(upon, again, { ...first, intendedAt: hour(5) })).toBe(1);
      expect(times(upon, again, first, { upon, occurrence: 2, intendedAt: hour(6) })).toBe(2);
      expect(
        times(upon, { againKnownAt: hour(9) }, first, { upon, occurrence: 2, intendedAt: hour(6) }),
      ).toBe(3);
      expect(times(upon, again, { ...first, upon: 'ended' })).toBe(1);
      expect(times(upon, {}, { ...first, occurrence: 3 })).toBe(3);
    },
  );

  const foundAt = (at: string): Partial<Absence> => ({
    moments: { 'found-received': { value: at, knownAt: at } },
    back: { value: hour(2), knownAt: hour(2) },
  });
  const returned = { upon: 'return-reported' as const, intendedAt: hour(3) };
  const withdrawn = { upon: 'missing-again' as const, intendedAt: hour(4) };

  it('a return: anew where an earlier one was withdrawn in between', () => {
    expect(times('return-reported', foundAt(hour(5)), returned)).toBe(1);
    expect(times('return-reported', foundAt(hour(5)), returned, withdrawn)).toBe(2);
    expect(times('return-reported', foundAt(hour(4)), returned, withdrawn)).toBe(1);
    expect(times('return-reported', foundAt(hour(5)), { ...returned, intendedAt: hour(4) }, withdrawn)).toBe(
      1,
    );
    expect(times('return-reported', foundAt(hour(5)), { ...returned, occurrence: 2 }, withdrawn)).toBe(3);
    expect(times('return-reported', foundAt(hour(5)), { ...returned, upon: 'missing' }, withdrawn)).toBe(1);
    expect(
      times('return-reported', { back: { value: hour(1), knownAt: hour(5) } }, returned, withdrawn),
    ).toBe(2);
    expect(times('return-reported', {}, returned, withdrawn)).toBe(1);
  });

  it('a return: anew where the child went missing a second time in between', () => {
    const second = { upon: 'missing' as const, occurrence: 2, intendedAt: hour(4) };
    expect(times('return-reported', foundAt(hour(5)), returned, second)).toBe(2);
    expect(times('return-reported', foundAt(hour(5)), returned, { ...second, occurrence: 1 })).toBe(1);
    expect(times('return-reported', foundAt(hour(5)), returned, { ...second, upon: 'reported' })).toBe(1);
  });

  it('the worst: by when word of it came', () => {
    const worst = (knownAt: string): Partial<Absence> => ({
      deceased: { value: true, knownAt, saidAt: knownAt },
    });
    const told = { upon: 'deceased' as const, intendedAt: hour(3) };
    expect(times('deceased', worst(hour(5)), told, withdrawn)).toBe(2);
    expect(times('deceased', worst(hour(2)), told, withdrawn)).toBe(1);
    expect(times('deceased', {}, told, withdrawn)).toBe(1);
  });

  it('an end is counted by whom it is told to, not here', () => {
    expect(times('ended', foundAt(hour(5)), { ...returned, upon: 'ended' }, withdrawn)).toBe(1);
  });

  const rung = { upon: 'school-absence' as const, intendedAt: hour(1) };
  const back = { upon: 'school-return' as const, intendedAt: hour(2) };

  it.each<Trigger>(['school-absence', 'school-return'])(
    '%s: anew where a return was told and does not stand',
    (upon) => {
      expect(times(upon, {}, rung)).toBe(1);
      expect(times(upon, {}, rung, back)).toBe(2);
      expect(times(upon, { ended: true }, rung, back)).toBe(1);
      expect(times(upon, {}, rung, { ...back, intendedAt: hour(1) })).toBe(1);
      expect(times(upon, {}, back)).toBe(1);
      const second = { ...rung, occurrence: 2, intendedAt: hour(3) };
      expect(times(upon, {}, rung, back, second)).toBe(2);
      expect(times(upon, {}, rung, back, second, { ...back, intendedAt: hour(4) })).toBe(3);
      expect(times(upon, {}, rung, { ...back, upon: 'ended' })).toBe(1);
    },
  );
});

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
