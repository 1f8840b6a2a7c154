import { describe, expect, it } from 'vitest';
import { lookedAfterBy, looksAfter } from '../../shared/core/overdue.ts';
import type { Clock, Condition, Rule } from '../../shared/core/policy.ts';

const rule = (id: string, changed: Partial<Rule> = {}): Rule => ({
  id,
  clauses: ['X-1'],
  basis: 'courtesy',
  upon: 'missing',
  do: 'chase',
  to: [{ role: 'front-door' }],
  says: 'Somebody is to ask again.',
  ...changed,
});

const from = (...starts: Extract<Clock['from'], { earliest: unknown }>['earliest']): Clock => ({
  elapsed: 'PT0S',
  from: { earliest: starts },
});
const isDecided: Condition = { decided: 'strategy-discussion', as: ['held'] };

describe('who looks after a task that nobody does', () => {
  it.each<[string, Partial<Rule>, string[]]>([
    ['a rule that runs from its deadline', { after: from({ deadlineOf: 'ask' }) }, ['ask']],
    [
      'a rule that runs from the latest of several deadlines',
      {
        after: {
          elapsed: 'PT1H',
          from: { latest: ['returned', { deadlineOf: 'ask' }, { deadlineOf: 'tell' }] },
        },
      },
      ['ask', 'tell'],
    ],
    ['a rule that acts on what counts as decided', { when: isDecided }, ['strategy-discussion']],
    [
      'where that is one of several conditions',
      { when: { all: [{ risk: ['high'] }, isDecided] } },
      ['strategy-discussion'],
    ],
    [
      'where it is one way among others',
      { when: { any: [{ risk: ['high'] }, isDecided] } },
      ['strategy-discussion'],
    ],
    [
      'where it is that it was not so decided',
      { when: { not: { any: [isDecided] } } },
      ['strategy-discussion'],
    ],
    [
      'a rule that does both',
      { after: from({ deadlineOf: 'ask' }), when: isDecided },
      ['ask', 'strategy-discussion'],
    ],
  ])('%s', (_, changed, tasks) => {
    const acting = rule('acts', changed);
    expect([...lookedAfterBy([acting])]).toEqual(tasks);
    for (const task of tasks) expect(looksAfter(acting, task)).toBe(true);
    expect(looksAfter(acting, 'another-task')).toBe(false);
  });

  it.each<[string, Partial<Rule>]>([
    ['a rule at once, upon no condition', {}],
    ['a reminder before the deadline', { after: { ...from({ deadlineOf: 'ask' }), before: true } }],
    ['a clock that runs from when the task falls due', { after: from({ rule: 'ask' }) }],
    ['a clock that runs from when it was done', { after: from({ recorded: 'ask' }) }],
    ['a clock that runs from when the child was last seen', { after: from('last-seen') }],
    ['a condition that asks what is recorded', { when: { recorded: 'ask' } }],
  ])('not %s', (_, changed) => {
    expect([...lookedAfterBy([rule('acts', changed)])]).toEqual([]);
    expect(looksAfter(rule('acts', changed), 'ask')).toBe(false);
  });

  it('is asked of all the rules at once', () => {
    const rules = [
      rule('one', { after: from({ deadlineOf: 'ask' }) }),
      rule('two', { when: isDecided }),
      rule('three'),
    ];
    expect([...lookedAfterBy(rules)]).toEqual(['ask', 'strategy-discussion']);
    expect([...lookedAfterBy(rules)]).toEqual(['ask', 'strategy-discussion']);
  });
});
