import { describe, expect, it } from 'vitest';
import { plainly } from '../../shared/core/in-words.ts';
import { ruleInWords } from '../../shared/policy/in-words/rule.ts';
import { checked, procedureOf } from './education-procedure.ts';

type Rules = Record<string, unknown>[];

const faults = (change: (rules: Rules) => Rules) => {
  const loaded = checked('darlington 2018', [], change);
  return loaded.ok ? [] : loaded.faults.map(({ message, mend }) => `${message} - ${mend}`);
};
const changed = (id: string, parts: object) =>
  faults((rules) => rules.map((rule) => (rule['id'] === id ? { ...rule, ...parts } : rule)));

describe('a procedure on pupils missing education', () => {
  it('is sound as it is used in these tests', () => {
    expect(faults((rules) => rules)).toEqual([]);
  });

  it('must tell everybody told that it is over, at once and always', () => {
    const untold = [
      expect.stringMatching(/not told, at once, that it is over - add a rule upon: school-return/),
    ];
    expect(faults((rules) => rules.filter(({ id }) => id !== 'missing-education-over'))).toEqual(untold);
    expect(changed('missing-education-over', { when: { age: { under: 16 } } })).toEqual(untold);
    expect(changed('missing-education-over', { to: ['missing-education-officer'] })).toEqual(untold);
  });

  it('need not say anything of a return if it says nothing of the absence', () => {
    expect(faults(() => [])).toEqual([]);
  });

  it('must not count from a day alone that a school may not know', () => {
    const after = { 'school-days': 5, from: { earliest: ['last-attended'] } };
    expect(changed('missing-education-5-days', { after })).toEqual([
      'counts from the day last attended alone, which a school may not know - write earliest: [last-attended, reported-by-school]',
    ]);
  });

  it('can be read aloud', () => {
    const rules = procedureOf('darlington 2018').versions[0]?.rules ?? [];
    const words = (id: string) =>
      rules.filter((rule) => rule.id === id).flatMap((rule) => ruleInWords(rule, plainly));
    expect(words('missing-education-5-days')).toContainEqual([
      'When',
      "at 09:00 on school day 5 after the earliest known of these: the day on which the pupil last attended school, the school's first report of the absence",
    ]);
    expect(words('missing-education-5-days')).toContainEqual([
      'Or sooner',
      'as soon as the child is missing, too',
    ]);
    expect(words('name-left-the-roll')).toContainEqual([
      'Where',
      "the pupil's name has left the school's roll",
    ]);
    expect(words('educated-elsewhere')).toContainEqual(['Where', 'the pupil is educated elsewhere now']);
  });
});
