// Messages on their way to the queue: ten a call, a few calls at once; remembered once the queue has taken them.

import { mostAtOnce } from '../../shared/adapters/notifications-in-tens.ts';
import type { EarlierImports } from './earlier-imports.ts';
import type { Outgoing } from './judged-row.ts';

const callsAtOnce = 4;

export class Outbox {
  readonly #send: (bodies: readonly string[]) => Promise<void>;
  readonly #earlier: EarlierImports;
  readonly #underWay = new Set<Promise<void>>();
  #waiting: Outgoing[] = [];
  sent = 0;
  /** Why the queue takes no more. */
  refusal: Error | undefined;

  constructor(send: (bodies: readonly string[]) => Promise<void>, earlier: EarlierImports) {
    this.#send = send;
    this.#earlier = earlier;
  }

  /** Waits where enough is on its way already. */
  async add(outgoing: Outgoing): Promise<void> {
    this.#waiting.push(outgoing);
    if (this.#waiting.length < mostAtOnce) return;
    this.#dispatch();
    if (this.#underWay.size >= callsAtOnce) await Promise.race(this.#underWay);
  }

  /** What is on its way comes to its end; what still waits for company goes too, unless `give up`. */
  async end(how: 'send the rest' | 'give up'): Promise<void> {
    if (how === 'send the rest') this.#dispatch();
    await Promise.all(this.#underWay);
  }

  #dispatch(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    const posting = this.#post(batch)
      .catch((error: Error) => {
        this.refusal ??= error;
      })
      .finally(() => this.#underWay.delete(posting));
    this.#underWay.add(posting);
  }

  async #post(batch: readonly Outgoing[]): Promise<void> {
    await this.#send(batch.map(({ body }) => body));
    this.#earlier.add(batch);
    this.sent += batch.length;
  }
}
