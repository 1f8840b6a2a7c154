// Ten at once: each entry succeeds or fails by itself, and a batch that is malformed fails as a whole.
import { AwsError } from '../wire/aws-error.ts';
import type { Parameters } from '../wire/parameters.ts';
import type { Caller } from '../wire/protocol.ts';
import { batchIsTooLong, sizeOf } from './message.ts';
import { changeVisibility, readSending } from './message-input.ts';
import type { Sqs } from './sqs.ts';
import { batchError } from './sqs-errors.ts';

type BatchOperation = 'SendMessageBatch' | 'DeleteMessageBatch' | 'ChangeMessageVisibilityBatch';
type EntryWork = (sqs: Sqs, queue: string, entry: Parameters, caller: Caller) => object | undefined;

interface FailedEntry {
  Id: string;
  SenderFault: boolean;
  Code: string;
  Message: string;
}

const ENTRY_WORK: Record<BatchOperation, EntryWork> = {
  SendMessageBatch(sqs, queue, entry, caller) {
    const sent = sqs.send(queue, readSending(entry, caller));
    return { MessageId: sent.id, MD5OfMessageBody: sent.bodyMd5, MD5OfMessageAttributes: sent.attributesMd5 };
  },
  DeleteMessageBatch(sqs, queue, entry) {
    sqs.delete(queue, entry.text('ReceiptHandle'));
    return undefined;
  },
  ChangeMessageVisibilityBatch(sqs, queue, entry) {
    changeVisibility(sqs, queue, entry);
    return undefined;
  },
};

export function performBatch(operation: BatchOperation) {
  return (sqs: Sqs, input: Parameters, caller: Caller) => {
    const queue = input.text('QueueUrl');
    sqs.reference(queue);
    const entries = readEntries(input);
    if (operation === 'SendMessageBatch') checkSize(entries, caller);
    const Successful: object[] = [];
    const Failed: FailedEntry[] = [];
    for (const [Id, entry] of entries) {
      try {
        Successful.push({ Id, ...ENTRY_WORK[operation](sqs, queue, entry, caller) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        Failed.push({ Id, SenderFault: error.status < 500, Code: error.queryCode, Message: error.message });
      }
    }
    return { ...(Successful.length > 0 && { Successful }), ...(Failed.length > 0 && { Failed }) };
  };
}

function readEntries(input: Parameters): Map<string, Parameters> {
  const list = input.structures('Entries');
  if (list.length === 0)
    throw batchError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (list.length > 10) {
    const message = `Maximum number of entries per request are 10. You have sent ${list.length}.`;
    throw batchError('TooManyEntriesInBatchRequest', message);
  }
  const entries = new Map(list.map((entry) => [entry.text('Id'), entry]));
  if (entries.size < list.length)
    throw batchError('BatchEntryIdsNotDistinct', 'Two entries have the same Id.');
  for (const id of entries.keys()) {
    if (/^[A-Za-z0-9_-]{1,80}$/.test(id)) continue;
    const message = 'A batch entry id can only contain 1 to 80 letters, digits, hyphens and underscores.';
    throw batchError('InvalidBatchEntryId', message);
  }
  return entries;
}

function checkSize(entries: Map<string, Parameters>, caller: Caller): void {
  const sizes = [...entries.values()].map((entry) => {
    const { body, attributes = {} } = readSending(entry, caller);
    return sizeOf(body, attributes);
  });
  if (batchIsTooLong(sizes)) {
    throw batchError('BatchRequestTooLong', 'Batch requests cannot be longer than 1048576 bytes.');
  }
}
