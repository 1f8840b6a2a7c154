// What a person records of a task: which tasks and outcomes there are, and what is wrong with any other.
import { describe, expect, it } from 'vitest';
import type { TaskRecorded } from '../../shared/contract/message.ts';
import { answerFaults } from '../../shared/core/answers.ts';
import type { Ask } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { procedureOf, record, reported, rule, type Saying } from './told.ts';

const within: Ask['within'] = { elapsed: 'PT1H', from: { earliest: ['received'] } };
const decision: Ask = { within, decision: { outcomes: ['held', 'not-needed'], otherwise: 'held' } };

describe('what a person records', () => {
  const policy = procedureOf(
    rule('tell', { asks: { within } }),
    rule('strategy-discussion', { was: ['old-discussion'], asks: decision }),
    rule('resolve-identity', { upon: 'unmatched', asks: { within } }),
    rule('notice'),
  );
  const treated = {
    ...policy,
    versions: policy.versions.map((version) => ({
      ...version,
      treatAs: [
        { id: 'trafficking', clauses: ['C-1'], when: { flag: 'harmDisclosed' as const }, until: 'director' },
      ],
    })),
  };
  const faults = (task: string, outcome = 'done', of: ChildRecord = record(reported()), subject = 'MP-1') =>
    answerFaults({ subject, data: { task, outcome } } as TaskRecorded, of, treated).map(
      ({ path, message }) => `${path} ${message}`,
    );

  it.each<[string, string]>([
    ['tell', 'anything'],
    ['tell:2', 'anything'],
    ['notice', 'seen'],
    ['strategy-discussion', 'held'],
    ['strategy-discussion:12', 'not-needed'],
    ['strategy-discussion', 'sooner'],
    ['old-discussion', 'held'],
    ['resolve-identity', 'same-child'],
    ['resolve-identity', 'different-child'],
    ['trafficking', 'lowered'],
  ])('of %s: %s', (task, outcome) => {
    expect(faults(task, outcome)).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      'strategy-discussion',
      'perhaps',
      '/data/outcome is no outcome of strategy-discussion: use held or not-needed or sooner',
    ],
    [
      'resolve-identity:2',
      'done',
      '/data/outcome is no outcome of resolve-identity: use same-child or different-child',
    ],
    ['trafficking', 'done', '/data/outcome is no outcome of trafficking: use lowered'],
    [
      'telll',
      'done',
      '/data/task is no task of this procedure: use one of tell, strategy-discussion, resolve-identity',
    ],
  ])('of %s is not %s', (task, outcome, fault) => {
    expect(faults(task, outcome)).toEqual([fault]);
  });

  it('waits where the episode is not reported yet', () => {
    const notice: Saying = { type: 'missing.updated', data: { risk: 'low' } };
    expect(faults('telll', 'done', record(notice))).toEqual([]);
    expect(faults('telll', 'done', record(reported()), 'MP-9')).toEqual([]);
  });

  it('is read against each version, and names each task once', () => {
    const twice = { ...treated, versions: [...treated.versions, ...treated.versions] };
    const message = { subject: 'MP-1', data: { task: 'telll', outcome: 'done' } } as TaskRecorded;
    expect(answerFaults(message, record(reported()), twice)[0]?.message).toBe(
      'is no task of this procedure: use one of tell, strategy-discussion, resolve-identity',
    );
  });
});
