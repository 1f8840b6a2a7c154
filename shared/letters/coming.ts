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
  const answers = company.next.filter(({ isAnswer }) => isAnswer);
  // Another authority is told what it will hear, not what happens in this one.
  const concernsReader = ({ roles }: Next) => authority === undefined || roles.some((role) => own.has(role));
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
    ...(others.length > 0 && isAsking(action) && !isTimed ? [WHATEVER] : []),
  ];
  const isAboutMessage = upon === 'unreadable';
  return {
    title: 'Who else knows, and what comes next',
    facts: [
      ...(company.now.length > 0 ? [['Told at the same time', rolesInWords(company.now)] as const] : []),
      ...toldBefore(company, action, person),
      ...(company.now.length + company.before.length === 0 ? [['Told', 'nobody but you'] as const] : []),
      isTimed
        ? ['If it is not done', ...orElse(undone, 'no letter follows; the task stays open')]
        : ['If you do nothing', ...orElse(undone, unheeded(action))],
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

const WHATEVER = 'these come whatever you answer to this letter';

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
function unheeded(action: Action): string {
  if (action.upon === 'unreadable') return 'nobody is told of what the messages say';
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
