// Where what a letter asks is recorded, and with which word: by its button, or in the case system.
import type { Child } from '../core/facts.ts';
import type { Action } from '../core/plan.ts';
import type { TaskBehind } from './ahead.ts';
import { listed } from './one-line.ts';

interface Recording {
  action: Action;
  task: TaskBehind | undefined;
  /** The letter has a link to record it by. */
  hasLink: boolean;
  /** Its reader has no way into our case system. */
  isOutside: boolean;
  /** Its reader is to pass it on; others are to do it. */
  isToPassOn: boolean;
}

/** The task and its words: "return-interview, as done". */
export function recordedUnder({ action, task }: Pick<Recording, 'action' | 'task'>): string | undefined {
  const name = action.task ?? task?.task;
  if (name === undefined) return undefined;
  return `${name}, as ${outcomesOf(action, task).join(' or ')}`;
}

const outcomesOf = ({ upon, decision }: Action, task: TaskBehind | undefined): readonly string[] =>
  decision?.outcomes ?? (upon === 'unmatched' ? SAME_OR_NOT : (task?.outcomes ?? ['done']));

const SAME_OR_NOT = ['same-child', 'different-child'];

/** What a reader does who has done it; nothing where a button says so, or where nothing is to be recorded. */
export function recordLines({ action, task, hasLink, isOutside, isToPassOn }: Recording): string[] {
  if (hasLink || isOutside || action.upon === 'unmatched') return [];
  const under = recordedUnder({ action, task });
  const once = isToPassOn ? 'When they have done it, not when it is passed on' : 'When it is done';
  if (under !== undefined) return [`${once}, record it in the case system: task ${under}.`];
  return /\brecord(ed)?\b/i.test(action.says)
    ? ['Record it in the case system; this letter has no link for it.']
    : [];
}

/** Which records are to be compared, and how the answer is recorded. */
export function identityLines({ upon, task, reference }: Action, child: Child | undefined): string[] {
  if (upon !== 'unmatched' || !task) return [];
  const known = (child?.doubts ?? []).flatMap((doubt) => doubt.known);
  return [
    ...(known.length > 0
      ? [`To compare: ${reference}, which this letter is about, with ${listed(known)}.`]
      : []),
    `Record the answer in the case system, as the outcome of the task ${task}: same-child or different-child. Say which record you mean${known.length > 0 ? ` (${known.join(' or ')})` : ''}.`,
  ];
}
