// What a receiver gets: the message, and a receipt that is good for this receive and not for an earlier one.
import type { MessageAttributes } from './message.ts';
import type { HeldMessage, Queue } from './queue.ts';
import { receiptHandleIsInvalid } from './sqs-errors.ts';

export interface ReceivedMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  bodyMd5: string;
  attributes: MessageAttributes;
  attributesMd5?: string;
  /** `SenderId`, `SentTimestamp`, `ApproximateReceiveCount` and the others, as text. */
  systemAttributes: Record<string, string>;
}

/** The message, where the receipt is of its last receive; throws where it is no receipt of this queue. */
export function receivedAs(queue: Queue, receiptHandle: string): HeldMessage | undefined {
  const receipt = readReceipt(receiptHandle);
  if (receipt?.queue !== queue.name) throw receiptHandleIsInvalid(receiptHandle);
  const held = queue.find(receipt.messageId);
  return held?.receiveCount === receipt.receiveCount ? held : undefined;
}

export function received(queue: Queue, held: HeldMessage): ReceivedMessage {
  const { sent, receiveCount } = held;
  return {
    messageId: sent.id,
    receiptHandle: writeReceipt({ queue: queue.name, messageId: sent.id, receiveCount }),
    body: sent.body,
    bodyMd5: sent.bodyMd5,
    attributes: sent.attributes ?? {},
    ...(sent.attributesMd5 !== undefined && { attributesMd5: sent.attributesMd5 }),
    systemAttributes: {
      SenderId: sent.sender,
      SentTimestamp: String(sent.sentAt),
      ApproximateReceiveCount: String(receiveCount),
      ApproximateFirstReceiveTimestamp: String(held.firstReceivedAt ?? 0),
      ...(sent.traceHeader !== undefined && { AWSTraceHeader: sent.traceHeader }),
      ...(sent.deadLetterSource !== undefined && { DeadLetterQueueSourceArn: sent.deadLetterSource }),
    },
  };
}

interface Receipt {
  queue: string;
  messageId: string;
  receiveCount: number;
}

function writeReceipt({ queue, messageId, receiveCount }: Receipt): string {
  return Buffer.from(`${queue} ${messageId} ${receiveCount}`).toString('base64');
}

/** Nothing, where it is not a receipt at all. */
function readReceipt(handle: string): Receipt | undefined {
  const found = /^(\S+) (\S+) (\d+)$/.exec(Buffer.from(handle, 'base64').toString('utf8'));
  const [, queue, messageId, receiveCount] = found ?? [];
  if (queue === undefined || messageId === undefined) return undefined;
  return { queue, messageId, receiveCount: Number(receiveCount) };
}
