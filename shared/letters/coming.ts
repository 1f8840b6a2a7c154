// The lines of a letter on who else knows, and on what comes next: each says what it is about and what it hangs on.
import { lengthInWords } from '../core/clock.ts';
import { listed, plainly } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Purpose, Role } from '../core/policy.ts';
import { FRONT_DOOR } from '../core/routing.ts';
import { taskName } from '../core/task-name.ts';
import type { Later, Next } from './ahead.ts';
import { isAsking, unansweredLines } from './asked.ts';
import type { Company } from './company.ts';
import type { Draft } from './compose.ts';
import type { Fact, Section } from './page.ts';
import type { Reader } from './reader.ts';
import { isToPassOn, readerOf, rolesInWords, whomInWords } from './reader.ts';
import { notHeldFact, onceDoneFact } from './recorded.ts';
import { when } from './time-apart.ts';
import { stillYours } from './until-when.ts';
import { whoKnows } from './who-knows.ts';

/** Most lines of what comes next. */
const MOST = 3;

export function companySection(
  company: Company,
  draft: Pick<Draft, 'actions' | 'unreached' | 'child'>,
  policy: Policy,
  now: Instant,
  {
    person = 'child',
    hasLinks = false,
    canRecord = false,
  }: { person?: string; hasLinks?: boolean; canRecord?: boolean } = {},
): Section {
  const [action] = draft.actions;
  const reader = readerOf(draft, policy);
  const isTimed = action.deadline !== undefined || company.task !== undefined;
  // Another authority is told what it will hear, not what happens in this one.
  const next = company.next
    .filter(({ roles }) => reader.from === undefined || roles.some((role) => reader.own.has(role)))
    .map((each) => (isOfMine(each, action, company) ? { ...each, isAnswer: true } : each));
  const line = (each: Next) => nextInWords(each, company.unreached, reader, policy, now);
  const toPassOn = isToPassOn(draft);
  const isWithdrawn =
    action.upon === 'ended' &&
    draft.child?.absences.some(
      (each) => each.references.includes(action.reference) && each.state === 'cancelled',
    );
  const ahead = linesAhead(next, line, company.later, action, { isTimed, hasLinks, toPassOn }, policy);
  const undone = [...ahead.undone, ...(toPassOn && hasLinks && ahead.undone.length > 0 ? [STOPS_NONE] : [])];
  const told = whoKnows(company, action, reader, person, policy);
  const ifNot: readonly Fact[] = [
    ...(toPassOn ? [['If you do not pass it on', 'they do not know of it'] as const] : []),
    isTimed
      ? [
          toPassOn ? 'If they do not do it' : 'If it is not done',
          ...orElse(undone, noMore(reader, company.task, now)),
        ]
      : [
          'If you do nothing',
          ...orElse(undone, unheeded(action, next, company, isWithdrawn === true, policy, now)),
        ],
    ...(canRecord ? onceDoneFact({ action, task: company.task }, policy) : []),
    ...(toPassOn || reader.from ? [] : notHeldFact(company.task, policy)),
  ];
  return {
    title: 'Who else knows, and what comes next',
    facts: [
      // A reminder has to say in its first screen what happens now.
      ...(company.task ? [...told.slice(0, 1), ...ifNot, ...told.slice(1)] : [...told, ...ifNot]),
      ...(action.upon === 'unreadable'
        ? [['Comes next', 'nothing, until the sender says it again'] as const]
        : [
            [
              isTimed ? 'Comes next, on other matters' : 'Comes next',
              ...orElse(ahead.coming, `nothing more${reader.from ? ' for you' : ''}, as things stand`),
            ] as const,
          ]),
    ],
  };
}

/** Of a search that is over, what comes of what its reader has still to do is what comes of doing nothing. */
const isOfMine = ({ task }: Next, { purpose }: Action, { mine }: Company): boolean =>
  purpose === 'stand-down' && task?.is === 'not-recorded' && mine.some(({ rule }) => rule === task.rule);

const STOPS_NONE = 'that you have passed it on stops none of these';

function noMore({ from }: Reader, task: Company['task'], now: Instant): string {
  const overdue = task && task.dueAt <= now ? 'open and overdue' : 'open';
  const as = task?.outcomes ? ` as ${listed(task.outcomes.map(plainly), 'or')}` : '';
  return `no further letter comes ${from ? 'to you ' : ''}about this: it stays ${overdue} until it is recorded${as}`;
}

/** What comes of silence, and apart from it what comes whatever is done about this letter. */
function linesAhead(
  next: readonly Next[],
  line: (each: Next) => string,
  later: readonly Later[],
  action: Action,
  letter: { isTimed: boolean; hasLinks: boolean; toPassOn: boolean },
  policy: Policy,
): { undone: string[]; coming: string[] } {
  const [answers, others] = [
    next.filter(({ isAnswer }) => isAnswer),
    next.filter(({ isAnswer }) => !isAnswer),
  ];
  const { decision } = action;
  const [them, their] = letter.toPassOn ? ['them', 'their'] : ['you', 'your'];
  return {
    undone: [
      ...unansweredLines(action, policy),
      ...(decision
        ? [
            `it does not wait for ${them}: it goes on as "${plainly(decision.otherwise)}", and ${their} decision is still asked for`,
          ]
        : []),
      ...firstOf(answers, line, ''),
    ],
    coming: [
      ...firstOf(others, line, ', if nothing changes'),
      ...(next.length > 0 ? onAllOf(others.length, action, letter) : []),
      ...later.map((each) => laterInWords(each, policy)),
    ],
  };
}

/** As many as one reads, and how many are left out. */
function firstOf(all: readonly Next[], line: (each: Next) => string, ifs: string): string[] {
  const more = all.length - MOST;
  return [...all.slice(0, MOST).map(line), ...(more > 0 ? [`and ${more} more${ifs}`] : [])];
}

/** What holds for every letter that is still to come. */
function onAllOf(
  count: number,
  action: Action,
  { isTimed, hasLinks }: { isTimed: boolean; hasLinks: boolean },
): string[] {
  if (action.purpose === 'stand-down' && action.upon === 'ended')
    return [count > 0 ? `${SEARCH_OVER}: this is about what is left to do` : SEARCH_OVER];
  if (count === 0 || !isAsking(action) || isTimed || isChasing(action)) return [];
  const come = count > 1 ? 'all of these come' : 'this comes';
  return [`${come} whatever you ${hasLinks ? 'answer to this letter' : 'do about this letter'}`];
}

const SEARCH_OVER = 'no letter about the search comes any more';

/** It is sent because something is not done; what comes next may be sent for the same. */
const isChasing = ({ purpose, upon }: Action): boolean =>
  purpose === 'remind' || purpose === 'chase' || (purpose === 'escalate' && upon !== 'missing');

/** What comes of it where no letter of its own follows. */
function unheeded(
  action: Action,
  next: readonly Next[],
  { later, mine }: Company,
  isWithdrawn: boolean,
  policy: Policy,
  now: Instant,
): string {
  if (action.upon === 'unreadable') return 'nobody is told of what the messages say';
  if (action.tells === 'worst') return 'no letter follows, and nobody else is told';
  if (later.length > 0)
    return 'nobody chases what is asked now; what is asked once the child is back stands below';
  if (next.length > 0 && isChasing(action)) return 'what comes next goes on as it stands below';
  if (isAsking(action)) return 'nobody will chase this; it rests with you';
  if (action.purpose === 'stand-down' && mine.length > 0)
    return `nothing new is asked; still asked of you: ${stillYours(mine, policy, now)}`;
  return isWithdrawn ? NOBODY_ASKS : 'that is all right, no answer is waited for';
}

const NOBODY_ASKS =
  'no answer is waited for, and no letter asks anybody to find out whether the child is back; if you doubt it, telephone the police on 101';

const orElse = (lines: readonly string[], otherwise: string): [string, ...string[]] => {
  const [first = otherwise, ...more] = lines;
  return [first, ...more];
};

function nextInWords(
  next: Next,
  unreached: readonly Role[],
  reader: Reader,
  policy: Policy,
  now: Instant,
): string {
  const { at, purpose, upon, roles, rule, task, isAnswer } = next;
  const isNewTask = purpose === 'request' || purpose === 'decide';
  const isKnown = (isAnswer && !isNewTask) || task?.is === 'not-recorded' || SPEAKS_FOR_ITSELF.has(upon);
  const isRung = purpose === 'escalate' && upon === 'missing';
  const about = isKnown || isRung ? '' : ` about "${taskName(rule, policy)}"`;
  const unrecorded = task?.is === 'not-recorded' ? [`"${taskName(task.rule, policy)}" is not recorded`] : [];
  const conditions = [...(STILL[upon] ?? []), ...unrecorded];
  const ifs = conditions.length > 0 ? `, if ${conditions.join(' and ')}` : '';
  const unless =
    task?.is === 'not-decided' ? `, unless it is decided otherwise ("${taskName(task.rule, policy)}")` : '';
  return `${when(at, policy, now)}: ${KINDS[purpose]} ${whomReached(roles, unreached, reader)}${about}${ifs}${unless}`;
}

/** "head of service, and you in the place of keyworker": the front door has what is for whoever has no address. */
function whomReached(roles: readonly Role[], unreached: readonly Role[], reader: Reader): string {
  const without = roles.filter((role) => unreached.includes(role));
  if (without.length === 0) return whomInWords(roles, reader);
  const reached = roles.filter((role) => !unreached.includes(role));
  const instead = `${whomInWords([FRONT_DOOR], reader)} in the place of ${rolesInWords(without, reader)}`;
  return reached.length > 0 ? `${whomInWords(reached, reader)}, and to ${instead}` : instead;
}

const SPEAKS_FOR_ITSELF: ReadonlySet<Next['upon']> = new Set(['not-delivered', 'overdue']);

/** "once the child is back: chaser to you, 14 days after that deadline, if nothing is recorded by then". */
function laterInWords({ rule, after }: Later, policy: Policy): string {
  const back = `once the child is back: ${KINDS[rule.do]} you`;
  if (rule.do === 'request') {
    const within = rule.asks
      ? `, to be done ${lengthInWords(rule.asks.within)} the return at the latest`
      : '';
    return `${back} about "${taskName(rule.id, policy)}"${within}`;
  }
  const turns = rule.every?.times ?? 1;
  const often = turns > 1 ? `, ${turns} times at most` : '';
  const how = after && rule.after ? `, ${lengthInWords(rule.after)} that deadline` : '';
  return `${back}${how}${often}, if nothing is recorded by then`;
}

const STILL: Partial<Record<Next['upon'], readonly string[]>> = {
  missing: ['still missing'],
  'school-absence': ['still out of school'],
};

/** What each kind of letter is called before its reader. */
export const KINDS: Record<Purpose, string> = {
  notify: 'notice to',
  escalate: 'escalation to',
  remind: 'reminder to',
  request: 'request to',
  chase: 'chaser to',
  'stand-down': 'stand-down to',
  decide: 'decision asked of',
  report: 'report to',
};
