// One queue in memory: which message is visible when. It writes nothing; it says what to write.
import { Agenda } from '../agenda.ts';
import type { Change } from '../journal.ts';
import type { SentMessage } from './message.ts';
import { type QueueAttributes, type RedrivePolicy, readRedrivePolicy } from './queue-attributes.ts';

/** How a message has fared; kept once it has been received. */
export interface Delivery {
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt?: number;
}

export interface HeldMessage extends Delivery {
  readonly sent: SentMessage;
  gone: boolean;
  /** Counts the changes of `visibleAt`, so that an outdated entry of the agenda is known as such. */
  turn: number;
}

export interface Take {
  taken: HeldMessage[];
  /** Received too often: for the dead-letter queue. */
  givenUp: HeldMessage[];
  changes: Change[];
}

export class Queue {
  readonly name: string;
  readonly createdAt: number;
  modifiedAt: number;
  #attributes: QueueAttributes = {};
  readonly #messages = new Map<string, HeldMessage>();
  readonly #visibility = new Agenda<{ held: HeldMessage; turn: number }>();
  #redrivePolicy: RedrivePolicy | undefined;

  constructor(name: string, attributes: QueueAttributes, createdAt: number) {
    this.name = name;
    this.createdAt = createdAt;
    this.modifiedAt = createdAt;
    this.attributes = attributes;
  }

  get attributes(): QueueAttributes {
    return this.#attributes;
  }

  set attributes(attributes: QueueAttributes) {
    this.#attributes = attributes;
    this.#redrivePolicy = readRedrivePolicy(attributes['RedrivePolicy']);
  }

  get redrivePolicy(): RedrivePolicy | undefined {
    return this.#redrivePolicy;
  }

  /** A numeric attribute; seconds or bytes. */
  number(attribute: string): number {
    return Number(this.attributes[attribute]);
  }

  hold(sent: SentMessage, delivery?: Delivery): HeldMessage {
    const held = { visibleAt: sent.visibleFrom, receiveCount: 0, ...delivery, sent, gone: false, turn: 0 };
    this.#messages.set(sent.id, held);
    this.#visibility.add(held.visibleAt, { held, turn: 0 });
    return held;
  }

  find(id: string): HeldMessage | undefined {
    return this.#messages.get(id);
  }

  release(held: HeldMessage): Change[] {
    held.gone = true;
    this.#messages.delete(held.sent.id);
    return [
      ['message', held.sent.id],
      ['delivery', held.sent.id],
    ];
  }

  hide(held: HeldMessage, visibleAt: number): Change {
    held.visibleAt = visibleAt;
    held.turn += 1;
    this.#visibility.add(visibleAt, { held, turn: held.turn });
    const { receiveCount, firstReceivedAt } = held;
    const delivery: Delivery = {
      visibleAt,
      receiveCount,
      ...(firstReceivedAt !== undefined && { firstReceivedAt }),
    };
    return ['delivery', held.sent.id, delivery];
  }

  take(most: number, visibilitySeconds: number, now: number, canGiveUp: boolean): Take {
    const result: Take = { taken: [], givenUp: [], changes: [] };
    const policy = canGiveUp ? this.#redrivePolicy : undefined;
    while (result.taken.length < most) {
      const held = this.#visibleAt(now);
      if (held === undefined) break;
      this.#visibility.removeFirst();
      if (this.#hasExpired(held, now)) result.changes.push(...this.release(held));
      else if (policy && held.receiveCount >= policy.maxReceiveCount) result.givenUp.push(held);
      else result.taken.push(held);
    }
    // Hidden only now, or a time-out of no seconds would take the same message again and again.
    for (const held of result.taken) {
      held.receiveCount += 1;
      held.firstReceivedAt ??= now;
      result.changes.push(this.hide(held, now + visibilitySeconds * 1000));
    }
    return result;
  }

  /** When a message is, or will next be, visible. */
  nextVisibleAt(): number | undefined {
    this.#dropOutdated();
    return this.#visibility.first()?.at;
  }

  /** Everything that has not outlived its retention. */
  *messages(now: number): Generator<HeldMessage> {
    for (const held of this.#messages.values()) if (!this.#hasExpired(held, now)) yield held;
  }

  #visibleAt(now: number): HeldMessage | undefined {
    this.#dropOutdated();
    const first = this.#visibility.first();
    return first !== undefined && first.at <= now ? first.item.held : undefined;
  }

  #dropOutdated(): void {
    for (;;) {
      const first = this.#visibility.first();
      if (first === undefined || (!first.item.held.gone && first.item.turn === first.item.held.turn)) return;
      this.#visibility.removeFirst();
    }
  }

  #hasExpired(held: HeldMessage, now: number): boolean {
    return held.sent.sentAt + this.number('MessageRetentionPeriod') * 1000 <= now;
  }
}
