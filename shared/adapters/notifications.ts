// The police's side of the notifications queue, for the command line and for tests.
import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

export function notifications(queueUrl: string, config: SQSClientConfig) {
  const client = new SQSClient(config);
  return {
    async push(body: string): Promise<void> {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
    },
  };
}
