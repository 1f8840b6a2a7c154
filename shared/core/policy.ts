// An authority's procedure as data: who, when, after what, what - the shape that the YAML file is read into.
import type { Calendar } from './calendar.ts';
import type { Elapsed, LocalDate } from './instant.ts';
import type { Retention } from './retention.ts';

/** Everything one authority's file says. */
export interface Policy {
  authority: { code: string; name: string; slug: string };
  /** Hash of the whole policy: a record planned under another one is planned again. */
  hash: string;
  /** When people look at the whole file again. */
  reviewBy?: LocalDate;
  calendar: Calendar;
  sources: readonly Source[];
  /** Who may push messages: IAM role ARNs for the queue's policy, unique ids (`AROA...`) as SQS names the sender. */
  senders: Readonly<Record<string, { principals: readonly string[]; ids: readonly string[] }>>;
  mail: {
    from: string;
    allowedDomains: readonly string[];
    /** Link to the case system; `{reference}` stands for the police reference. */
    caseLink?: string;
    /** Domains whose mailboxes cannot take letters over TLS, and get them all the same. */
    tlsOptional?: readonly string[];
    /** Letters carry no links to answer by. */
    answers?: false;
    /** Letters say how old somebody is. */
    age?: true;
  };
  /** Messages that the procedure does not take. A missing child is never among them. */
  intake: readonly Refusal[];
  directory: Readonly<Record<Role, Mailbox>>;
  /** Other authorities by GSS code; one without an address is telephoned by the front door. */
  authorities: Readonly<Record<string, { name: string; address?: string }>>;
  /** Oldest first; an episode keeps the version in force when it began. */
  versions: readonly Version[];
  /** Left out: nobody has one. */
  digest?: Digest;
  /** Left out: nothing is ever deleted. */
  retention?: Retention;
  deployment?: {
    account?: string;
    /** Who gets the alarms: the second channel, for when mail does not work. */
    alarms?: readonly string[];
    /** On trial: this address gets every letter, whoever it is for. */
    shadow?: { to: string };
    /** Left out: there is no page of all open episodes. */
    console?: ConsoleOption;
  };
}

/** Where the console stands, who signs its readers on, and which of them may look. */
export interface ConsoleOption {
  /** Its host name. */
  name: string;
  certificate: string;
  network: { vpc: string; subnets: readonly string[]; from: readonly string[] };
  signOn: {
    issuer: string;
    authorization: string;
    token: string;
    userInfo: string;
    client: string;
    /** The name of it, in Secrets Manager. */
    secret: string;
    scope?: string;
  };
  group: { claim: string; is: string };
}

/** A letter of the morning on all that is open, beside the immediate letters. */
export interface Digest {
  to: readonly Role[];
  /** Local time. */
  at: TimeOfDay;
  on: (typeof DIGEST_DAYS)[number];
}

export const DIGEST_DAYS = ['working-days', 'every-day'] as const;

/** Types of message that an authority may refuse to take. */
export const REFUSABLE = [
  'education.absence',
  'interview.recorded',
  'task.recorded',
  'case.updated',
] as const;

export interface Refusal {
  refuses: (typeof REFUSABLE)[number];
  /** Where one of these fields is missing or unknown. */
  without?: readonly string[];
  /** Where a field says this. */
  saying?: Readonly<Record<string, string | boolean>>;
  because: string;
  clauses: readonly string[];
}

export type Role = string;

export interface Mailbox {
  address: string;
  /** The role told instead when this address refuses mail. */
  deputy?: Role;
  /** The address outside office hours. */
  outOfHours?: string;
  /** Where the role is telephoned, at any hour. */
  phone?: string;
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
  /** It also governs absences that were open on `from`, for what falls due from then on. */
  appliesToOpenAbsences?: true;
  /** Why its ladder is not the procedure's own, or why it has none. */
  ladderChosenBecause?: string;
  noLadderBecause?: string;
  routes: Readonly<Record<string, readonly RouteRow[]>>;
  rules: readonly Rule[];
  /** What an absence counts as, whatever its sources say, until a person lowers it. */
  treatAs: readonly Treatment[];
  /** Who is not written to, and why. */
  withhold: readonly Withholding[];
}

export interface Treatment {
  /** The task under which a person records that it is lowered. */
  id: string;
  clauses: readonly string[];
  when: Condition;
  risk?: 'high';
  category?: 'missing';
  indicators?: readonly string[];
  /** Only what this role records lowers it. */
  until: Role;
}

export interface Withholding {
  id: string;
  clauses: readonly string[];
  when?: Condition;
  from: readonly Role[];
  because: string;
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
  'reported',
  'return-reported',
  'ended',
  'missing-again',
  'deceased',
  'no-report',
  'unmatched',
  'not-delivered',
  'overdue',
  'unreadable',
  'school-absence',
  'school-return',
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
  /** What letters call it, where its id is no plain English. */
  named?: string;
  clauses: readonly string[];
  basis: 'statutory' | 'courtesy';
  upon: Trigger;
  when?: Condition;
  /** Cases in which it does not act although it would. One that is not certain does not count. */
  unless?: readonly Exception[];
  /** Left out: at once. */
  after?: Clock;
  /** It acts at once, whatever its clock says, where this holds for certain. */
  sooner?: Condition;
  /** It acts again and again, until what it is upon is over. */
  every?: Recurrence;
  do: Purpose;
  to: readonly Recipient[];
  /** What the letter says has happened or is asked; one sentence or two. */
  says: string;
  /** A duty with a deadline: the letter is a task. */
  asks?: Ask;
  /** Who has not answered for so long after the letter was sent is passed over: it goes to the deputy as well. */
  answerWithin?: Elapsed;
  /** Where this holds for certain no letter is sent: the morning digest has it. A copy for information alone. */
  inDigest?: Condition;
  /** The task that this closes, done or not. */
  closes?: string;
  /** The baseline, or the version, that it is taken from. */
  inheritedFrom?: string;
  /** Why it may be weaker than the rule of the guidance that it stands for. */
  weakerBecause?: string;
}

export interface Exception {
  when: Condition;
  because: string;
  clauses: readonly string[];
}

export interface Ask {
  /** The last moment. */
  within: Clock;
  /** What is aimed at, before the last moment. */
  target?: Clock;
  /** What else ends it: that the return home interview was held, or that it was offered. */
  doneBy?: 'interview' | 'interview-offered';
  /** Where the task is a decision: what may be decided, and what counts as decided when nobody has by the deadline. */
  decision?: { outcomes: readonly string[]; otherwise: string };
}

export interface Recurrence {
  unit: CalendarUnit;
  n: number;
  /** The local time of day of each but the first; the first one's where left out. */
  at?: TimeOfDay;
  /** How often at most. */
  times?: number;
}

/**
 * A role - where a condition stands beside it, only then -, a routing table of the same version, every other authority
 * of the directory, or everybody who was told of this absence.
 */
export type Recipient =
  | { role: Role; when?: Condition }
  | { route: string }
  | { everyAuthority: true }
  | { everybodyTold: true };

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
  'interview-offered',
  'interview-held',
  'status-since',
  'last-heard',
  'last-attended',
  'reported-by-school',
] as const;
export type Moment = (typeof MOMENTS)[number];

/** What a clock may run from. The instants of other rules are those of the same absence. */
export type Start =
  | Moment
  /** When that rule falls due. */
  | { rule: string }
  /** Until when that rule's task is to be done; unknown once it is done. */
  | { deadlineOf: string }
  /** When a person did what that rule asked. */
  | { recorded: string };

/** Local time, `HH:MM`. */
export type TimeOfDay = string;

export const CALENDAR_UNITS = ['days', 'weeks', 'months', 'years'] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

export const DAY_UNITS = ['workingDays', 'schoolDays', ...CALENDAR_UNITS] as const;
export type DayUnit = (typeof DAY_UNITS)[number];

/**
 * A length of time from an instant, or before it. Elapsed time knows no calendar. Days of any kind, weeks, months and
 * years are counted on local dates, the instant's own being day 0, and end at a time of day: where none is given, at the
 * close of office for working and school days, at the instant's own local time for the others.
 * `over` and `at-least` both act at the boundary; the word is kept for statistics.
 */
export type Clock = {
  from: { earliest: readonly Start[] } | { latest: readonly Start[] };
  boundary?: 'over' | 'at-least';
  before?: true;
  /** From a day on which the office is closed back to the close of the working day before; never put off. */
  bringForward?: true;
} & ({ elapsed: Elapsed } | { unit: DayUnit; n: number; at?: TimeOfDay });

/** Which of a child's absences count, back from the one that is asked about: their beginnings, both days included. */
export type Window = { last: { unit: 'days' | 'months'; n: number } } | { month: 'previous' } | 'ever';

export const DAYS = ['working-day', 'school-day', 'weekend', 'bank-holiday'] as const;

export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  | { age: { under: number } | { atLeast: number }; at: 'start' | 'routing' }
  | { risk: readonly Risk[] }
  | { riskStated: readonly (Risk | 'low' | 'very-low' | 'no-apparent-risk' | 'not-assessed')[] }
  | { category: readonly string[] }
  | { person: readonly string[] }
  | { indicator: readonly string[] }
  | { status: readonly (CaseStatus | 'open')[] }
  /** The present status began so recently, counted back from the notice. */
  | { statusWithin: { unit: CalendarUnit; n: number } }
  | { responsibleAuthority: 'ours' | 'another' }
  | { hostAuthority: 'ours' | 'another' }
  | { foundIn: 'ours' | 'another' }
  /** One of the values that are said under a name. */
  | { said: TextFact; is: readonly string[] }
  /** Somebody says that it is so; what nobody has spoken of is not. */
  | { flag: FlagFact }
  | { notStated: readonly string[] }
  | { reportedBy: readonly SourceKind[] }
  | { outcome: readonly string[] }
  /** Missing, by a report that is not over; out of school, without leave; out of it no longer, because educated elsewhere. */
  | { now: (typeof STANDS_NOW)[number] }
  | { interview: readonly InterviewState[] }
  /** How often the child went missing. */
  | { episodes: number; in: Window }
  /** Missing on so many local dates one after the other, the first included. */
  | { missingForDays: number }
  | { told: string }
  | { recorded: string; as?: readonly string[] }
  /** What was decided; where nobody has by the deadline, what the rule lays down. */
  | { decided: string; as: readonly string[] }
  /** Of the day and hour at which the notice came. */
  | { day: readonly (typeof DAYS)[number][] }
  | { office: 'open' | 'closed' }
  | { time: { from: TimeOfDay; until: TimeOfDay } };

/** Facts in words of the sources' own. */
export const TEXT_FACTS = {
  missingFrom: 'missing-from',
  legalStatus: 'legal-status',
  placementType: 'placement',
  placementPoliceArea: 'placement-police-area',
  policeArea: 'police-area',
  policeDistrict: 'police-district',
  homeArea: 'home-area',
  returnedTo: 'returned-to',
} as const;
export type TextFact = keyof typeof TEXT_FACTS;

/** Facts that are so or not so. */
export const FLAG_FACTS = {
  harmDisclosed: 'harm-disclosed',
  unaccompaniedAsylumSeeker: 'unaccompanied-asylum-seeker',
  placementNotified: 'placement-notified',
  preventionInterviewDone: 'prevention-interview-done',
  interviewIndependent: 'interviewer-independent',
  offRoll: 'off-roll',
} as const;
export type FlagFact = keyof typeof FLAG_FACTS;

/** How the child stands with the police and with schools, as far as we know. */
export const STANDS_NOW = ['missing-now', 'out-of-school', 'educated-elsewhere'] as const;

export const INTERVIEW_STATES = [
  'offered',
  'held',
  'accepted',
  'declined',
  'no-contact',
  'missing-again',
  'not-appropriate',
] as const;
export type InterviewState = (typeof INTERVIEW_STATES)[number];

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
