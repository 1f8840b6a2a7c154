// What is kept of a message: of one that nobody could act on the whole of it, for a person; and until when.
import type { Reason } from '../../shared/contract/read.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { HomewardRecord, UnreadableRecord } from '../../shared/core/record.ts';
import { endOf, isUnderHold } from '../../shared/core/retention.ts';
import { gather } from '../../shared/core/unreadable.ts';
import type { Receipt } from '../../shared/ports.ts';
import { ATTEMPTS } from './child-records.ts';
import type { Incoming, Needs } from './handler.ts';
import { hash } from './whose-record.ts';

export async function keepUnreadable(
  incoming: Incoming,
  sender: string,
  now: Instant,
  reading: {
    reasons: Reason[];
    id: string | undefined;
    source: string | undefined;
    type: string | undefined;
  },
  needs: Needs,
): Promise<void> {
  const receipt = `unreadable-${hash(incoming.body)}`;
  const { received } = await needs.episodes.lookUp(receipt, []);
  if (received) {
    needs.watch.count('DuplicateMessages', 1);
    return;
  }
  const id = `u-${hash(incoming.senderId).slice(0, 24)}`;
  for (let attempt = 1; ; attempt++) {
    const { kept } = await needs.episodes.read(id);
    const empty: UnreadableRecord = { kind: 'unreadable', id, sender, windows: [], told: {} };
    const before = kept?.record.kind === 'unreadable' ? kept.record : empty;
    const record: HomewardRecord = gather(before, receipt.slice(-24), now);
    const policyHash = kept?.policyHash;
    const written = await needs.episodes.write(
      { record, dueAt: now, ...(policyHash && { policyHash }) },
      kept?.version ?? 0,
    );
    if (written) break;
    if (attempt === ATTEMPTS) throw new Error(`Record ${id} kept changing while it was written`);
  }
  await needs.wakeUps.soon(id);
  await needs.episodes.keep({
    id: receipt,
    receivedAt: now,
    body: incoming.body,
    sender,
    outcome: 'unreadable',
    record: id,
    reasons: reading.reasons,
    ...(reading.id && { messageId: reading.id }),
    ...(reading.source && { source: reading.source }),
    ...(reading.type && { type: reading.type }),
    ...keptUntil(now, needs.policy),
  });
  needs.watch.count('UnreadableMessages', 1);
  needs.watch.note('unreadable', { receipt, record: id, reasons: reading.reasons.length });
}

/** A message of a child who is held has no end. */
export function keptUntil(received: Instant, policy: Policy, of?: HomewardRecord): Pick<Receipt, 'goesAt'> {
  const goesAt = of && isUnderHold(of) ? undefined : endOf(received, 'messages', policy);
  return goesAt ? { goesAt } : {};
}
