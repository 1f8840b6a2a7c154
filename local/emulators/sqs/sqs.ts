// SQS: standard queues on a virtual clock, every accepted change on disk before it is answered for.
//
// What a queue's policy and its key allow is asked before a call comes here; there are no FIFO queues.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Change, Journal } from '../journal.ts';
import { jsonProtocol } from '../wire/json-protocol.ts';
import type { Caller, Protocol, Reading, Service } from '../wire/protocol.ts';
import type { AwsRequest } from '../wire/request.ts';
import { LongPolls, type Wish } from './long-polls.ts';
import { checkContents, type MessageAttributes, md5, md5OfAttributes, type SentMessage } from './message.ts';
import { performOperation } from './operations.ts';
import { sqsQueryProtocol } from './query-dialect.ts';
import type { Delivery, HeldMessage, Queue } from './queue.ts';
import type { QueueAttributes } from './queue-attributes.ts';
import { type Address, type QueueReference, QueueRegister } from './queue-register.ts';
import { type ReceivedMessage, received, receivedAs } from './received-message.ts';
import { invalidValue, messageNotInflight } from './sqs-errors.ts';

export interface Sending {
  body: string;
  /** The access key id; told to the receiver as `SenderId`. */
  sender: string;
  delaySeconds?: number | undefined;
  attributes?: MessageAttributes;
  traceHeader?: string | undefined;
}

export interface Receiving {
  /** 1 to 10; 1 where absent. */
  most?: number | undefined;
  /** Real seconds to wait for a message; the queue's own where absent. */
  waitSeconds?: number | undefined;
  /** Virtual seconds; the queue's own where absent. */
  visibilitySeconds?: number | undefined;
  /** Aborts the wait: an aborted receive takes no message. */
  signal?: AbortSignal | undefined;
}

export interface Depths {
  visible: number;
  inFlight: number;
  delayed: number;
}

const LONGEST_VISIBILITY_SECONDS = 43_200;

/** A queue is named by its name, its URL or its ARN, whichever the caller has. */
export class Sqs implements Service {
  readonly name = 'sqs';
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #register: QueueRegister;
  readonly #polls: LongPolls;

  constructor(journal: Journal, clock: Clock, address: Address) {
    this.#journal = journal;
    this.#clock = clock;
    this.#register = new QueueRegister(journal, address);
    this.#polls = new LongPolls(clock, (queue, wish) => this.#take(queue, wish));
    const deliveries = new Map(journal.entries<Delivery>('delivery'));
    for (const [id, sent] of journal.entries<SentMessage>('message')) {
      this.#register.find(sent.queue)?.hold(sent, deliveries.get(id));
    }
  }

  protocolOf(request: AwsRequest): Protocol {
    return request.target === '' ? sqsQueryProtocol : jsonProtocol;
  }

  perform(reading: Reading, caller: Caller): unknown {
    return performOperation(this, reading, caller);
  }

  /** As AWS: the same name with the same attributes is no error, with others it is. */
  createQueue(name: string, attributes: Record<string, unknown> = {}): QueueReference {
    return this.#register.reference(this.#register.create(name, attributes, this.#clock.now()));
  }

  /** Creates the queue, or gives the one that exists these attributes. */
  ensureQueue(name: string, attributes: Record<string, unknown> = {}): QueueReference {
    if (this.#register.find(name) === undefined) return this.createQueue(name, attributes);
    this.setAttributes(name, attributes);
    return this.reference(name);
  }

  setAttributes(queue: string, attributes: Record<string, unknown>): void {
    const found = this.#register.get(queue);
    this.#register.setAttributes(found, attributes, this.#clock.now());
    this.#polls.serve(found);
  }

  /** Everything that GetQueueAttributes knows. */
  attributes(queue: string): QueueAttributes {
    const found = this.#register.get(queue);
    const { visible, inFlight, delayed } = this.depths(queue);
    return {
      ...found.attributes,
      QueueArn: this.#register.reference(found).arn,
      CreatedTimestamp: String(Math.floor(found.createdAt / 1000)),
      LastModifiedTimestamp: String(Math.floor(found.modifiedAt / 1000)),
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(delayed),
    };
  }

  deleteQueue(queue: string): void {
    const found = this.#register.get(queue);
    this.purge(queue);
    this.#register.remove(found);
    this.#polls.dismiss(found);
  }

  purge(queue: string): void {
    const found = this.#register.get(queue);
    const everything = [...found.messages(Number.NEGATIVE_INFINITY)];
    this.#journal.write(everything.flatMap((held) => found.release(held)));
  }

  queues(): QueueReference[] {
    return this.#register.all().map((queue) => this.#register.reference(queue));
  }

  reference(queue: string): QueueReference {
    return this.#register.reference(this.#register.get(queue));
  }

  /** The queues whose messages end in this one. */
  deadLetterSources(queue: string): QueueReference[] {
    const { arn } = this.reference(queue);
    const sources = this.#register
      .all()
      .filter((source) => source.redrivePolicy?.deadLetterTargetArn === arn);
    return sources.map((source) => this.#register.reference(source));
  }

  depths(queue: string): Depths {
    const now = this.#clock.now();
    const depths = { visible: 0, inFlight: 0, delayed: 0 };
    for (const { visibleAt, receiveCount } of this.#register.get(queue).messages(now)) {
      depths[visibleAt <= now ? 'visible' : receiveCount > 0 ? 'inFlight' : 'delayed'] += 1;
    }
    return depths;
  }

  /** The bodies in the queue, visible or not; nothing is received. */
  bodies(queue: string): string[] {
    return [...this.#register.get(queue).messages(this.#clock.now())].map(({ sent }) => sent.body);
  }

  send(queue: string, sending: Sending): SentMessage {
    const found = this.#register.get(queue);
    const { body, sender, delaySeconds, attributes = {}, traceHeader } = sending;
    checkContents(body, attributes, found.number('MaximumMessageSize'));
    const now = this.#clock.now();
    const attributesMd5 = md5OfAttributes(attributes);
    const sent: SentMessage = {
      id: randomUUID(),
      queue: found.name,
      body,
      bodyMd5: md5(body),
      ...(attributesMd5 !== undefined && { attributes, attributesMd5 }),
      ...(traceHeader !== undefined && { traceHeader }),
      sender,
      sentAt: now,
      visibleFrom: now + (delaySeconds ?? found.number('DelaySeconds')) * 1000,
    };
    this.#journal.write([['message', sent.id, sent]]);
    found.hold(sent);
    this.#polls.serve(found);
    return sent;
  }

  /** Resolves at once where a message is visible, else when one becomes so or the wait is over. */
  async receive(queue: string, receiving: Receiving = {}): Promise<ReceivedMessage[]> {
    const found = this.#register.get(queue);
    const { most = 1, visibilitySeconds, signal } = receiving;
    const waitSeconds = receiving.waitSeconds ?? found.number('ReceiveMessageWaitTimeSeconds');
    if (signal?.aborted) return [];
    const wish = { most, visibilitySeconds };
    // Whoever has waited longer is served first.
    this.#polls.serve(found);
    let taken = this.#take(found, wish);
    if (taken.length === 0 && waitSeconds > 0)
      taken = await this.#polls.wait(found, wish, waitSeconds, signal);
    return taken.map((held) => received(found, held));
  }

  /** A receipt of an earlier receive deletes nothing; that is no error. */
  delete(queue: string, receiptHandle: string): void {
    const found = this.#register.get(queue);
    const held = receivedAs(found, receiptHandle);
    if (held) this.#journal.write(found.release(held));
  }

  changeVisibility(queue: string, receiptHandle: string, visibilitySeconds: number): void {
    const found = this.#register.get(queue);
    const held = receivedAs(found, receiptHandle);
    const now = this.#clock.now();
    if (held === undefined) {
      const reason = 'Message does not exist or is not available for visibility timeout change.';
      throw invalidValue('ReceiptHandle', receiptHandle, reason);
    }
    if (held.visibleAt <= now) throw messageNotInflight();
    const visibleAt = now + visibilitySeconds * 1000;
    if (visibleAt > (held.firstReceivedAt ?? now) + LONGEST_VISIBILITY_SECONDS * 1000) {
      const reason = `Total VisibilityTimeout for the message is beyond the limit [${LONGEST_VISIBILITY_SECONDS} seconds].`;
      throw invalidValue('VisibilityTimeout', visibilitySeconds, reason);
    }
    this.#journal.write([found.hide(held, visibleAt)]);
    this.#polls.serve(found);
  }

  /**
   * Makes what was received and not deleted visible now. For a start after a crash, when no receiver is left alive:
   * legal, since a standard queue promises each message at least once.
   */
  releaseReceived(): void {
    const now = this.#clock.now();
    for (const queue of this.#register.all()) {
      const inFlight = [...queue.messages(now)].filter(
        (held) => held.receiveCount > 0 && held.visibleAt > now,
      );
      // A host that was killed says nothing against the message: this delivery does not count towards its dead letters.
      for (const held of inFlight) held.receiveCount -= 1;
      this.#journal.write(inFlight.map((held) => queue.hide(held, now)));
      this.#polls.serve(queue);
    }
  }

  /** Moves what is visible, as new messages, to the queue named or to where each came from; tells how many. */
  moveMessages(queue: string, destination?: string): number {
    const from = this.#register.get(queue);
    const now = this.#clock.now();
    const targets = new Map<string, Queue>();
    const changes: Change[] = [];
    for (const held of [...from.messages(now)]) {
      const target = this.#register.find(destination ?? held.sent.deadLetterSource ?? '');
      if (held.visibleAt > now || target === undefined) continue;
      const { deadLetterSource: _, ...sent } = held.sent;
      const copy: SentMessage = {
        ...sent,
        id: randomUUID(),
        queue: target.name,
        sentAt: now,
        visibleFrom: now,
      };
      changes.push(...from.release(held), ['message', copy.id, copy]);
      target.hold(copy);
      targets.set(copy.id, target);
    }
    this.#journal.write(changes);
    for (const target of new Set(targets.values())) this.#polls.serve(target);
    return targets.size;
  }

  /** Ends every long poll, empty. */
  close(): void {
    this.#polls.close();
  }

  #take(queue: Queue, { most, visibilitySeconds }: Wish): HeldMessage[] {
    const deadLetters = this.#register.find(queue.redrivePolicy?.deadLetterTargetArn ?? '');
    const hiddenFor = visibilitySeconds ?? queue.number('VisibilityTimeout');
    const { taken, givenUp, changes } = queue.take(
      most,
      hiddenFor,
      this.#clock.now(),
      deadLetters !== undefined,
    );
    if (deadLetters) for (const held of givenUp) changes.push(...this.#giveUp(queue, held, deadLetters));
    this.#journal.write(changes);
    if (deadLetters && givenUp.length > 0) this.#polls.serve(deadLetters);
    return taken;
  }

  #giveUp(queue: Queue, held: HeldMessage, deadLetters: Queue): Change[] {
    const gone = queue.release(held);
    const visibleFrom = this.#clock.now();
    const deadLetterSource = this.#register.reference(queue).arn;
    const sent: SentMessage = { ...held.sent, queue: deadLetters.name, visibleFrom, deadLetterSource };
    const moved = deadLetters.hold(sent, { ...held, visibleAt: visibleFrom });
    return [...gone, ['message', sent.id, sent], deadLetters.hide(moved, visibleFrom)];
  }
}
