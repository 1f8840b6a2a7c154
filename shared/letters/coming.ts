// The lines of a letter on who else knows, and on what comes next.
import { briefly } from '../core/calendar.ts';
import type { Instant } from '../core/instant.ts';
import { between, DAY } from '../core/instant.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Purpose, Role, Trigger } from '../core/policy.ts';
import type { Company, Next } from './company.ts';
import { listed, plainly } from './one-line.ts';
import type { Section } from './page.ts';

/** Most lines of what comes next. */
const MOST = 3;
/** What is nearer needs no year. */
const HALF_A_YEAR = 180 * DAY;

export function companySection(
  company: Company,
  actions: readonly [Action, ...Action[]],
  policy: Policy,
  now: Instant,
): Section {
  const [{ deadline, decision, upon, authority }] = actions;
  const own = new Set(actions.flatMap(({ roles }) => roles));
  const line = (next: Next) => nextInWords(next, own, policy, now);
  const answers = company.next.filter(({ isAnswer }) => isAnswer);
  // Another authority is told what it will hear, not what happens in this one.
  const concernsReader = ({ roles }: Next) => authority === undefined || roles.some((role) => own.has(role));
  const others = company.next.filter((next) => !next.isAnswer && concernsReader(next));
  const undone = [
    ...(decision ? [`It counts as decided: ${plainly(decision.otherwise)}`] : []),
    ...answers.slice(0, MOST).map(line),
  ];
  const more = others.length - MOST;
  const coming = [
    ...others.slice(0, MOST).map(line),
    ...(more > 0 ? [`and ${more} more, if nothing changes`] : []),
  ];
  const isAboutMessage = upon === 'unreadable';
  return {
    title: 'Who else knows, and what comes next',
    facts: [
      ...(company.now.length > 0 ? [['Told at the same time', rolesInWords(company.now)] as const] : []),
      ...(company.before.length > 0 ? [['Told before', rolesInWords(company.before)] as const] : []),
      ...(company.now.length + company.before.length === 0 ? [['Told', 'nobody but you'] as const] : []),
      ...(deadline
        ? ([['If it is not done', ...orElse(undone, 'no letter follows; the task stays open')]] as const)
        : []),
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

const orElse = (lines: readonly string[], otherwise: string): [string, ...string[]] => {
  const [first = otherwise, ...more] = lines;
  return [first, ...more];
};

const rolesInWords = (roles: readonly Role[]): string => listed(roles.map(plainly));

function nextInWords(
  { at, purpose, upon, roles }: Next,
  own: ReadonlySet<Role>,
  { calendar }: Policy,
  now: Instant,
): string {
  const isFar = between(now, at) > HALF_A_YEAR;
  const day = briefly(calendar, at).replace(/^(\w+) 0/, '$1 ');
  const when = isFar ? day : day.replace(/ \d{4} /, ' ');
  const others = roles.filter((role) => !own.has(role));
  const whom = rolesInWords([...(others.length < roles.length ? ['you'] : []), ...others]);
  const still = STILL[upon] ?? '';
  return `${when}: ${KINDS[purpose]} ${whom}${still}`;
}

const STILL: Partial<Record<Trigger, string>> = {
  missing: ', if still missing',
  'school-absence': ', if still out of school',
};

const KINDS: Record<Purpose, string> = {
  notify: 'notice to',
  escalate: 'escalation to',
  remind: 'reminder to',
  request: 'request to',
  chase: 'chaser to',
  'stand-down': 'stand-down to',
  decide: 'decision asked of',
  report: 'report to',
};
