// One child's record: what each source last said of each thing, what was told, and what identity questions are open.
import type { DigestRecord } from './digest.ts';
import type { Instant } from './instant.ts';
import type { Purpose, Role, SourceKind, Trigger } from './policy.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What one source said of one field, the last time it said something else. */
export interface Statement {
  value: Json;
  /** The message's own `time`; ties go to the greater message id. */
  time: Instant;
  message: string;
  by: SourceKind;
  receivedAt: Instant;
}

/** field -> source -> its latest statement */
export type Said = Readonly<Record<string, Readonly<Record<string, Statement>>>>;

export const isNewer = (a: Statement, b: Statement): boolean =>
  a.time > b.time || (a.time === b.time && a.message > b.message);

/** A property of the object itself: keys come from outside, and `constructor` is a possible one. */
export const own = <T>(of: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(of, key) ? of[key] : undefined;

export interface ChildRecord {
  kind: 'child';
  id: string;
  /** By police reference. */
  references: Readonly<Record<string, Said>>;
  /** What the case system says of this person; empty for a child it never spoke of. */
  case: Said;
  /** Other records that may be the same child. */
  candidates: Readonly<Record<string, Candidate>>;
  told: Readonly<Record<string, Telling>>;
  /** Keys that lead here, to be redirected when the record is joined to another. */
  keys: readonly string[];
  /** This record is another child's now; everything in it was copied there. */
  joinedTo?: string;
  /** Records that were joined to this one: each leads here, and goes when this one goes. */
  joinedFrom?: readonly string[];
  /** Its time is over: what was known is gone, and its keys are being given back. */
  letGo?: Instant;
  /** It is on its way to another record (`by`): until then nobody sends letters of it, and it goes nowhere else. */
  joining?: Claim;
  claim?: Claim;
  /** The wake-up that was last asked of the Scheduler, so that it is asked once. */
  asked?: string;
  /** Why this record cannot be planned, said once under one policy. */
  fault?: { why: string; policyHash: string };
  /** Set by a release whose record an older one would misread; see `isUnderstood`. */
  needs?: number;
}

export interface Candidate {
  why: string;
  /** What a person finds the other record by: police references, the case system's number. */
  known?: readonly string[];
  /** When the doubt arose. */
  knownAt?: Instant;
  /** A person's decision. */
  decided?: 'same-child' | 'different-child';
}

/** One sender's unreadable messages, so that only settle writes letters. */
export interface UnreadableRecord {
  kind: 'unreadable';
  id: string;
  sender: string;
  /** Letters' windows, oldest first: the first message at once, the rest of 15 minutes gathered. */
  windows: readonly { opensAt: Instant; messages: readonly string[]; more: number }[];
  told: Readonly<Record<string, Telling>>;
  claim?: Claim;
  asked?: string;
  fault?: { why: string; policyHash: string };
  needs?: number;
}

export type HomewardRecord = ChildRecord | UnreadableRecord | DigestRecord;

/** What this release understands: raised by a change that an older one must not act on, and written into `needs`. */
const UNDERSTOOD = 1;

/** After a rollback a record may be a later release's: fields that are only more are kept, one that needs more is not acted on. */
export const isUnderstood = ({ kind, needs = 1 }: HomewardRecord): boolean =>
  (kind === 'child' || kind === 'unreadable' || kind === 'digest') && needs <= UNDERSTOOD;

/** Who has this record in hand, and until when nobody else sends letters of it. */
export interface Claim {
  by: string;
  until: Instant;
  /** The run that found it and asks for a wake-up at its end: one is enough. `true` where a former release noted it. */
  awaited?: string | true;
}

/** A letter that was intended, and what became of it. */
export interface Telling {
  rule: string;
  reference: string;
  occurrence: number;
  roles: readonly Role[];
  mailbox: string;
  purpose: Purpose;
  upon: Trigger | 'digest';
  clauses: readonly string[];
  /** What the reader was led to believe of the child, for the stand-down. */
  tells: 'missing' | 'return' | 'ended' | 'worst' | 'nothing';
  dueAt: Instant;
  deadline?: Instant;
  /** It told that a task is closed. */
  closes?: true;
  /** The pilot had it in the mailbox's place. */
  onTrial?: true;
  intendedAt: Instant;
  /** Counts as told from the intention on; `refused` is a definite no. */
  state: 'intended' | 'accepted' | 'refused';
  at?: Instant;
  /** The action that its letter is named for, where several roles of one mailbox share a letter. */
  letter?: string;
  /** By when there is to be word of what became of it, where such word comes at all. */
  wordBy?: Instant;
  /** That word: accepted alone says nothing of the mailbox. */
  fate?: Fate;
  /** Other mailboxes that have it, or were offered it and may have it, and since when: whatever came of it later. */
  unanswered?: Readonly<Record<string, Instant>>;
  because: readonly string[];
}

/** What became of a letter after the mail service had accepted it. */
export interface Fate {
  is: 'delivered' | 'delayed' | 'bounced' | 'rejected' | 'not-written' | 'complained-of' | 'unheard-of';
  at: Instant;
  /** In the mail service's words, such as "Permanent, OnAccountSuppressionList". */
  why?: string;
}

export const emptyChild = (id: string): ChildRecord => ({
  kind: 'child',
  id,
  references: {},
  case: {},
  candidates: {},
  told: {},
  keys: [],
});
