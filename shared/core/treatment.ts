// What an absence counts as and what holds for one child alone: classes that stay until a person lowers them, and placement plans.
import type { Absence } from './absence.ts';
import { localDate } from './calendar.ts';
import { evaluate } from './condition.ts';
import type { Child } from './facts.ts';
import { factsOf } from './facts.ts';
import { plainly } from './in-words.ts';
import type { Instant } from './instant.ts';
import { elapsedMillis, latest } from './instant.ts';
import { personIn } from './person.ts';
import type { Policy, Recipient, Rule, Treatment } from './policy.ts';
import { versionOn } from './policy.ts';
import type { ChildRecord, Json } from './record.ts';
import { own } from './record.ts';
import type { OtherRules } from './standing.ts';
import { newest } from './statements.ts';

/** The facts of a record as the procedure takes them, remembered: what was told and claimed since changes none of them. */
export function childOf(record: ChildRecord, policy: Policy): Child {
  const { references, case: said, candidates } = record;
  const before = CHILDREN.get(references);
  if (before?.said === said && before.candidates === candidates && before.policy === policy)
    return before.child;
  const child = childFrom(record, policy);
  CHILDREN.set(references, { said, candidates, policy, child });
  return child;
}

interface Remembered {
  said: ChildRecord['case'];
  candidates: ChildRecord['candidates'];
  policy: Policy;
  child: Child;
}

const CHILDREN = new WeakMap<ChildRecord['references'], Remembered>();

/** Each absence counts as what its version lays down. */
function childFrom(record: ChildRecord, policy: Policy): Child {
  const child = factsOf(record, policy.calendar, policy.authority.code);
  const absences = child.absences.map((absence) => {
    const { treatAs } = versionOn(policy, localDate(policy.calendar, absence.since));
    return treatAs.reduce((treated, treatment) => treat(treated, treatment, absence, child, policy), absence);
  });
  return { ...child, absences };
}

/** Asked of the facts as they were said, so that the order of treatments makes no difference. */
function treat(treated: Absence, treatment: Treatment, said: Absence, child: Child, policy: Policy): Absence {
  const { calendar } = policy;
  const person = personIn(child, said, calendar);
  const on = { child, absence: said, calendar, person, routedAt: said.receivedAt, others: NO_OTHERS };
  const answer = evaluate(treatment.when, on);
  if (answer.is === 'no') return treated;
  const lowered = own(said.recorded, treatment.id);
  if (lowered?.value === LOWERED && lowered.by === treatment.until) return treated;
  const knownAt = latest([said.receivedAt, answer.knownAt ?? '']) ?? said.receivedAt;
  const { risk, category, indicators = [], clauses } = treatment;
  const as = [...(risk ? [`${risk} risk`] : []), ...(category ? [category] : []), ...indicators];
  const what = `treated as ${plainly(as.join(', '))} until the ${plainly(treatment.until)} lowers it`;
  const isHigher = risk === 'high' && treated.risk.value !== 'high';
  return {
    ...treated,
    ...(isHigher && { risk: { value: 'high', knownAt } }),
    ...(category && { category: { value: category, knownAt } }),
    ...(indicators.length > 0 && { indicators: withIndicators(treated.indicators, indicators, knownAt) }),
    treatments: [...treated.treatments, `${what}${answer.why && `: ${answer.why}`} [${clauses.join(', ')}]`],
  };
}

const withIndicators = (said: Absence['indicators'], added: readonly string[], knownAt: Instant) => ({
  ...said,
  isKnown: true,
  values: [...said.values, ...added.map((value) => ({ value, knownAt }))],
});

/** What a person records under the treatment's id to end it. */
export const LOWERED = 'lowered';

/** A treatment is about facts: what other rules come to is not asked. */
const NO_OTHERS: OtherRules = {
  dueAt: () => undefined,
  deadline: () => undefined,
  recorded: () => undefined,
  gate: () => undefined,
  toldAt: () => undefined,
  named: plainly,
};

/** A rule as a placement plan has it for this child. */
export interface ForThisChild {
  rule: Rule;
  /** Why it does not act for this child, and who laid that down. */
  withheld?: string;
}

/** What the placement plans of this child lay down otherwise, by rule. */
export const placementPlans = ({ case: said }: Child): Json | undefined => newest(said, 'overrides')?.value;

/**
 * A placement plan may have a rule act sooner and tell more people. That it does not act is only heeded where a role of
 * the directory stands for it. What the plan says otherwise is passed over.
 */
export function forThisChild(rule: Rule, plans: Json | undefined, policy: Policy): ForThisChild {
  const said = isTable(plans) ? own(plans, rule.id) : undefined;
  if (!isTable(said)) return { rule };
  const { sooner, also, withhold } = said;
  const isRole = (role: unknown): role is string =>
    typeof role === 'string' && own(policy.directory, role) !== undefined;
  if (isTable(withhold) && isRole(withhold['by']) && typeof withhold['reason'] === 'string') {
    const withheld = `the placement plan withholds it, on the word of the ${plainly(withhold['by'])}: ${withhold['reason']}`;
    return { rule, withheld };
  }
  const more: Recipient[] = Array.isArray(also) ? also.filter(isRole).map((role) => ({ role })) : [];
  return { rule: { ...hastened(rule, sooner), to: [...rule.to, ...more] } };
}

function hastened(rule: Rule, sooner: Json | undefined): Rule {
  const { after } = rule;
  if (!after || !('elapsed' in after) || typeof sooner !== 'string') return rule;
  const isSooner = ELAPSED.test(sooner) && elapsedMillis(sooner) < elapsedMillis(after.elapsed);
  return isSooner ? { ...rule, after: { ...after, elapsed: sooner } } : rule;
}

const ELAPSED = /^P(?=.)(\d{1,3}D)?(T(?=.)(\d{1,4}H)?(\d{1,5}M)?(\d{1,6}S)?)?$/;

const isTable = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
