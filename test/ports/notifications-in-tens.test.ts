// The queue may take some of ten messages and not the others: those are sent again, and no other.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { queueOfTens } from '../../shared/adapters/notifications-in-tens.ts';
import { Machine } from '../local/emulators/machine.ts';

const credentials = { accessKeyId: 'case-system', secretAccessKey: 'any' };
const bodies = Array.from({ length: 10 }, (_, n) => `message ${n}`);

let server: Server | undefined;
afterEach(() => server?.close());

interface Entry {
  Id: string;
  MessageBody: string;
}

/** A queue that is asked for each entry, on each call, whether it takes it. */
async function moodyQueue(takes: (body: string, call: number) => boolean) {
  const taken: string[] = [];
  let calls = 0;
  server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const { Entries } = JSON.parse(text) as { Entries: Entry[] };
    calls += 1;
    const Successful = Entries.filter(({ MessageBody }) => takes(MessageBody, calls)).map((entry) => {
      taken.push(entry.MessageBody);
      const MD5OfMessageBody = createHash('md5').update(entry.MessageBody).digest('hex');
      return { Id: entry.Id, MessageId: entry.Id, MD5OfMessageBody };
    });
    const Failed = Entries.filter(({ Id }) => Successful.every((each) => each.Id !== Id)).map(({ Id }) => ({
      Id,
      SenderFault: false,
      Code: 'InternalError',
    }));
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify({ Successful, Failed }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const queue = queueOfTens(`${endpoint}/000000000000/notifications`, {
    endpoint,
    region: 'eu-west-2',
    credentials,
  });
  return { queue, taken, calls: () => calls };
}

describe('ten messages at once', () => {
  it('are each taken once, where the queue takes some of them later', async () => {
    const { queue, taken, calls } = await moodyQueue((body, call) => Number(body.slice(-1)) < call * 4);
    await queue.push(bodies);
    queue.close();
    expect(taken).toEqual(bodies);
    expect(calls()).toBe(3);
  });

  it('are given up in words, after six calls, where one is never taken', async () => {
    const { queue, taken, calls } = await moodyQueue((body) => body !== 'message 7');
    await expect(queue.push(bodies)).rejects.toThrow(
      'The queue does not take 1 of the messages (InternalError)',
    );
    queue.close();
    expect(taken).toHaveLength(9);
    expect(calls()).toBe(6);
  });

  it('are given up at once where the fault is the message', async () => {
    const machine = await new Machine().start();
    try {
      const { QueueUrl = '' } = await machine.clients.sqs.send(
        new CreateQueueCommand({ QueueName: 'small', Attributes: { MaximumMessageSize: '1024' } }),
      );
      const { endpoint } = machine.emulators;
      const queue = queueOfTens(QueueUrl, { endpoint, region: 'eu-west-2', credentials });
      const began = Date.now();
      await expect(queue.push(['small', 'x'.repeat(2000)])).rejects.toThrow(
        /does not take 1 of the messages/,
      );
      expect(Date.now() - began).toBeLessThan(2000);
      queue.close();
    } finally {
      await machine.discard();
    }
  });
});
