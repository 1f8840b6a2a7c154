// An event source mapping: takes messages from a queue, hands them to a function, deletes what it dealt with.
import type { VirtualClock } from './clock.ts';
import type { Outcome } from './functions/function-runner.ts';

/** A message as the queue gave it; attributes as SQS names them. */
export interface ReceivedMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  attributes: Record<string, string>;
  messageAttributes: Record<string, { dataType: string; stringValue?: string; binaryValue?: string }>;
}

export interface SourceQueue {
  arn: string;
  /** Waits for a first message, and resolves with at most `most`; with none when aborted or after a while. */
  receive(most: number, signal: AbortSignal): Promise<ReceivedMessage[]>;
  delete(receiptHandles: string[]): Promise<void>;
}

export interface Mapping {
  batchSize: number;
  /** Whether the function says which messages failed (`ReportBatchItemFailures`). */
  reportsFailures: boolean;
  /** Batches at one time, at most. */
  concurrency: number;
  region: string;
}

export class EventSource {
  readonly #queue: SourceQueue;
  readonly #mapping: Mapping;
  readonly #invoke: (event: string) => Promise<Outcome>;
  readonly #clock: VirtualClock;
  readonly #log: (line: string) => void;
  readonly #stopping = new AbortController();
  readonly #batches = new Set<Promise<void>>();
  #polling: Promise<void> | undefined;

  constructor(o: {
    queue: SourceQueue;
    mapping: Mapping;
    invoke: (event: string) => Promise<Outcome>;
    clock: VirtualClock;
    log: (line: string) => void;
  }) {
    this.#queue = o.queue;
    this.#mapping = o.mapping;
    this.#invoke = o.invoke;
    this.#clock = o.clock;
    this.#log = o.log;
  }

  start(): void {
    this.#polling ??= this.#poll();
  }

  /** Takes no further message; resolves once the batches under way have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#polling;
    await Promise.all(this.#batches);
  }

  async #poll(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const messages = await this.#queue.receive(this.#mapping.batchSize, signal);
        if (messages.length === 0) continue;
        const batch = this.#handle(messages).finally(() => this.#batches.delete(batch));
        this.#batches.add(batch);
      } catch (error) {
        this.#log(`${this.#queue.arn} could not be read: ${error instanceof Error ? error.message : error}`);
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      if (this.#batches.size >= this.#mapping.concurrency) await Promise.race(this.#batches);
    }
  }

  async #handle(messages: ReceivedMessage[]): Promise<void> {
    const release = this.#clock.hold();
    try {
      const outcome = await this.#invoke(
        JSON.stringify({ Records: messages.map((one) => this.#record(one)) }),
      );
      const failed = this.#mapping.reportsFailures ? failures(outcome, messages) : outcome.ok ? [] : messages;
      const done = messages.filter((message) => !failed.includes(message));
      if (done.length > 0) await this.#queue.delete(done.map(({ receiptHandle }) => receiptHandle));
    } catch (error) {
      this.#log(
        `${this.#queue.arn}: a batch was left for a retry: ${error instanceof Error ? error.message : error}`,
      );
    } finally {
      release();
    }
  }

  #record(message: ReceivedMessage): object {
    const attributes = Object.entries(message.messageAttributes).map(([name, attribute]) => [
      name,
      { ...attribute, stringListValues: [], binaryListValues: [] },
    ]);
    return {
      messageId: message.messageId,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: message.attributes,
      messageAttributes: Object.fromEntries(attributes),
      md5OfBody: message.md5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: this.#queue.arn,
      awsRegion: this.#mapping.region,
    };
  }
}

/**
 * The messages to try again. As on AWS, nothing said means that all went well, and anything malformed, or a name that
 * was not in the batch, that all of it failed.
 */
function failures(outcome: Outcome, messages: ReceivedMessage[]): ReceivedMessage[] {
  if (!outcome.ok) return messages;
  const answer: unknown = outcome.result === undefined ? null : JSON.parse(outcome.result);
  if (answer === null) return [];
  if (typeof answer !== 'object' || Array.isArray(answer)) return messages;
  if (Object.keys(answer).length === 0) return [];
  const listed = 'batchItemFailures' in answer ? answer.batchItemFailures : undefined;
  if (listed === null) return [];
  if (!Array.isArray(listed)) return messages;
  const named = listed.map((item: unknown) =>
    messages.find(
      ({ messageId }) =>
        typeof item === 'object' &&
        item !== null &&
        'itemIdentifier' in item &&
        item.itemIdentifier === messageId,
    ),
  );
  return named.every((message) => message !== undefined) ? named : messages;
}
