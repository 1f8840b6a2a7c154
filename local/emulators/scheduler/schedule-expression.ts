// When a schedule fires: `at()` and `rate()` in UTC. `cron()` is refused: no schedule of this project uses it.

export type Expression = { kind: 'once'; at: number } | { kind: 'every'; period: number };

const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Milliseconds; where the text is no expression, says what is wrong with it. */
export function readExpression(text: string): Expression | { fault: string } {
  const [, local] = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/.exec(text) ?? [];
  if (local !== undefined) {
    const at = Date.parse(`${local}Z`);
    const isReal = !Number.isNaN(at) && new Date(at).toISOString() === `${local}.000Z`;
    return isReal
      ? { kind: 'once', at }
      : { fault: `Invalid Schedule Expression ${text}: there is no such instant.` };
  }
  const [, digits = '', unit = ''] = /^rate\((\d+) ([a-z]+)\)$/.exec(text) ?? [];
  const value = Number(digits);
  // As AWS has it: `rate(1 minute)` but `rate(5 minutes)`.
  const period = UNITS[value === 1 ? unit : unit.replace(/s$/, '')];
  if (period !== undefined && value > 0 && (value === 1 || unit.endsWith('s'))) {
    return { kind: 'every', period: value * period };
  }
  if (text.startsWith('cron(')) return { fault: 'The local Scheduler has at() and rate(), no cron().' };
  return { fault: `Invalid Schedule Expression ${text}.` };
}
