// How a fault is told to a sender: where it is, what is wrong and how to mend it, never what was received.

/** One fault. `path` is a JSON pointer (RFC 6901) such as /data/person/dateOfBirth; '' is the whole message. */
export interface Reason {
  path: string;
  message: string;
}

export interface Fault {
  path: readonly PropertyKey[];
  message: string;
}

/** An object as it was sent, before it is known to be sound. */
export type Said = Readonly<Record<string, unknown>>;

// Every field's name begins with a small letter; a child's name, a house's or an identifier seldom does.
const fieldName = /^[a-z_](?!.*[0-9]{3})[A-Za-z0-9_-]{0,39}$/;
const deepest = 8;
const mostReasons = 100;

/** The path stops before a name that is no field's: such a name could be somebody's. */
export function pointer(path: readonly PropertyKey[]): string {
  let written = '';
  for (const step of path.slice(0, deepest)) {
    if (typeof step !== 'number' && !isFieldName(step)) break;
    written += `/${String(step)}`;
  }
  return written;
}

export function isFieldName(name: PropertyKey): boolean {
  return fieldName.test(String(name));
}

/** At most 100 reasons, each once, so that the list always fits beside the message that it is kept with. */
export function asReasons(faults: readonly Fault[]): Reason[] {
  const reasons = new Map<string, Reason>();
  for (const { path, message } of faults) {
    const reason = { path: pointer(path), message };
    const known = `${reason.path} ${message}`;
    if (reasons.size === mostReasons && !reasons.has(known)) {
      return [
        ...reasons.values(),
        { path: '', message: 'has more faults than are listed: mend these first' },
      ];
    }
    reasons.set(known, reason);
  }
  return [...reasons.values()];
}

/** What zod asks for a value that is not of the right kind: an absent one and a null have their own words. */
export function wrong(message: string): (issue: { readonly input?: unknown }) => string {
  return ({ input }) => {
    if (input === undefined) return 'is missing: add it';
    if (input === null) return 'is null, but must be known: give a value';
    return message;
  };
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function asSaid(value: unknown): Said | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Said) : undefined;
}
