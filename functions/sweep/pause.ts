// A pause that nobody remembers is an outage: it is said once an hour, for as long as it lasts.
import type { Instant } from '../../shared/core/instant.ts';
import { between, HOUR, SECOND } from '../../shared/core/instant.ts';
import type { Watch } from '../../shared/ports.ts';

/** In the rest of the hour the alarm goes out, so that it can sound again. */
export function tellOfPause(since: Instant, now: Instant, watch: Watch): void {
  const lasts = Math.max(0, between(since, now));
  // It has begun, however little of it is over.
  watch.count('ServicePausedSeconds', Math.max(1, Math.round(lasts / SECOND)));
  watch.alarm('all mail is paused', { since, hours: Math.floor(lasts / HOUR) });
}
