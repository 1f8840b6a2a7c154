// From the file's shape to the policy that the core reads: other spelling, same meaning.
import { createHash } from 'node:crypto';
import type { Clock, Condition, Policy, Recipient, Role, RouteRow, Rule, Version } from '../core/policy.ts';
import type { CalendarFile } from './calendar-schema.ts';
import type { FileCondition } from './condition-schema.ts';
import type { AuthorityFile, FileRule, FileVersion } from './schema.ts';

/** Both must have passed every check. */
export function policyOf(file: AuthorityFile, calendar: CalendarFile): Policy {
  const { authority, mail } = file;
  const policy: Omit<Policy, 'hash'> = {
    authority: { code: authority.code, name: authority.name, slug: slugOf(authority.name) },
    calendar: {
      zone: authority['time-zone'],
      office: file['office-hours'],
      covers: calendar.covers,
      bankHolidays: calendar['bank-holidays'],
    },
    sources: file.sources,
    senders: file.senders,
    mail: {
      from: mail.from,
      allowedDomains: mail['allowed-domains'],
      ...(mail['case-link'] !== undefined && { caseLink: mail['case-link'] }),
    },
    directory: directoryOf(file.directory),
    authorities: file['other-authorities'] ?? {},
    versions: file.versions.map(versionOf),
    ...(file.deployment && { deployment: file.deployment }),
  };
  return { ...policy, hash: hashOf(policy) };
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

function versionOf(version: FileVersion): Version {
  const { id, title, from, routes = {}, rules } = version;
  return {
    id,
    title,
    from,
    routes: Object.fromEntries(
      Object.entries(routes).map(([name, rows]) => [
        name,
        rows.map(({ when, ...row }): RouteRow => ({ ...(when && { when: conditionOf(when) }), ...row })),
      ]),
    ),
    rules: rules.map(ruleOf),
  };
}

function ruleOf(rule: FileRule): Rule {
  const { when, after, asks, to, basis = 'statutory', ...same } = rule;
  return {
    ...same,
    basis,
    ...(when && { when: conditionOf(when) }),
    ...(after && { after: clockOf(after) }),
    to: to.map(recipientOf),
    ...(asks && {
      asks: { within: clockOf(asks.within), ...(asks['done-by'] && { doneBy: asks['done-by'] }) },
    }),
  };
}

function recipientOf(to: FileRule['to'][number]): Recipient {
  if (typeof to === 'string') return { role: to as Role };
  return 'route' in to ? { route: to.route } : { everybodyTold: true };
}

type FileClock = NonNullable<FileRule['after']> | NonNullable<FileRule['asks']>['within'];

function clockOf(clock: FileClock): Clock {
  const { earliest, latest } = clock.from;
  const from: Clock['from'] = earliest ? { earliest } : { latest: latest ?? [] };
  if (clock.elapsed === undefined) return { from, workingDays: clock['working-days'] ?? 0 };
  const boundary = ('boundary' in clock && clock.boundary) || 'at-least';
  return { from, elapsed: clock.elapsed, boundary };
}

/** Exactly one key is there: the schema has seen to it. */
function conditionOf(said: FileCondition): Condition {
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
  if (said['missing-from']) return { missingFrom: said['missing-from'] };
  if (said.indicator) return { indicator: said.indicator };
  if (said.status) return { status: said.status };
  if (said['responsible-authority']) return { responsibleAuthority: said['responsible-authority'] };
  return { outcome: said.outcome ?? [] };
}
