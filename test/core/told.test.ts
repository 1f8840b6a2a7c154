import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import type { Rule, Trigger } from '../../shared/core/policy.ts';
import type { Telling } from '../../shared/core/record.ts';
import { idOf, isRule, occurrenceOf, tellings, tellingsOf, wasTold } from '../../shared/core/told.ts';
import { absence } from './england.ts';
import { hour, numbered, recordOf, telling } from './tellings.ts';
import { rule } from './told.ts';

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
      expect(times(upon, {}, back, { ...back, intendedAt: hour(3) })).toBe(1);
      const second = { ...rung, occurrence: 2, intendedAt: hour(3) };
      expect(times(upon, {}, rung, back, second)).toBe(2);
      expect(times(upon, {}, rung, back, second, { ...back, intendedAt: hour(4) })).toBe(3);
      expect(times(upon, {}, rung, { ...back, upon: 'ended' })).toBe(1);
    },
  );
});
