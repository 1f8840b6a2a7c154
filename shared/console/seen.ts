// What the console is shown: enough to draw its pages, nothing by which it could change a child's record.
import type { Instant } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import type { HomewardRecord } from '../core/record.ts';

export interface Seen {
  policy: Policy;
  now(): Instant;
  /** Open records, soonest due first; `next` is where the page after this one begins. */
  open(most: number, from?: string): Promise<{ records: HomewardRecord[]; next?: string }>;
  /** The record that knows a police reference. */
  find(reference: string): Promise<HomewardRecord | undefined>;
  /** Since when no letter is sent at all. */
  paused(): Promise<boolean>;
  queues(): Promise<readonly Waiting[]>;
  /** Left out where nobody may read the whole table. */
  unreadable?(): Promise<readonly Unread[]>;
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
