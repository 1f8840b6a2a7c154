// The operations of SQS as clients name them: from their members to the queues, and back.
import { Parameters } from '../wire/parameters.ts';
import type { Caller, Reading } from '../wire/protocol.ts';
import { performBatch } from './batches.ts';
import { md5OfAttributes } from './message.ts';
import { changeVisibility, LONGEST_VISIBILITY, readSending } from './message-input.ts';
import { listMoves, startMove } from './message-moves.ts';
import type { QueueAttributes } from './queue-attributes.ts';
import type { ReceivedMessage } from './received-message.ts';
import type { Sqs } from './sqs.ts';
import { invalidAttributeName, invalidParameter, unsupportedOperation } from './sqs-errors.ts';

type Operation = (sqs: Sqs, input: Parameters, caller: Caller) => unknown;

/** Throws an `AwsError`; resolves to the output's members. */
export function performOperation(sqs: Sqs, { operation, input }: Reading, caller: Caller): unknown {
  const perform = OPERATIONS.get(operation);
  if (perform === undefined) throw unsupportedOperation(`${operation} is not available in the local SQS.`);
  return perform(sqs, new Parameters(input, invalidParameter), caller);
}

const OPERATIONS = new Map<string, Operation>(
  Object.entries({
    CreateQueue(sqs, input) {
      const { url } = sqs.createQueue(
        input.text('QueueName'),
        Object.fromEntries(input.entries('Attributes')),
      );
      return { QueueUrl: url };
    },
    GetQueueUrl(sqs, input) {
      return { QueueUrl: sqs.reference(input.text('QueueName')).url };
    },
    ListQueues(sqs, input) {
      const prefix = input.optionalText('QueueNamePrefix') ?? '';
      const urls = sqs.queues().flatMap(({ name, url }) => (name.startsWith(prefix) ? [url] : []));
      return urls.length > 0 ? { QueueUrls: urls } : {};
    },
    DeleteQueue(sqs, input) {
      sqs.deleteQueue(input.text('QueueUrl'));
    },
    PurgeQueue(sqs, input) {
      sqs.purge(input.text('QueueUrl'));
    },
    GetQueueAttributes(sqs, input) {
      return { Attributes: chosen(sqs.attributes(input.text('QueueUrl')), input.texts('AttributeNames')) };
    },
    SetQueueAttributes(sqs, input) {
      sqs.setAttributes(input.text('QueueUrl'), Object.fromEntries(input.entries('Attributes')));
    },
    ListDeadLetterSourceQueues(sqs, input) {
      return { queueUrls: sqs.deadLetterSources(input.text('QueueUrl')).map(({ url }) => url) };
    },
    // Tags are accepted and forgotten.
    TagQueue(sqs, input) {
      sqs.reference(input.text('QueueUrl'));
    },
    UntagQueue(sqs, input) {
      sqs.reference(input.text('QueueUrl'));
    },
    ListQueueTags(sqs, input) {
      sqs.reference(input.text('QueueUrl'));
      return { Tags: {} };
    },
    SendMessage(sqs, input, caller) {
      const sent = sqs.send(input.text('QueueUrl'), readSending(input, caller));
      return {
        MessageId: sent.id,
        MD5OfMessageBody: sent.bodyMd5,
        MD5OfMessageAttributes: sent.attributesMd5,
      };
    },
    async ReceiveMessage(sqs, input, { signal }) {
      const received = await sqs.receive(input.text('QueueUrl'), {
        most: input.wholeNumber('MaxNumberOfMessages', { min: 1, max: 10 }),
        waitSeconds: input.wholeNumber('WaitTimeSeconds', { min: 0, max: 20 }),
        visibilitySeconds: input.wholeNumber('VisibilityTimeout', LONGEST_VISIBILITY),
        signal,
      });
      const system = [...input.texts('AttributeNames'), ...input.texts('MessageSystemAttributeNames')];
      const names = input.texts('MessageAttributeNames');
      return received.length > 0 ? { Messages: received.map((message) => told(message, system, names)) } : {};
    },
    DeleteMessage(sqs, input) {
      sqs.delete(input.text('QueueUrl'), input.text('ReceiptHandle'));
    },
    ChangeMessageVisibility(sqs, input) {
      changeVisibility(sqs, input.text('QueueUrl'), input);
    },
    SendMessageBatch: performBatch('SendMessageBatch'),
    DeleteMessageBatch: performBatch('DeleteMessageBatch'),
    ChangeMessageVisibilityBatch: performBatch('ChangeMessageVisibilityBatch'),
    StartMessageMoveTask: startMove,
    ListMessageMoveTasks: listMoves,
  } satisfies Record<string, Operation>),
);

function chosen(attributes: QueueAttributes, names: readonly string[]): QueueAttributes | undefined {
  if (names.includes('All')) return attributes;
  const found: QueueAttributes = {};
  for (const name of names) {
    const value = attributes[name];
    if (value !== undefined) found[name] = value;
    else if (!OPTIONAL_ATTRIBUTES.has(name)) throw invalidAttributeName(name);
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

const OPTIONAL_ATTRIBUTES = new Set([
  ...['Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds'],
  ...['FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'],
]);

function told(message: ReceivedMessage, system: readonly string[], names: readonly string[]) {
  const wantsAll = system.includes('All');
  const Attributes = pick(message.systemAttributes, (name) => wantsAll || system.includes(name));
  const MessageAttributes = pick(message.attributes, (name) =>
    names.some((wanted) => isWanted(name, wanted)),
  );
  const isWhole =
    MessageAttributes && Object.keys(MessageAttributes).length === Object.keys(message.attributes).length;
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: message.bodyMd5,
    Attributes,
    MessageAttributes,
    MD5OfMessageAttributes: isWhole ? message.attributesMd5 : md5OfAttributes(MessageAttributes ?? {}),
  };
}

/** A wish is a name, a prefix with `.*`, or all. */
function isWanted(name: string, wish: string): boolean {
  if (wish === 'All' || wish === '.*') return true;
  return wish.endsWith('.*') ? name.startsWith(wish.slice(0, -1)) : name === wish;
}

function pick<T>(
  members: Record<string, T>,
  wanted: (name: string) => boolean,
): Record<string, T> | undefined {
  const found = Object.entries(members).filter(([name]) => wanted(name));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
