// What a digest says of tasks that are overdue: which comes first, and all of them in one place, an absence at a time.
import { spoken } from '../core/calendar.ts';
import type { DigestLine, Happening } from '../core/digest-line.ts';
import { plainly } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { between, inWords, MINUTE } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { ruleOf, taskName } from '../core/task-name.ts';
import type { Fact, Section } from './page.ts';
import type { Reader } from './reader.ts';
import { whomInWords } from './reader.ts';
import { when } from './time-apart.ts';

/** Of a child at high risk who is not back before all else, then what was to be done first of all. */
export function firstOverdue(lines: readonly DigestLine[], policy: Policy): string[] {
  const all = lines.flatMap((line) => line.overdue.map((each) => ({ line, each })));
  const byTime = all.toSorted((a, b) => (a.each.at < b.each.at ? -1 : 1));
  const gravest = byTime.find(({ line }) => line.risk === 'high' && !line.isOver);
  const oldest = byTime[0];
  if (!oldest) return [];
  const said = ({ line, each }: typeof oldest, what: string) =>
    `${spoken(policy.calendar, each.at)}: ${taskName(each.task ?? '', policy)}, of ${whoOf(line)}${what}`;
  const more = all.length > 1 ? ', the oldest of them; each has its own hour below' : '';
  return [
    ...(gravest && gravest !== oldest ? [said(gravest, ', at high risk')] : []),
    said(oldest, `${gravest === oldest ? ', at high risk' : ''}${more}`),
  ];
}

/** In the order of the digest, of each the oldest first: nobody gathers them from as many sections. */
export function overdueSection(
  lines: readonly DigestLine[],
  reader: Reader,
  policy: Policy,
  asAt: Instant,
): Section[] {
  const facts = lines.flatMap((line): Fact[] => {
    const [first, ...more] = line.overdue
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
      .map((each) => overdueInWords(each, reader, policy, asAt));
    return first === undefined ? [] : [[`${whoOf(line)}${standsAs(line)}`, first, ...more]];
  });
  return facts.length > 0 ? [{ title: 'Overdue, and for how long', facts }] : [];
}

/** Nobody is to think that a child is back who is missing again, or whose return is not confirmed. */
function standsAs({ isOver, again, state, risk }: DigestLine): string {
  if (isOver) return again === undefined ? ', over' : `, over, MISSING AGAIN under ${again}`;
  const how = state === 'return-reported' ? 'not confirmed back' : 'not back';
  return `, ${how}${risk === 'high' ? ', risk high' : ''}`;
}

function overdueInWords({ at, roles, task = '' }: Happening, reader: Reader, policy: Policy, asAt: Instant) {
  const length = between(at, asAt);
  const lasting = length < MINUTE ? 'just now' : inWords(length);
  const decision = ruleOf(task, policy)?.asks?.decision;
  const meanwhile = decision
    ? `; not recorded yet, meanwhile it goes on as "${plainly(decision.otherwise)}"`
    : '';
  return `${taskName(task, policy)}: ${lasting}, since ${when(at, policy, asAt)}; asked of ${whomInWords(roles, reader)}${meanwhile}`;
}

/** One is told by its name. */
export function overdueCount([first, ...more]: readonly Happening[], policy: Policy): string[] {
  if (!first) return [];
  return [
    more.length > 0 ? `${more.length + 1} overdue` : `${taskName(first.task ?? 'one-task', policy)} overdue`,
  ];
}

/** The section of a child has what stands of it in the place for all of them. */
export function overdueSeenAbove([first, ...more]: readonly Happening[], policy: Policy): string[] {
  if (!first) return [];
  return [`${more.length > 0 ? more.length + 1 : taskName(first.task ?? 'one-task', policy)}, see above`];
}

export const whoOf = ({ initials, references }: DigestLine): string =>
  `${initials}, ${references.join(', ')}`;
