// The order of all that is open, whoever waits longest first: known only once each record is planned, and kept as long as it is unchanged.
import type { Instant } from '../core/instant.ts';
import { DAY, HOUR, instantOf, later, millis, SECOND } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import type { HomewardRecord } from '../core/record.ts';
import { dutyList, urgencyOf } from './duties.ts';
import type { Open, Seen } from './seen.ts';

/** How far a page looks ahead. */
export const AHEAD = 7 * DAY;
/** Of a batch of reads, each kept once it is planned. */
const AT_ONCE = 25;
/** Of the ten seconds that a page has; a batch is never broken off, so that each page gets further. */
const TIME_TO_ORDER = 3 * SECOND;

interface Place {
  version: string;
  /** What falls due moves into view as time passes: by the hour, so that two functions that are warm have one order. */
  hour: Instant;
  /** Undefined where it has no row of its own. */
  urgency: string | undefined;
  isUnreadable: boolean;
}

export interface Ordered {
  /** What has a row, or may have one. */
  open: readonly Open[];
  /** Some of the rest are messages that nobody could read. */
  unreadable: boolean;
  /** Each was planned in time; otherwise it is the order of the index. */
  isWhole: boolean;
}

/** Milliseconds since some moment: they pass whatever the clock of the machine says. */
export type Stopwatch = () => number;

/** Of a function that stays warm, or a machine: ids and instants, of records that are open. */
const remembered = new WeakMap<Policy, Map<string, Place>>();

export async function byUrgency(open: readonly Open[], seen: Seen, elapsed: Stopwatch): Promise<Ordered> {
  const hour = wholeHour(seen.now());
  const places = placesOf(seen.policy);
  const isOpen = new Set(open.map(({ id }) => id));
  for (const id of places.keys()) if (!isOpen.has(id)) places.delete(id);
  const known = ({ id, version }: Open): Place | undefined => {
    const place = places.get(id);
    return place?.version === version && place.hour === hour ? place : undefined;
  };
  const unknown = open.filter((each) => !known(each));
  const began = elapsed();
  for (let from = 0; from < unknown.length && elapsed() - began < TIME_TO_ORDER; from += AT_ONCE) {
    const batch = unknown.slice(from, from + AT_ONCE);
    const ids = batch.map(({ id }) => id);
    const records = new Map((await seen.read(ids, 'to order')).map((record) => [record.id, record]));
    for (const { id, version } of batch)
      places.set(id, { version, hour, ...placeOf(records.get(id), seen.policy, hour) });
  }
  const isWhole = open.every(known);
  const rows = open.filter((each) => !known(each) || known(each)?.urgency !== undefined);
  const urgency = (each: Open) => known(each)?.urgency ?? '';
  // A sort keeps what is equal as it is: by the next letter.
  if (isWhole) rows.sort((a, b) => (urgency(a) < urgency(b) ? -1 : urgency(a) > urgency(b) ? 1 : 0));
  return { open: rows, unreadable: open.some((each) => known(each)?.isUnreadable), isWhole };
}

/** Until the end of the hour, so that no row is left out which a page within it would show. */
function placeOf(
  record: HomewardRecord | undefined,
  policy: Policy,
  hour: Instant,
): Pick<Place, 'urgency' | 'isUnreadable'> {
  const isChild = record?.kind === 'child';
  return {
    urgency: isChild ? urgencyOf(dutyList([record], policy, hour, later(hour, HOUR + AHEAD))) : undefined,
    isUnreadable: record?.kind === 'unreadable',
  };
}

function placesOf(policy: Policy): Map<string, Place> {
  const places = remembered.get(policy) ?? new Map<string, Place>();
  remembered.set(policy, places);
  return places;
}

const wholeHour = (at: Instant): Instant => instantOf(Math.floor(millis(at) / HOUR) * HOUR);
