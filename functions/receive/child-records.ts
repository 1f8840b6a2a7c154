// Children's records as receive changes them: read to where they were joined, written until nobody came between.
import type { Instant } from '../../shared/core/instant.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { isHeld, lastWordOn } from '../../shared/core/retention.ts';
import type { Episodes, Kept } from '../../shared/ports.ts';

export type KeptChild = Kept & { record: ChildRecord };

export const ATTEMPTS = 8;

/** Packed, of the 400 KB of an item: what is left is for letters and for what becomes of them. */
export const MOST_SAID = 250 * 1024; // bytes

/** A record, followed to where it was joined. What leads to a record that the table has cleared is empty, as that one was. */
export async function readWhereJoined(id: string, episodes: Episodes): Promise<Kept | undefined> {
  let at = id;
  let from: Kept | undefined;
  for (let hops = 0; hops < 20; hops++) {
    const { kept } = await episodes.read(at);
    if (!kept) return from && { ...from, record: emptyChild(from.record.id) };
    if (kept.record.kind !== 'child' || !kept.record.joinedTo) return kept;
    from = kept;
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

/**
 * Reads, changes and writes a child's record until nobody came between. `known`: as it was read before, `none` where there
 * was none. `most`: how many bytes it may take.
 */
export async function change(
  id: string,
  known: KeptChild | 'none' | undefined,
  episodes: Episodes,
  now: Instant,
  how: (record: ChildRecord) => ChildRecord,
  most?: number,
): Promise<ChildRecord> {
  let kept = known === 'none' ? undefined : (known ?? (await readChild(id, episodes)));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = kept?.record ?? emptyChild(id);
    const after = before.letGo ? await begunAgain(before, how, episodes) : how(before);
    if (kept && after === before) return before;
    const policyHash = kept?.policyHash;
    const written = await episodes.write(
      { record: after, ...whenToLook(after, now), ...(policyHash && { policyHash }) },
      kept?.version ?? 0,
      most,
    );
    if (written) return after;
    kept = await readChild(id, episodes);
  }
  throw new Error(`Record ${id} kept changing while it was written`);
}

/**
 * There is word again of a record whose time was over, and its keys may be on their way back. Those by which the word came
 * are claimed anew before anything is written: who gives one back finds it touched, or has done so already; either way it
 * leads here then. So are the others that lead here still: whoever comes by them next finds a record like any other.
 */
async function begunAgain(
  ended: ChildRecord,
  how: (record: ChildRecord) => ChildRecord,
  episodes: Episodes,
): Promise<ChildRecord> {
  const { letGo: _, ...before } = ended;
  const after = how({ ...before, keys: [] });
  for (const { key, entry } of keysIn(after)) {
    const at = (await episodes.claim(key, entry, ended.id))[entry] ?? '';
    if (at === ended.id) continue;
    // A record that was joined to this one goes with it: nothing may lead there any more.
    if (await leadsTo(ended.id, at, episodes)) await episodes.redirect(key, entry, ended.id);
    // The next try looks again whose record this is.
    else if (!after.joinedFrom?.includes(at)) throw new Error(`A key of ${ended.id} is another record's now`);
  }
  const others = keysIn(ended).filter(({ key, entry }) => !after.keys.includes(`${key}\t${entry}`));
  if (others.length > 0) {
    const { keys } = await episodes.lookUp(
      '',
      others.map(({ key }) => key),
    );
    for (const { key, entry } of others) {
      const at = keys[key]?.[entry];
      if (at === ended.id || (at !== undefined && ended.joinedFrom?.includes(at)))
        await episodes.redirect(key, entry, ended.id);
    }
  }
  return { ...after, keys: [...new Set([...ended.keys, ...after.keys])].sort() };
}

const leadsTo = async (record: string, from: string, episodes: Episodes): Promise<boolean> =>
  (await readWhereJoined(from, episodes))?.record.id === record;

/** The keys of a record, as it notes them. */
export const keysIn = ({ keys }: Pick<ChildRecord, 'keys'>): { key: string; entry: string }[] =>
  keys.map((noted) => {
    const [key = '', entry = ''] = noted.split('\t');
    return { key, entry };
  });

/** Settle looks at what has an episode; of what has none nothing falls due, and its time runs. */
function whenToLook(record: ChildRecord, now: Instant): Pick<Kept, 'dueAt' | 'restsSince'> {
  if (hasEpisode(record)) return { dueAt: now };
  const since = isHeld(record) ? undefined : (lastWordOn(record) ?? now);
  return since ? { restsSince: since } : {};
}

/** Whether settle has anything to look at: an episode, of whatever state. */
export const hasEpisode = (record: ChildRecord): boolean => Object.keys(record.references).length > 0;
