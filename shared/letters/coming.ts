// The lines of a letter on who else knows, and on what comes next: each says what it is about and what it hangs on.
import { briefly } from '../core/calendar.ts';
import { lengthInWords } from '../core/clock.ts';
import type { Instant } from '../core/instant.ts';
import { between, DAY } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Purpose, Role } from '../core/policy.ts';
import { FRONT_DOOR } from '../core/routing.ts';
import type { Later, Next } from './ahead.ts';
import { isAsking, unansweredLines } from './asked.ts';
import type { Company } from './company.ts';
import type { Draft } from './compose.ts';
import { plainly } from './one-line.ts';
import type { Fact, Section } from './page.ts';
import type { Reader } from './reader.ts';
import { readerOf, rolesInWords, whomInWords } from './reader.ts';

/** Most lines of what comes next. */
const MOST = 3;
/** What is nearer needs no year. */
const HALF_A_YEAR = 180 * DAY;

export function companySection(
  company: Company,
  draft: Pick<Draft, 'actions' | 'unreached'>,
  policy: Policy,
  now: Instant,
  { person = 'child', hasLinks = false }: { person?: string; hasLinks?: boolean } = {},
): Section {
  const [action] = draft.actions;
  const reader = readerOf(draft, policy);
  const isTimed = action.deadline !== undefined || company.task !== undefined;
  // Another authority is told what it will hear, not what happens in this one.
  const next = company.next.filter(
    ({ roles }) => reader.from === undefined || roles.some((role) => reader.own.has(role)),
  );
  const line = (each: Next) => nextInWords(each, company.unreached, reader, policy, now);
  const ahead = linesAhead(next, line, company.later, action, { isTimed, hasLinks }, policy);
  return {
    title: 'Who else knows, and what comes next',
    facts: [
      ...whoKnows(company, action, reader, person),
      isTimed
        ? ['If it is not done', ...orElse(ahead.undone, noMore(reader))]
        : ['If you do nothing', ...orElse(ahead.undone, unheeded(action, next, company.later))],
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

const noMore = ({ from }: Reader): string =>
  `no further letter comes ${from ? 'to you ' : ''}about this: it stays open until it is recorded`;

/** What comes of silence, and apart from it what comes whatever is done about this letter. */
function linesAhead(
  next: readonly Next[],
  line: (each: Next) => string,
  later: readonly Later[],
  action: Action,
  letter: { isTimed: boolean; hasLinks: boolean },
  policy: Policy,
): { undone: string[]; coming: string[] } {
  const others = next.filter(({ isAnswer }) => !isAnswer);
  const more = others.length - MOST;
  const { decision } = action;
  return {
    undone: [
      ...unansweredLines(action, policy),
      ...(decision ? [`It counts as decided: ${plainly(decision.otherwise)}`] : []),
      ...next
        .filter(({ isAnswer }) => isAnswer)
        .slice(0, MOST)
        .map(line),
    ],
    coming: [
      ...others.slice(0, MOST).map(line),
      ...(more > 0 ? [`and ${more} more, if nothing changes`] : []),
      ...(others.length > 0 ? onAllOf(others.length, action, letter) : []),
      ...later.map(laterInWords),
    ],
  };
}

/** What holds for every letter that is still to come. */
function onAllOf(
  count: number,
  action: Action,
  { isTimed, hasLinks }: { isTimed: boolean; hasLinks: boolean },
): string[] {
  if (action.purpose === 'stand-down' && action.upon === 'ended') return [SEARCH_OVER];
  if (!isAsking(action) || isTimed || isChasing(action)) return [];
  const come = count > 1 ? 'all of these come' : 'this comes';
  return [`${come} whatever you ${hasLinks ? 'answer to this letter' : 'do about this letter'}`];
}

const SEARCH_OVER = 'no letter about the search comes any more: this is about what is left to do';

/** It is sent because something is not done; what comes next may be sent for the same. */
const isChasing = ({ purpose, upon }: Action): boolean =>
  purpose === 'remind' || purpose === 'chase' || (purpose === 'escalate' && upon !== 'missing');

function whoKnows(company: Company, action: Action, reader: Reader, person: string): Fact[] {
  const { now, before, unreached, toldWorst } = company;
  const fact = (name: string, roles: readonly Role[], ...more: string[]): Fact[] =>
    roles.length > 0 ? [[name, rolesInWords(roles, reader), ...more]] : [];
  const told = [
    ...fact('Told at the same time', now),
    // Whoever was told that a child was missing does not know by that of the worst.
    ...fact('Told before', action.tells === 'worst' ? toldWorst : before),
    ...(action.tells === 'worst'
      ? fact(
          `Told earlier that the ${person} was missing`,
          before.filter((role) => !toldWorst.includes(role)),
          YOURS_TO_TELL,
        )
      : []),
  ];
  const { withheld } = action;
  const nobody: Fact = ['Told', 'nobody but you'];
  return [
    ...(told.length > 0 ? told : [nobody]),
    ...(withheld
      ? [['Not told', `the ${plainly(withheld.from)}, because ${withheld.because}`] as const]
      : []),
    ...(unreached.length > 0
      ? [['Not reached', `${rolesInWords(unreached, reader)}: ${unreachedWhy(reader)}`] as const]
      : []),
  ];
}

const YOURS_TO_TELL =
  'they have not been told of the reported death by this service; you decide who tells them';

const unreachedWhy = (reader: Reader): string =>
  `no address that may be used is known; ${whomInWords([FRONT_DOOR], reader, 'the ')} will have to pass it on`;

/** What comes of it where no letter of its own follows. */
function unheeded(action: Action, next: readonly Next[], later: readonly Later[]): string {
  if (action.upon === 'unreadable') return 'nobody is told of what the messages say';
  if (action.tells === 'worst') return 'no letter follows: what happens now rests with you and the police';
  if (later.length > 0) return 'nobody chases this letter; what you will be chased for stands below';
  if (next.length > 0 && isChasing(action)) return 'what comes next goes on as it stands below';
  if (isAsking(action)) return 'nobody will chase this; it rests with you';
  return action.purpose === 'stand-down' && next.some(({ task }) => task !== undefined)
    ? 'nothing new is asked; what was asked of you before still stands'
    : 'that is all right, no answer is waited for';
}

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
  const isKnown = isAnswer || task !== undefined || SPEAKS_FOR_ITSELF.has(upon);
  const isRung = purpose === 'escalate' && upon === 'missing';
  const about = isKnown || isRung ? '' : ` about "${plainly(rule)}"`;
  const unrecorded =
    !isAnswer && task?.is === 'not-recorded' ? [`"${plainly(task.rule)}" is not recorded`] : [];
  const conditions = [...(STILL[upon] ?? []), ...unrecorded];
  const ifs = conditions.length > 0 ? `, if ${conditions.join(' and ')}` : '';
  const unless =
    !isAnswer && task?.is === 'not-decided' ? `, unless "${plainly(task.rule)}" is decided otherwise` : '';
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

/** "once the child is back: chaser to you, 14 days after "interview" was to be done, if that is not recorded". */
function laterInWords({ rule, after }: Later): string {
  const turns = rule.every?.times ?? 1;
  const often = turns > 1 ? `, ${turns} times at most` : '';
  const how = after && rule.after ? `, ${lengthInWords(rule.after)} "${plainly(after)}" was to be done` : '';
  return `once the child is back: ${KINDS[rule.do]} you${how}${often}, if nothing is recorded by then`;
}

/** "Fri 20 Nov 22:05"; with its year where it is far. */
export function when(at: Instant, { calendar }: Policy, now: Instant): string {
  const day = briefly(calendar, at).replace(/^(\w+) 0/, '$1 ');
  return Math.abs(between(now, at)) > HALF_A_YEAR ? day : day.replace(/ \d{4} /, ' ');
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
