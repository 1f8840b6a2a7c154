// Where what a letter asks is recorded, and with which word: by its button, or in the case system.
import type { Child } from '../core/facts.ts';
import { listed, plainly } from '../core/in-words.ts';
import type { Action } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import { INTERVIEW_STATES } from '../core/policy.ts';
import { ruleOf, taskName } from '../core/task-name.ts';
import type { TaskBehind } from './ahead.ts';
import type { Fact } from './page.ts';
import { OPEN_CASE } from './page.ts';

interface Recording {
  action: Action;
  task: TaskBehind | undefined;
  /** The letter has a link to record it by. */
  hasLink: boolean;
  /** Its reader has no way into our case system. */
  isOutside: boolean;
  /** Its reader is to pass it on; others are to do it. */
  isToPassOn: boolean;
  /** It leads to the case. */
  hasCase: boolean;
}

/** The task and its words: "return-interview, as done"; with what letters call it, where that is something else. */
export function recordedUnder(
  { action, task }: Pick<Recording, 'action' | 'task'>,
  policy?: Pick<Policy, 'versions'>,
): string | undefined {
  const name = action.task ?? task?.task;
  if (name === undefined) return undefined;
  const words = policy ? taskName(name, policy) : plainly(name);
  const also = words === plainly(name) ? '' : ` (${words})`;
  return `${name}${also}, as ${outcomesOf(action, task).join(' or ')}`;
}

const outcomesOf = ({ upon, decision }: Action, task: TaskBehind | undefined): readonly string[] =>
  decision?.outcomes ?? (upon === 'unmatched' ? SAME_OR_NOT : (task?.outcomes ?? ['done']));

const SAME_OR_NOT = ['same-child', 'different-child'];

/** What a reader does who has done it; nothing where a button says so, or where nothing is to be recorded. */
export function recordLines(recording: Recording): string[] {
  const { action, hasLink, isOutside, isToPassOn, hasCase } = recording;
  if (hasLink || isOutside || action.upon === 'unmatched') return [];
  const under = recordedUnder(recording);
  if (under !== undefined) {
    return [
      isToPassOn
        ? `They record it in the case system when they have done it, not when you have passed it on: task ${under}.`
        : `When it is done, record it in the case system: task ${under}.`,
    ];
  }
  if (!/\brecord(ed)?\b/i.test(action.says)) return [];
  return [
    `Record it in the case system${hasCase ? ` ("${OPEN_CASE}", below)` : ''}; no task waits for it there.`,
  ];
}

/** Where a button records it: the same in the case system. That it is not recorded yet is said by its name. */
export function onceDoneFact(recording: Pick<Recording, 'action' | 'task'>, policy: Policy): Fact[] {
  const under = recordedUnder(recording, policy);
  if (under === undefined || recording.action.upon === 'unmatched') return [];
  const { action, task } = recording;
  const name = action.decision
    ? 'Once you have decided'
    : task?.outcomes
      ? 'Once it is decided or done'
      : 'Once it is done';
  return [[name, `say so with the button, or in the case system: task ${under}`]];
}

/** An interview that is not held is no task done: why not is one record, and that nobody is to wait for it another. */
export function notHeldFact(task: TaskBehind | undefined, policy: Pick<Policy, 'versions'>): Fact[] {
  if (!task || ruleOf(task.task, policy)?.asks?.doneBy !== 'interview') return [];
  return [
    [
      'If it will not be held',
      `record the interview in the case system as ${listed(NOT_HELD, 'or')}, with the reason`,
      `then record the task ${task.task} as ${ENDED_SO}: until then letters about it go on`,
    ],
  ];
}

/** What came of an offer, where that is no interview. */
const NOT_HELD = INTERVIEW_STATES.filter((state) => !['offered', 'held', 'accepted'].includes(state));
/** Any word but "done" would do: a task is over by whatever is recorded of it. */
const ENDED_SO = 'not-held';

/** Which records are to be compared, and how the answer is recorded. */
export function identityLines({ upon, task, reference }: Action, child: Child | undefined): string[] {
  if (upon !== 'unmatched' || !task) return [];
  const known = (child?.doubts ?? []).flatMap((doubt) => doubt.known);
  return [
    ...(known.length > 0
      ? [`To compare: ${reference}, which this letter is about, with ${listed(known, 'and')}.`]
      : []),
    `Record the answer in the case system, as the outcome of the task ${task}: same-child or different-child. Say which record you mean${known.length > 0 ? ` (${known.join(' or ')})` : ''}.`,
  ];
}
