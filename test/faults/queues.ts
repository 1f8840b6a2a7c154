// The queues: at least once, in any order, invisible while somebody works at it, and after five tries among the dead letters.
import { receive } from '../../functions/receive/handler.ts';
import { receiveMailEvent } from '../../functions/receive/mail-events.ts';
import { settle } from '../../functions/settle/handler.ts';
import { instantOf } from '../../shared/core/instant.ts';
import { begin, follow, needsOf } from './invocations.ts';
import { ANSWERS_FROM } from './readers.ts';
import type { World } from './world.ts';

const VISIBILITY = 180_000;
const MOST_RECEIVES = 5;

type Queue = 'notifications' | 'wake-ups' | 'mail-events';

interface Message {
  queue: Queue;
  body: string;
  senderId: string;
  name: string;
  received: number;
  /** Before and after it was among the dead letters. */
  tries: number;
  done: boolean;
}

export class Queues {
  readonly #world: World;
  #deadLetters: Message[] = [];
  /** How many wake-ups of each record are on their way. */
  readonly #wakeUps = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
  }

  get deadLetters(): number {
    return this.#deadLetters.length;
  }

  send(queue: Queue, name: string, body: string, at: number, senderId = ''): void {
    const world = this.#world;
    const message: Message = { queue, body, senderId, name, received: 0, tries: 0, done: false };
    this.#counted(message, 1);
    const delay = world.troubles.of('delivered', name, 1) * 1_000;
    if (delay > 0 && queue === 'wake-ups') world.struck(at + delay);
    world.at(at + delay, () => this.#deliver(message));
    const copy = world.troubles.of('copied', name, 1) * 1_000;
    if (copy === 0) return;
    // Without a sweep nothing would make good what a copy began and never ended: it is tried again too.
    const copied = { ...message, name: `${name}, copied` };
    world.at(at + delay + copy, () =>
      world.isSweepless ? this.#deliver(copied) : this.#invoke(copied, copied.name, () => undefined),
    );
  }

  redrive(): void {
    const world = this.#world;
    world.figures.redriven += this.#deadLetters.length;
    for (const message of this.#deadLetters) {
      message.received = 0;
      this.#counted(message, 1);
      world.at(world.now, () => this.#deliver(message));
    }
    this.#deadLetters = [];
  }

  #deliver(message: Message): boolean {
    const world = this.#world;
    if (message.done) return false;
    message.received += 1;
    if (message.received > MOST_RECEIVES) {
      world.say(`${message.name} goes to the dead letters`);
      this.#counted(message, -1);
      this.#deadLetters.push(message);
      return false;
    }
    message.tries += 1;
    const again = world.now + VISIBILITY + outOfStep(message);
    return this.#invoke(message, `${message.name}, try ${message.tries}`, (ok) => {
      const isGone = message.queue === 'wake-ups' && world.story.forgets === true;
      if (!ok && !isGone) world.at(again, () => this.#deliver(message));
      else if (!message.done) {
        message.done = true;
        this.#counted(message, -1);
      }
    });
  }

  #counted({ queue, body, name }: Message, more: 1 | -1): void {
    if (queue !== 'wake-ups' || name.endsWith(', copied')) return;
    const waiting = (this.#wakeUps.get(body) ?? 0) + more;
    this.#wakeUps.set(body, waiting);
    this.#world.watcher.waiting(body, waiting);
  }

  #invoke({ queue, body, senderId }: Message, name: string, end: (ok: boolean) => void): boolean {
    const is = queue === 'wake-ups' ? 'settle' : 'receive';
    const run = begin(this.#world, `${is} of ${name}`, is, end);
    if (queue === 'notifications') run.body = body;
    const needs = needsOf(this.#world, run);
    const work =
      queue === 'wake-ups'
        ? settle(body, {
            ...needs,
            deadline: instantOf(run.deadline + run.skew),
            run: run.name,
            hearsOfLetters: this.#world.hears,
          })
        : queue === 'mail-events'
          ? receiveMailEvent(body, needs)
          : receive({ body, senderId }, { ...needs, answersFrom: ANSWERS_FROM });
    return follow(this.#world, run, work);
  }
}

/** No two messages come back at the same moment each time. */
const outOfStep = ({ name, tries }: Message): number =>
  (tries * 7919 + name.length * 613 + Number(name.replace(/\D/g, '')) * 1237) % 4_000;
