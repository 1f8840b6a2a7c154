// From the file's shape to the policy that the core reads: other spelling, same meaning.
import { createHash } from 'node:crypto';
import type {
  Ask,
  CalendarUnit,
  Clock,
  Condition,
  DayUnit,
  FlagFact,
  Policy,
  Recipient,
  Recurrence,
  Role,
  RouteRow,
  Rule,
  Start,
  TextFact,
  Treatment,
  Version,
  Window,
  Withholding,
} from '../core/policy.ts';
import { CALENDAR_UNITS, FLAG_FACTS, STANDS_NOW, TEXT_FACTS } from '../core/policy.ts';
import type { CalendarFile } from './calendar-schema.ts';
import type { FileCondition } from './condition-schema.ts';
import { withEveryAuthority } from './every-authority.ts';
import type { AuthorityFile, FileRule, FileVersion } from './schema.ts';

/** Both must have passed every check. */
export function policyOf(
  file: AuthorityFile,
  calendar: CalendarFile,
  origins: readonly ReadonlyMap<string, string>[] = [],
): Policy {
  const { authority, mail } = file;
  const policy: Omit<Policy, 'hash'> = {
    authority: { code: authority.code, name: authority.name, slug: slugOf(authority.name) },
    reviewBy: file['review-by'],
    calendar: {
      zone: authority['time-zone'],
      office: file['office-hours'],
      covers: calendar.covers,
      bankHolidays: calendar['bank-holidays'],
      terms: file['school-terms'] ?? [],
    },
    sources: file.sources,
    senders: file.senders,
    mail: {
      from: mail.from,
      allowedDomains: mail['allowed-domains'],
      ...(mail['case-link'] !== undefined && { caseLink: mail['case-link'] }),
      ...(mail['tls-optional'] && { tlsOptional: mail['tls-optional'] }),
      ...(mail.answers === false && { answers: false as const }),
      ...(mail.age === true && { age: true as const }),
    },
    intake: file.intake ?? [],
    directory: directoryOf(file.directory),
    authorities: withEveryAuthority(file['other-authorities'] ?? {}),
    versions: file.versions.map((version, v) => versionOf(version, origins[v])),
    ...(file.digest && { digest: file.digest }),
    ...(file.retention && { retention: file.retention }),
    ...(file.deployment && { deployment: deploymentOf(file.deployment) }),
  };
  return { ...policy, hash: hashOf(policy) };
}

function deploymentOf({
  console,
  ...rest
}: NonNullable<AuthorityFile['deployment']>): NonNullable<Policy['deployment']> {
  if (!console) return rest;
  const { 'sign-on': signOn, ...said } = console;
  const { 'user-info': userInfo, ...others } = signOn;
  return { ...rest, console: { ...said, signOn: { ...others, userInfo } } };
}

/** `Cheshire East` is `cheshire-east`. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** First 16 hex digits of the SHA-256 of the policy's canonical JSON. */
export const hashOf = (policy: Omit<Policy, 'hash'>): string =>
  createHash('sha256').update(canonical(policy)).digest('hex').slice(0, 16);

/** JSON with its keys in order. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

function directoryOf(directory: AuthorityFile['directory']): Policy['directory'] {
  return Object.fromEntries(
    Object.entries(directory).map(([role, { 'out-of-hours': outOfHours, ...mailbox }]) => [
      role,
      { ...mailbox, ...(outOfHours !== undefined && { outOfHours }) },
    ]),
  );
}

function versionOf(version: FileVersion, origins?: ReadonlyMap<string, string>): Version {
  const { id, title, from, routes = {}, rules = [] } = version;
  const chosen = version['ladder-chosen-because'];
  const none = version['no-ladder-because'];
  return {
    id,
    title,
    from,
    ...(version['applies-to-open-absences'] && { appliesToOpenAbsences: true }),
    ...(chosen !== undefined && { ladderChosenBecause: chosen }),
    ...(none !== undefined && { noLadderBecause: none }),
    routes: Object.fromEntries(
      Object.entries(routes).map(([name, rows]) => [
        name,
        rows.map(({ when, ...row }): RouteRow => ({ ...(when && { when: conditionOf(when) }), ...row })),
      ]),
    ),
    rules: rules.map((rule) => {
      const inheritedFrom = origins?.get(rule.id);
      return { ...ruleOf(rule), ...(inheritedFrom !== undefined && { inheritedFrom }) };
    }),
    treatAs: (version['treat-as'] ?? []).map(
      ({ when, as, ...same }): Treatment => ({ ...same, ...as, when: conditionOf(when) }),
    ),
    withhold: (version.withhold ?? []).map(
      ({ when, ...same }): Withholding => ({ ...same, ...(when && { when: conditionOf(when) }) }),
    ),
  };
}

function ruleOf(rule: FileRule): Rule {
  const {
    id,
    was,
    named,
    clauses,
    upon,
    says,
    when,
    unless,
    every,
    asks,
    closes,
    to,
    basis = 'statutory',
  } = rule;
  const sooner = rule['or-sooner'];
  const answerWithin = rule['answer-within'];
  const inDigest = rule['in-digest-when'];
  const weakerBecause = rule['weaker-because'];
  const after = rule.after
    ? clockOf(rule.after)
    : rule.before && { ...clockOf(rule.before), before: true as const };
  return {
    id,
    ...(was && { was }),
    ...(named !== undefined && { named }),
    clauses,
    basis,
    upon,
    ...(when && { when: conditionOf(when) }),
    ...(unless && { unless: unless.map((each) => ({ ...each, when: conditionOf(each.when) })) }),
    ...(after && { after }),
    ...(sooner && { sooner: conditionOf(sooner) }),
    ...(every && { every: recurrenceOf(every) }),
    do: rule.do,
    to: to.map(recipientOf),
    says,
    ...(asks && { asks: askOf(asks) }),
    ...(answerWithin !== undefined && { answerWithin }),
    ...(inDigest && { inDigest: conditionOf(inDigest) }),
    ...(closes !== undefined && { closes }),
    ...(weakerBecause !== undefined && { weakerBecause }),
  };
}

function askOf(asks: NonNullable<FileRule['asks']>): Ask {
  const { within, target, decision } = asks;
  return {
    within: clockOf(within),
    ...(target && { target: clockOf(target) }),
    ...(asks['done-by'] && { doneBy: asks['done-by'] }),
    ...(decision && { decision }),
  };
}

function recipientOf(to: FileRule['to'][number]): Recipient {
  if (typeof to === 'string') return { role: to as Role };
  if ('role' in to) return { role: to.role, when: conditionOf(to.when) };
  if ('route' in to) return { route: to.route };
  return 'every-authority' in to ? { everyAuthority: true } : { everybodyTold: true };
}

type FileClock = NonNullable<FileRule['after']>;

function clockOf(clock: FileClock): Clock {
  const { earliest, latest } = clock.from;
  const from = earliest ? { earliest: earliest.map(startOf) } : { latest: (latest ?? []).map(startOf) };
  const { elapsed, at, boundary } = clock;
  const around = {
    from,
    ...(boundary && { boundary }),
    ...(clock['bring-forward'] && { bringForward: true as const }),
  };
  if (elapsed !== undefined) return { ...around, elapsed };
  return { ...around, ...lengthOf(clock), ...(at !== undefined && { at }) };
}

type FileStart = NonNullable<FileClock['from']['earliest']>[number];

function startOf(start: FileStart): Start {
  if (typeof start === 'string' || 'rule' in start || 'recorded' in start) return start;
  return { deadlineOf: start['deadline-of'] };
}

type Lengths = Partial<Record<'working-days' | 'school-days' | CalendarUnit, number>>;

/** Exactly one is there: the schema has seen to it. */
function lengthOf(of: Lengths): { unit: DayUnit; n: number } {
  if (of['working-days'] !== undefined) return { unit: 'workingDays', n: of['working-days'] };
  if (of['school-days'] !== undefined) return { unit: 'schoolDays', n: of['school-days'] };
  return calendarLengthOf(of);
}

function calendarLengthOf(of: Partial<Record<CalendarUnit, number>>): { unit: CalendarUnit; n: number } {
  const unit = CALENDAR_UNITS.find((each) => of[each] !== undefined) ?? 'days';
  return { unit, n: of[unit] ?? 0 };
}

const recurrenceOf = ({ at, times, ...length }: NonNullable<FileRule['every']>): Recurrence => ({
  ...calendarLengthOf(length),
  ...(at !== undefined && { at }),
  ...(times !== undefined && { times }),
});

/** Exactly one key is there: the schema has seen to it. */
export function conditionOf(said: FileCondition): Condition {
  if (said.all) return { all: said.all.map(conditionOf) };
  if (said.any) return { any: said.any.map(conditionOf) };
  if (said.not) return { not: conditionOf(said.not) };
  if (said.age) {
    const { under, 'at-least': atLeast = 0, at = 'routing' } = said.age;
    return { age: under === undefined ? { atLeast } : { under }, at };
  }
  if (said.risk) return { risk: said.risk };
  if (said['stated-risk']) return { riskStated: said['stated-risk'] };
  if (said.category) return { category: said.category };
  if (said.person) return { person: said.person };
  if (said.indicator) return { indicator: said.indicator };
  if (said.status) return { status: said.status };
  if (said['status-within']) return { statusWithin: calendarLengthOf(said['status-within']) };
  if (said['responsible-authority']) return { responsibleAuthority: said['responsible-authority'] };
  if (said['host-authority']) return { hostAuthority: said['host-authority'] };
  if (said['found-in']) return { foundIn: said['found-in'] };
  if (said['not-stated']) return { notStated: said['not-stated'] };
  if (said['reported-by']) return { reportedBy: said['reported-by'] };
  if (said.interview) return { interview: said.interview };
  if (said.episodes) return { episodes: said.episodes['at-least'], in: windowOf(said.episodes.in) };
  if (said['missing-for']) return { missingForDays: said['missing-for'].days };
  if (said.told !== undefined) return { told: said.told };
  if (said.recorded) return recordedOf(said.recorded);
  if (said.decided) return { decided: said.decided.task, as: said.decided.as };
  if (said.day) return { day: said.day };
  if (said.office) return { office: said.office };
  if (said.time) return { time: said.time };
  const now = STANDS_NOW.find((each) => said[each]);
  if (now) return { now };
  return factOf(said) ?? { outcome: said.outcome ?? [] };
}

const recordedOf = ({ task, as }: NonNullable<FileCondition['recorded']>): Condition => ({
  recorded: task,
  ...(as && { as }),
});

function factOf(said: FileCondition): Condition | undefined {
  for (const fact of Object.keys(TEXT_FACTS) as TextFact[]) {
    const is = said[TEXT_FACTS[fact]];
    if (is) return { said: fact, is };
  }
  const flag = (Object.keys(FLAG_FACTS) as FlagFact[]).find((each) => said[FLAG_FACTS[each]]);
  return flag && { flag };
}

function windowOf(said: NonNullable<FileCondition['episodes']>['in']): Window {
  if (said === 'ever') return 'ever';
  if (said === 'previous-month') return { month: 'previous' };
  const { days, months } = said;
  return { last: days === undefined ? { unit: 'months', n: months ?? 0 } : { unit: 'days', n: days } };
}
