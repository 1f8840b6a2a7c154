// One absence of a digest in one line: how it stands, what is overdue, what is to be done today and by when.
import { timeOfDay } from '../core/calendar.ts';
import type { DigestLine, Happening } from '../core/digest-line.ts';
import { listed } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { between, inWords } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { taskName } from '../core/task-name.ts';
import { overdueCount, whoOf } from './overdue-tasks.ts';
import type { Fact } from './page.ts';
import { OPEN_CASE } from './page.ts';

/** What somebody has to do, not what will be sent. */
export const isTask = ({ purpose }: Happening): boolean => purpose === undefined;

/** "missing for 9 hours, risk high, 1 overdue". */
export function glanceOf(line: DigestLine, asAt: Instant, policy: Policy, isAll: boolean): Fact {
  const href = isAll ? linkTo(line, policy) : undefined;
  const { age, risk, isOver, overdue, due, copies } = line;
  const tasks = due.filter(isTask);
  const letters = due.length - tasks.length;
  const counts = [
    ...(age ? [age] : []),
    ...(risk && !isOver ? [`risk ${risk}`] : []),
    ...overdueCount(overdue, policy),
    ...dueToday(tasks, policy),
    ...(letters > 0
      ? [
          `${letters} letter${letters === 1 ? '' : 's'} to go out by ${letters === 1 ? 'itself' : 'themselves'}`,
        ]
      : []),
    ...(copies.length > 0 ? [`${copies.length} cop${copies.length === 1 ? 'y' : 'ies'}`] : []),
    ...(line.caseReference ? [`case ${line.caseReference}`] : []),
  ];
  const link = href ? [{ label: OPEN_CASE, href }] : [];
  return [whoOf(line), [howOf(line, asAt), ...counts].join(', '), ...link];
}

/** "strategy discussion to be done today by 12:00"; "2 to be done today, by 12:00 and 17:00". */
function dueToday(tasks: readonly Happening[], policy: Policy): string[] {
  const [first, ...more] = tasks;
  if (!first) return [];
  const hours = new Set(tasks.map(({ at }) => timeOfDay(policy.calendar, at)));
  const what =
    more.length > 0
      ? `${tasks.length} to be done today,`
      : `${taskName(first.task ?? '', policy)} to be done today`;
  return [`${what} by ${listed([...hours], 'and')}`];
}

/** Into the case system, where a pupil's absence is not. */
export function linkTo(
  { references: [reference = ''], person }: DigestLine,
  { mail }: Policy,
): string | undefined {
  if (person === 'pupil') return undefined;
  return mail.caseLink?.replace('{reference}', encodeURIComponent(reference.toWellFormed()));
}

/** "missing for 9 hours"; "over, after 3 hours missing". */
export function howOf({ isOver, since, until, again, person, state }: DigestLine, asAt: Instant): string {
  if (isOver) {
    const was = person === 'pupil' ? '' : ' missing';
    const missing = again === undefined ? '' : `, MISSING AGAIN under ${again}`;
    return `over${until ? `, after ${inWords(Math.max(0, between(since, until)))}${was}` : ''}${missing}`;
  }
  const how = person === 'pupil' ? 'out of school' : state === 'open' ? 'missing' : 'away';
  return `${how} for ${inWords(between(since, asAt))}`;
}
