// The proof that nothing is lost: whoever is overdue, planned under another policy, or planned wrongly is woken, and said to be.
import { nextWordBy } from '../../shared/core/fate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { between, earliest, MINUTE, millis, NEVER, SECOND } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { mayBeOver } from '../../shared/core/retention.ts';
import type { Clock, Endings, Episodes, Feeds, Kept, Pauses, WakeUps, Watch } from '../../shared/ports.ts';
import { listenToFeeds } from './feeds.ts';
import { askForDigest } from './morning-digest.ts';
import { tellOfPause } from './pause.ts';

export interface Needs {
  policy: Policy;
  episodes: Pick<Episodes, 'open' | 'readAll'>;
  wakeUps: Pick<WakeUps, 'soon'>;
  /** Left out where nobody can pause. */
  pauses?: Pauses;
  /** Left out where nothing is let go. */
  endings?: Pick<Endings, 'resting'>;
  /** Left out where no feed is listened to. */
  feeds?: Feeds;
  clock: Clock;
  watch: Watch;
}

/**
 * Every run reads the whole open index, and the facts of a twelfth of the open records: in an hour, of all. It does the
 * last run's twelfth too, since that one may have failed, or a clock at the edge of five minutes have missed it.
 */
const TURNS = 12;
const EVERY = 5 * MINUTE;

export async function sweep(needs: Needs): Promise<void> {
  const { policy, episodes, wakeUps, pauses, feeds, clock, watch } = needs;
  const now = clock.now();
  const turn = Math.floor(millis(now) / EVERY) % TURNS;
  const turns = [turn, (turn + TURNS - 1) % TURNS];
  // Once an hour is enough for some things: in two sweeps, since one may fail.
  const isHourly = turns.includes(0);
  const late: { id: string; dueAt: Instant }[] = [];
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
    if (lateBy > MINUTE || record.policyHash !== policy.hash) late.push(record);
    else if (turns.includes(turnOf(record.id))) check.push(record.id);
  }
  // After an outage or a pause, what has waited longest goes first.
  for (const { id } of late.sort((a, b) => between(b.dueAt, a.dueAt))) wake.add(id);
  const misplanned = (await episodes.readAll(check)).filter((kept) => isMisplanned(kept, policy, now));
  for (const { record } of misplanned) wake.add(record.id);
  for (const id of wake) await wakeUps.soon(id);
  await askForDigest(policy, now, needs);
  // In a pause everything is overdue, and the pause is what is said.
  const pausedSince = overdue > 0 || isHourly ? await pauses?.since() : undefined;
  if (pausedSince === undefined) watch.count('OverdueBySeconds', Math.round(latestBy / SECOND));
  else if (isHourly) tellOfPause(pausedSince, now, watch);
  if (misplanned.length > 0) watch.count('RecordsToMend', misplanned.length);
  watch.note('swept', {
    open,
    overdue,
    woken: wake.size,
    checked: check.length,
    misplanned: misplanned.length,
    ...(pausedSince !== undefined && { paused: true }),
  });
  // Last, so that nothing here stands in the way of a child's letter.
  if (isHourly) await wakeWhatIsOver(needs, now);
  if (feeds && isHourly) await listenToFeeds(policy, feeds, now, watch);
}

/** In an hour so many: after a period was shortened there may be thousands. */
const MOST_ENDINGS = 200;

/** Settle decides for each whether its time is over. */
async function wakeWhatIsOver({ policy, endings, wakeUps, watch }: Needs, now: Instant): Promise<void> {
  if (!policy.retention || !endings) return;
  const old = await endings.resting(mayBeOver(now, policy.retention, policy.calendar), MOST_ENDINGS);
  for (const id of old) await wakeUps.soon(id);
  if (old.length > 0) watch.note('records at their end', { woken: old.length });
}

/** Whether the index promises to look later than the facts demand. A record that cannot be planned was reported already. */
function isMisplanned({ record, dueAt }: Kept, policy: Policy, now: Instant): boolean {
  try {
    const planned = plan(record, policy, now);
    const due = earliest(
      [planned.actions[0]?.dueAt ?? planned.next, nextWordBy(record)].flatMap((at) => at ?? []),
    );
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
