// The clocks of an episode: the absence itself, and each task from the instant it is counted from to its deadline, with every rival start.
import type { Absence } from '../core/absence.ts';
import type { Rival } from '../core/clock.ts';
import { clockInWords, MOMENT_IN_WORDS } from '../core/clock.ts';
import type { Instant } from '../core/instant.ts';
import { between, DAY, earliest, later, latest } from '../core/instant.ts';
import type { Action, GivenTask, Verdict } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import type { ChildRecord } from '../core/record.ts';
import { own } from '../core/record.ts';
import type { Standing } from '../core/standing.ts';
import { rivalsOf, taskId } from '../core/standing.ts';
import { taskName } from '../core/task-name.ts';
import { isRule, tellings } from '../core/told.ts';
import { oneLine } from '../letters/one-line.ts';
import { rolesInWords } from './marks.ts';
import { gist } from './own-words.ts';
import { sinceOverdue } from './since-overdue.ts';

export type ClockState = 'running' | 'over' | 'open' | 'overdue' | 'done' | 'closed' | 'lapsed';

export interface Clock {
  is: 'absence' | 'task';
  name: string;
  whom: string;
  from: Instant;
  /** The deadline; of an absence its end, or now. */
  to: Instant;
  state: ClockState;
  /** When a task was done. */
  endedAt?: Instant;
  /** What is aimed at, where that is sooner than the deadline. */
  target?: Instant;
  /** How it is counted. */
  counted?: string;
  /** The instants that it may run from, and what each would make of it; the first that counts says so. */
  starts: readonly Start[];
  /** What the procedure asks, in its own words, where it has no name for it. */
  words?: string;
  /** Why it lapsed. */
  because?: string;
  /** Of a task that is overdue: who was written to since, who has seen it, and what goes out next. */
  since?: readonly string[];
  clauses: readonly string[];
}

export interface Start extends Partial<Pick<Rival, 'at'>> {
  name: string;
  from: Instant;
  counts: boolean;
}

interface About {
  record: ChildRecord;
  absence: Absence;
  standings: readonly Standing[];
  verdicts: readonly Verdict[];
  policy: Policy;
  now: Instant;
  /** What is due, and what comes. */
  ahead: readonly Action[];
  person: string;
}

export const clocksOf = (about: About): Clock[] => [
  absenceClock(about),
  ...about.verdicts
    .flatMap((verdict) => verdict.tasks.map((task) => taskClock(task, verdict, about)))
    .sort((a, b) => (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1)),
];

const BEGINNINGS = ['last-seen', 'missing-since', 'reported', 'last-attended', 'reported-by-school'] as const;

function absenceClock({ absence, now }: About): Clock {
  const { since, ended, back, endKnownAt, moments, schooling } = absence;
  const end = ended ? (back?.value ?? endKnownAt ?? now) : now;
  const starts = BEGINNINGS.flatMap((moment): Start[] => {
    const at = moments[moment];
    return at ? [{ name: MOMENT_IN_WORDS[moment], from: at.value, counts: at.value === since }] : [];
  });
  return {
    is: 'absence',
    name: schooling ? 'Out of school' : 'Missing',
    whom: '',
    from: since,
    to: latest([since, end]) ?? end,
    state: ended ? 'over' : 'running',
    starts,
    clauses: [],
  };
}

/** A start that lies further back than this would press everything else together. */
const FAR_BACK = 7 * DAY;

function taskClock(task: GivenTask, { rule, actions }: Verdict, about: About): Clock {
  const { record, absence, standings, now } = about;
  const standing = standings.find((each) => each.rule.id === rule.id);
  const within = rule.asks?.within;
  const isThisTime = standing && taskId(rule.id, standing.occurrence) === task.task;
  const rivals = within && standing && isThisTime ? rivalsOf(within, standing.on) : [];
  const counting = rivals.find(({ at }) => at === task.dueAt);
  const given = earliest(
    tellings(record, absence)
      .filter((telling) => isRule(rule, telling.rule) && telling.deadline)
      .map((telling) => telling.at ?? telling.intendedAt),
  );
  const asked = given ?? actions[0]?.dueAt ?? absence.since;
  const from = counting && between(counting.from, asked) < FAR_BACK ? counting.from : asked;
  const done = own(absence.recorded, task.task)?.at ?? doneBy(rule.asks?.doneBy, absence);
  const isOverdue = task.state === 'open' && task.dueAt < now;
  return {
    is: 'task',
    name: taskName(oneLine(task.task, 80), about.policy),
    whom: rolesInWords(task.roles),
    from: from < task.dueAt ? from : later(task.dueAt, -1),
    to: task.dueAt,
    state: isOverdue ? 'overdue' : task.state,
    ...(task.state === 'done' && done && { endedAt: done }),
    ...(task.targetAt && { target: task.targetAt }),
    ...(within && { counted: clockInWords(within, (rule) => taskName(rule, about.policy)) }),
    ...(!rule.named && { words: gist(rule.says) }),
    ...(isOverdue && { since: sinceOverdue(task, about) }),
    starts: rivals.length > 1 ? rivals.map((rival) => ({ ...rival, counts: rival === counting })) : [],
    ...(task.because && { because: oneLine(task.because, 160) }),
    clauses: rule.clauses,
  };
}

function doneBy(
  by: 'interview' | 'interview-offered' | undefined,
  { interviewDone, interviewOffered }: Absence,
): Instant | undefined {
  if (by === undefined) return undefined;
  return (by === 'interview' ? interviewDone : interviewOffered)?.value;
}
