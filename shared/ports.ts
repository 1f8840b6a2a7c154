// What the handlers need from the world, in the domain's words. Each port has a version in memory and one on AWS, held to one suite.
import type { Instant } from './core/instant.ts';
import type { HomewardRecord } from './core/record.ts';

/** A record as it was read, with the version that a write must name. */
export interface Kept {
  record: HomewardRecord;
  version: number;
  /** When the open index says that it is due; undefined where it is not in the index. */
  dueAt?: Instant;
  /** The policy that it was last planned under. */
  policyHash?: string;
  /** Since when its time runs, where nothing of it is open and nobody holds it. */
  restsSince?: Instant;
  /** From here on the table may delete it, whenever it likes; a write without it takes that away. */
  goesAt?: Instant;
  /** Where it had to be packed to fit its item: its bytes there. Only ever read. */
  packedBytes?: number;
}

/** Nothing more can be noted of a child: whoever has word of it must be told so. */
export class RecordFull extends Error {
  override name = 'RecordFull';
}

/** Proof that a message ended: written last. */
export interface Receipt {
  id: string;
  receivedAt: Instant;
  /** The message as it came, whole. */
  body: string;
  sender: string;
  outcome: 'applied' | 'unreadable';
  /** The record that it changed. */
  record: string;
  /** For an unreadable message: what a person may be told of it without personal data. */
  reasons?: readonly { path: string; message: string }[];
  messageId?: string;
  source?: string;
  type?: string;
  /** From here on the table may delete it. */
  goesAt?: Instant;
}

/** A key (reference, identifier, family name) and the records that its entries belong to. */
export type KeyEntries = Readonly<Record<string, string>>;

export interface Episodes {
  /** One consistent read of a receipt and any keys. */
  lookUp(
    receipt: string,
    keys: readonly string[],
  ): Promise<{ received: boolean; keys: Record<string, KeyEntries> }>;
  /** The first claimant wins; answers all entries of the key as they now are. */
  claim(key: string, entry: string, record: string): Promise<KeyEntries>;
  /** Points an entry at another record: repeats harmlessly. */
  redirect(key: string, entry: string, record: string): Promise<void>;
  /** One consistent read of a record and of whether all mail is paused. */
  read(id: string): Promise<{ kept: Kept | undefined; paused: boolean }>;
  /**
   * Writes on the version that was read (0: there was none). False where somebody else wrote meanwhile. Throws `RecordFull`
   * where it would take more than `most` bytes of its item even packed.
   */
  write(kept: Omit<Kept, 'version'>, version: number, most?: number): Promise<boolean>;
  keep(receipt: Receipt): Promise<void>;
  /** Every open record, from an index that may lag: only ever to find, never to decide. */
  open(): AsyncIterable<{ id: string; dueAt: Instant; policyHash: string }>;
  /** Consistent reads of several records, in any order. */
  readAll(ids: readonly string[]): Promise<Kept[]>;
}

export interface FencedKey {
  entries: KeyEntries;
  /** How often it was claimed, redirected or given back: changes with each of them. */
  fence: number;
}

/** What the end of a record takes. Nothing is deleted but by the table itself, of what is empty. */
export interface Endings {
  /** Records of children that have rested since before an instant, the oldest first: only ever to find, never to decide. */
  resting(before: Instant, most: number): Promise<string[]>;
  /** One consistent read of some keys. */
  fences(keys: readonly string[]): Promise<Record<string, FencedKey>>;
  /** Takes an entry out of a key, unless the key was touched since `seen` was read: false then. An empty key goes from `goesAt` on. */
  giveBack(key: string, entry: string, seen: FencedKey, goesAt: Instant): Promise<boolean>;
}

export interface WakeUps {
  /** Puts a wake-up on the queue, after a delay of at most 900 seconds. */
  soon(record: string, seconds?: number): Promise<void>;
  /** Has the Scheduler send one at a whole second; to have asked before is success. */
  at(record: string, instant: Instant): Promise<void>;
  /** What a wake-up at this instant is called, target included. */
  nameOf(record: string, instant: Instant): string;
}

export interface Letter {
  record: string;
  /** Ids of the actions that it carries out. */
  actions: readonly string[];
  from: string;
  to: string;
  /** Whom it was for, where it goes to somebody else in that mailbox's place. */
  meantFor?: string;
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
}

export interface Post {
  /** Accepted, or definitely refused. Throws where it is unknown or may pass: that is tried again. */
  send(letter: Letter): Promise<{ accepted: true; id: string } | { accepted: false; why: string }>;
}

export interface Pauses {
  /** Since when no letter is sent at all; nothing where letters are sent. */
  since(): Promise<Instant | undefined>;
}

export interface Feeds {
  /** When messages of a source were received, newest first: as many as tell its habit. */
  heard(source: string): Promise<Instant[]>;
}

/** The secret that links in letters are signed with, and its name. */
export interface AnswerKey {
  id: string;
  /** base64url */
  secret: string;
}

/** Where the reader of a letter answers it. */
export interface Answering {
  /** Nothing as long as no letter was signed. */
  key(): Promise<AnswerKey | undefined>;
  /** A record where it is now, followed to where it was joined. */
  read(id: string): Promise<HomewardRecord | undefined>;
  /** Puts a message on the notifications queue. */
  push(body: string): Promise<void>;
}

export interface Clock {
  now(): Instant;
}

/** What a run tells its watchers: ids and numbers, never a person. */
export interface Watch {
  count(metric: Metric, value: number): void;
  note(event: string, about: Readonly<Record<string, string | number | boolean>>): void;
  /** A fault that a person must see. */
  alarm(event: string, about: Readonly<Record<string, string | number | boolean>>): void;
}

export type Metric =
  | 'MessagesApplied'
  | 'DuplicateMessages'
  | 'UnreadableMessages'
  | 'LettersAccepted'
  | 'MailRefused'
  | 'MailFailed'
  | 'MailDelayed'
  | 'LettersUnheardOf'
  | 'LateBySeconds'
  | 'UnsettleableRecords'
  | 'OverdueBySeconds'
  | 'RecordsToMend'
  | 'ServicePausedSeconds'
  | 'FeedSilentSeconds'
  | 'RecordsLetGo'
  | 'AnswersGiven'
  | 'AnswersRefused';
