// What the files of the authorities say; a file with a fault deploys nothing, whatever the others say.
import type { Policy } from '../shared/core/policy.ts';
import { formatFault, loadAuthority } from '../shared/policy/load.ts';
import { Refused } from './refused.ts';

/** Loads authority files by name or path. Refused with a line for each fault of each file. */
export function policiesOf(authorities: readonly string[]): Policy[] {
  const loaded = authorities.map((nameOrPath) => loadAuthority(nameOrPath));
  const faults = loaded.flatMap((file) => (file.ok ? [] : file.faults.map(formatFault)));
  if (faults.length > 0) throw new Refused(faults);
  return loaded.flatMap((file) => (file.ok ? [file.policy] : []));
}
