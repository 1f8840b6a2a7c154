// Until when something is to be done, or was to be: an hour that stays true, whenever the letter is read.
import { spoken } from '../core/calendar.ts';
import { listed, plainly } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { between, HOUR } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import { taskName } from '../core/task-name.ts';
import type { TaskBehind } from './ahead.ts';
import type { Page } from './page.ts';
import type { Reader } from './reader.ts';
import { whomInWords } from './reader.ts';
import { fromThisLetter, when } from './time-apart.ts';

type Times = Pick<Page['asked'], 'deadline' | 'deadlineTitle'>;

export const WAS_DUE = 'Was due';
const THEIRS = 'Their deadline';
const NOW = 'Begin now; to be done by';
const DECIDE_NOW = 'Decide now; at the latest by';
const DO_NOW = 'Was due (please see to it now)';

/** Of a letter that asks for something itself. Nobody is to read leave to wait out of a deadline that is days away. */
export function timesOfAction(
  action: Action,
  deadline: Instant,
  { isUrgent, isToPassOn }: { isUrgent: boolean; isToPassOn: boolean },
  { calendar }: Pick<Policy, 'calendar'>,
  now: Instant,
): Times {
  const { target, decision } = action;
  const title = isToPassOn
    ? THEIRS
    : isUrgent && between(now, deadline) > HOUR
      ? decision
        ? DECIDE_NOW
        : NOW
      : undefined;
  return {
    ...(title && { deadlineTitle: title }),
    deadline: [
      `${spoken(calendar, deadline)}, ${fromThisLetter(deadline, now, calendar)}`,
      ...(target ? [`The aim: ${spoken(calendar, target)}`] : []),
      ...(decision
        ? [
            `To decide: ${decision.outcomes.map(plainly).join(' or ')}. If nobody decides by then, it goes on as "${plainly(decision.otherwise)}"`,
          ]
        : []),
    ],
  };
}

/** Of a letter about a task that another one asked for. */
export function timesOfTask(
  { dueAt, roles }: TaskBehind,
  reader: Reader,
  isToPassOn: boolean,
  { calendar }: Pick<Policy, 'calendar'>,
  now: Instant,
): Times {
  const isOnlyTheirs = roles.every((role) => reader.own.has(role));
  const asked = isOnlyTheirs ? '' : `; asked of ${whomInWords(roles, reader, 'the ')}`;
  const when = `${spoken(calendar, dueAt)}, ${fromThisLetter(dueAt, now, calendar)}${asked}`;
  if (dueAt <= now) return { deadlineTitle: isToPassOn ? WAS_DUE : DO_NOW, deadline: [when] };
  return { ...(isToPassOn && { deadlineTitle: THEIRS }), deadline: [when] };
}

/** What a reader still has to do, each with its hour. */
export const stillYours = (
  mine: readonly { rule: string; dueAt: Instant }[],
  policy: Policy,
  now: Instant,
): string =>
  listed(
    mine.map(({ rule, dueAt }) => {
      const by = dueAt <= now ? 'overdue since' : 'by';
      return `${taskName(rule, policy)} (${by} ${when(dueAt, policy, now)})`;
    }),
    'and',
  );
