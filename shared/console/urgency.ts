// The order of all that is open, whoever waits longest first: known only once each record is planned, and kept as long as it is unchanged.
import type { Instant } from '../core/instant.ts';
import { between, DAY, HOUR, later } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { dutyList, urgencyOf } from './duties.ts';
import type { Open, Seen } from './seen.ts';

/** How far a page looks ahead. */
export const AHEAD = 7 * DAY;
/** What falls due moves into view as time passes: after so long a record is planned again, changed or not. */
const KEPT_FOR = HOUR;
/** Of a batch of reads. */
const AT_ONCE = 100;

interface Place {
  version: string;
  at: Instant;
  urgency: string;
}

/** Of a function that stays warm, or a machine: ids and instants, of records that are open. */
const places = new WeakMap<Policy, Map<string, Place>>();

export async function byUrgency(open: readonly Open[], seen: Seen): Promise<Open[]> {
  const now = seen.now();
  const before = places.get(seen.policy) ?? new Map<string, Place>();
  const isKnown = ({ id, version }: Open) => {
    const place = before.get(id);
    return place?.version === version && between(place.at, now) < KEPT_FOR && place.at <= now;
  };
  const unknown = open.filter((each) => !isKnown(each));
  const after = new Map(open.flatMap(({ id }) => (before.has(id) ? [[id, before.get(id) as Place]] : [])));
  for (let from = 0; from < unknown.length; from += AT_ONCE) {
    const batch = unknown.slice(from, from + AT_ONCE);
    const records = await seen.read(
      batch.map(({ id }) => id),
      'to order',
    );
    for (const record of records) {
      const version = batch.find(({ id }) => id === record.id)?.version ?? '';
      const urgency =
        record.kind === 'child'
          ? urgencyOf(dutyList([record], seen.policy, now, later(now, AHEAD)))
          : OF_ITSELF;
      after.set(record.id, { version, at: now, urgency });
    }
  }
  places.set(seen.policy, after);
  // A sort keeps what is equal as it is: by the next letter. What has gone meanwhile is left to the reader of the page.
  const urgency = ({ id }: Open) => after.get(id)?.urgency ?? OF_ITSELF;
  return [...open].sort((a, b) => (urgency(a) < urgency(b) ? -1 : urgency(a) > urgency(b) ? 1 : 0));
}

/** No child: it has no row of its own, and a line on the first page. */
const OF_ITSELF = '';
