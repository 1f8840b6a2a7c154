// Children's records as receive changes them: read to where they were joined, written until nobody came between, joined.
import { join, leavings } from '../../shared/core/evolve.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { Episodes, Kept } from '../../shared/ports.ts';

export type KeptChild = Kept & { record: ChildRecord };

export const ATTEMPTS = 8;

/** A child's record, followed to where it was joined. */
export async function readChild(id: string, episodes: Episodes): Promise<KeptChild | undefined> {
  let at = id;
  for (let hops = 0; hops < 20; hops++) {
    const { kept } = await episodes.read(at);
    if (!kept) return undefined;
    const { record } = kept;
    if (record.kind !== 'child') throw new Error(`Record ${at} is not a child's`);
    if (!record.joinedTo) return { ...kept, record };
    at = record.joinedTo;
  }
  throw new Error(`Record ${id} was joined in a circle`);
}

/** Reads, changes and writes a child's record until nobody came between. `known`: as it was read before, `none` where there was none. */
export async function change(
  id: string,
  known: KeptChild | 'none' | undefined,
  episodes: Episodes,
  now: Instant,
  how: (record: ChildRecord) => ChildRecord,
): Promise<ChildRecord> {
  let kept = known === 'none' ? undefined : (known ?? (await readChild(id, episodes)));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = kept?.record ?? emptyChild(id);
    const after = how(before);
    if (kept && after === before) return before;
    const policyHash = kept?.policyHash;
    const written = await episodes.write(
      { record: after, ...(hasEpisode(after) && { dueAt: now }), ...(policyHash && { policyHash }) },
      kept?.version ?? 0,
    );
    if (written) return after;
    kept = await readChild(id, episodes);
  }
  throw new Error(`Record ${id} kept changing while it was written`);
}

/** Merge, then leave a pointer, then redirect the keys: each step may be repeated, and a reader may come between. */
export async function joinInto(
  into: string,
  from: string,
  episodes: Episodes,
  now: Instant,
): Promise<ChildRecord> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const source = await readChild(from, episodes);
    const target = await readChild(into, episodes);
    // Claimed and not written yet: whoever is about to write it finds where it went.
    if (!source) {
      if (!(await episodes.write({ record: leavings(emptyChild(from), into) }, 0))) continue;
      return change(into, target, episodes, now, (record) => record);
    }
    const merged = await change(into, target, episodes, now, (record) =>
      record.id === source.record.id ? record : join(record, source.record),
    );
    if (merged.id === source.record.id) return merged;
    // What was told of the other one meanwhile is not lost: its version has moved, and all is done once more.
    if (!(await episodes.write({ record: leavings(source.record, merged.id) }, source.version))) continue;
    for (const key of source.record.keys) {
      const [name = '', entry = ''] = key.split('\t');
      await episodes.redirect(name, entry, merged.id);
    }
    return merged;
  }
  throw new Error(`Record ${from} kept changing while it was joined to ${into}`);
}

/** Whether settle has anything to look at: an episode, of whatever state. */
export const hasEpisode = (record: ChildRecord): boolean => Object.keys(record.references).length > 0;
