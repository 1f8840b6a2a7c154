// The proof that nothing is lost: whoever is overdue, planned under another policy, or planned wrongly is woken, and said to be.
import type { Instant } from '../../shared/core/instant.ts';
import { between, MINUTE, millis, NEVER, SECOND } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Clock, Episodes, Kept, WakeUps, Watch } from '../../shared/ports.ts';

export interface Needs {
  policy: Policy;
  episodes: Pick<Episodes, 'open' | 'readAll'>;
  wakeUps: Pick<WakeUps, 'soon'>;
  clock: Clock;
  watch: Watch;
}

/**
 * Every run reads the whole open index, and the facts of a twelfth of the open records: in an hour, of all. It does the
 * last run's twelfth too, since that one may have failed, or a clock at the edge of five minutes have missed it.
 */
const TURNS = 12;
const EVERY = 5 * MINUTE;

export async function sweep({ policy, episodes, wakeUps, clock, watch }: Needs): Promise<void> {
  const now = clock.now();
  const turn = Math.floor(millis(now) / EVERY) % TURNS;
  const turns = [turn, (turn + TURNS - 1) % TURNS];
  const wake = new Set<string>();
  const check: string[] = [];
  let open = 0;
  let overdue = 0;
  let latestBy = 0;
  for await (const record of episodes.open()) {
    open += 1;
    const lateBy = between(record.dueAt, now);
    if (lateBy > MINUTE) {
      overdue += 1;
      latestBy = Math.max(latestBy, lateBy);
    }
    if (lateBy > MINUTE || record.policyHash !== policy.hash) wake.add(record.id);
    else if (turns.includes(turnOf(record.id))) check.push(record.id);
  }
  const misplanned = (await episodes.readAll(check)).filter((kept) => isMisplanned(kept, policy, now));
  for (const { record } of misplanned) wake.add(record.id);
  for (const id of wake) await wakeUps.soon(id);
  watch.count('OverdueBySeconds', Math.round(latestBy / SECOND));
  if (misplanned.length > 0) watch.count('MisplannedRecords', misplanned.length);
  watch.note('swept', {
    open,
    overdue,
    woken: wake.size,
    checked: check.length,
    misplanned: misplanned.length,
  });
}

/** Whether the index promises to look later than the facts demand. A record that cannot be planned was reported already. */
function isMisplanned({ record, dueAt }: Kept, policy: Policy, now: Instant): boolean {
  try {
    const planned = plan(record, policy, now);
    const due = planned.actions[0]?.dueAt ?? planned.next;
    return due !== undefined && due < (dueAt ?? NEVER);
  } catch {
    return record.fault?.policyHash !== policy.hash;
  }
}

/** Which of the twelve sweeps of an hour checks a record. */
export function turnOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum % TURNS;
}
