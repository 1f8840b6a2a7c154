// What is open and what is due, child by child, for people who must do by hand what the service would have done.
import type { Absence } from '../core/absence.ts';
import { answered, answerInWords, letterOf, SAYINGS } from '../core/answered.ts';
import { briefly } from '../core/calendar.ts';
import type { Child } from '../core/facts.ts';
import type { Instant } from '../core/instant.ts';
import { latest } from '../core/instant.ts';
import { personIn } from '../core/person.ts';
import type { Action } from '../core/plan.ts';
import { due, plan } from '../core/plan.ts';
import type { Policy, Purpose } from '../core/policy.ts';
import type { ChildRecord, Telling } from '../core/record.ts';
import { deliveryOf } from '../core/routing.ts';
import type { Task } from '../core/standing.ts';
import { taskName } from '../core/task-name.ts';
import { childOf } from '../core/treatment.ts';
import { capital } from '../letters/one-line.ts';
import { wordsUnnamed } from '../timeline/marks.ts';
import { ownWords } from '../timeline/own-words.ts';
import { stateInWords } from '../timeline/picture.ts';
import { sinceOverdue } from '../timeline/since-overdue.ts';

export interface Duty {
  at: Instant;
  /** Somebody is to be told by then, or something is to be done by then. */
  is: 'tell' | 'do';
  purpose: Purpose | 'task';
  roles: readonly string[];
  /** Where the letter would have gone. */
  mailbox?: string;
  says: string;
  clauses: readonly string[];
  /** Of a task: what letters call it; what is asked in the procedure's own words, where the file has no name for it; and where it is overdue who was written to since, who has seen it, and what goes out next. */
  task?: string;
  words?: string;
  since?: readonly string[];
}

export interface OpenEpisode {
  references: readonly string[];
  initials: string;
  state: string;
  risk: string;
  since: Instant;
  isOver: boolean;
  duties: readonly Duty[];
  /** What readers answered by the links of their letters, the first answer first. */
  answers: readonly { at: Instant; says: string }[];
}

export interface DutyList {
  asAt: Instant;
  /** Until when it looks ahead. */
  until: Instant;
  episodes: OpenEpisode[];
  /** What could not be planned: by hand, all of it. */
  unplanned: string[][];
}

/** By urgency: first who has waited longest for something, then what falls due next, then what is open and waits for nothing. */
export function dutyList(
  records: readonly ChildRecord[],
  policy: Policy,
  asAt: Instant,
  until: Instant,
): DutyList {
  const list: DutyList = { asAt, until, episodes: [], unplanned: [] };
  for (const record of records.filter(({ joinedTo }) => !joinedTo)) {
    try {
      list.episodes.push(...openEpisodes(record, policy, asAt, until));
    } catch {
      list.unplanned.push(Object.keys(record.references));
    }
  }
  list.episodes.sort((a, b) => compare(placeOf(a), placeOf(b)));
  return list;
}

const placeOf = ({ duties: [first], since }: OpenEpisode): string => (first ? `0${first.at}` : `1${since}`);

/** Where a list stands among others: by its most urgent episode, and first of all where somebody must follow the procedure by hand. Undefined where there is nothing in it. */
export const urgencyOf = ({ episodes: [first], unplanned }: DutyList): string | undefined =>
  unplanned.length > 0 ? '' : first && placeOf(first);

function openEpisodes(record: ChildRecord, policy: Policy, asAt: Instant, until: Instant): OpenEpisode[] {
  const child = childOf(record, policy);
  const planned = plan(record, policy, until);
  const letters = due(planned);
  return [...child.absences, ...child.schooling].flatMap((absence): OpenEpisode[] => {
    const here = ({ reference }: { reference: string }) => absence.references.includes(reference);
    const toTell = letters.filter(here).map((action) => tellingDuty(action, child, policy, asAt));
    const person = absence.schooling ? 'pupil' : personIn(child, absence, policy.calendar);
    const about = { record, absence, policy, ahead: letters, person };
    const toDo = planned.tasks
      .filter((task) => here(task) && task.state === 'open')
      .flatMap((task) => {
        const asked = Object.values(record.told).filter(
          (telling) => telling.rule === task.rule && here(telling),
        );
        const since = task.dueAt < asAt ? sinceOverdue(task, about) : undefined;
        return asked.length > 0 ? [taskDuty(task, asked, policy, since)] : [];
      });
    // A plan's letters come in the order of their urgency, and a sort keeps what is equal as it is.
    const duties = [...toTell, ...toDo].sort((a, b) => compare(a.at, b.at));
    return duties.length > 0 || !absence.ended
      ? [{ ...aboutOf(absence, child), duties, answers: answersOn(absence, record, person, policy) }]
      : [];
  });
}

/** Of letters that several roles share, each answer once. */
function answersOn(
  absence: Absence,
  record: ChildRecord,
  person: string,
  policy: Policy,
): OpenEpisode['answers'] {
  return Object.entries(record.told)
    .filter(([id, telling]) => absence.references.includes(telling.reference) && letterOf(id, telling) === id)
    .flatMap(([id, telling]) =>
      SAYINGS.flatMap((saying) => {
        const said = answered(record, id, telling, saying);
        const about = taskName(telling.rule, policy);
        return said
          ? [{ at: said.at, says: `${answerInWords(telling, saying, person, said.by)} (${about})` }]
          : [];
      }),
    )
    .sort((a, b) => compare(a.at, b.at));
}

const aboutOf = (absence: Absence, { initials }: Child) => ({
  references: absence.references,
  initials,
  state: stateInWords(absence),
  risk: absence.risk.value,
  since: absence.since,
  isOver: absence.ended,
});

function tellingDuty(action: Action, child: Child, policy: Policy, asAt: Instant): Duty {
  const { dueAt, purpose, roles, says, asked, clauses, authority, mailbox, deadline } = action;
  const [role = ''] = roles;
  const whom = { role, ...(authority && { authority }) };
  // Whoever is at the desk then: at night the out-of-hours address, on Monday the office.
  const to = mailbox ?? deliveryOf(whom, child, policy, latest([dueAt, asAt]) ?? asAt).mailbox;
  const by = deadline ? ` To be done by ${briefly(policy.calendar, deadline)}.` : '';
  return {
    at: dueAt,
    is: 'tell',
    purpose,
    roles,
    mailbox: to,
    says: `${says}${asked ? ` What was asked: ${asked}` : ''}${by}`,
    clauses,
  };
}

/** A task that was asked for: whoever was told has it. */
function taskDuty(
  { task, rule, dueAt }: Pick<Task, 'task' | 'rule' | 'dueAt'>,
  asked: readonly Telling[],
  policy: Policy,
  since: readonly string[] | undefined,
): Duty {
  const words = ownWords(rule, policy);
  const unnamed = wordsUnnamed(rule, policy);
  const name = taskName(task, policy);
  const said = `${capital(name)}: ${words ? `${words} ` : ''}Not recorded as done (task ${task}).`;
  return {
    at: dueAt,
    is: 'do',
    purpose: 'task',
    roles: [...new Set(asked.flatMap(({ roles }) => roles))],
    says: [said, ...(since ?? [])].join(' '),
    clauses: [...new Set(asked.flatMap(({ clauses }) => clauses))],
    task: name,
    ...(unnamed && { words: unnamed }),
    ...(since && { since }),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
