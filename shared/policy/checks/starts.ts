// Checks that every clock will start: its instant can be known while the rule is looked at, and no person can hold it up.
import { MOMENTS } from '../../core/policy.ts';
import type { Finding } from '../finding.ts';
import { tableIn, textIn } from '../plain.ts';
import type { ClockPlace, Place } from './places.ts';
import { clocksOf, conditionsOf, questionsIn, ruleStarted, rulesOf } from './places.ts';

export function startFindings(file: unknown): Finding[] {
  return rulesOf(file).flatMap(({ rules }) => {
    const byId = new Map(rules.map(({ value }) => [textIn(value, 'id'), value]));
    const ruleOf: RuleOf = (id) => byId.get(id);
    return rules.flatMap((rule) => [
      ...clocksOf(rule).flatMap((clock) => {
        const [finding] = [
          ...neverKnown(clock, rule, ruleOf),
          ...past(clock, ruleOf),
          ...heldUp(clock, rule, ruleOf),
        ];
        return finding ?? [];
      }),
      ...gated(rule, ruleOf),
    ]);
  });
}

type RuleOf = (id: string) => unknown;

const isDecision = (rule: unknown): boolean => 'decision' in tableIn(rule, 'asks');

/**
 * A person who does not act stops no ladder, and a decision that nobody takes stops nothing; unless the rule says
 * itself that it only follows what is recorded.
 */
function heldUp({ key, starts, path }: ClockPlace, rule: Place, ruleOf: RuleOf): Finding[] {
  const awaited = starts.flatMap(({ value }) => textIn(value, 'recorded') ?? []);
  const [first] = awaited;
  const isClear = awaited.every((id) => 'asks' in tableIn(ruleOf(id)));
  if (first === undefined || awaited.length < starts.length || !isClear) return [];
  const mend = `run it from { rule: ${first} } or { deadline-of: ${first} }, which nobody has to act for`;
  const isRung = textIn(rule.value, 'do') === 'escalate';
  if (isRung && (key === 'after' || key === 'before')) {
    const message = `nobody higher up would be told where nobody records ${awaited.join(' or ')}`;
    return [{ path: [...path, 'from'], message, mend }];
  }
  const followed = needed(rule).map(({ asks }) => textIn(asks, 'task'));
  const isGate = awaited.every((id) => isDecision(ruleOf(id)) && !followed.includes(id));
  if (!isGate) return [];
  const message = `it would never begin where nobody decides ${awaited.join(' or ')}`;
  return [
    { path: [...path, 'from'], message, mend: `${mend}; or say when: { recorded: { task: ${first} } }` },
  ];
}

/** The same for what an escalation asks: what is decided has a default, what is recorded has none. */
function gated(rule: Place, ruleOf: RuleOf): Finding[] {
  if (textIn(rule.value, 'do') !== 'escalate') return [];
  const gates = needed(rule).filter(({ asks }) => isDecision(ruleOf(textIn(asks, 'task') ?? '')));
  return gates.map(({ asks, path }) => ({
    path,
    message: `nobody higher up would be told where nobody decides ${textIn(asks, 'task')}`,
    mend: 'write decided: in place of recorded:, which counts the default where nobody decides',
  }));
}

/** What has to be recorded for the rule to act. */
const needed = (rule: Place) =>
  conditionsOf(rule)
    .filter(({ part }) => part === 'when')
    .flatMap((place) => questionsIn(place))
    .filter(({ key, isDenied, isNeeded }) => key === 'recorded' && isNeeded && !isDenied);

/** What is no instant is found with the shape. */
const isStart = (start: unknown): boolean =>
  MOMENTS.some((moment) => moment === start) || ruleStarted(start) !== undefined;

/** Before an instant there is only time where it lies ahead: that of another rule, or a deadline. */
function past({ key, starts, path }: ClockPlace, ruleOf: RuleOf): Finding[] {
  if (key !== 'before' || !starts.every(({ value }) => isStart(value))) return [];
  const lies = (start: unknown): boolean => {
    const of = ruleStarted(start);
    if (!of || of.kind === 'recorded') return false;
    const rule = tableIn(ruleOf(of.id));
    return of.kind === 'deadline-of' || 'after' in rule || 'before' in rule || ruleOf(of.id) === undefined;
  };
  const behind = starts.find(({ value }) => !lies(value));
  if (!behind) return [];
  const of = ruleStarted(behind.value);
  const message =
    of?.kind === 'rule'
      ? `${of.id} acts at once, so nothing comes before it`
      : `${of ? `what is recorded of ${of.id}` : spell(behind.value)} is past when it is known, so nothing comes before it`;
  const mend =
    'write { deadline-of: ID } of a rule that asks, or { rule: ID } of one with a clock of its own';
  return [{ path: [...path, 'from'], message, mend }];
}

/**
 * Upon these a child is missing, and nobody has come back: what is known of a return is only known where the rule asks
 * about a return that the police have not confirmed. Upon every other trigger each instant of the absence may be known.
 */
const AWAY: readonly unknown[] = ['missing', 'missing-again'];
const OF_A_RETURN: readonly unknown[] = [
  'returned',
  'located',
  'seen-by-police',
  'police-closed',
  'found-report',
  'found-received',
];
const OF_AN_INTERVIEW: readonly unknown[] = ['interview-offered', 'interview-held'];
const ASKS_OF_A_RETURN = [
  'outcome',
  'found-in',
  'returned-to',
  'harm-disclosed',
  'prevention-interview-done',
];

/** Of these never two hold of one absence at once, so that the one cannot wait until the other falls due. */
const APART: readonly (readonly string[])[] = [
  ['missing', 'ended'],
  ['missing-again', 'ended'],
  ['ended', 'deceased'],
  ['return-reported', 'deceased'],
  ['reported', 'deceased'],
  ['no-report', 'missing'],
  ['no-report', 'reported'],
  ['no-report', 'return-reported'],
  ['school-absence', 'school-return'],
];
/** Of an absence from school, which is never a missing episode. */
const OF_SCHOOL: readonly unknown[] = ['school-absence', 'school-return'];
const KNOWN_OF_SCHOOL: readonly unknown[] = ['last-attended', 'reported-by-school'];
const KNOWN_OF_ANY: readonly unknown[] = ['received', 'last-heard', 'status-since'];

/** A task that was given stays one when this is over. What follows it can still know its deadline. */
const EARLIER: Readonly<Record<string, readonly string[]>> = {
  missing: ['ended'],
  'missing-again': ['ended'],
  'no-report': ['missing', 'reported', 'return-reported'],
  'school-absence': ['school-return'],
};
/** About the mail, or about other rules: no absence knows when they fall due. */
const OF_NO_ABSENCE = ['not-delivered', 'overdue', 'unreadable'];

function neverKnown({ starts, path }: ClockPlace, rule: Place, ruleOf: RuleOf): Finding[] {
  const upon = textIn(rule.value, 'upon');
  if (upon === undefined || !starts.every(({ value }) => isStart(value))) return [];
  const reasons = starts.map(({ value }) => whyNever(value, upon, rule, ruleOf));
  const [first] = reasons;
  if (first === undefined || reasons.includes(undefined)) return [];
  return [{ path: [...path, 'from'], ...first }];
}

function whyNever(
  start: unknown,
  upon: string,
  rule: Place,
  ruleOf: RuleOf,
): Omit<Finding, 'path'> | undefined {
  const of = ruleStarted(start);
  if (of) {
    const other = textIn(ruleOf(of.id), 'upon');
    if (of.kind === 'recorded' || other === undefined) return undefined;
    const isApart =
      APART.some((pair) => other !== upon && pair.includes(other) && pair.includes(upon)) ||
      (OF_SCHOOL.includes(other) !== OF_SCHOOL.includes(upon) && ![other, upon].includes('unmatched'));
    const isEarlier = of.kind === 'deadline-of' && EARLIER[other]?.includes(upon);
    if ((!isApart || isEarlier) && !OF_NO_ABSENCE.includes(other)) return undefined;
    const message = `it would never begin: ${of.id} is upon ${other}, and never falls due while this rule is looked at`;
    return { message, mend: `run it from an instant of the absence, or from a rule upon ${upon}` };
  }
  const isOfSchool = OF_SCHOOL.includes(upon);
  const isBack = upon === 'school-return' && start === 'returned';
  const isOther = isOfSchool ? !KNOWN_OF_SCHOOL.includes(start) : KNOWN_OF_SCHOOL.includes(start);
  if (isOther && !KNOWN_OF_ANY.includes(start) && !isBack && upon !== 'unmatched') {
    const of = isOfSchool ? 'an absence from school' : 'a missing episode';
    const message = `it would never begin: of ${of} it is not known when it was ${spell(start)}`;
    return {
      message,
      mend: `run it from ${isOfSchool ? 'last-attended, reported-by-school' : 'last-seen, reported'} or received`,
    };
  }
  if (!AWAY.includes(upon)) return undefined;
  if (OF_AN_INTERVIEW.includes(start)) {
    const message = `it would never begin: while the child is missing there is no ${spell(start)}`;
    return { message, mend: 'write upon: return-reported, or run it from another instant' };
  }
  const asks = conditionsOf(rule)
    .filter(({ part }) => part === 'when')
    .flatMap((place) => questionsIn(place));
  if (!OF_A_RETURN.includes(start) || asks.some(({ key }) => ASKS_OF_A_RETURN.includes(key)))
    return undefined;
  const message = `it would begin only once ${IN_WORDS[String(start)] ?? spell(start)}, and it is upon ${spell(upon)}`;
  const mend =
    'write upon: return-reported; or, for a return that the police have yet to confirm, say so with when: { outcome: [...] }';
  return { message, mend };
}

const IN_WORDS: Readonly<Record<string, string>> = {
  returned: 'the child returned',
  located: 'the child was located',
  'seen-by-police': 'the police saw the child',
  'police-closed': 'the police closed the report',
  'found-report': 'the found report was made',
  'found-received': 'the found report was received',
};

const spell = (of: unknown): string => String(of).replaceAll('-', ' ');
