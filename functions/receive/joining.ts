// Two records that turn out to be one child's: everything goes to one of them, and nobody sends the same letter from both.
import { join, leavings } from '../../shared/core/evolve.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { Episodes } from '../../shared/ports.ts';
import type { KeptChild } from './child-records.ts';
import { ATTEMPTS, change, keysIn, readChild } from './child-records.ts';

/** A run that died in the middle is tried again after three minutes, and finds its mark still there. */
const LASTS = 4 * MINUTE;

/**
 * Mark the record as on its way, merge, leave a pointer, redirect the keys: each step may be repeated, and a reader may
 * come between. Undefined where the record is on its way elsewhere, or went there: whose it is must be asked again.
 * `noting`: adds to a record the keys by which word of it came, for one that is ending may be giving them back.
 */
export async function joinInto(
  into: string,
  from: string,
  episodes: Episodes,
  now: Instant,
  noting: (record: ChildRecord) => ChildRecord = (record) => record,
): Promise<ChildRecord | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const source = await readChild(from, episodes);
    const target = await readChild(into, episodes);
    const targetId = target?.record.id ?? into;
    // Claimed and not written yet: whoever is about to write it finds where it went, and that must be there first.
    if (!source) {
      const there = await change(into, target, episodes, now, (record) =>
        withPointers(record, emptyChild(from)),
      );
      if (!(await episodes.write({ record: leavings(emptyChild(from), there.id) }, 0))) continue;
      return there;
    }
    if (source.record.id === targetId)
      return change(targetId, source, episodes, now, (record) => arrived(record, into));
    if (source.record.id !== from) return undefined;
    const { joining } = source.record;
    if (joining && !(await leadsTo(joining.by, targetId, episodes))) {
      // Half of it may be there: whoever began has his time, then it is ended where it was begun.
      if (joining.until <= now) await joinInto(joining.by, from, episodes, now);
      return undefined;
    }
    const marked = await mark({ ...source, record: noting(source.record) }, targetId, episodes, now);
    if (!marked) continue;
    const merged = await change(into, target, episodes, now, (record) =>
      record.id === from ? record : withPointers(join(noting(record), marked.record), marked.record),
    );
    // It was joined to this one meanwhile: they are one already.
    if (merged.id === from) continue;
    // What was told of the other one meanwhile is not lost: its version has moved, and all is done once more.
    if (!(await episodes.write({ record: leavings(marked.record, merged.id) }, marked.version))) continue;
    for (const { key, entry } of keysIn(marked.record)) await episodes.redirect(key, entry, merged.id);
    return merged;
  }
  throw new Error(`Record ${from} kept changing while it was joined to ${into}`);
}

/** What led to the one leads to the other from now on, and goes with it. */
function withPointers(record: ChildRecord, from: ChildRecord): ChildRecord {
  const before = record.joinedFrom ?? [];
  const all = new Set([...before, ...(from.joinedFrom ?? []), from.id]);
  all.delete(record.id);
  return all.size === before.length ? record : { ...record, joinedFrom: [...all].sort() };
}

const leadsTo = async (id: string, target: string, episodes: Episodes): Promise<boolean> =>
  id === target || (await readChild(id, episodes))?.record.id === target;

/** From here on no run sends letters of it: what it is yet to send, it sends from where it goes. Undefined where somebody was quicker. */
async function mark(
  { version, ...kept }: KeptChild,
  target: string,
  episodes: Episodes,
  now: Instant,
): Promise<KeptChild | undefined> {
  if (kept.record.joining && kept.record.joining.until > now) return { ...kept, version };
  const record = { ...kept.record, joining: { by: target, until: later(now, LASTS) } };
  const written = await episodes.write({ ...kept, record }, version);
  return written ? { ...kept, record, version: version + 1 } : undefined;
}

/** One that was to go to a record which came to it instead: it is on its way no longer. */
function arrived(record: ChildRecord, from: string): ChildRecord {
  if (record.joining?.by !== from) return record;
  const { joining: _, ...here } = record;
  return here;
}
