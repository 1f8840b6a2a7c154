// The lines of a letter on who else knows, and on what comes next.
import { briefly } from '../core/calendar.ts';
import type { Instant } from '../core/instant.ts';
import { between, DAY } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Purpose, Role } from '../core/policy.ts';
import { isAsking, unansweredLines } from './asked.ts';
import type { Company, Next } from './company.ts';
import { listed, plainly } from './one-line.ts';
import type { Fact, Section } from './page.ts';

/** Most lines of what comes next. */
const MOST = 3;
/** What is nearer needs no year. */
const HALF_A_YEAR = 180 * DAY;

export function companySection(
  company: Company,
  actions: readonly [Action, ...Action[]],
  policy: Policy,
  now: Instant,
  person = 'child',
): Section {
  const [action] = actions;
  const { deadline, decision, upon, authority } = action;
  const isTimed = deadline !== undefined || company.task !== undefined;
  const own = new Set(actions.flatMap(({ roles }) => roles));
  const line = (next: Next) => nextInWords(next, own, policy, now);
  // Another authority is told what it will hear, not what happens in this one.
  const concernsReader = ({ roles }: Next) => authority === undefined || roles.some((role) => own.has(role));
  const answers = company.next.filter((next) => next.isAnswer && concernsReader(next));
  const others = company.next.filter((next) => !next.isAnswer && concernsReader(next));
  const undone = [
    ...unansweredLines(action, policy),
    ...(decision ? [`It counts as decided: ${plainly(decision.otherwise)}`] : []),
    ...answers.slice(0, MOST).map(line),
  ];
  const more = others.length - MOST;
  const coming = [
    ...others.slice(0, MOST).map(line),
    ...(more > 0 ? [`and ${more} more, if nothing changes`] : []),
    ...(others.length > 0 ? onAllOf(others.length, action, isTimed) : []),
  ];
  const isAboutMessage = upon === 'unreadable';
  return {
    title: 'Who else knows, and what comes next',
    facts: [
      ...(company.now.length > 0 ? [['Told at the same time', rolesInWords(company.now)] as const] : []),
      ...toldBefore(company, action, person),
      ...(company.now.length + company.before.length === 0 ? [['Told', 'nobody but you'] as const] : []),
      isTimed
        ? [
            'If it is not done',
            ...orElse(undone, `no letter follows${authority ? ' for you' : ''}; the task stays open`),
          ]
        : ['If you do nothing', ...orElse(undone, unheeded(action, others.length > 0))],
      ...(isAboutMessage
        ? [['Comes next', 'nothing, until the sender says it again'] as const]
        : [
            [
              'Comes next',
              ...orElse(coming, `nothing more${authority ? ' for you' : ''}, as things stand`),
            ] as const,
          ]),
    ],
  };
}

const ALL_COME = 'all of these come whatever you answer to this letter';
const IT_COMES = 'this comes whatever you answer to this letter';

/** What holds for every letter that is still to come. */
function onAllOf(count: number, action: Action, isTimed: boolean): string[] {
  if (action.purpose === 'stand-down' && action.upon === 'ended') return [SEARCH_OVER];
  if (!isAsking(action) || isTimed || isChasing(action)) return [];
  return [count > 1 ? ALL_COME : IT_COMES];
}

const SEARCH_OVER = 'no letter about the search comes any more: this is about what is left to do';

/** It is sent because something is not done; what comes next may be sent for the same. */
const isChasing = ({ purpose, upon }: Action): boolean =>
  purpose === 'remind' || purpose === 'chase' || (purpose === 'escalate' && upon !== 'missing');

/** Whoever was told that a child was missing does not know by that of the worst. */
function toldBefore({ before, toldWorst }: Company, { tells }: Action, person: string): Fact[] {
  const fact = (name: string, roles: readonly Role[]): Fact[] =>
    roles.length > 0 ? [[name, rolesInWords(roles)]] : [];
  if (tells !== 'worst') return fact('Told before', before);
  return [
    ...fact('Told before', toldWorst),
    ...fact(
      `Told earlier that the ${person} was missing`,
      before.filter((role) => !toldWorst.includes(role)),
    ),
  ];
}

/** What comes of it where no letter of its own follows. */
function unheeded(action: Action, isMoreToCome: boolean): string {
  if (action.upon === 'unreadable') return 'nobody is told of what the messages say';
  if (isMoreToCome && isChasing(action)) return 'what comes next goes on as it stands below';
  return isAsking(action) ? 'nobody will chase this: it rests with you' : 'nothing: no answer is waited for';
}

const orElse = (lines: readonly string[], otherwise: string): [string, ...string[]] => {
  const [first = otherwise, ...more] = lines;
  return [first, ...more];
};

export const rolesInWords = (roles: readonly Role[]): string => listed(roles.map(plainly));

function nextInWords(
  { at, purpose, upon, roles }: Next,
  own: ReadonlySet<Role>,
  policy: Policy,
  now: Instant,
): string {
  const others = roles.filter((role) => !own.has(role));
  const whom = rolesInWords([...(others.length < roles.length ? ['you'] : []), ...others]);
  const still = STILL[upon] ?? '';
  return `${when(at, policy, now)}: ${KINDS[purpose]} ${whom}${still}`;
}

/** "Fri 20 Nov 22:05"; with its year where it is far. */
export function when(at: Instant, { calendar }: Policy, now: Instant): string {
  const day = briefly(calendar, at).replace(/^(\w+) 0/, '$1 ');
  return Math.abs(between(now, at)) > HALF_A_YEAR ? day : day.replace(/ \d{4} /, ' ');
}

const STILL: Partial<Record<Next['upon'], string>> = {
  missing: ', if still missing',
  'school-absence': ', if still out of school',
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
