// The only notion of time in the emulators: nothing here reads the machine's clock to decide what is due.

/** Virtual time, in milliseconds since 1970 in UTC. */
export interface Clock {
  now(): number;
  /** Resolves once the virtual time is `untilMs` or later, or when aborted; never rejects. */
  wait(untilMs: number, signal?: AbortSignal): Promise<void>;
}
