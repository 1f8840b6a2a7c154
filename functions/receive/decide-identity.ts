// What a person decides of whose record it is. An answer that names nobody, or one of several, leaves the question open.
import type { Message } from '../../shared/contract/message.ts';
import { suspect } from '../../shared/core/evolve.ts';
import { keysOf, match } from '../../shared/core/identity.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import type { Episodes, WakeUps, Watch } from '../../shared/ports.ts';
import { change, hasEpisode, readChild } from './child-records.ts';
import { joinInto } from './joining.ts';
import { matchesOf, namesIn } from './whose-record.ts';

interface Deciding {
  policy: Policy;
  episodes: Episodes;
  wakeUps: Pick<WakeUps, 'soon'>;
  watch: Watch;
}

/**
 * A person's answer to "whose record is this?". One that names nobody, or one of several, leaves the question open.
 * Undefined where the record changed hands meanwhile.
 */
export async function decideIdentity(
  message: Message,
  record: ChildRecord,
  { policy, episodes, wakeUps, watch }: Deciding,
  now: Instant,
): Promise<ChildRecord | undefined> {
  if (message.type !== 'task.recorded' || !isIdentityTask(message.data.task, policy)) return record;
  const { outcome, sameAs } = message.data;
  const ways = await waysOf(record, episodes);
  const open = ways.filter(({ id }) => record.candidates[id]?.decided === undefined);
  const asked = sameAs ? await recordsNamed(sameAs, episodes) : open.map(({ leadsTo }) => leadsTo);
  const named = [...new Set(asked)].filter((id) => id !== record.id);
  const [other] = named;
  if (other !== undefined && outcome === 'same-child' && named.length === 1) {
    return joinInto(other, record.id, episodes, now);
  }
  if (other === undefined || outcome !== 'different-child') {
    watch.alarm('identity answer not understood', { record: record.id, named: named.length });
    return record;
  }
  for (const id of named) {
    const kept = await readChild(id, episodes);
    if (!kept) continue;
    const back = (await waysOf(kept.record, episodes)).filter(({ leadsTo }) => leadsTo === record.id);
    const decided = await change(id, kept, episodes, now, (of) => different(of, [record.id, ...idsOf(back)]));
    if (hasEpisode(decided)) await wakeUps.soon(decided.id);
  }
  const there = ways.filter(({ leadsTo }) => named.includes(leadsTo));
  return change(record.id, undefined, episodes, now, (of) => different(of, [...named, ...idsOf(there)]));
}

interface Way {
  id: string;
  leadsTo: string;
}

/** A record's candidates, and where each leads now: it may have been joined to another since. */
async function waysOf(record: ChildRecord, episodes: Episodes): Promise<Way[]> {
  const ways: Way[] = [];
  for (const id of Object.keys(record.candidates)) {
    const kept = await readChild(id, episodes);
    ways.push({ id, leadsTo: kept?.record.id ?? id });
  }
  return ways;
}

const idsOf = (ways: readonly Way[]): string[] => ways.map(({ id }) => id);

const different = (of: ChildRecord, others: readonly string[]): ChildRecord =>
  others.reduce((all, id) => suspect(all, id, { why: 'identity', decided: 'different-child' }), of);

/** The records that a police reference or a person's identifier leads to. */
async function recordsNamed(sameAs: string, episodes: Episodes): Promise<string[]> {
  const keys = [
    ...keysOf(sameAs, { localAuthorityId: sameAs }),
    ...keysOf(undefined, { policePersonId: sameAs }),
    ...keysOf(undefined, { nhsNumber: sameAs }),
  ];
  const { keys: found } = await episodes.lookUp('', namesIn(keys));
  const { reference, exact } = match(keys, found);
  const matches = await matchesOf([...exact, ...(reference ? [reference] : [])], episodes);
  return matches.map(({ id }) => id);
}

const isIdentityTask = (task: string, policy: Policy): boolean =>
  policy.versions.some((version) =>
    version.rules.some((rule) => rule.upon === 'unmatched' && rule.id === task),
  );
