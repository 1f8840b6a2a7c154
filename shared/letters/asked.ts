// What the reader is asked to do, by when, and - where it comes late - how late it is and why.
import { spoken } from '../core/calendar.ts';
import type { Child } from '../core/facts.ts';
import type { Instant } from '../core/instant.ts';
import { between, elapsedMillis, inWords, MINUTE } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Purpose, Role } from '../core/policy.ts';
import { successionOf } from '../core/routing.ts';
import type { TaskBehind } from './company.ts';
import type { Draft } from './compose.ts';
import { listed, plainly } from './one-line.ts';
import { originOf } from './origin.ts';
import type { Page } from './page.ts';

export function askedOf(
  { notes, actions, child }: Draft,
  task: TaskBehind | undefined,
  policy: Policy,
  now: Instant,
): Page['asked'] {
  const [action] = actions;
  const asks = isAsking(action);
  const title = asks ? 'What you are asked to do' : 'What this letter tells you';
  const clauses = new Set(actions.flatMap((each) => each.clauses));
  const isTimed = action.deadline !== undefined || task !== undefined;
  const isSaid = isTimed || (!asks && /nothing is asked/i.test(action.says));
  const isCopy = action.basis === 'courtesy' || action.purpose === 'report';
  const when = isSaid ? [] : [asks ? AT_ONCE : isCopy ? COPY : NOTHING];
  const lines = [
    ...notes,
    action.says,
    ...identityLines(action, child),
    ...when,
    `Clause: ${[...clauses].join(', ')}`,
  ];
  if (action.deadline) return { title, lines, deadline: deadlineLines(action, action.deadline, policy, now) };
  return task ? { title, lines, ...timesOf(task, actions, policy, now) } : { title, lines };
}

const NOTHING = 'Nothing new is asked of you.';
const COPY = 'For your information: nothing is asked of you.';
const AT_ONCE = 'No hour is set: please do it as soon as you read this.';

/** Which records are to be compared, and how the answer is recorded. */
function identityLines({ upon, task, reference }: Action, child: Child | undefined): string[] {
  if (upon !== 'unmatched' || !task) return [];
  const known = (child?.doubts ?? []).flatMap((doubt) => doubt.known);
  return [
    ...(known.length > 0
      ? [`To compare: ${reference}, which this letter is about, with ${listed(known)}.`]
      : []),
    `Record the answer in the case system, as the outcome of the task ${task}: same-child or different-child. Say which record you mean${known.length > 0 ? ` (${known.join(' or ')})` : ''}.`,
  ];
}

/** Of a letter about a task that another one asked for: until when it is to be done, or was. */
function timesOf(
  { dueAt, roles }: TaskBehind,
  actions: Draft['actions'],
  { calendar }: Policy,
  now: Instant,
): Pick<Page['asked'], 'deadline' | 'deadlineTitle'> {
  const left = between(now, dueAt);
  const own = new Set(actions.flatMap((each) => each.roles));
  const others = roles.filter((role) => !own.has(role)).map((role) => `the ${plainly(role)}`);
  const whom = [...(others.length < roles.length ? ['you'] : []), ...others];
  const asked = whom.length > 0 ? `; asked of ${listed(whom)}` : '';
  const day = spoken(calendar, dueAt);
  return left > 0
    ? { deadline: [`${day}, in ${inWords(left)}${asked}`] }
    : { deadlineTitle: WAS_DUE, deadline: [`${day}, ${inWords(-left)} ago${asked}`, SINCE_DUE] };
}

export const WAS_DUE = 'Was due';
const SINCE_DUE = 'Please see to it as soon as you read this.';

/** Whether its reader has something to do, or only to know. */
export const isAsking = ({ purpose, says }: Action): boolean =>
  ASKED.has(purpose) || /\bplease\b/i.test(says);

const ASKED: ReadonlySet<Purpose> = new Set(['escalate', 'decide', 'request', 'remind', 'chase']);

/** The deadline, and which decisions there are. */
function deadlineLines(action: Action, deadline: Instant, { calendar }: Policy, now: Instant): string[] {
  const { target, decision } = action;
  const left = between(now, deadline);
  return [
    `${spoken(calendar, deadline)}, ${left >= 0 ? `in ${inWords(left)}` : `${inWords(-left)} ago`}`,
    ...(target ? [`The aim: ${spoken(calendar, target)}`] : []),
    ...(decision
      ? [
          `To decide: ${decision.outcomes.map(plainly).join(', ')}. Without an answer by then it counts as: ${plainly(decision.otherwise)}`,
        ]
      : []),
  ];
}

/** Of a task that is overdue: what was asked of whom, in its own words. */
export const taskSection = ({ asked }: Action): { title: string; lines: string[] }[] =>
  asked === undefined ? [] : [{ title: 'What was asked, and is not recorded as done', lines: [asked] }];

/** What silence comes to, where an answer is waited for. */
export function unansweredLines(action: Action, policy: Policy): string[] {
  const { answerWithin } = action;
  if (answerWithin === undefined) return [];
  const next = nextReader(action, policy);
  const length = inWords(elapsedMillis(answerWithin));
  if (next === undefined) return ['Without an answer it stays with you: nobody comes after you in line'];
  return [
    `Without an answer within ${length} of being sent, this letter goes to the ${plainly(next)} as well`,
  ];
}

/** Who comes next in the line of whom it was first for. */
function nextReader(action: Action, policy: Policy): Role | undefined {
  const [own = ''] = action.roles;
  const line = successionOf(originOf(action).passedOnFrom ?? own, policy);
  return line[line.indexOf(own) + 1];
}

/** Where the sources name several starts, what each of them comes to; and how much had passed when it reached us. */
export function countedSection(
  { deadline, rivals = [], knownAt }: Action,
  { calendar }: Policy,
): { title: string; lines: string[] }[] {
  const [first] = rivals;
  if (!deadline || !first) return [];
  const length = between(first.from, deadline);
  const gone = between(first.from, knownAt);
  const lines = [
    ...(rivals.length > 1
      ? [
          'The sources name several starts; the earliest counts:',
          ...rivals.map(
            ({ name, from, at }) => `from ${name}, ${spoken(calendar, from)}: by ${spoken(calendar, at)}`,
          ),
        ]
      : []),
    ...(gone >= MINUTE
      ? [`When this reached us, ${inWords(Math.min(gone, length))} of the ${inWords(length)} had passed`]
      : []),
  ];
  return lines.length > 0 ? [{ title: 'How the deadline is counted', lines }] : [];
}

/** Nothing where it is in time. */
export function lateLines({ dueAt, actions: [action] }: Draft, { calendar }: Policy, now: Instant): string[] {
  const lateBy = between(dueAt, now);
  if (lateBy < MINUTE) return [];
  const isOurs = action.knownAt <= dueAt;
  return [
    `It was due on ${spoken(calendar, dueAt)}, ${inWords(lateBy)} before it was sent. ${
      isOurs
        ? 'The facts were known in time; the letters were paused, or could not be sent.'
        : `The facts reached us on ${spoken(calendar, action.knownAt)}.`
    }`,
  ];
}
