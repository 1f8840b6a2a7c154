// What a person records is heard only where it answers something that was asked: a slip of the pen must not look like a duty done.
import type { TaskRecorded } from '../contract/message.ts';
import type { Policy, Rule } from './policy.ts';
import type { ChildRecord } from './record.ts';
import { SOONER } from './standing.ts';
import { childOf, LOWERED } from './treatment.ts';

export interface AnswerFault {
  path: string;
  message: string;
}

/** What is wrong with an answer to a task of an episode; nothing where the episode is not reported yet, for then it waits. */
export function answerFaults(
  { subject, data }: TaskRecorded,
  record: ChildRecord,
  policy: Policy,
): AnswerFault[] {
  const { absences, schooling } = childOf(record, policy);
  const absence = [...absences, ...schooling].find(({ references }) => references.includes(subject));
  if (!absence?.reported) return [];
  const id = data.task.replace(/:\d+$/, '');
  const rules = policy.versions.flatMap((version) => version.rules);
  const rule = rules.find((each) => each.id === id || each.was?.includes(id));
  const treatments = policy.versions.flatMap(({ treatAs }) => treatAs);
  const outcomes = rule
    ? outcomesOf(rule)
    : treatments.some((each) => each.id === id)
      ? [LOWERED]
      : undefined;
  if (outcomes === undefined) {
    const asked = rules.flatMap((each) => (each.asks ? [each.id] : []));
    return [
      {
        path: '/data/task',
        message: `is no task of this procedure: use one of ${[...new Set(asked)].join(', ')}`,
      },
    ];
  }
  if (outcomes === 'any' || outcomes.includes(data.outcome)) return [];
  return [{ path: '/data/outcome', message: `is no outcome of ${id}: use ${outcomes.join(' or ')}` }];
}

function outcomesOf({ upon, asks }: Rule): readonly string[] | 'any' {
  if (upon === 'unmatched') return ['same-child', 'different-child'];
  return asks?.decision ? [...asks.decision.outcomes, SOONER] : 'any';
}
