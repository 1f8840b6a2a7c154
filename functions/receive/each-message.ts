// A batch of a queue, message by message: what failed is given back to be tried again, and nothing else is.
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

/** `failed`: told of each that is given back, and of what kind its error was. */
export async function eachMessage(
  { Records }: SQSEvent,
  take: (message: SQSRecord) => Promise<void>,
  failed: (message: SQSRecord, why: string) => void,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const message of Records) {
    try {
      await take(message);
    } catch (error) {
      failed(message, (error as Error).name);
      batchItemFailures.push({ itemIdentifier: message.messageId });
    }
  }
  return { batchItemFailures };
}
