// The case system's side of the notifications queue: ten messages a call, what the queue did not take is sent again.
import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { patience } from './clients.ts';

export const mostAtOnce = 10;
const attempts = 6;
const firstPause = 100; // ms; each is twice the last

export class QueueRefuses extends Error {
  override name = 'QueueRefuses';
}

export function queueOfTens(queueUrl: string, config: SQSClientConfig) {
  const client = new SQSClient({ ...patience, ...config });
  return {
    /** At most ten. Resolves once the queue has taken every one; throws QueueRefuses where it goes on refusing. */
    async push(bodies: readonly string[]): Promise<void> {
      let left = bodies;
      let why = '';
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        if (attempt > 0) await new Promise((wake) => setTimeout(wake, firstPause * 2 ** (attempt - 1)));
        const refused = await pushOnce(left);
        left = refused.map(({ body }) => body);
        if (left.length === 0) return;
        why = refused.map(({ code }) => code)[0] ?? '';
        if (refused.some(({ ours }) => ours)) break;
      }
      throw new QueueRefuses(`The queue does not take ${left.length} of the messages (${why})`);
    },
    close: () => client.destroy(),
  };

  async function pushOnce(
    bodies: readonly string[],
  ): Promise<{ body: string; code: string; ours: boolean }[]> {
    const Entries = bodies.map((MessageBody, n) => ({ Id: String(n), MessageBody }));
    try {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      return Failed.map(({ Id, Code = '', SenderFault = false }) => ({
        body: bodies[Number(Id)] ?? '',
        code: Code,
        ours: SenderFault,
      }));
    } catch (error) {
      const code = error instanceof Error ? error.name : 'Error';
      return bodies.map((body) => ({ body, code, ours: false }));
    }
  }
}
