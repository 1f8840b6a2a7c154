// Which queues there are, by name, and the references by which the world knows them.
import type { Change, Journal } from '../journal.ts';
import { Queue } from './queue.ts';
import {
  checkQueueName,
  type QueueAttributes,
  readQueueAttributes,
  readRedrivePolicy,
  USUAL_ATTRIBUTES,
} from './queue-attributes.ts';
import { invalidValue, queueDoesNotExist, queueNameExists } from './sqs-errors.ts';

export interface QueueReference {
  name: string;
  url: string;
  arn: string;
}

export interface Address {
  accountId: string;
  region: string;
  /** Where this emulator listens: queue URLs begin with it. */
  origin: string;
}

interface KeptQueue {
  attributes: QueueAttributes;
  createdAt: number;
  modifiedAt: number;
}

export class QueueRegister {
  readonly #journal: Journal;
  readonly #address: Address;
  readonly #queues = new Map<string, Queue>();

  constructor(journal: Journal, address: Address) {
    this.#journal = journal;
    this.#address = address;
    for (const [name, kept] of journal.entries<KeptQueue>('queue')) {
      const queue = new Queue(name, kept.attributes, kept.createdAt);
      queue.modifiedAt = kept.modifiedAt;
      this.#queues.set(name, queue);
    }
  }

  /** By name, URL or ARN. */
  find(queue: string): Queue | undefined {
    return this.#queues.get(nameOf(queue));
  }

  get(queue: string): Queue {
    const found = this.find(queue);
    if (found === undefined) throw queueDoesNotExist();
    return found;
  }

  all(): Queue[] {
    return [...this.#queues.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  reference({ name }: Queue): QueueReference {
    const { accountId, region, origin } = this.#address;
    return { name, url: `${origin}/${accountId}/${name}`, arn: `arn:aws:sqs:${region}:${accountId}:${name}` };
  }

  /** As AWS: the same name with the same attributes is no error. */
  create(name: string, attributes: Record<string, unknown>, now: number): Queue {
    checkQueueName(name);
    const wanted = this.#wanted(attributes);
    const existing = this.#queues.get(name);
    if (existing) {
      const differs = Object.entries(wanted).some(([key, value]) => existing.attributes[key] !== value);
      if (differs) throw queueNameExists();
      return existing;
    }
    const queue = new Queue(name, { ...USUAL_ATTRIBUTES, ...wanted }, now);
    this.#queues.set(name, queue);
    this.#journal.write([keep(queue)]);
    return queue;
  }

  setAttributes(queue: Queue, attributes: Record<string, unknown>, now: number): void {
    const { RedrivePolicy, ...others } = { ...queue.attributes, ...this.#wanted(attributes) };
    queue.attributes = RedrivePolicy ? { ...others, RedrivePolicy } : others;
    queue.modifiedAt = now;
    this.#journal.write([keep(queue)]);
  }

  remove(queue: Queue): void {
    this.#queues.delete(queue.name);
    this.#journal.write([['queue', queue.name]]);
  }

  #wanted(attributes: Record<string, unknown>): QueueAttributes {
    const wanted = readQueueAttributes(Object.entries(attributes));
    const policy = readRedrivePolicy(wanted['RedrivePolicy']);
    if (policy && this.find(policy.deadLetterTargetArn) === undefined) {
      throw invalidValue('RedrivePolicy', wanted['RedrivePolicy'], 'Dead letter target does not exist.');
    }
    return wanted;
  }
}

/** The last piece of a URL or an ARN. */
function nameOf(queue: string): string {
  return queue.slice(Math.max(queue.lastIndexOf('/'), queue.lastIndexOf(':')) + 1);
}

function keep({ name, attributes, createdAt, modifiedAt }: Queue): Change {
  return ['queue', name, { attributes, createdAt, modifiedAt } satisfies KeptQueue];
}
