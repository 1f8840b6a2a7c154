// How much waits in each queue, as SQS counts it: roughly, and soon afterwards.
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Waiting } from '../console/seen.ts';
import { patience } from './clients.ts';
import { DEAD_LETTER_QUEUES } from './dead-letter-queues.ts';

/** Of queues by name; under the output that is its address, one that holds what was given up. */
export function queueDepths(urls: Readonly<Record<string, string>>, sqs = new SQSClient(patience)) {
  return (): Promise<Waiting[]> =>
    Promise.all(
      Object.entries(urls).map(async ([name, QueueUrl]): Promise<Waiting> => {
        const { Attributes: counted } = await sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl,
            AttributeNames: [
              'ApproximateNumberOfMessages',
              'ApproximateNumberOfMessagesNotVisible',
              'ApproximateNumberOfMessagesDelayed',
            ],
          }),
        );
        const dead = DEAD_LETTER_QUEUES.find(({ output }) => output === name);
        return {
          name: dead?.name ?? name,
          visible: Number(counted?.ApproximateNumberOfMessages ?? 0),
          inFlight: Number(counted?.ApproximateNumberOfMessagesNotVisible ?? 0),
          delayed: Number(counted?.ApproximateNumberOfMessagesDelayed ?? 0),
          ...(dead && { deadLetters: { holds: dead.holds, does: dead.does } }),
        };
      }),
    );
}
