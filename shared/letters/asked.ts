// What the reader is asked to do, by when, and - where it comes late - how late it is and why.
import { spoken } from '../core/calendar.ts';
import type { Instant } from '../core/instant.ts';
import { between, elapsedMillis, inWords, MINUTE } from '../core/instant.ts';
import { personIn } from '../core/person.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Purpose, Role } from '../core/policy.ts';
import { FRONT_DOOR, successionOf } from '../core/routing.ts';
import type { TaskBehind } from './ahead.ts';
import type { Draft } from './compose.ts';
import { listed, plainly } from './one-line.ts';
import { originOf } from './origin.ts';
import type { Answers, Page } from './page.ts';
import type { Reader } from './reader.ts';
import { isToPassOn, readerOf, whomInWords } from './reader.ts';
import { identityLines, recordLines } from './recorded.ts';

export function askedOf(
  draft: Draft,
  { task, links }: { task: TaskBehind | undefined; links: Answers | undefined },
  policy: Policy,
  now: Instant,
): Page['asked'] {
  const { notes, actions, child, unreached } = draft;
  const [action] = actions;
  const reader = readerOf(draft, policy);
  const asks = isAsking(action);
  const title = asks ? 'What you are asked to do' : 'What this letter tells you';
  const isTimed = action.deadline !== undefined || task !== undefined;
  const isSaid = isTimed || (!asks && /nothing is asked/i.test(action.says));
  const isCopy = action.basis === 'courtesy' || action.purpose === 'report';
  const when = isSaid ? [] : [asks ? atOnce(reader) : isCopy ? COPY : NOTHING];
  const lines = [
    ...(unreached.length > 0 ? [`${PASS_ON}${links ? ITS_LINKS : '.'}`] : []),
    ...together(notes),
    ...(action.withheld ? [DECIDE_WHO] : []),
    ...howItEnded(draft, policy),
    unreached.length > 0 ? `What it says to them: ${action.says}` : action.says,
    ...identityLines(action, child),
    ...whereToSend(action, reader, policy),
    ...recordLines({
      action,
      task,
      hasLink: links?.decide !== undefined,
      isOutside: reader.from !== undefined,
      isToPassOn: isToPassOn(draft),
    }),
    ...when,
    clauseLine(actions),
  ];
  const theirs = isToPassOn(draft) ? { deadlineTitle: THEIRS } : {};
  if (action.deadline)
    return { title, lines, ...theirs, deadline: deadlineLines(action, action.deadline, policy, now) };
  return task ? { title, lines, ...theirs, ...timesOf(task, reader, policy, now) } : { title, lines };
}

const PASS_ON = 'Pass it on now, by telephone or in your own words: do not forward this mail';
const ITS_LINKS = ', its links are yours.';
const THEIRS = 'Their deadline';
const NOTHING = 'Nothing new is asked of you.';
const COPY = 'For your information: nothing is asked of you.';
const atOnce = ({ from }: Reader): string =>
  `${from === undefined ? 'The' : `${from}'s`} procedure sets no hour: please do it as soon as you read this.`;
const DECIDE_WHO = 'Please decide who is told of what follows, and tell them yourself.';

/** Whoever is asked for something from outside has no other way to us than the mail that says so. */
function whereToSend({ says }: Action, { from }: Reader, { directory }: Policy): string[] {
  const address = directory[FRONT_DOOR]?.address;
  if (from === undefined || address === undefined || !/\b(send|tell|let|give|ask) us\b/i.test(says))
    return [];
  return [`Send it to ${from}'s front door, ${address}. Do not answer this mail: replies are not read.`];
}

/** Several who are not reached for one reason stand in one line. */
function together(notes: readonly string[]): string[] {
  const whomBy = new Map<string, string[]>();
  for (const note of notes) {
    const [, whom = note, rest = ''] = /^This is for (the .+?)(, whose .+)$/.exec(note) ?? [];
    whomBy.set(rest, [...(whomBy.get(rest) ?? []), whom]);
  }
  return [...whomBy].flatMap(([rest, whom]) => (rest === '' ? whom : [`This is for ${listed(whom)}${rest}`]));
}

/** Which of the ends that its rule speaks of together. */
function howItEnded({ actions: [{ upon, reference }], child }: Draft, { calendar }: Policy): string[] {
  const absence = child?.absences.find(({ references }) => references.includes(reference));
  if (upon !== 'ended' || !child || !absence) return [];
  const person = personIn(child, absence, calendar);
  if (absence.state === 'cancelled')
    return [
      `The police have withdrawn the report.${absence.back ? '' : ` This does not say that the ${person} is back.`}`,
    ];
  return [`The police confirm that the ${person} is found.`];
}

/** As many as a phone shows in a line or two; all of them stand where the letter says why it came. */
const MOST_CLAUSES = 3;

function clauseLine(actions: Draft['actions']): string {
  const clauses = clausesOf(actions);
  const more = clauses.length - MOST_CLAUSES;
  const rest = more > 1 ? ` and ${more} more, which stand below` : '';
  return `Clause: ${clauses.slice(0, more > 1 ? MOST_CLAUSES : undefined).join(', ')}${rest}`;
}

export const clausesOf = (actions: Draft['actions']): string[] => [
  ...new Set(actions.flatMap(({ clauses }) => clauses)),
];

/** Of a letter about a task that another one asked for: until when it is to be done, or was. */
function timesOf(
  { dueAt, roles }: TaskBehind,
  reader: Reader,
  { calendar }: Policy,
  now: Instant,
): Pick<Page['asked'], 'deadline' | 'deadlineTitle'> {
  const left = between(now, dueAt);
  const asked = roles.length > 0 ? `; asked of ${whomInWords(roles, reader, 'the ')}` : '';
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
