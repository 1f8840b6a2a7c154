// Where a clock starts: a folder that has one already goes on with it, and what the command line says is for an empty one.
import type { Start } from './clock.ts';
import type { KeptClock } from './clock-file.ts';

/**
 * `asked`: an ISO instant with an offset; nothing for the machine's own time. Throws one line where it is not an instant.
 * `log` is told where it is passed over.
 */
export function startOfClock(
  kept: KeptClock | undefined,
  asked: string | undefined,
  log: (line: string) => void,
): Start {
  if (kept) {
    const { follows, now } = kept;
    if (asked !== undefined) {
      log(`--clock is for an empty data folder: this one goes on at ${new Date(now).toISOString()}.`);
    }
    return follows === 'machine' ? { follows, notBefore: now } : { follows, from: now };
  }
  if (asked === undefined) return { follows: 'machine' };
  const from = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(asked) ? Date.parse(asked) : Number.NaN;
  if (Number.isNaN(from)) {
    throw new Error(`--clock ${asked} is not an instant with an offset, such as 2026-11-22T02:40:00Z.`);
  }
  return { follows: 'itself', from };
}
