// A morning's digest, put together once from all that is open: what the letter says is on record before it is sent.

import { dateLater } from '../../shared/core/calendar.ts';
import type { DigestRecord } from '../../shared/core/digest.ts';
import { digestAt, digestId, isEmpty, isPast, morning } from '../../shared/core/digest.ts';
import type { DigestLine, ToldBefore } from '../../shared/core/digest-line.ts';
import { byUrgency, digestLines } from '../../shared/core/digest-line.ts';
import type { Instant, LocalDate } from '../../shared/core/instant.ts';
import { between, latest, SECOND } from '../../shared/core/instant.ts';
import type { Needs } from './handler.ts';

/** Lines of one letter; of the rest it says how many there are. */
const MOST = 60;
/** So that what was put together can still be sent by the same run. */
const LEFT_FOR_LETTERS = 12 * SECOND;
const TOGETHER = 100;
/** How far back a digest that was sent is looked for: what was told since is told now. */
const MORNINGS = 7;

/** Whoever wakes it: it is put together when it is due, once, and not in a pause. */
export async function beginDigest(
  date: LocalDate,
  paused: boolean,
  needs: Needs,
): Promise<'settled' | 'again'> {
  const { policy, clock, wakeUps, episodes } = needs;
  const due = digestAt(policy, date);
  const now = clock.now();
  if (due === undefined || paused || isPast(due, now)) return 'settled';
  if (now < due) {
    await wakeUps.soon(digestId(date), Math.min(900, Math.ceil(between(now, due) / SECOND)));
    return 'settled';
  }
  const { since, ...before } = await toldBefore(date, needs);
  const record: DigestRecord = {
    kind: 'digest',
    id: digestId(date),
    date,
    since,
    asAt: now,
    ...(await gathered(since, before, now, needs)),
    told: {},
  };
  await episodes.write({ record, dueAt: now, policyHash: policy.hash }, 0);
  return 'again';
}

/** When the last digest was put together that anybody got, or that had nothing to tell, else a week of mornings ago; and what those told. */
async function toldBefore(date: LocalDate, needs: Needs): Promise<ToldBefore & { since: Instant }> {
  const { policy, episodes } = needs;
  const before: { date: LocalDate; at: Instant }[] = [];
  for (let day = dateLater(date, 'days', -1); before.length < MORNINGS; ) {
    const found = morning(policy, day, -1);
    if (!found) break;
    before.push(found);
    day = dateLater(found.date, 'days', -1);
  }
  const kept = await episodes.readAll(before.map((each) => digestId(each.date)));
  const told = kept.flatMap(({ record }) =>
    record.kind === 'digest' && (isEmpty(record) || isTold(record)) ? [record] : [],
  );
  const from = before.at(-1)?.at ?? needs.clock.now();
  const since = latest(told.map(({ asAt }) => asAt)) ?? from;
  return { since, from, lines: told.flatMap(({ lines }) => lines) };
}

const isTold = ({ told }: DigestRecord): boolean =>
  Object.values(told).some(({ state }) => state === 'accepted');

/** One record that cannot be planned, or too many, never stand in the way of the others: they are counted. */
async function gathered(
  since: Instant,
  before: ToldBefore,
  now: Instant,
  { policy, episodes, clock, deadline }: Needs,
): Promise<{ lines: DigestLine[]; unlisted: number }> {
  const ids: string[] = [];
  for await (const { id } of episodes.open()) if (id.startsWith('c-')) ids.push(id);
  let lines: DigestLine[] = [];
  let unlisted = 0;
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const some = ids.slice(from, from + TOGETHER);
    if (between(clock.now(), deadline) < LEFT_FOR_LETTERS) {
      unlisted += some.length;
      continue;
    }
    for (const { record } of await episodes.readAll(some)) {
      if (record.kind !== 'child') continue;
      try {
        lines.push(...digestLines(record, policy, since, now, before));
      } catch {
        unlisted += 1;
      }
    }
    lines.sort(byUrgency);
    unlisted += Math.max(0, lines.length - MOST);
    lines = lines.slice(0, MOST);
  }
  return { lines, unlisted };
}
