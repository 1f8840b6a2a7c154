// What each rule did, will do, or does not do, and why - in the words that letters, history and command line share.
import { answered, answerInWords, SAYINGS } from './answered.ts';
import { spoken } from './calendar.ts';
import { clockInWords } from './clock.ts';
import { inFull } from './condition.ts';
import { lossInWords } from './fate.ts';
import { plainly, plainOfStored, roleInWords } from './in-words.ts';
import type { Instant } from './instant.ts';
import { personIn } from './person.ts';
import type { Verdict } from './plan.ts';
import { consider } from './plan.ts';
import type { Policy, Trigger } from './policy.ts';
import type { ChildRecord, Telling } from './record.ts';
import { own } from './record.ts';
import { taskName } from './task-name.ts';
import { isRule } from './told.ts';
import { childOf } from './treatment.ts';
import { cited } from './verdict.ts';

export interface Explanation {
  rule: string;
  clauses: readonly string[];
  outcome: 'told' | 'due' | 'will-act' | 'nobody-left-to-tell' | 'quiet';
  /** When it was told, or falls due. */
  at?: Instant;
  roles: readonly string[];
  /** One sentence a line, each ending in its clause. */
  lines: readonly string[];
}

/** Every rule of the version that a reference's episode keeps. Empty where the record does not know the reference. */
export function explain(record: ChildRecord, reference: string, policy: Policy, now: Instant): Explanation[] {
  return consider(record, childOf(record, policy), policy, now)
    .filter(({ absence }) => absence.references.includes(reference))
    .map((verdict) => explanationOf(verdict, record, policy, now));
}

function explanationOf(verdict: Verdict, record: ChildRecord, policy: Policy, now: Instant): Explanation {
  const { rule, absence } = verdict;
  const why = verdict.why().map(inFull);
  const letters = Object.entries(record.told).filter(
    ([, telling]) => isRule(rule, telling.rule) && absence.references.includes(telling.reference),
  );
  const told = letters.map(([, telling]) => telling);
  const head = { rule: rule.id, clauses: rule.clauses };
  const answers = letters.flatMap(([id, telling]) =>
    answersInWords(record, id, telling, policy, personIn(childOf(record, policy), absence, policy.calendar)),
  );
  const history = [...toldInWords(told, policy), ...answers];
  const open = verdict.actions.filter((action) => own(record.told, action.id) === undefined);
  const [first] = open;
  if (first) {
    const outcome = first.dueAt <= now ? 'due' : 'will-act';
    const roles = [...new Set(open.flatMap((action) => action.roles))];
    const verb = outcome === 'due' ? 'due now for' : 'will tell';
    const still =
      outcome === 'will-act'
        ? stillOf(rule.upon, personIn(childOf(record, policy), absence, policy.calendar))
        : '';
    const what = `${verb} ${roles.map(roleInWords).join(', ')} on ${spoken(policy.calendar, first.dueAt)}${still}`;
    const routes = [
      ...new Set(open.flatMap((action) => verdict.routes?.(action) ?? action.because.slice(1))),
    ];
    const lines = [...history, cited(why, rule.clauses, what), ...routes];
    return { ...head, outcome, at: first.dueAt, roles, lines };
  }
  if (told.length > 0) {
    const at = told.map((telling) => telling.at ?? telling.intendedAt).sort()[0];
    const roles = [...new Set(told.flatMap((telling) => telling.roles))];
    const because = [...new Set(told.flatMap((telling) => telling.because.flatMap(plainOfStored)))];
    const over = verdict.outcome === 'quiet' ? [cited(why, rule.clauses, 'no more is due')] : [];
    return { ...head, outcome: 'told', ...(at && { at }), roles, lines: [...history, ...because, ...over] };
  }
  if (verdict.outcome === 'quiet') {
    return { ...head, outcome: 'quiet', roles: [], lines: [cited(why, rule.clauses, 'not told')] };
  }
  const clock = rule.after ? ` (${clockInWords(rule.after, (id) => taskName(id, policy))})` : '';
  const line = cited([`it applies${clock}, and there is nobody whom it has still to tell`], rule.clauses);
  return { ...head, outcome: 'nobody-left-to-tell', roles: [], lines: [line] };
}

function stillOf(upon: Trigger, person: string): string {
  if (upon === 'school-absence') return ' if the pupil is still out of school';
  return upon === 'missing' ? ` if the ${person} is still missing` : '';
}

/** What its reader answered; a letter that several roles share is answered by each of them. */
function answersInWords(
  record: ChildRecord,
  id: string,
  telling: Telling,
  policy: Policy,
  person: string,
): string[] {
  return SAYINGS.flatMap((saying) => {
    const said = answered(record, id, telling, saying);
    const when =
      said &&
      `${answerInWords(telling, saying, person, said.by)}, on ${spoken(policy.calendar, said.knownAt)}`;
    return when ? [cited([when], telling.clauses)] : [];
  });
}

/** What was told at one time under one clause, in one line. */
function toldInWords(told: readonly Telling[], policy: Policy): string[] {
  const rolesOf = new Map<string, Set<string>>();
  for (const telling of told) {
    const { roles, state, at, intendedAt, clauses } = telling;
    const verb =
      state === 'refused'
        ? lossInWords(telling).replace(plainly(roles.join(' and ')), 'ROLES')
        : 'told ROLES';
    const line = cited([`${verb} on ${spoken(policy.calendar, at ?? intendedAt)}`], clauses);
    rolesOf.set(line, new Set([...(rolesOf.get(line) ?? []), ...roles]));
  }
  return [...rolesOf].map(([line, roles]) => line.replace('ROLES', plainly([...roles].join(', '))));
}
