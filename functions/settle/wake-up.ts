// A wake-up names a record and nothing else; what it does not name, it cannot cause.

/** The record's id, or undefined where the body is no wake-up: nothing is lost, for the sweep asks after every open record. */
export function recordIn(body: string): string | undefined {
  try {
    const { record } = JSON.parse(body) as { record?: unknown };
    return typeof record === 'string' && /^[a-z]-[0-9a-f]{1,64}$/.test(record) ? record : undefined;
  } catch {
    return undefined;
  }
}
