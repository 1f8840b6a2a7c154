// What the console is shown: enough to draw its pages, nothing by which it could change a child's record.
import type { UnreadableMessage } from '../../shared/adapters/unreadable-messages.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';

export interface Seen {
  policy: Policy;
  now(): Instant;
  /** Open records, soonest due first; `next` is where the page after this one begins. */
  open(most: number, from?: string): Promise<{ records: HomewardRecord[]; next?: string }>;
  /** The record that knows a police reference. */
  find(reference: string): Promise<HomewardRecord | undefined>;
  /** Since when no letter is sent at all. */
  paused(): Promise<boolean>;
  queues(): Waiting[];
  unreadable(): Promise<UnreadableMessage[]>;
  clock: {
    speed: number;
    /** Time passes by itself; undefined where it can only be read. */
    moveTo?: (instant: Instant) => Promise<void>;
  };
}

export interface Waiting {
  name: string;
  visible: number;
  inFlight: number;
  delayed: number;
  /** Where it holds what was given up: what that is, and what a redrive does. */
  deadLetters?: { holds: string; does: string };
}
