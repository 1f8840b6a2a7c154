// The end of a record: what was known is overwritten, then its keys are given back, and the table clears what is empty.
import type { Instant } from '../../shared/core/instant.ts';
import { DAY, later } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../../shared/core/record.ts';
import { emptied, endOf, isLetGo, restsSince } from '../../shared/core/retention.ts';
import type { Endings, FencedKey, Kept } from '../../shared/ports.ts';
import { keysIn, readWhereJoined } from '../receive/child-records.ts';
import type { Needs } from './handler.ts';

type Look = Pick<Kept, 'dueAt' | 'restsSince' | 'goesAt' | 'policyHash'>;

/** Longer than any run lasts: what was deleted and made anew is never taken for what a run has read. */
const EMPTY_FOR = DAY;

/** Where the index has what calls for nothing more. A child's record ends by settle's own work, any other the table may delete. */
export function atRest(record: HomewardRecord, policy: Policy): Pick<Kept, 'restsSince' | 'goesAt'> {
  const since = restsSince(record);
  if (!since) return {};
  if (record.kind === 'child') return { restsSince: since };
  const goesAt = endOf(since, 'messages', policy);
  return goesAt ? { goesAt } : {};
}

export const isKeptSo = (kept: Kept, look: Look): boolean =>
  (['dueAt', 'restsSince', 'goesAt', 'policyHash'] as const).every((name) => kept[name] === look[name]);

/** Whether the time of a child's record is over: also where its end was begun and not finished. */
export function isOver({ record, restsSince: noted }: Kept, policy: Policy, now: Instant): boolean {
  if (isLetGo(record)) return true;
  const since = noted && restsSince(record);
  const end = since && endOf(since, 'closed', policy);
  return end !== undefined && end <= now;
}

/**
 * The keys are read before the record is emptied, and given back only where nobody has touched them since. Whoever has word
 * of the child meanwhile touches its keys before writing: so they are not given back, or they are claimed again.
 */
export async function letGo(kept: Kept, needs: Needs): Promise<'settled' | 'again'> {
  const { record } = kept;
  const { endings, episodes, clock, watch, policy } = needs;
  if (record.kind !== 'child' || !endings || kept.goesAt) return 'settled';
  const now = clock.now();
  if (!isLetGo(record) && ((await mayBeNeeded(record, needs)) || (await isComingHere(record, needs))))
    return 'settled';
  const keys = keysIn(record);
  const seen = await endings.fences(keys.map(({ key }) => key));
  const empty = isLetGo(record) ? record : emptied(record, now);
  const { hash: policyHash } = policy;
  // Until all is done the sweep finds it, as it finds what is open.
  if (!(await episodes.write({ record: empty, dueAt: now, policyHash }, kept.version))) return 'again';
  const goesAt = later(now, EMPTY_FOR);
  const here = [record.id, ...(record.joinedFrom ?? [])];
  if (!(await giveBack(keys, seen, here, goesAt, endings))) return 'again';
  for (const id of record.joinedFrom ?? []) {
    if (!(await letPointerGo(id, here, goesAt, needs))) return 'again';
  }
  const { joinedFrom: _, ...bare } = empty;
  const ended = { record: { ...bare, keys: [] }, goesAt, policyHash };
  if (!(await episodes.write(ended, kept.version + 1))) return 'again';
  watch.count('RecordsLetGo', 1);
  watch.note('record let go', { record: record.id });
  return 'settled';
}

/** A record that may be the same child's, on which nobody has decided, and whose time is not over: they are found by each other's keys. */
async function mayBeNeeded(
  { id, candidates }: ChildRecord,
  { episodes, clock, policy }: Pick<Needs, 'episodes' | 'clock' | 'policy'>,
): Promise<boolean> {
  for (const [other, { decided }] of Object.entries(candidates)) {
    if (decided !== undefined) continue;
    const kept = await readWhereJoined(other, episodes);
    if (kept && kept.record.id !== id && !isOver(kept, policy, clock.now())) return true;
  }
  return false;
}

/** A record that is on its way here has keys and facts of its own until it has arrived: whoever brought it may have died. */
async function isComingHere(
  { joinedFrom = [] }: ChildRecord,
  { episodes, wakeUps }: Pick<Needs, 'episodes' | 'wakeUps'>,
): Promise<boolean> {
  for (const id of joinedFrom) {
    const { kept } = await episodes.read(id);
    if (kept?.record.kind !== 'child' || !kept.record.joining) continue;
    await wakeUps.soon(id);
    return true;
  }
  return false;
}

/** False where somebody has touched one. */
async function giveBack(
  keys: ReturnType<typeof keysIn>,
  seen: Readonly<Record<string, FencedKey>>,
  here: readonly string[],
  goesAt: Instant,
  endings: Pick<Endings, 'giveBack'>,
): Promise<boolean> {
  const now = new Map(Object.entries(seen));
  for (const { key, entry } of keys) {
    const at = now.get(key);
    if (!at || !here.includes(at.entries[entry] ?? '')) continue;
    if (!(await endings.giveBack(key, entry, at, goesAt))) return false;
    const { [entry]: _, ...entries } = at.entries;
    now.set(key, { entries, fence: at.fence + 1 });
  }
  return true;
}

/** A record that was joined to this one says where to, until the table clears it, and keeps no key. */
async function letPointerGo(
  id: string,
  here: readonly string[],
  goesAt: Instant,
  { episodes }: Pick<Needs, 'episodes'>,
): Promise<boolean> {
  const { kept } = await episodes.read(id);
  if (kept?.record.kind !== 'child' || !here.includes(kept.record.joinedTo ?? '')) return true;
  const record: ChildRecord = { ...kept.record, keys: [] };
  return episodes.write({ record, goesAt }, kept.version);
}
