// What is due now and what comes, as things stand: one mark for all that a rule sends at one time, one for a whole series.
import type { Instant } from '../core/instant.ts';
import { between, inWords, MINUTE } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Trigger } from '../core/policy.ts';
import { taskName } from '../core/task-name.ts';
import { oneLine } from '../letters/one-line.ts';
import { shortly } from './days.ts';
import type { Mark } from './marks.ts';
import { letterTo, rolesInWords, wordsUnnamed } from './marks.ts';

/** More than these nobody reads ahead. */
const MOST = 24;

const STILL: Partial<Record<Trigger, string>> = {
  missing: 'if still missing',
  'school-absence': 'if still out of school',
};

export function comingMarks(
  letters: readonly Action[],
  ahead: readonly Action[],
  now: Instant,
  policy: Policy,
): { marks: Mark[]; further: number } {
  const coming = grouped(firstOfSeries(ahead));
  const marks = [
    ...grouped(letters).map((group) => markOf(group, now, policy)),
    ...coming.slice(0, MOST).map((group) => markOf(group, now, policy)),
  ];
  return { marks, further: Math.max(0, coming.length - MOST) };
}

function firstOfSeries(actions: readonly Action[]): Action[] {
  const seen = new Set<string>();
  return actions.filter(({ series }) => {
    if (!series) return true;
    const isFirst = !seen.has(series.of);
    seen.add(series.of);
    return isFirst;
  });
}

type Group = readonly [Action, ...Action[]];

function grouped(actions: readonly Action[]): Group[] {
  const groups = new Map<string, Group>();
  for (const action of actions) {
    const key = [action.dueAt.slice(0, 16), action.rule, action.occurrence].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), action] as unknown as Group);
  }
  return [...groups.values()];
}

function markOf(group: Group, now: Instant, policy: Policy): Mark {
  const { calendar } = policy;
  const [{ dueAt, purpose, rule, deadline, upon, series }] = group;
  const isDue = dueAt <= now;
  const late = between(dueAt, now);
  const still = isDue || upon === 'digest' ? undefined : STILL[upon];
  const words = wordsUnnamed(rule, policy);
  return {
    at: dueAt,
    is: isDue ? 'due' : 'coming',
    says: `${letterTo(purpose)} ${rolesInWords(group.flatMap(({ roles }) => roles))}`,
    ...(words && { words }),
    more: [
      taskName(oneLine(rule, 120), policy),
      ...(deadline ? [`to be done by ${shortly(calendar, deadline)}`] : []),
      ...(still ? [still] : []),
      ...(series ? ['and again, until it is over'] : []),
      ...(isDue && late >= MINUTE ? [`waiting for ${inWords(late)}`] : []),
    ],
    clauses: [...new Set(group.flatMap(({ clauses }) => clauses))],
  };
}
