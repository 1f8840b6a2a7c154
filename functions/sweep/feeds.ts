// A feed that has fallen silent for longer than its habit: nobody is told of a child whom nobody reports.
import type { Instant } from '../../shared/core/instant.ts';
import { between, DAY, HOUR, SECOND } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Feeds, Watch } from '../../shared/ports.ts';

/** The habit is what a feed did in the four weeks before its last message; of fewer messages there is no habit. */
const LATELY = 28 * DAY;
const FEWEST = 10;
/** How much longer than its longest silence of late it may be quiet. */
const LONGER = 1.5;

/** For how many milliseconds it has been silent, where that is longer than its habit. Newest first. */
export function silentFor(heard: readonly Instant[], now: Instant): number | undefined {
  const [last] = heard;
  if (last === undefined) return undefined;
  const lately = heard.filter((at) => between(at, last) <= LATELY);
  if (lately.length < FEWEST) return undefined;
  const gaps = lately.slice(1).map((at, index) => between(at, lately[index] ?? at));
  const silence = between(last, now);
  return silence > Math.max(HOUR, LONGER * Math.max(...gaps)) ? silence : undefined;
}

/** A pattern of sources (`urn:school:ANY`) is many senders, each with nothing to say most of the time. */
export async function listenToFeeds(
  { sources }: Policy,
  feeds: Feeds,
  now: Instant,
  watch: Watch,
): Promise<void> {
  let longest = 0;
  for (const { urn } of sources.filter((source) => !source.urn.endsWith(':ANY'))) {
    const silence = silentFor(await feeds.heard(urn), now);
    if (silence === undefined) continue;
    longest = Math.max(longest, silence);
    watch.alarm('a feed has fallen silent', { source: urn, seconds: Math.round(silence / SECOND) });
  }
  if (longest > 0) watch.count('FeedSilentSeconds', Math.round(longest / SECOND));
}
