// A record that grows towards its item's limit: somebody must hear of it while there is still room.
import type { Kept, Watch } from '../../shared/ports.ts';

/** Packed, of the 250 KB from which on no message is noted. */
const NEARLY_FULL = 150 * 1024; // bytes

export function warnWhenNearlyFull({ record, packedBytes = 0 }: Kept, watch: Watch): void {
  if (packedBytes <= NEARLY_FULL) return;
  watch.count('RecordsToMend', 1);
  watch.alarm('record nearly full', { record: record.id, kilobytes: Math.round(packedBytes / 1024) });
}
