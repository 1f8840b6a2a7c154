// Children's records as receive changes them: read to where they were joined, written until nobody came between.
import type { Instant } from '../../shared/core/instant.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { Episodes, Kept } from '../../shared/ports.ts';

export type KeptChild = Kept & { record: ChildRecord };

export const ATTEMPTS = 8;

/** A record, followed to where it was joined. */
export async function readWhereJoined(id: string, episodes: Episodes): Promise<Kept | undefined> {
  let at = id;
  for (let hops = 0; hops < 20; hops++) {
    const { kept } = await episodes.read(at);
    if (kept?.record.kind !== 'child' || !kept.record.joinedTo) return kept;
    at = kept.record.joinedTo;
  }
  throw new Error(`Record ${id} was joined in a circle`);
}

export async function readChild(id: string, episodes: Episodes): Promise<KeptChild | undefined> {
  const kept = await readWhereJoined(id, episodes);
  if (!kept) return undefined;
  const { record } = kept;
  if (record.kind !== 'child') throw new Error(`Record ${id} is not a child's`);
  return { ...kept, record };
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

/** Whether settle has anything to look at: an episode, of whatever state. */
export const hasEpisode = (record: ChildRecord): boolean => Object.keys(record.references).length > 0;
