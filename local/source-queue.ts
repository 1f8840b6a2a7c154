// A queue as an event source mapping reads it, in process: its long polls need no connection and no signature.
import type { Sqs } from './emulators/sqs/sqs.ts';
import type { SourceQueue } from './event-source.ts';

const longestWait = 20; // real seconds, as SQS has it

export function sourceQueue(sqs: Sqs, arn: string): SourceQueue {
  return {
    arn,
    async receive(most, signal) {
      const messages = await sqs.receive(arn, { most: Math.min(most, 10), waitSeconds: longestWait, signal });
      return messages.map((message) => ({
        messageId: message.messageId,
        receiptHandle: message.receiptHandle,
        body: message.body,
        md5OfBody: message.bodyMd5,
        attributes: message.systemAttributes,
        messageAttributes: Object.fromEntries(
          Object.entries(message.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
            name,
            {
              dataType: DataType,
              ...(StringValue !== undefined && { stringValue: StringValue }),
              ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
            },
          ]),
        ),
      }));
    },
    async delete(receiptHandles) {
      for (const receiptHandle of receiptHandles) sqs.delete(arn, receiptHandle);
    },
  };
}
