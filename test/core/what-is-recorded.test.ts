// Which task a person's word is taken for: the one it names, never one that looks like it.
import { describe, expect, it } from 'vitest';
import type { TaskRecorded } from '../../shared/contract/message.ts';
import { taskAsked } from '../../shared/core/answered.ts';
import { answerFaults } from '../../shared/core/answers.ts';
import { lasting, procedureOf, record, reported, rule } from './told.ts';

const within = lasting('PT8H', 'received');
const [version] = procedureOf(rule('visit', { asks: { within } })).versions;
if (!version) throw new Error('There is one');
const treatment = { clauses: ['C-1'], when: { all: [] }, until: 'director' };
const treatAs = ['trafficking', 'exploitation'].map((id) => ({ ...treatment, id }));
const policy = { ...procedureOf(), versions: [{ ...version, treatAs }] };
const faults = (task: string, outcome: string) =>
  answerFaults({ subject: 'MP-1', data: { task, outcome } } as TaskRecorded, record(reported()), policy);

describe('what a person records', () => {
  it('is of the task that it names, the how-manieth time at its end', () => {
    expect(faults('visit:2', 'done')).toEqual([]);
    expect(faults('vi:2sit', 'done')).toMatchObject([{ path: '/data/task' }]);
    expect(taskAsked('visit:2', policy)?.id).toBe('visit');
    expect(taskAsked('vi:2sit', policy)).toBeUndefined();
  });

  it('may lower any of the classes that the procedure has', () => {
    expect([faults('trafficking', 'lowered'), faults('exploitation', 'lowered')]).toEqual([[], []]);
  });
});
