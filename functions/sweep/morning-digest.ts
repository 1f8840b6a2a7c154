// The digest of the morning is asked for when it is due, and again until there is one: settle puts it together and sends it.
import { dateLater, localDate } from '../../shared/core/calendar.ts';
import { digestAt, digestId, isPast, morning } from '../../shared/core/digest.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { between, MINUTE, SECOND } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Episodes, WakeUps } from '../../shared/ports.ts';

/** The last sweep before it is due asks for it, to the second; the one after may come too late or not at all. */
const AHEAD = 6 * MINUTE;

export async function askForDigest(
  policy: Policy,
  now: Instant,
  { episodes, wakeUps }: { episodes: Pick<Episodes, 'readAll'>; wakeUps: Pick<WakeUps, 'soon'> },
): Promise<void> {
  if (!policy.digest) return;
  const today = localDate(policy.calendar, now);
  const coming = digestAt(policy, today);
  const ahead = coming === undefined ? 0 : between(now, coming);
  if (ahead > 0 && ahead <= AHEAD) return wakeUps.soon(digestId(today), Math.ceil(ahead / SECOND));
  const last = morning(policy, ahead > 0 ? dateLater(today, 'days', -1) : today, -1);
  if (!last || isPast(last.at, now)) return;
  const [made] = await episodes.readAll([digestId(last.date)]);
  if (!made) await wakeUps.soon(digestId(last.date));
}
