// The one port: who is let in, which service he reaches, and what the older Query protocol is answered.
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulators } from '../../../local/emulators/emulators.ts';
import { ACCOUNT, Machine, queueArn } from './machine.ts';

let machine: Machine;
let calls: string[];

const settings = {
  onRequest(call: { service: string; operation: string; accessKeyId: string; status: number }) {
    calls.push(`${call.accessKeyId} ${call.service}:${call.operation} ${call.status}`);
  },
};

beforeEach(async () => {
  calls = [];
  machine = await new Machine().start(settings);
});
afterEach(() => machine.discard());

const signedFor = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=police/20261120/eu-west-2/${service}/aws4_request, SignedHeaders=host, Signature=0`;

async function form(members: Record<string, string>, path = '/', service = 'sqs'): Promise<string> {
  const response = await fetch(machine.emulators.endpoint + path, {
    method: 'POST',
    headers: { authorization: signedFor(service) },
    body: new URLSearchParams({ Version: '2012-11-05', ...members }),
  });
  return response.text();
}

const told = (xml: string, element: string) =>
  [...xml.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'g'))].map(([, value]) => value);

describe('every call', () => {
  it('is told with its service, its operation, its caller and its outcome', async () => {
    machine.emulators.sqs.createQueue('notifications');
    const { url } = machine.emulators.sqs.reference('notifications');
    await machine.clients.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    await machine.clients.scheduler.send(new ListSchedulesCommand({}));
    const missing = new PutItemCommand({ TableName: 'no-such-table', Item: { pk: { S: '1' } } });
    await machine.clients.dynamodb.send(missing).catch(() => undefined);
    expect(calls).toEqual([
      'police sqs:SendMessage 200',
      'police scheduler:ListSchedules 200',
      'police dynamodb:PutItem 400',
    ]);
  });

  it('is refused where nobody signed it, or where the service is not one of ours', async () => {
    const post = (headers: Record<string, string>) =>
      fetch(machine.emulators.endpoint, { method: 'POST', headers });
    expect((await post({ 'x-amz-target': 'AmazonSQS.ListQueues' })).status).toBe(403);
    const elsewhere = await post({ authorization: signedFor('s3') });
    expect(elsewhere.status).toBe(400);
    expect(await elsewhere.text()).toContain('There is no service s3 here');
  });

  it('that is no JSON, or is larger than any service allows, is refused and nothing more', async () => {
    const post = (body: string) =>
      fetch(machine.emulators.endpoint, {
        method: 'POST',
        headers: { authorization: signedFor('dynamodb'), 'x-amz-target': 'DynamoDB_20120810.PutItem' },
        body,
      });
    expect((await post('{"TableName":')).status).toBe(400);
    expect((await post('x'.repeat(17 * 1024 * 1024))).status).toBe(413);
    expect((await post('{}')).status).toBe(400);
  });
});

describe('what is no AWS call', () => {
  it('goes to the pages', async () => {
    await machine.restart({ pages: (request, response) => response.end(`page ${request.url}`) });
    const response = await fetch(`${machine.emulators.endpoint}/inbox`);
    expect(await response.text()).toBe('page /inbox');
  });

  it('is not found where there are none', async () => {
    expect((await fetch(`${machine.emulators.endpoint}/inbox`)).status).toBe(404);
  });
});

describe('a port that is taken', () => {
  it('is an error that says so, and leaves the folder free', async () => {
    const other = new Machine();
    const port = Number(new URL(machine.emulators.endpoint).port);
    await expect(other.start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await other.start();
    await other.discard();
  });

  it('is free again after the emulators are closed', async () => {
    const port = Number(new URL(machine.emulators.endpoint).port);
    await machine.stop();
    await machine.start({ port });
    expect(machine.emulators.endpoint).toBe(`http://127.0.0.1:${port}`);
  });

  it('is let go of where the folder cannot be used', async () => {
    const { clock, folder: dataFolder } = machine;
    const usual = { clock, accountId: ACCOUNT, region: 'eu-west-2' };
    const other = new Machine();
    await other.start();
    const port = Number(new URL(other.emulators.endpoint).port);
    await other.stop();
    await expect(startEmulators({ ...usual, port, dataFolder })).rejects.toThrow('in use by another process');
    await other.start({ port });
    await other.discard();
  });
});

describe('an older command line, which speaks the Query protocol', () => {
  beforeEach(() => {
    machine.emulators.sqs.createQueue('unreadable');
    const RedrivePolicy = { deadLetterTargetArn: queueArn('unreadable'), maxReceiveCount: 5 };
    machine.emulators.sqs.createQueue('notifications', { RedrivePolicy });
  });
  const path = `/${ACCOUNT}/notifications`;

  it('finds queues and reads their attributes', async () => {
    const found = await form({ Action: 'GetQueueUrl', QueueName: 'notifications' });
    expect(told(found, 'QueueUrl')).toEqual([`${machine.emulators.endpoint}${path}`]);
    expect(told(await form({ Action: 'ListQueues' }), 'QueueUrl')).toHaveLength(2);
    const wish = { 'AttributeName.1': 'VisibilityTimeout', 'AttributeName.2': 'QueueArn' };
    const attributes = await form({ Action: 'GetQueueAttributes', QueueUrl: path, ...wish });
    expect(told(attributes, 'Name')).toEqual(['VisibilityTimeout', 'QueueArn']);
    expect(told(attributes, 'Value')).toEqual(['30', queueArn('notifications')]);
    const sources = await form({ Action: 'ListDeadLetterSourceQueues', QueueUrl: `/${ACCOUNT}/unreadable` });
    expect(told(sources, 'QueueUrl')).toEqual([`${machine.emulators.endpoint}${path}`]);
  });

  it('sends, receives and deletes a message, with its attributes', async () => {
    const MessageBody = '{"a":"<b> & é"}';
    const attribute = {
      'MessageAttribute.1.Name': 'reference',
      'MessageAttribute.1.Value.DataType': 'String',
      'MessageAttribute.1.Value.StringValue': 'MP-1',
    };
    const sent = await form({ Action: 'SendMessage', MessageBody, ...attribute }, path);
    expect(told(sent, 'MessageId')).toHaveLength(1);
    const wish = { 'AttributeName.1': 'All', 'MessageAttributeName.1': 'All', MaxNumberOfMessages: '10' };
    const received = await form({ Action: 'ReceiveMessage', QueueUrl: path, ...wish });
    expect(told(received, 'Body')).toEqual(['{&#34;a&#34;:&#34;&#60;b&#62; &#38; é&#34;}']);
    expect(received).toContain('<Attribute><Name>SenderId</Name><Value>police</Value></Attribute>');
    expect(received).toContain(
      '<MessageAttribute><Name>reference</Name><Value><DataType>String</DataType><StringValue>MP-1</StringValue></Value></MessageAttribute>',
    );
    const [ReceiptHandle = ''] = told(received, 'ReceiptHandle');
    const entry = {
      'DeleteMessageBatchRequestEntry.1.Id': 'one',
      'DeleteMessageBatchRequestEntry.1.ReceiptHandle': ReceiptHandle,
    };
    const deleted = await form({ Action: 'DeleteMessageBatch', QueueUrl: path, ...entry });
    expect(deleted).toContain('<DeleteMessageBatchResultEntry><Id>one</Id></DeleteMessageBatchResultEntry>');
    expect(machine.emulators.sqs.bodies('notifications')).toEqual([]);
  });

  it('creates a queue with attributes', async () => {
    await form({
      Action: 'CreateQueue',
      QueueName: 'other',
      'Attribute.1.Name': 'DelaySeconds',
      'Attribute.1.Value': '7',
    });
    expect(machine.emulators.sqs.attributes('other')['DelaySeconds']).toBe('7');
  });

  it('hears of errors by the older codes', async () => {
    const missing = await form({ Action: 'GetQueueUrl', QueueName: 'no-such-queue' });
    expect(told(missing, 'Code')).toEqual(['AWS.SimpleQueueService.NonExistentQueue']);
    expect(told(await form({ Action: 'SendMessage' }, path), 'Code')).toEqual(['MissingParameter']);
  });
});
