// SQS through the real client: what a producer, a consumer and a person with a dead-letter queue rely on.
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  type Message,
  PurgeQueueCommand,
  QueueDoesNotExist,
  QueueNameExists,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, clients, Machine, queueArn } from './machine.ts';

let machine: Machine;
beforeEach(async () => {
  machine = await new Machine().start();
});
afterEach(() => machine.discard());

const sqs = () => machine.clients.sqs;
const url = (name: string) => machine.emulators.sqs.reference(name).url;

async function create(name: string, attributes: Record<string, string> = {}): Promise<string> {
  const { QueueUrl = '' } = await sqs().send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  );
  return QueueUrl;
}

function send(name: string, body: string, more: { DelaySeconds?: number } = {}) {
  return sqs().send(new SendMessageCommand({ QueueUrl: url(name), MessageBody: body, ...more }));
}

async function receive(name: string, more: { VisibilityTimeout?: number; WaitTimeSeconds?: number } = {}) {
  const wish = {
    QueueUrl: url(name),
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['All' as const],
    ...more,
  };
  const { Messages = [] } = await sqs().send(new ReceiveMessageCommand(wish));
  return Messages;
}

const bodies = (messages: Message[]) => messages.map(({ Body }) => Body).sort();
const receiveCount = ({ Attributes }: Message) => Attributes?.ApproximateReceiveCount;

describe('a queue', () => {
  it('is known by a URL on this machine', async () => {
    expect(await create('notifications')).toBe(`${machine.emulators.endpoint}/${ACCOUNT}/notifications`);
    const { QueueUrl } = await sqs().send(new GetQueueUrlCommand({ QueueName: 'notifications' }));
    expect(QueueUrl).toBe(url('notifications'));
    const { QueueUrls } = await sqs().send(new ListQueuesCommand({ QueueNamePrefix: 'notif' }));
    expect(QueueUrls).toEqual([url('notifications')]);
  });

  it('is the same one when it is created again with the same attributes, and a conflict with others', async () => {
    const first = await create('notifications', { VisibilityTimeout: '60' });
    expect(await create('notifications', { VisibilityTimeout: '60' })).toBe(first);
    await expect(create('notifications', { VisibilityTimeout: '61' })).rejects.toThrow(QueueNameExists);
  });

  it('tells its attributes and its depths', async () => {
    await create('notifications', { VisibilityTimeout: '60', MessageRetentionPeriod: '345600' });
    await send('notifications', 'seen');
    await receive('notifications');
    await send('notifications', 'new');
    await send('notifications', 'later', { DelaySeconds: 30 });
    const wish = { QueueUrl: url('notifications'), AttributeNames: ['All' as const] };
    const { Attributes } = await sqs().send(new GetQueueAttributesCommand(wish));
    expect(Attributes).toMatchObject({
      QueueArn: queueArn('notifications'),
      VisibilityTimeout: '60',
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
    });
  });

  it('that is not there is an error of its own class', async () => {
    const missing = new SendMessageCommand({
      QueueUrl: `${machine.emulators.endpoint}/1/no-such`,
      MessageBody: 'x',
    });
    const error = await sqs()
      .send(missing)
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(QueueDoesNotExist);
    expect(error.Code).toBe('AWS.SimpleQueueService.NonExistentQueue');
  });

  it('refuses what it could not keep: FIFO, unknown attributes, values out of range', async () => {
    await expect(create('orders.fifo')).rejects.toThrow('no FIFO queues');
    await expect(create('one', { Colour: 'red' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
    await expect(create('one', { DelaySeconds: '901' })).rejects.toMatchObject({
      Code: 'InvalidParameterValue',
    });
    const nowhere = JSON.stringify({ deadLetterTargetArn: queueArn('nowhere'), maxReceiveCount: 5 });
    await expect(create('one', { RedrivePolicy: nowhere })).rejects.toThrow(
      'Dead letter target does not exist',
    );
  });
});

describe('a message', () => {
  beforeEach(() => create('notifications', { VisibilityTimeout: '30' }));

  it('arrives as it was sent, and says who sent it and when', async () => {
    const attributes = {
      reference: { DataType: 'String', StringValue: 'MP-2026-004512' },
      size: { DataType: 'Number', StringValue: '17' },
      seal: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 255]) },
    };
    const body = '{"circumstances":"naïve “quotes” 🙂 & <tags>"}';
    const call = new SendMessageCommand({
      QueueUrl: url('notifications'),
      MessageBody: body,
      MessageAttributes: attributes,
    });
    const { MessageId } = await sqs().send(call);
    await machine.clock.pass(2);
    const wish = {
      QueueUrl: url('notifications'),
      MessageAttributeNames: ['All'],
      AttributeNames: ['All' as const],
    };
    const { Messages: [message] = [] } = await sqs().send(new ReceiveMessageCommand(wish));
    // The client itself checks the digest of the body and fails where it is wrong.
    expect(message).toMatchObject({ MessageId, Body: body, MessageAttributes: attributes });
    const { SenderId, SentTimestamp, ApproximateFirstReceiveTimestamp } = message?.Attributes ?? {};
    expect(SenderId).toBe('police');
    expect(Number(ApproximateFirstReceiveTimestamp) - Number(SentTimestamp)).toBe(2000);
  });

  it('carries the digest of its attributes that AWS documents', async () => {
    const MessageAttributes = {
      MyAttribute: { DataType: 'String', StringValue: 'MyValue' },
      Other: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
    };
    const call = new SendMessageCommand({
      QueueUrl: url('notifications'),
      MessageBody: 'x',
      MessageAttributes,
    });
    // Made with an independent implementation (the documented algorithm, written in Python).
    expect((await sqs().send(call)).MD5OfMessageAttributes).toBe('bfe4516715eb24587d20acf4fc098c58');
  });

  it('larger than the queue allows is refused, and one that fits is not', async () => {
    await create('small', { MaximumMessageSize: '1024' });
    await expect(send('small', 'x'.repeat(1025))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      Code: 'InvalidParameterValue',
    });
    await expect(send('small', 'é'.repeat(513))).rejects.toThrow('shorter than 1024 bytes');
    await send('small', 'é'.repeat(512));
    expect(await receive('small')).toHaveLength(1);
  });

  it('with characters that XML does not have is refused', async () => {
    await expect(send('notifications', 'a\u0001b')).rejects.toMatchObject({ name: 'InvalidMessageContents' });
  });

  it('that is received is hidden until its visibility ends, then comes again with a higher count', async () => {
    await send('notifications', 'one');
    const [first] = await receive('notifications');
    expect(first && receiveCount(first)).toBe('1');
    await machine.clock.pass(29);
    expect(await receive('notifications')).toEqual([]);
    await machine.clock.pass(1);
    const [second] = await receive('notifications');
    expect(second && receiveCount(second)).toBe('2');
  });

  it('that is deleted never comes again', async () => {
    await send('notifications', 'one');
    const [message] = await receive('notifications');
    await sqs().send(
      new DeleteMessageCommand({ QueueUrl: url('notifications'), ReceiptHandle: message?.ReceiptHandle }),
    );
    await machine.clock.pass(3600);
    expect(await receive('notifications')).toEqual([]);
  });

  it('is not deleted with the receipt of an earlier receive, nor with a receipt of another queue', async () => {
    await create('other');
    await send('notifications', 'one');
    const [early] = await receive('notifications', { VisibilityTimeout: 1 });
    await machine.clock.pass(1);
    await receive('notifications', { VisibilityTimeout: 1 });
    const receipt = { ReceiptHandle: early?.ReceiptHandle };
    await sqs().send(new DeleteMessageCommand({ QueueUrl: url('notifications'), ...receipt }));
    await machine.clock.pass(1);
    expect(await receive('notifications')).toHaveLength(1);
    const elsewhere = new DeleteMessageCommand({ QueueUrl: url('other'), ...receipt });
    await expect(sqs().send(elsewhere)).rejects.toThrow(ReceiptHandleIsInvalid);
  });

  it('comes at once where its receiver gives it back, and only once in one receive', async () => {
    await send('notifications', 'one');
    const [message] = await receive('notifications');
    const handedBack = {
      QueueUrl: url('notifications'),
      ReceiptHandle: message?.ReceiptHandle,
      VisibilityTimeout: 0,
    };
    await sqs().send(new ChangeMessageVisibilityCommand(handedBack));
    expect(await receive('notifications', { VisibilityTimeout: 0 })).toHaveLength(1);
    await expect(sqs().send(new ChangeMessageVisibilityCommand(handedBack))).rejects.toThrow();
  });

  it('is kept longer where its receiver asks for more time', async () => {
    await send('notifications', 'one');
    const [message] = await receive('notifications');
    const longer = {
      QueueUrl: url('notifications'),
      ReceiptHandle: message?.ReceiptHandle,
      VisibilityTimeout: 100,
    };
    await sqs().send(new ChangeMessageVisibilityCommand(longer));
    await machine.clock.pass(99);
    expect(await receive('notifications')).toEqual([]);
    await machine.clock.pass(1);
    expect(await receive('notifications')).toHaveLength(1);
  });

  it('that is delayed comes when its delay is over', async () => {
    await send('notifications', 'later', { DelaySeconds: 60 });
    await machine.clock.pass(59);
    expect(await receive('notifications')).toEqual([]);
    await machine.clock.pass(1);
    expect(bodies(await receive('notifications'))).toEqual(['later']);
  });

  it('is gone when it has outlived its retention', async () => {
    await create('brief', { MessageRetentionPeriod: '60' });
    await send('brief', 'one');
    await machine.clock.pass(60);
    expect(await receive('brief')).toEqual([]);
    expect(machine.emulators.sqs.depths('brief').visible).toBe(0);
  });
});

describe('a batch', () => {
  beforeEach(() => create('notifications', { MaximumMessageSize: '1024' }));

  it('succeeds and fails entry by entry', async () => {
    const Entries = [
      { Id: 'good', MessageBody: 'one' },
      { Id: 'large', MessageBody: 'x'.repeat(2000) },
    ];
    const answer = await sqs().send(new SendMessageBatchCommand({ QueueUrl: url('notifications'), Entries }));
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(answer.Failed).toMatchObject([{ Id: 'large', Code: 'InvalidParameterValue', SenderFault: true }]);
    const received = await receive('notifications');
    const receipts = received.map(({ ReceiptHandle }, place) => ({ Id: `m${place}`, ReceiptHandle }));
    const deletion = {
      QueueUrl: url('notifications'),
      Entries: [...receipts, { Id: 'bad', ReceiptHandle: 'no' }],
    };
    const deleted = await sqs().send(new DeleteMessageBatchCommand(deletion));
    expect(deleted.Successful).toEqual([{ Id: 'm0' }]);
    expect(deleted.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }]);
  });

  it('fails as a whole where it is malformed', async () => {
    const batch = (Entries: { Id: string; MessageBody: string }[]) =>
      sqs().send(new SendMessageBatchCommand({ QueueUrl: url('notifications'), Entries }));
    const entry = { Id: 'a', MessageBody: 'x' };
    await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
    await expect(batch([entry, entry])).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinct' });
    const eleven = Array.from({ length: 11 }, (_, place) => ({ Id: `e${place}`, MessageBody: 'x' }));
    await expect(batch(eleven)).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
    expect(machine.emulators.sqs.bodies('notifications')).toEqual([]);
  });
});

describe('a message that is received too often', () => {
  beforeEach(async () => {
    await create('unreadable');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn('unreadable'), maxReceiveCount: 2 });
    await create('notifications', { VisibilityTimeout: '10', RedrivePolicy });
    await send('notifications', 'poison');
  });

  async function fail(times: number) {
    for (let time = 0; time < times; time += 1) {
      expect(await receive('notifications')).toHaveLength(1);
      await machine.clock.pass(10);
    }
  }

  it('goes to the dead-letter queue with its age and its origin', async () => {
    await fail(2);
    expect(await receive('notifications')).toEqual([]);
    const [dead] = await receive('unreadable');
    expect(dead?.Body).toBe('poison');
    expect(dead?.Attributes).toMatchObject({
      ApproximateReceiveCount: '3',
      SentTimestamp: String(machine.clock.now() - 20_000),
      DeadLetterQueueSourceArn: queueArn('notifications'),
    });
  });

  it('goes there also where only a long poll is left to notice, and wakes who waits there', async () => {
    await fail(1);
    const noticed = machine.emulators.sqs.receive('notifications', {
      waitSeconds: 20,
      visibilitySeconds: 10,
    });
    expect(await noticed).toHaveLength(1);
    const atTheEnd = machine.emulators.sqs.receive('unreadable', { waitSeconds: 20 });
    const enough = new AbortController();
    const left = machine.emulators.sqs.receive('notifications', { waitSeconds: 20, signal: enough.signal });
    await machine.clock.pass(10);
    expect((await atTheEnd).map(({ body }) => body)).toEqual(['poison']);
    enough.abort();
    expect(await left).toEqual([]);
  });

  it('is sent back as a new message by a person who has mended the cause', async () => {
    await fail(2);
    await receive('notifications');
    const sources = new ListDeadLetterSourceQueuesCommand({ QueueUrl: url('unreadable') });
    expect((await sqs().send(sources)).queueUrls).toEqual([url('notifications')]);
    await sqs().send(new StartMessageMoveTaskCommand({ SourceArn: queueArn('unreadable') }));
    expect(machine.emulators.sqs.bodies('unreadable')).toEqual([]);
    const [again] = await receive('notifications');
    expect(again?.Body).toBe('poison');
    expect(again && receiveCount(again)).toBe('1');
  });
});

describe('when the emulators start again', () => {
  it('what was sent is there, what was deleted is not, what was in flight is hidden until its visibility ends', async () => {
    await create('notifications', { VisibilityTimeout: '30' });
    for (const body of ['in flight', 'deleted']) await send('notifications', body);
    const received = await receive('notifications');
    const deleted = received.find(({ Body }) => Body === 'deleted');
    await sqs().send(
      new DeleteMessageCommand({ QueueUrl: url('notifications'), ReceiptHandle: deleted?.ReceiptHandle }),
    );
    await send('notifications', 'new');
    await send('notifications', 'later', { DelaySeconds: 40 });
    await machine.restart();
    expect(bodies(await receive('notifications'))).toEqual(['new']);
    await machine.clock.pass(30);
    const again = await receive('notifications');
    expect(bodies(again)).toEqual(['in flight', 'new']);
    expect(again.map(receiveCount)).toEqual(['2', '2']);
    await machine.clock.pass(10);
    expect(bodies(await receive('notifications'))).toEqual(['later']);
  });

  it('what was in flight can be released at once, since no receiver is left', async () => {
    await create('notifications', { VisibilityTimeout: '3600' });
    await send('notifications', 'in flight');
    await receive('notifications');
    await machine.restart();
    machine.emulators.sqs.releaseReceived();
    expect(bodies(await receive('notifications'))).toEqual(['in flight']);
  });

  it('a delivery that died with the machine does not count towards the dead letters', async () => {
    await create('dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 2 });
    await create('notifications', { RedrivePolicy });
    await send('notifications', 'in flight');
    for (let kills = 0; kills < 4; kills++) {
      await receive('notifications');
      await machine.restart();
      machine.emulators.sqs.releaseReceived();
    }
    expect((await receive('notifications')).map(receiveCount)).toEqual(['1']);
    expect(await receive('dead')).toEqual([]);
  });

  it('a released message that is purged leaves nothing behind', async () => {
    await create('notifications');
    await send('notifications', 'in flight');
    await receive('notifications');
    await machine.restart();
    machine.emulators.sqs.releaseReceived();
    await sqs().send(new PurgeQueueCommand({ QueueUrl: url('notifications') }));
    await machine.restart();
    expect(await receive('notifications')).toEqual([]);
  });

  it('a purged queue is empty', async () => {
    await create('notifications');
    await send('notifications', 'one');
    await sqs().send(new PurgeQueueCommand({ QueueUrl: url('notifications') }));
    await machine.restart();
    expect(await receive('notifications')).toEqual([]);
  });
});

describe('two callers', () => {
  it('are told apart by their access keys', async () => {
    await create('notifications');
    const other = clients(machine.emulators.endpoint, 'case-system');
    await other.sqs.send(new SendMessageCommand({ QueueUrl: url('notifications'), MessageBody: 'x' }));
    const [message] = await receive('notifications');
    expect(message?.Attributes?.SenderId).toBe('case-system');
    other.sqs.destroy();
  });
});
