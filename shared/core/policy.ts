// An authority's procedure as data: who, when, after what, what - the shape that the YAML file is read into.
import type { Calendar } from './calendar.ts';
import type { Elapsed, LocalDate } from './instant.ts';

/** Everything one authority's file says. */
export interface Policy {
  authority: { code: string; name: string; slug: string };
  /** Hash of the whole policy: a record planned under another one is planned again. */
  hash: string;
  calendar: Calendar;
  sources: readonly Source[];
  /** Who may push messages: IAM role ARNs for the queue's policy, unique ids (`AROA...`) as SQS names the sender. */
  senders: Readonly<Record<string, { principals: readonly string[]; ids: readonly string[] }>>;
  mail: {
    from: string;
    allowedDomains: readonly string[];
    /** Link to the case system; `{reference}` stands for the police reference. */
    caseLink?: string;
  };
  directory: Readonly<Record<Role, Mailbox>>;
  /** Other authorities by GSS code; one without an address is telephoned by the front door. */
  authorities: Readonly<Record<string, { name: string; address?: string }>>;
  /** Oldest first; an episode keeps the version in force when it began. */
  versions: readonly Version[];
  deployment?: {
    account?: string;
    /** Who gets the alarms: the second channel, for when mail does not work. */
    alarms?: readonly string[];
  };
}

export type Role = string;

export interface Mailbox {
  address: string;
  /** The role told instead when this address refuses mail. */
  deputy?: Role;
  /** The address outside office hours. */
  outOfHours?: string;
  /** When a person last checked the address. */
  verified: LocalDate;
}

export type SourceKind =
  | 'police'
  | 'emergency-duty-team'
  | 'school'
  | 'carer'
  | 'other-authority'
  | 'case-system';

export interface Source {
  /** May end in `:ANY`, which stands for any last segment. */
  urn: string;
  is: SourceKind;
  senders: readonly string[];
}

export interface Version {
  id: string;
  title: string;
  from: LocalDate;
  routes: Readonly<Record<string, readonly RouteRow[]>>;
  rules: readonly Rule[];
}

/** One row of a routing table: read from the top, the first that holds decides; one that may hold is told too. */
export interface RouteRow {
  when?: Condition;
  to: readonly Role[];
  clauses: readonly string[];
}

/** What has to have happened for a rule to be looked at. */
export const TRIGGERS = [
  'missing',
  'return-reported',
  'ended',
  'missing-again',
  'deceased',
  'no-report',
  'unmatched',
  'not-delivered',
  'unreadable',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

export const PURPOSES = [
  'notify',
  'escalate',
  'remind',
  'request',
  'chase',
  'stand-down',
  'decide',
  'report',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Rule {
  /** Permanent: what was told is remembered by it. */
  id: string;
  /** Ids that this rule had before. */
  was?: readonly string[];
  clauses: readonly string[];
  basis: 'statutory' | 'courtesy';
  upon: Trigger;
  when?: Condition;
  /** Left out: at once. */
  after?: Clock;
  do: Purpose;
  to: readonly Recipient[];
  /** What the letter says has happened or is asked; one sentence or two. */
  says: string;
  /** A duty with a deadline: the letter is a task. */
  asks?: { within: Clock; doneBy?: 'interview' };
}

/** A role, a routing table of the same version, or everybody who was told of this absence. */
export type Recipient = { role: Role } | { route: string } | { everybodyTold: true };

export const MOMENTS = [
  'last-seen',
  'missing-since',
  'reported',
  'received',
  'returned',
  'located',
  'seen-by-police',
  'police-closed',
  'found-report',
  'found-received',
] as const;
export type Moment = (typeof MOMENTS)[number];

/** `over` and `at-least` both act at the boundary; the word is kept for statistics. */
export type Clock = { from: { earliest: readonly Moment[] } | { latest: readonly Moment[] } } & (
  | { elapsed: Elapsed; boundary: 'over' | 'at-least' }
  | { workingDays: number }
);

export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  | { age: { under: number } | { atLeast: number }; at: 'start' | 'routing' }
  | { risk: readonly Risk[] }
  | { riskStated: readonly (Risk | 'low' | 'very-low' | 'no-apparent-risk' | 'not-assessed')[] }
  | { category: readonly string[] }
  | { person: readonly string[] }
  | { missingFrom: readonly string[] }
  | { indicator: readonly string[] }
  | { status: readonly (CaseStatus | 'open')[] }
  | { responsibleAuthority: 'ours' | 'another' }
  | { outcome: readonly string[] };

/** The risk that rules act on: never below medium for a child. */
export type Risk = 'high' | 'medium';

export type CaseStatus =
  | 'not-open'
  | 'early-help'
  | 'child-in-need'
  | 'child-protection-plan'
  | 'looked-after'
  | 'care-leaver';

/** The version in force on a local date; before the first one, the first. */
export function versionOn(policy: Policy, date: LocalDate): Version {
  const inForce = policy.versions.filter((version) => version.from <= date).at(-1) ?? policy.versions[0];
  if (!inForce) throw new Error(`The file of ${policy.authority.name} has no version`);
  return inForce;
}
