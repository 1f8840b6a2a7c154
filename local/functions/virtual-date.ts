// Replaces `Date` in a worker thread, so that an unchanged bundle lives in virtual time; timers stay real.

/** Reads what `VirtualClock.shared` holds: the instant at which time stands, or else the distance from the machine's clock. */
export function virtualNow(shared: BigInt64Array<SharedArrayBuffer>): () => number {
  const machineNow = Date.now;
  return () => Number(Atomics.load(shared, 1)) || machineNow() + Number(Atomics.load(shared, 0));
}

/** The real `Date` in everything but what it takes for now. */
export function virtualDate(now: () => number): DateConstructor {
  const RealDate = Date;
  const replaced = new Proxy(RealDate, {
    construct: (real, given: [], asked) =>
      Reflect.construct(real, given.length === 0 ? [now()] : given, asked),
    apply: (real) => new real(now()).toString(),
    get: (real, name, self) => (name === 'now' ? now : Reflect.get(real, name, self)),
  });
  return replaced;
}

/** From here on this thread's `Date` tells virtual time. */
export function liveIn(now: () => number): void {
  const replaced = virtualDate(now);
  Object.defineProperty(Date.prototype, 'constructor', {
    value: replaced,
    configurable: true,
    writable: true,
  });
  globalThis.Date = replaced;
}
