// What each operation of SQS needs: its action on its queue, and the use of the queue's key.
import type { Asked, Surroundings } from './asked.ts';

type Input = Record<string, unknown>;

/** To put a message in, the service has a data key made and looks at it; to take one out, it opens it. */
export const toSend = { action: 'sqs:SendMessage', keyUses: ['kms:GenerateDataKey', 'kms:Decrypt'] };
export const toReceive = { action: 'sqs:ReceiveMessage', keyUses: ['kms:Decrypt'] };
export const toDelete = { action: 'sqs:DeleteMessage' };
export const toLookAt = { action: 'sqs:GetQueueAttributes' };

const needs: Readonly<Record<string, Omit<Asked, 'resource'>>> = {
  SendMessage: toSend,
  SendMessageBatch: toSend,
  ReceiveMessage: toReceive,
  DeleteMessage: toDelete,
  DeleteMessageBatch: toDelete,
  ChangeMessageVisibility: { action: 'sqs:ChangeMessageVisibility' },
  ChangeMessageVisibilityBatch: { action: 'sqs:ChangeMessageVisibility' },
  GetQueueAttributes: toLookAt,
  ...Object.fromEntries(
    [
      'CreateQueue',
      'DeleteQueue',
      'GetQueueUrl',
      'ListDeadLetterSourceQueues',
      'ListMessageMoveTasks',
      'ListQueueTags',
      'ListQueues',
      'PurgeQueue',
      'SetQueueAttributes',
      'TagQueue',
      'UntagQueue',
    ].map((operation) => [operation, { action: `sqs:${operation}` }]),
  ),
};

export function askedOfSqs(operation: string, input: Input, surroundings: Surroundings): Asked[] | undefined {
  if (operation === 'StartMessageMoveTask') return toMove(input);
  const need = needs[operation];
  return need && [{ ...need, resource: queueArn(input, surroundings) }];
}

function toMove({ SourceArn, DestinationArn }: Input): Asked[] {
  const from = [{ action: 'sqs:StartMessageMoveTask' }, toReceive, toDelete, toLookAt];
  return [
    ...from.map((need) => ({ ...need, resource: String(SourceArn) })),
    // Without a destination each message goes back to where it came from, which the request does not say.
    ...(typeof DestinationArn === 'string' ? [{ ...toSend, resource: DestinationArn }] : []),
  ];
}

function queueArn(input: Input, { accountId, region }: Surroundings): string {
  const { SourceArn, QueueUrl, QueueName } = input;
  if (typeof SourceArn === 'string') return SourceArn;
  const name = typeof QueueUrl === 'string' ? QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1) : QueueName;
  return `arn:aws:sqs:${region}:${accountId}:${typeof name === 'string' ? name : '*'}`;
}
