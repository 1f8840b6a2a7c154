// Receivers that wait: woken by a message that comes, or by the virtual instant at which one becomes visible.
import { Alarm } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import type { HeldMessage, Queue } from './queue.ts';

export interface Wish {
  most: number;
  /** Virtual seconds; the queue's own where absent. */
  visibilitySeconds: number | undefined;
}

interface Waiter {
  wish: Wish;
  end(taken: HeldMessage[]): void;
}

interface Line {
  waiters: Waiter[];
  alarm: Alarm;
}

export class LongPolls {
  readonly #clock: Clock;
  readonly #take: (queue: Queue, wish: Wish) => HeldMessage[];
  readonly #lines = new Map<Queue, Line>();
  #closed = false;

  constructor(clock: Clock, take: (queue: Queue, wish: Wish) => HeldMessage[]) {
    this.#clock = clock;
    this.#take = take;
  }

  /** Real seconds; ends empty when they are over or when aborted, and takes nothing after that. */
  wait(queue: Queue, wish: Wish, seconds: number, signal: AbortSignal | undefined): Promise<HeldMessage[]> {
    if (this.#closed || signal?.aborted) return Promise.resolve([]);
    const line = this.#lines.get(queue) ?? {
      waiters: [],
      alarm: new Alarm(this.#clock, () => this.serve(queue)),
    };
    this.#lines.set(queue, line);
    return new Promise((resolve) => {
      const waiter: Waiter = {
        wish,
        end(taken) {
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
          resolve(taken);
        },
      };
      const giveUp = () => {
        line.waiters = line.waiters.filter((other) => other !== waiter);
        arm(queue, line);
        waiter.end([]);
      };
      const timer = setTimeout(giveUp, seconds * 1000);
      signal?.addEventListener('abort', giveUp);
      line.waiters.push(waiter);
      arm(queue, line);
    });
  }

  /** To be called whenever a message may have become visible, or visible sooner. */
  serve(queue: Queue): void {
    const line = this.#lines.get(queue);
    if (line === undefined) return;
    for (let waiter = line.waiters[0]; waiter !== undefined; waiter = line.waiters[0]) {
      const taken = this.#take(queue, waiter.wish);
      if (taken.length === 0) break;
      line.waiters.shift();
      waiter.end(taken);
    }
    arm(queue, line);
  }

  /** Ends everybody's wait for this queue. */
  dismiss(queue: Queue): void {
    const line = this.#lines.get(queue);
    this.#lines.delete(queue);
    line?.alarm.set(undefined);
    for (const waiter of line?.waiters ?? []) waiter.end([]);
  }

  close(): void {
    this.#closed = true;
    for (const queue of [...this.#lines.keys()]) this.dismiss(queue);
  }
}

function arm(queue: Queue, { waiters, alarm }: Line): void {
  alarm.set(waiters.length > 0 ? queue.nextVisibleAt() : undefined);
}
