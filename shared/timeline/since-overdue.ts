// A task that was not done in time is in somebody's hands: who was written to since, who has seen it, and what goes out next.
import type { Absence } from '../core/absence.ts';
import { answered, answerInWords, SAYINGS } from '../core/answered.ts';
import type { Calendar } from '../core/calendar.ts';
import { briefly } from '../core/calendar.ts';
import { plainly } from '../core/in-words.ts';
import { looksAfter } from '../core/overdue.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Rule } from '../core/policy.ts';
import type { ChildRecord, Telling } from '../core/record.ts';
import type { Task } from '../core/standing.ts';
import { ruleOf } from '../core/task-name.ts';
import { isRule } from '../core/told.ts';
import { fateInWords, letterTo, rolesInWords } from './marks.ts';
import { quoted } from './own-words.ts';

interface About {
  record: ChildRecord;
  absence: Absence;
  policy: Policy;
  /** What is due and what comes; what was sent is no part of it. */
  ahead: readonly Action[];
  /** What the absent one is called. */
  person: string;
}

/** A sentence each. */
export function sinceOverdue(task: Pick<Task, 'rule' | 'dueAt'>, about: About): string[] {
  const { record, absence, policy, ahead, person } = about;
  const { calendar } = policy;
  const rules = policy.versions.flatMap((version) => version.rules);
  const asking = ruleOf(task.rule, policy);
  const isAbout = aboutTask(asking, task.rule, rules);
  const here = Object.entries(record.told).filter(([, { reference }]) =>
    absence.references.includes(reference),
  );
  const since = here.filter(([id, telling]) => isAbout(id, telling.rule) && timeOf(telling) >= task.dueAt);
  const asked = here.filter(([, telling]) => telling.rule === task.rule);
  const next = ahead.find(
    (action) => isAbout(action.id, action.rule) && absence.references.includes(action.reference),
  );
  const otherwise = asking?.asks?.decision?.otherwise;
  return [
    ...(otherwise
      ? [
          'Nobody has decided: a person still must.',
          `Meanwhile this service goes on as if ${quoted(plainly(otherwise))} had been decided.`,
        ]
      : []),
    since.length > 0
      ? `Since then: ${inOrder(
          since.map(([, telling]) => telling),
          calendar,
        )}.`
      : 'No letter about that has gone out yet.',
    ...answersTo([...asked, ...since], record, person, calendar),
    next
      ? `Next: ${wordsOf(next)}, ${briefly(calendar, next.dueAt)}.`
      : `No further letter about it is planned: ${otherwise ? 'whoever decides must record it' : 'somebody must do it, and record it'}.`,
  ];
}

/** Of the rule that hears of all overdue tasks, or of one that looks after this task alone; a letter's deputy has the letter's id in its own. */
function aboutTask(asking: Rule | undefined, task: string, rules: readonly Rule[]) {
  const names = [task, ...(asking?.was ?? [])];
  const after = rules.filter((rule) => names.some((name) => looksAfter(rule, name)));
  return (id: string, of: string): boolean =>
    names.some((name) => id.endsWith(`<${name}`) || id.includes(`<${name}<`) || id.includes(`<${name}~`)) ||
    after.some((rule) => isRule(rule, of) || id.includes(`<${rule.id}/`));
}

const timeOf = ({ at, intendedAt }: Telling) => at ?? intendedAt;

const wordsOf = ({ purpose, roles }: Pick<Action, 'purpose' | 'roles'>): string =>
  `${letterTo(purpose).toLowerCase()} ${rolesInWords(roles)}`;

/** What went to several at one minute is one. */
function inOrder(told: readonly Telling[], calendar: Calendar): string {
  const groups = new Map<string, string[]>();
  for (const telling of told.toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))) {
    const fate = fateInWords(telling);
    const when = `${briefly(calendar, timeOf(telling))}${fate ? ` (${fate})` : ''}`;
    const key = JSON.stringify([letterTo(telling.purpose).toLowerCase(), when]);
    groups.set(key, [...(groups.get(key) ?? []), ...telling.roles]);
  }
  return [...groups]
    .map(([key, roles]) => {
      const [what, when] = JSON.parse(key) as [string, string];
      return `${what} ${rolesInWords(roles)}, ${when}`;
    })
    .join('; ');
}

function answersTo(
  letters: readonly (readonly [string, Telling])[],
  record: ChildRecord,
  person: string,
  calendar: Calendar,
): string[] {
  const said = letters.flatMap(([id, telling]) =>
    SAYINGS.flatMap((saying) => {
      const answer = answered(record, id, telling, saying);
      return answer
        ? [`${answerInWords(telling, saying, person, answer.by)}, ${briefly(calendar, answer.at)}.`]
        : [];
    }),
  );
  return [...new Set(said)];
}
