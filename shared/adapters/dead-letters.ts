// One dead-letter queue, for a person: what waits in it, and its way back. Nothing is deleted before it is somewhere else.
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  type SQSClientConfig,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { Instant } from '../core/instant.ts';
import { instantOf } from '../core/instant.ts';
import { patience } from './clients.ts';

export interface DeadLetter {
  id: string;
  sentAt: Instant;
  received: number;
  body: string;
  attributes: Readonly<Record<string, string>>;
}

/** Long enough to look at it, short enough that a person who breaks off leaves nothing hidden. */
const HIDDEN_FOR = 30; // seconds
/** Once a move has begun it goes on without us. */
const MOST_ASKED = 120;

export function deadLetters(url: string, config: SQSClientConfig) {
  const sqs = new SQSClient({ ...patience, ...config });

  async function attribute(queue: string, name: 'QueueArn' | 'ApproximateNumberOfMessages'): Promise<string> {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: [name] }),
    );
    return Attributes?.[name] ?? '';
  }

  async function receive(): Promise<Message[]> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HIDDEN_FOR,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    return Messages;
  }

  return {
    count: async (): Promise<number> => Number(await attribute(url, 'ApproximateNumberOfMessages')),

    /** So many of them, as they are: each is made visible again at once. */
    async look(most: number): Promise<DeadLetter[]> {
      const seen = new Map<string, Message>();
      for (;;) {
        const some = (await receive()).filter(({ MessageId = '' }) => !seen.has(MessageId));
        for (const message of some) seen.set(message.MessageId ?? '', message);
        if (some.length === 0 || seen.size >= most) break;
      }
      for (const { ReceiptHandle } of seen.values()) {
        const shown = new ChangeMessageVisibilityCommand({
          QueueUrl: url,
          ReceiptHandle,
          VisibilityTimeout: 0,
        });
        // It is visible already, or somebody else has it: either way it is not ours to hide.
        await sqs.send(shown).catch(() => undefined);
      }
      return [...seen.values()].slice(0, most).map(deadLetterOf);
    },

    /** To the queue that gave them up, by SQS itself: it keeps who sent each. Answers how many went. */
    async giveBack(): Promise<number> {
      const { queueUrls: [source] = [] } = await sqs.send(
        new ListDeadLetterSourceQueuesCommand({ QueueUrl: url }),
      );
      if (!source) throw new Error(`No queue gives its messages up to ${url}`);
      const SourceArn = await attribute(url, 'QueueArn');
      const DestinationArn = await attribute(source, 'QueueArn');
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
      for (let asked = 1; ; asked++) {
        const { Results: [task] = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
        const moved = task?.ApproximateNumberOfMessagesMoved ?? 0;
        if (task?.Status !== 'RUNNING' || asked === MOST_ASKED) {
          if (task?.Status === 'FAILED') throw new Error(`SQS moved ${moved}, then: ${task.FailureReason}`);
          return moved;
        }
        await new Promise((wake) => setTimeout(wake, 1_000));
      }
    },

    /** Each to another queue, and only then out of this one. */
    sendOnTo: (queue: string): Promise<number> =>
      each(async ({ Body }) => {
        await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: Body }));
      }),

    /** Of what tells nothing that is not known otherwise. */
    discard: (): Promise<number> => each(async () => undefined),

    close(): void {
      sqs.destroy();
    },
  };

  async function each(first: (message: Message) => Promise<void>): Promise<number> {
    let done = 0;
    for (;;) {
      const messages = await receive();
      if (messages.length === 0) return done;
      for (const message of messages) {
        await first(message);
        await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle }));
        done += 1;
      }
    }
  }
}

function deadLetterOf({
  MessageId = '',
  Body = '',
  Attributes = {},
  MessageAttributes = {},
}: Message): DeadLetter {
  return {
    id: MessageId,
    sentAt: instantOf(Number(Attributes.SentTimestamp ?? 0)),
    received: Number(Attributes.ApproximateReceiveCount ?? 0),
    body: Body,
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).flatMap(([name, { StringValue }]) =>
        StringValue === undefined ? [] : [[name, StringValue]],
      ),
    ),
  };
}
