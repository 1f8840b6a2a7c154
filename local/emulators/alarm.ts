// One virtual instant to be woken at; set again, it forgets the one before.
import type { Clock } from './clock.ts';

export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #at: number | undefined;
  #stop: AbortController | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Without an instant, it stays silent. */
  set(at: number | undefined): void {
    if (at === this.#at) return;
    this.#stop?.abort();
    this.#at = at;
    if (at === undefined) return;
    const stop = new AbortController();
    this.#stop = stop;
    void this.#clock.wait(at, stop.signal).then(() => {
      if (stop.signal.aborted) return;
      this.#at = undefined;
      this.#ring();
    });
  }
}
