// What a client of AWS sees on one machine where its role may not: the exceptions, codes and words that it would see on AWS.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchGetItemCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand, DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Emulators, startEmulators } from '../../local/emulators/emulators.ts';
import type { Permissions } from '../../local/iam/permissions.ts';
import {
  account,
  arn,
  permissionsOf,
  police,
  region,
  resources,
  type Statement,
  settleMay,
} from './stack.ts';

let emulators: Emulators | undefined;
let permissions: Permissions;
let folder: string;

afterEach(async () => {
  await emulators?.close();
  emulators = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function stack(may?: Statement[]) {
  folder = mkdtempSync(join(tmpdir(), 'homeward-denials-'));
  permissions = permissionsOf(resources(may));
  emulators = await startEmulators({
    port: 0,
    dataFolder: folder,
    clock: { now: () => Date.now(), wait: () => new Promise(() => undefined) },
    accountId: account,
    region,
    admit: (call) => permissions.admit(call),
  });
  emulators.sqs.createQueue('notices');
  emulators.scheduler.createGroup('wake-ups');
  await emulators.dynamodb.call('CreateTable', {
    TableName: 'episodes',
    AttributeDefinitions: ['pk', 'open'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'open',
        KeySchema: [{ AttributeName: 'open', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
}

const as = (accessKeyId: string) => ({
  endpoint: emulators?.endpoint ?? '',
  region,
  maxAttempts: 1,
  credentials: { accessKeyId, secretAccessKey: 'any' },
});
/** `done`, or the name and status of the exception and what it says. */
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: Error & { $metadata?: { httpStatusCode?: number } }) =>
      `${error.name} ${error.$metadata?.httpStatusCode}: ${error.message}`,
  );
const queue = () => ({ QueueUrl: emulators?.sqs.reference('notices').url ?? '' });
const send = (who: string) =>
  outcome(new SQSClient(as(who)).send(new SendMessageCommand({ ...queue(), MessageBody: 'x' })));
const without = (action: string): Statement[] =>
  settleMay
    .map((statement) => ({
      ...statement,
      Action: [statement['Action']].flat().filter((one) => one !== action),
    }))
    .filter(({ Action }) => Action.length > 0);

describe('on a queue', () => {
  it('a role does what it may, and is told what it may not', async () => {
    await stack();
    expect(await send('settle')).toBe('done');
    expect(await outcome(new SQSClient(as('settle')).send(new ReceiveMessageCommand(queue())))).toBe(
      `AccessDenied 403: User: ${arn.settle} is not authorized to perform: sqs:receivemessage on resource: ` +
        `${arn.queue} because no identity-based policy allows the sqs:receivemessage action`,
    );
  });

  it('a producer of another account only sends', async () => {
    await stack();
    expect(await send('police')).toBe('done');
    const remove = new DeleteMessageCommand({ ...queue(), ReceiptHandle: 'any' });
    expect(await outcome(new SQSClient(as('police')).send(remove))).toBe(
      `AccessDenied 403: User: ${police} is not authorized to perform: sqs:deletemessage on resource: ` +
        `${arn.queue} because no resource-based policy allows the sqs:deletemessage action`,
    );
  });

  it('who may send and not use its key is refused for the key', async () => {
    await stack(without('kms:GenerateDataKey'));
    expect(await send('settle')).toMatch(
      /^KmsAccessDenied 400: User: .*role\/settle is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:.* because no identity-based policy allows/,
    );
  });

  it('nobody knows a key that is nobody’s', async () => {
    await stack();
    expect(await send('stranger')).toBe(
      'InvalidClientTokenId 403: The security token included in the request is invalid. ' +
        'On one machine an access key id is a name: police, operator.',
    );
  });
});

describe('on a table', () => {
  it('a role reads what it may, through the index that it may', async () => {
    await stack();
    const client = new DynamoDBClient(as('settle'));
    const read = { RequestItems: { episodes: { Keys: [{ pk: { S: 'a' } }] } } };
    expect(await outcome(client.send(new BatchGetItemCommand(read)))).toBe('done');
    const query = {
      TableName: 'episodes',
      KeyConditionExpression: '#open = :open',
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: { ':open': { S: 'open' } },
    };
    expect(await outcome(client.send(new QueryCommand({ ...query, IndexName: 'open' })))).toBe('done');
    expect(await outcome(client.send(new QueryCommand(query)))).toBe(
      `AccessDeniedException 400: User: ${arn.settle} is not authorized to perform: dynamodb:Query on resource: ` +
        `${arn.table} because no identity-based policy allows the dynamodb:Query action`,
    );
  });

  it('a role that may not write does not', async () => {
    await stack();
    const put = new PutItemCommand({ TableName: 'episodes', Item: { pk: { S: 'a' } } });
    expect(await outcome(new DynamoDBClient(as('settle')).send(put))).toMatch(
      /^AccessDeniedException 400: .*dynamodb:PutItem/,
    );
  });

  it('a batch is refused for the one table that it may not read', async () => {
    await stack();
    const keys = { Keys: [{ pk: { S: 'a' } }] };
    const read = new BatchGetItemCommand({ RequestItems: { episodes: keys, others: keys } });
    expect(await outcome(new DynamoDBClient(as('settle')).send(read))).toMatch(
      /dynamodb:BatchGetItem on resource: \S+:table\/others /,
    );
  });

  it('its key is asked for through DynamoDB and no other way', async () => {
    await stack(settleMay.filter(({ Condition }) => !JSON.stringify(Condition ?? '').includes('dynamodb.')));
    const read = new BatchGetItemCommand({ RequestItems: { episodes: { Keys: [{ pk: { S: 'a' } }] } } });
    expect(await outcome(new DynamoDBClient(as('settle')).send(read))).toMatch(
      /^AccessDeniedException 400: .* kms:Decrypt on resource/,
    );
  });
});

describe('on the Scheduler', () => {
  const schedule = (change: { GroupName?: string; RoleArn?: string } = {}) =>
    new CreateScheduleCommand({
      Name: 'one',
      GroupName: change.GroupName ?? 'wake-ups',
      ScheduleExpression: 'at(2099-01-01T00:00:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: arn.queue, RoleArn: change.RoleArn ?? arn.fires },
    });
  const create = (...change: Parameters<typeof schedule>) =>
    outcome(new SchedulerClient(as('settle')).send(schedule(...change)));

  it('a schedule is created in the group that it may be, with the role that may be handed on', async () => {
    await stack();
    expect(await create()).toBe('done');
    expect(await create({ GroupName: 'sweeps' })).toMatch(
      /^AccessDeniedException 403: .* scheduler:CreateSchedule on resource: \S+:schedule\/sweeps\/one /,
    );
    expect(await create({ RoleArn: arn.settle })).toMatch(
      /^AccessDeniedException 403: .* iam:PassRole on resource: \S+:role\/settle /,
    );
  });

  it('a role that the Scheduler cannot take for this group is not taken', async () => {
    await stack([...settleMay, { Effect: 'Allow', Action: 'scheduler:CreateSchedule', Resource: '*' }]);
    expect(await create({ GroupName: 'sweeps' })).toBe(
      'ValidationException 400: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
    );
  });

  it('who may create may not delete', async () => {
    await stack();
    const remove = new DeleteScheduleCommand({ GroupName: 'wake-ups', Name: 'one' });
    expect(await outcome(new SchedulerClient(as('settle')).send(remove))).toMatch(
      /^AccessDeniedException 403: .* scheduler:DeleteSchedule/,
    );
  });
});

describe('on SES', () => {
  const letter = (from: string, ConfigurationSetName = 'letters') =>
    outcome(
      new SESClient(as('settle')).send(
        new SendRawEmailCommand({
          Source: from,
          Destinations: ['front.door@kent.example'],
          ConfigurationSetName,
          RawMessage: {
            Data: Buffer.from(`From: Homeward <${from}>\r\nTo: front.door@kent.example\r\n\r\nR.E.`),
          },
        }),
      ),
    );

  it('letters come from the one address, under the one set of rules', async () => {
    await stack();
    expect(await letter('homeward@kent.example')).toBe('done');
    expect(await letter('director@kent.example')).toBe(
      `AccessDenied 403: User \`${arn.settle}' is not authorized to perform \`ses:SendRawEmail' on resource ` +
        `\`arn:aws:ses:${region}:${account}:identity/kent.example'`,
    );
    expect(await letter('homeward@kent.example', 'none')).toMatch(/configuration-set\/none'$/);
  });
});
