// What is remembered of one child, one rule or one moment is never taken for another's.
import { describe, expect, it } from 'vitest';
import { consider, plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { childOf } from '../../shared/core/treatment.ts';
import {
  EVER,
  FRIDAY_22_05,
  lasting,
  NOON,
  procedureOf,
  record,
  reported,
  rule,
  type Saying,
  saying,
  telling,
  toldAll,
} from './told.ts';

const within = lasting('PT8H', 'received');
const rules = (policy: Policy, ...all: Saying[]) =>
  plan(record(...all), policy, EVER).actions.map((each) => each.rule);
const withheld: Saying = {
  type: 'case.updated',
  by: 'case-system',
  data: { person: {}, overrides: { notice: { withhold: { by: 'director', reason: 'agreed' } } } },
};

describe('a placement plan', () => {
  it('is of one child alone, whoever was planned before', () => {
    const policy = procedureOf(rule('notice'));
    expect(rules(policy, reported(), withheld)).toEqual([]);
    expect(rules(policy, reported())).toEqual(['notice']);
    expect(rules(policy, reported(), withheld)).toEqual([]);
    expect(rules(policy, reported())).toEqual(['notice']);
  });
});

describe('a procedure', () => {
  it('is one procedure, whichever was asked before', () => {
    const [first, second] = [procedureOf(rule('first')), procedureOf(rule('second'))];
    const of = record(reported());
    const asked = (policy: Policy) => plan(of, policy, EVER).actions.map((each) => each.rule);
    expect([asked(first), asked(second), asked(first)]).toEqual([['first'], ['second'], ['first']]);
  });

  it('closes a task by the rule that closes that one', () => {
    const visit = rule('visit', { asks: { within } });
    const call = rule('call', { asks: { within } });
    const closing = rule('closing', { closes: 'call' });
    const policy = procedureOf(visit, call, closing);
    const of = record(reported());
    const letter = plan(of, policy, EVER).actions.find((each) => each.rule === 'closing');
    if (!letter) throw new Error('It closes');
    const closed = telling(of, letter, 'a@kent.example');
    expect(
      plan(closed, policy, EVER)
        .tasks.map(({ task, state }) => `${task} ${state}`)
        .sort(),
    ).toEqual(['call closed', 'visit open']);
  });
});

describe('a decision that would be made sooner', () => {
  it('is asked for until it is made', () => {
    const decide = rule('decide', {
      after: lasting('PT24H', 'received'),
      asks: {
        within: lasting('PT48H', 'received'),
        decision: { outcomes: ['sooner', 'later'], otherwise: 'later' },
      },
    });
    const sooner: Saying = {
      type: 'task.recorded',
      by: 'case-system',
      at: NOON,
      data: { task: 'decide', outcome: 'sooner' },
    };
    const [letter] = plan(record(reported(), sooner), procedureOf(decide), EVER).actions;
    expect(letter).toMatchObject({ rule: 'decide', dueAt: NOON });
  });

  it('was asked for, and is asked no more, opens nothing by what it would have come to', () => {
    const decide = rule('decide', {
      when: { risk: ['medium'] },
      asks: { within, decision: { outcomes: ['yes'], otherwise: 'yes' } },
    });
    const policy = procedureOf(decide, rule('next', { when: { decided: 'decide', as: ['yes'] } }));
    const asked = toldAll(record(reported()), policy, FRIDAY_22_05);
    const high: Saying = { type: 'missing.updated', at: FRIDAY_22_05, data: { risk: 'high' } };
    expect(plan(saying(asked, high), policy, EVER).actions).toEqual([]);
  });
});

describe('what is grouped in the morning digest', () => {
  it('is said where it is asked why it was not sent', () => {
    const policy = procedureOf(rule('copy', { inDigest: { risk: ['medium'] } }));
    const of = record(reported());
    const [verdict] = consider(of, childOf(of, policy), policy, EVER);
    expect(verdict).toMatchObject({ outcome: 'quiet', actions: [], tasks: [] });
    expect(verdict?.copies).toHaveLength(1);
    expect(verdict?.why()).toMatchObject([{ why: 'the morning digest has it: the risk acted on is medium' }]);
  });
});
