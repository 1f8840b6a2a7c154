import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { freePort } from '../../local/free-port.ts';
import { bootMachine, type Machine } from '../../local/machine.ts';
import type { Resource } from '../../local/stack/template.ts';
import { smallStack, wellBehaved } from './small-stack.ts';

const start = Date.parse('2026-11-20T22:05:00.000Z');
const second = 1000;
const minute = 60 * second;
const credentials = { accessKeyId: 'police', secretAccessKey: 'any' };

let folder: string;
let clock: VirtualClock;
let machine: Machine | undefined;
let sqs: SQSClient;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-machine-'));
});
afterEach(async () => {
  sqs?.destroy();
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

async function boot(
  o: { speed?: number; from?: number; receive?: string; others?: Record<string, Resource> } = {},
) {
  const { speed = 600, from = start, receive = wellBehaved, others = {} } = o;
  clock = new VirtualClock({ follows: 'itself', from }, speed);
  machine = await bootMachine({
    assembly: smallStack(mkdtempSync(join(folder, 'cdk.out-')), receive, others),
    data: join(folder, 'data'),
    port: await freePort(0),
    clock,
    log: () => undefined,
  });
  sqs = new SQSClient({ endpoint: machine.endpoint, region: 'eu-west-2', credentials });
  return machine;
}

async function stop() {
  await machine?.stop();
  machine = undefined;
  clock?.close();
}

const queueUrl = (name: string) => `${machine?.endpoint}/000000000000/small-${name}`;
const push = (body: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queueUrl('Notices'), MessageBody: body }));

/** Bodies taken from a queue, until `enough` holds of them. */
async function taken(name: string, enough: (bodies: Record<string, unknown>[]) => boolean) {
  const bodies: Record<string, unknown>[] = [];
  while (!enough(bodies)) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl(name),
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 5,
        MessageSystemAttributeNames: ['All'],
      }),
    );
    for (const { Body = '', ReceiptHandle, Attributes } of Messages) {
      bodies.push({ Body, ...(Body.startsWith('{') ? JSON.parse(Body) : {}), ...Attributes });
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl(name), ReceiptHandle }));
    }
  }
  return bodies;
}
const one = (bodies: unknown[]) => bodies.length > 0;
const took = (bodies: Record<string, unknown>[]) => bodies.filter((body) => 'took' in body);

async function depths(name: string): Promise<{ visible: number; inFlight: number }> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl(name), AttributeNames: ['All'] }),
  );
  return {
    visible: Number(Attributes['ApproximateNumberOfMessages']),
    inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible']),
  };
}

/** A message leaves its queue only after the function that acted on it has returned: a moment after its effect is seen. */
const isEmpty = (name: string) =>
  expect.poll(() => depths(name), { timeout: 10 * second }).toEqual({ visible: 0, inFlight: 0 });

describe('a message to the stack on this machine', () => {
  it('reaches its function, which acts under the name of its role', async () => {
    await boot();
    await push('hello');
    const [body] = took(await taken('Done', (bodies) => one(took(bodies))));
    expect(body).toMatchObject({ took: 'hello', sender: 'police', SenderId: 'small-ReceiveRole' });
    expect(Number(body?.['at'])).toBeGreaterThanOrEqual(start);
    await isEmpty('Notices');
  });

  it.each(['bad', 'unwell', 'fatal'])(
    'that is %s ends with the dead letters, and the others pass',
    async (body) => {
      await boot();
      await push(body);
      await push('good');
      await taken('Done', (bodies) => one(took(bodies)));
      const [dead] = await taken('DeadLetters', one);
      expect(dead).toMatchObject({ Body: body, SenderId: 'police' });
      expect(String(dead?.['DeadLetterQueueSourceArn'])).toMatch(/:small-Notices$/);
      await isEmpty('Notices');
    },
  );

  it('leaves what the function printed in its log', async () => {
    await boot();
    await push('hello');
    await taken('Done', (bodies) => one(took(bodies)));
    await stop();
    expect(readFileSync(join(folder, 'data', 'logs', 'small-Receive.log'), 'utf8')).toMatch(/^took \S+\n/);
  });
});

describe('a schedule of the template', () => {
  it('starts its function at once and then every five minutes of virtual time, to the millisecond', async () => {
    await boot({ speed: 3600 });
    const sweeps = await taken('Done', ({ length }) => length >= 3);
    expect(sweeps[0]).toMatchObject({ SenderId: 'small-SweepRole' });
    const at = sweeps.map((sweep) => Number(sweep['at']));
    const first = at[0] ?? 0;
    expect(at.slice(0, 3).map((instant) => (instant - first) / minute)).toEqual([0, 5, 10]);
  });
});

describe('mail that the stack sends', () => {
  const mail = (to: string) =>
    new SendRawEmailCommand({
      Source: 'homeward@kent.example',
      Destinations: [to],
      ConfigurationSetName: 'small-Letters',
      Tags: [{ Name: 'record', Value: 'r1' }],
      RawMessage: {
        Data: Buffer.from(`From: homeward@kent.example\r\nTo: ${to}\r\nSubject: A child\r\n\r\nR.E.\r\n`),
      },
    });

  it('is in the inbox, and what became of it reaches the queue of the rule', async () => {
    const { endpoint, inboxUrl } = await boot();
    const ses = new SESClient({ endpoint, region: 'eu-west-2', credentials });
    await ses.send(mail('front.door@kent.example'));
    const { MessageId } = await ses.send(mail('bounce@kent.example'));
    ses.destroy();
    const inbox = await (await fetch(inboxUrl, { headers: { accept: 'application/json' } })).json();
    expect(inbox).toMatchObject([{ to: ['front.door@kent.example'] }, { to: ['bounce@kent.example'] }]);
    const [event] = await taken('MailEvents', one);
    expect(event).toMatchObject({
      source: 'aws.ses',
      'detail-type': 'Email Bounced',
      detail: {
        eventType: 'Bounce',
        mail: { messageId: MessageId, destination: ['bounce@kent.example'], tags: { record: ['r1'] } },
        bounce: { bouncedRecipients: [{ emailAddress: 'bounce@kent.example' }] },
      },
    });
    expect(await depths('MailEvents')).toEqual({ visible: 0, inFlight: 0 });
  });
});

describe('when the machine stops and starts again', () => {
  it('what waited is dealt with, and what was being dealt with is given again at once', async () => {
    // At the machine's speed the message would stay hidden for its half minute.
    await boot({ speed: 1, receive: 'exports.handler = () => new Promise(() => {});' });
    await push('held');
    while ((await depths('Notices')).inFlight === 0);
    const from = clock.now();
    await stop();
    await boot({ speed: 1, from });
    expect(took(await taken('Done', (bodies) => one(took(bodies))))).toMatchObject([{ took: 'held' }]);
    expect(clock.now() - from).toBeLessThan(30 * second);
  }, 20_000);

  it('a table of another shape is not taken for the same', async () => {
    await boot();
    await stop();
    const other: Resource = {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'small-Episodes',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    };
    await expect(boot({ others: { Episodes: other } })).rejects.toThrow(
      'The table small-Episodes in the data folder has other keys than the template',
    );
  });

  it('a second machine on the same folder is refused in one line', async () => {
    const first = await boot();
    await expect(
      bootMachine({
        assembly: smallStack(join(folder, 'other')),
        data: join(folder, 'data'),
        port: await freePort(0),
        clock,
        log: () => undefined,
      }),
    ).rejects.toThrow(/in use by another process/);
    expect((await fetch(first.inboxUrl)).status).toBe(200);
  });
});

describe('a template that cannot be run here', () => {
  it.each<[string, Record<string, Resource>, string]>([
    [
      'an unknown type',
      { Bus: { Type: 'AWS::Kinesis::Stream' } },
      'AWS::Kinesis::Stream is not done on one machine',
    ],
    [
      'an unknown matcher',
      {
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: { EventPattern: { source: [{ wildcard: '*' }] }, Targets: [] },
        },
      },
      'Resources/Rule/Properties/EventPattern/source: the matcher {"wildcard":"*"} is not known',
    ],
    [
      'code that is not there',
      {
        Receive: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: { S3Bucket: 'b', S3Key: 'gone.zip' },
            Handler: 'index.handler',
            Runtime: 'nodejs24.x',
            Role: 'arn:aws:iam::000000000000:role/r',
          },
        },
      },
      'knows no asset gone.zip',
    ],
  ])('is refused for %s in one line', async (_, others, message) => {
    await expect(boot({ others })).rejects.toThrow(message);
  });
});
