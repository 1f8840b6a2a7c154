// What the console is shown: enough to draw its pages, nothing by which it could change a child's record.
import type { Instant } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import type { HomewardRecord } from '../core/record.ts';

export interface Seen {
  policy: Policy;
  now(): Instant;
  /** What is open, by the time of its next letter; `isAll`: there is no more of it. */
  open(most: number, from?: string): Promise<{ open: readonly Open[]; isAll: boolean }>;
  /** Whole records, in this order: to show them, or only to know in what order they come. */
  read(ids: readonly string[], what: 'to show' | 'to order'): Promise<HomewardRecord[]>;
  /** The record that knows a police reference. */
  find(reference: string): Promise<HomewardRecord | undefined>;
  /** Since when no letter is sent at all. */
  paused(): Promise<boolean>;
  queues(): Promise<readonly Waiting[]>;
  /** Left out where nobody may read the whole table. */
  unreadable?(): Promise<readonly Unread[]>;
}

/** A record as the index has it. */
export interface Open {
  id: string;
  /** Another one each time that the record is written. */
  version: string;
  /** Where a page begins that follows it. */
  place: string;
}

/** A message that nobody could read. */
export interface Unread {
  at: string;
  from: string;
  messageId?: string;
  source?: string;
  reasons: readonly { path: string; message: string }[];
}

export interface Waiting {
  name: string;
  visible: number;
  inFlight: number;
  delayed: number;
  /** Where it holds what was given up: what that is, and what a redrive does. */
  deadLetters?: { holds: string; does: string };
}
