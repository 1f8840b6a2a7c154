// What people read in the place of a rule's id, and of a task's.
import { describe, expect, it } from 'vitest';
import { ruleOf, taskName } from '../../shared/core/task-name.ts';
import { procedureOf, rule } from './told.ts';

const visit = rule('visit-the-home', { named: 'visit at home' });
const call = rule('call-on', { named: 'call at home', was: ['visit-the-home'] });
const of = (...versions: (typeof visit)[]) => ({
  versions: versions.flatMap((each) => procedureOf(each).versions),
});

describe('a rule is called', () => {
  it.each([
    ['by its name', 'visit-the-home', of(visit), 'visit at home'],
    ['by its name where its task is asked again', 'visit-the-home:12', of(visit), 'visit at home'],
    ['by its id in words where it has none', 'visit-the-home', of(rule('visit-the-home')), 'visit the home'],
    ['so where its task is asked again', 'visit-the-home:12', of(rule('visit-the-home')), 'visit the home'],
    ['by its id in words where no version has it', 'call-on', of(visit), 'call on'],
    ['what the newest version calls it', 'visit-the-home', of(visit, call), 'call at home'],
    ['by a name of its own alone', 'call-on:2', of(call, visit), 'call at home'],
  ])('%s', (_, task, policy, words) => {
    expect(taskName(task, policy)).toBe(words);
  });

  it('and is the newest of its id', () => {
    expect(ruleOf('visit-the-home', of(visit, call))).toBe(call);
    expect(ruleOf('call-on', of(visit))).toBeUndefined();
  });
});
