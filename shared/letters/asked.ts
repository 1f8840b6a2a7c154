// What the reader is asked to do, and by when.
import { spoken } from '../core/calendar.ts';
import { listed, plainly, roleInWords } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { elapsedMillis, inWords } from '../core/instant.ts';
import { originOf } from '../core/origin.ts';
import { personIn } from '../core/person.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Purpose, Role } from '../core/policy.ts';
import { FRONT_DOOR, successionOf } from '../core/routing.ts';
import type { TaskBehind } from './ahead.ts';
import type { Company } from './company.ts';
import type { Draft } from './compose.ts';
import { loweringLines } from './lowering.ts';
import type { Answers, Line, Page, Section } from './page.ts';
import { OPEN_CASE, RECORD_DONE } from './page.ts';
import { phoneLines } from './phone-lines.ts';
import type { Reader } from './reader.ts';
import { isToPassOn, readerOf, whomInWords } from './reader.ts';
import { identityLines, recordLines } from './recorded.ts';
import { whichPupil } from './school-absence.ts';
import { stillYours, timesOfAction, timesOfTask } from './until-when.ts';

interface Around {
  company: Pick<Company, 'task' | 'later' | 'mine'>;
  links: Answers | undefined;
  isUrgent: boolean;
  /** The letter leads to the case. */
  hasCase: boolean;
}

export function askedOf(
  draft: Draft,
  { company: { task, later, mine }, links, isUrgent, hasCase }: Around,
  policy: Policy,
  now: Instant,
): Page['asked'] {
  const { notes, actions, child, unreached } = draft;
  const [action] = actions;
  const reader = readerOf(draft, policy);
  const asks = isAsking(action);
  const toPassOn = isToPassOn(draft);
  const isLeft = action.purpose === 'stand-down' && mine.length > 0;
  const title = asks ? 'What you are asked to do' : 'What this letter tells you';
  const was = shortOf(action, task);
  const isTimed = action.deadline !== undefined || task !== undefined;
  const isSaid = isTimed || (!asks && /nothing is asked/i.test(action.says));
  const isCopy = action.basis === 'courtesy' || action.purpose === 'report';
  const when = isSaid
    ? []
    : [asks ? atOnce(reader, later.length > 0) : isCopy ? COPY : nothingNew(action, mine, policy, now)];
  const named = rolesNamed(action, policy);
  const askedOfOthers = (task?.roles ?? []).filter((role) => !named.includes(role));
  const lines = [
    ...(isLeft ? when : []),
    ...(unreached.length > 0 ? [`${PASS_ON}${links ? ITS_LINKS : '.'}`] : []),
    ...together(notes),
    ...(toPassOn && hasCase && unreached.some((role) => KEYWORKERS.has(role)) ? [IN_THE_CASE] : []),
    ...(action.withheld ? [DECIDE_WHO] : []),
    ...howItEnded(draft, policy),
    ...whichPupil(draft, reader, policy),
    ...(was === undefined ? [] : [`${wasAskedOf(task, reader)}: ${was}`]),
    unreached.length > 0 ? `What it says to them: ${action.says}` : action.says,
    ...phoneLines(named, reader, policy),
    ...phoneLines(askedOfOthers, reader, policy, 'It was asked of the '),
    ...identityLines(action, child),
    ...fromOutside(draft, reader, links, policy),
    ...recordLines({
      action,
      task,
      hasLink: links?.decide !== undefined,
      isOutside: reader.from !== undefined,
      isToPassOn: toPassOn,
      hasCase,
    }),
    ...loweringLines(absenceOf(draft), reader, policy),
    ...(isLeft ? [] : when),
    clauseLine(actions),
  ];
  if (action.deadline)
    return {
      title,
      lines,
      ...timesOfAction(
        action,
        action.deadline,
        { isUrgent: isUrgent && action.upon !== 'not-delivered', isToPassOn: toPassOn },
        policy,
        now,
      ),
    };
  return task ? { title, lines, ...timesOfTask(task, reader, toPassOn, policy, now) } : { title, lines };
}

const PASS_ON = 'Pass it on now, by telephone or in your own words: do not forward this mail';
const ITS_LINKS = ', its links are yours.';
const IN_THE_CASE = `This service does not know how to reach them: look in the case ("${OPEN_CASE}", below).`;
const KEYWORKERS: ReadonlySet<Role> = new Set(['keyworker', 'keyworker-team']);
/** Who has something to do still is not to read that there is nothing. */
function nothingNew({ purpose }: Action, mine: Company['mine'], policy: Policy, now: Instant): string {
  if (purpose !== 'stand-down') return NOTHING_NEW;
  if (mine.length === 0) return NOTHING_LEFT;
  return `Still yours: ${stillYours(mine, policy, now)}. Apart from that, nothing is asked of you.`;
}

const NOTHING_NEW = 'Nothing new is asked of you.';
const NOTHING_LEFT = 'Nothing new is asked of you, and no task of yours is open in this episode.';
const COPY = 'For your information: nothing is asked of you.';
const atOnce = ({ from }: Reader, isMoreToCome: boolean): string =>
  `${from === undefined ? 'The' : `${from}'s`} procedure sets no hour${isMoreToCome ? ' for what is asked now' : ''}: please do it as soon as you read this.`;
const DECIDE_WHO = 'Please decide who is told of what follows, and tell them yourself.';

const MOST_OF_A_GIST = 140;

/** The sentence that asks, else the first, or as much of it as a phone shows in a few lines. */
function gist(says: string): string {
  const sentences = says.split(/(?<=[.?!])\s/);
  const sentence = (sentences.find((each) => /\bplease\b/i.test(each)) ?? sentences[0] ?? says).trim();
  if (sentence.length <= MOST_OF_A_GIST) return sentence;
  const cut = sentence.slice(0, MOST_OF_A_GIST).replace(/\s+\S*$/, '');
  const phrase = cut.slice(0, Math.max(cut.lastIndexOf(','), cut.lastIndexOf(';')));
  return `${phrase.length > MOST_OF_A_GIST / 3 ? phrase : cut} (more below).`;
}

/** Whom the letter itself says to telephone. */
function rolesNamed({ says }: Action, { directory }: Policy): Role[] {
  if (!/\b(telephone|ring)\b/i.test(says)) return [];
  return Object.keys(directory).filter((role) => says.toLowerCase().includes(plainly(role)));
}

/** Whoever is asked for something from outside can look into no record of ours, and has no other way to us than this says. */
function fromOutside(
  { child, actions: [action] }: Draft,
  { from }: Reader,
  links: Answers | undefined,
  { directory }: Policy,
): Line[] {
  const { address, phone } = directory[FRONT_DOOR] ?? {};
  if (from === undefined || address === undefined || !isAsking(action)) return [];
  const whose = `${from}'s front door`;
  const who = `can say who ${child?.initials || 'this'} is`;
  const sends = /\b(send|tell|let|give|ask) us\b/i.test(action.says);
  const where = sends ? `, and has what you send, ${address}: replies to this mail are not read.` : '.';
  return [
    phone === undefined
      ? `${whose} ${who}${where}`
      : { before: `${whose} ${who}, telephone`, phone, after: where },
    ...(sends && action.purpose === 'chase' ? [endOfChasers(from, links)] : []),
  ];
}

const endOfChasers = (from: string, links: Answers | undefined): string =>
  links?.decide
    ? `Once you have sent it, and not before, press "${RECORD_DONE}": that ends the chasers.`
    : `The chasers end once ${from}'s front door has recorded it.`;

/** Several who are not reached for one reason stand in one line. */
function together(notes: readonly string[]): string[] {
  const whomBy = new Map<string, string[]>();
  for (const note of notes) {
    const [, whom = note, rest = ''] = /^This is for (the .+?)(, whose .+)$/.exec(note) ?? [];
    whomBy.set(rest, [...(whomBy.get(rest) ?? []), whom]);
  }
  return [...whomBy].flatMap(([rest, whom]) =>
    rest === '' ? whom : [`This is for ${listed(whom, 'and')}${rest}`],
  );
}

const absenceOf = ({ actions: [{ reference }], child }: Draft) =>
  child?.absences.find(({ references }) => references.includes(reference));

/** Which of the ends that its rule speaks of together. */
function howItEnded(draft: Draft, { calendar }: Policy): string[] {
  const { child } = draft;
  const [{ upon }] = draft.actions;
  const absence = absenceOf(draft);
  if (upon !== 'ended' || !child || !absence) return [];
  const person = personIn(child, absence, calendar);
  if (absence.state !== 'cancelled') return [`The police confirm that the ${person} is found.`];
  const at = absence.endKnownAt ? ` Their word came on ${spoken(calendar, absence.endKnownAt)}.` : '';
  return [
    `The police have withdrawn the report.${absence.back ? '' : ` This does not say that the ${person} is back.`}${at}`,
  ];
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

/** Whether its reader has something to do, or only to know. */
export const isAsking = ({ purpose, says }: Action): boolean =>
  ASKED.has(purpose) || /\bplease\b/i.test(says);

const ASKED: ReadonlySet<Purpose> = new Set(['escalate', 'decide', 'request', 'remind', 'chase']);

const wasAsked = ({ asked }: Action, task: TaskBehind | undefined) => asked ?? task?.says;

/** Where the letter's own words do not say it: those of a chaser or an escalation with a rule of its own do. */
function shortOf(action: Action, task: TaskBehind | undefined): string | undefined {
  const was = wasAsked(action, task);
  return was && (action.asked !== undefined || action.purpose === 'remind') ? gist(was) : undefined;
}

/** Nobody is to take for theirs what somebody else is to do. */
function wasAskedOf(task: TaskBehind | undefined, reader: Reader): string {
  const isOthers = task !== undefined && !task.roles.some((role) => reader.own.has(role));
  return isOthers ? `Asked of ${whomInWords(task.roles, reader, 'the ')}` : 'What was asked';
}

/** The whole of what was asked, where it does not stand above. */
export function taskSection(action: Action, { task }: Pick<Company, 'task'>): Section[] {
  const was = wasAsked(action, task);
  if (was === undefined || shortOf(action, task) === was) return [];
  return [{ title: 'What was asked, and is not recorded as done', lines: [was] }];
}

/** What silence comes to, where an answer is waited for. */
export function unansweredLines(action: Action, policy: Policy): string[] {
  const { answerWithin } = action;
  if (answerWithin === undefined) return [];
  const next = nextReader(action, policy);
  const length = inWords(elapsedMillis(answerWithin));
  if (next === undefined) return ['Without an answer it stays with you: nobody comes after you in line'];
  return [
    `Without an answer within ${length} of being sent, this letter goes to the ${roleInWords(next)} as well`,
  ];
}

/** Who comes next in the line of whom it was first for. */
function nextReader(action: Action, policy: Policy): Role | undefined {
  const [own = ''] = action.roles;
  const line = successionOf(originOf(action).passedOnFrom ?? own, policy);
  return line[line.indexOf(own) + 1];
}
