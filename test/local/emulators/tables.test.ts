// DynamoDB through the real client, and the hazards of the database underneath that are mended here.
import { connect } from 'node:net';
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  TransactWriteItemsCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulators } from '../../../local/emulators/emulators.ts';
import { ACCOUNT, Machine } from './machine.ts';

let machine: Machine;
beforeEach(async () => {
  machine = await new Machine().start();
  await table().send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'open', AttributeType: 'S' },
        { AttributeName: 'dueAt', AttributeType: 'S' },
      ],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'open-by-due',
          KeySchema: [
            { AttributeName: 'open', KeyType: 'HASH' },
            { AttributeName: 'dueAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
});
afterEach(() => machine.discard());

const TABLE = 'records';
const table = () => machine.clients.dynamodb;

function record(pk: string, dueAt = '2026-11-21T00:00:00Z') {
  return { pk: { S: pk }, open: { S: 'yes' }, dueAt: { S: dueAt }, version: { N: '1' } };
}

async function openRecords(): Promise<(string | undefined)[]> {
  const { Items = [] } = await table().send(
    new QueryCommand({
      TableName: TABLE,
      IndexName: 'open-by-due',
      KeyConditionExpression: '#open = :yes',
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: { ':yes': { S: 'yes' } },
    }),
  );
  return Items.map(({ pk }) => pk?.S);
}

describe('a table', () => {
  it('is ready as soon as it is made, and gone as soon as it is removed', async () => {
    const described = await table().send(new DescribeTableCommand({ TableName: TABLE }));
    expect(described.Table?.TableStatus).toBe('ACTIVE');
    expect(described.Table?.TableArn).toBe(`arn:aws:dynamodb:eu-west-2:${ACCOUNT}:table/${TABLE}`);
    await table().send(new DeleteTableCommand({ TableName: TABLE }));
    await expect(table().send(new DescribeTableCommand({ TableName: TABLE }))).rejects.toThrow(
      ResourceNotFoundException,
    );
  });

  it('takes items in the moment in which it is made, and can be made again in the moment in which it is gone', async () => {
    const { dynamodb } = machine.emulators;
    const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }];
    const AttributeDefinitions = [{ AttributeName: 'pk', AttributeType: 'S' }];
    const fresh = { TableName: 'fresh', BillingMode: 'PAY_PER_REQUEST', KeySchema, AttributeDefinitions };
    for (let turn = 0; turn < 2; turn += 1) {
      await dynamodb.call('CreateTable', fresh);
      await dynamodb.call('PutItem', { TableName: 'fresh', Item: { pk: { S: `turn ${turn}` } } });
      const { Count } = await dynamodb.call<{ Count: number }>('Scan', { TableName: 'fresh' });
      expect(Count).toBe(1);
      await dynamodb.call('DeleteTable', { TableName: 'fresh' });
    }
  });

  it('keeps its items when the emulators start again', async () => {
    await table().send(new PutItemCommand({ TableName: TABLE, Item: record('child#1') }));
    await machine.restart();
    const { Item } = await table().send(
      new GetItemCommand({ TableName: TABLE, Key: { pk: { S: 'child#1' } } }),
    );
    expect(Item).toEqual(record('child#1'));
    expect(await openRecords()).toEqual(['child#1']);
  });

  it('tells the settings that it was given, though nothing is backed up', async () => {
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true };
    await table().send(new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification }));
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    await table().send(
      new UpdateContinuousBackupsCommand({ TableName: TABLE, PointInTimeRecoverySpecification }),
    );
    await machine.restart();
    const expiry = await table().send(new DescribeTimeToLiveCommand({ TableName: TABLE }));
    expect(expiry.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    const backups = await table().send(new DescribeContinuousBackupsCommand({ TableName: TABLE }));
    const { PointInTimeRecoveryDescription } = backups.ContinuousBackupsDescription ?? {};
    expect(PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
    const missing = new DescribeContinuousBackupsCommand({ TableName: 'no-such-table' });
    await expect(table().send(missing)).rejects.toThrow(ResourceNotFoundException);
  });

  it('has no transactions, and says so', async () => {
    const TransactItems = [{ Put: { TableName: TABLE, Item: record('child#1') } }];
    await expect(table().send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });
});

describe('a conditional write', () => {
  const claim = (by: string) =>
    new PutItemCommand({
      TableName: TABLE,
      Item: { ...record('child#1'), claimedBy: { S: by } },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });

  it('has exactly one winner, and every loser is shown the winner', async () => {
    const attempts = Array.from({ length: 40 }, (_, place) =>
      table()
        .send(claim(`racer-${place}`))
        .then(() => `racer-${place}`)
        .catch((error: unknown) => error),
    );
    const results = await Promise.all(attempts);
    const winners = results.filter((result) => typeof result === 'string');
    const losers = results.filter((result) => result instanceof ConditionalCheckFailedException);
    expect(winners).toHaveLength(1);
    expect(losers).toHaveLength(39);
    expect(new Set(losers.map(({ Item }) => Item?.['claimedBy']?.S))).toEqual(new Set(winners));
  });

  it('shows nothing where nothing is there, or nobody asked', async () => {
    const update = {
      TableName: TABLE,
      Key: { pk: { S: 'child#1' } },
      UpdateExpression: 'SET version = version + :one',
      ConditionExpression: 'version = :seen',
      ExpressionAttributeValues: { ':one': { N: '1' }, ':seen': { N: '7' } },
    };
    const showing = new UpdateItemCommand({ ...update, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
    const nothingThere = await table()
      .send(showing)
      .catch((error) => error);
    expect(nothingThere).toBeInstanceOf(ConditionalCheckFailedException);
    expect(nothingThere.Item).toBeUndefined();
    await table().send(new PutItemCommand({ TableName: TABLE, Item: record('child#1') }));
    const notAsked = await table()
      .send(new UpdateItemCommand(update))
      .catch((error) => error);
    expect(notAsked).toBeInstanceOf(ConditionalCheckFailedException);
    expect(notAsked.Item).toBeUndefined();
    const asked = await table()
      .send(showing)
      .catch((error) => error);
    expect(asked.Item).toEqual(record('child#1'));
  });

  it('counts every one of many concurrent additions', async () => {
    const add = new UpdateItemCommand({
      TableName: TABLE,
      Key: { pk: { S: 'count' } },
      UpdateExpression: 'ADD #seen :one',
      ExpressionAttributeNames: { '#seen': 'seen' },
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
    await Promise.all(Array.from({ length: 60 }, () => table().send(add)));
    const { Item } = await table().send(
      new GetItemCommand({ TableName: TABLE, Key: { pk: { S: 'count' } } }),
    );
    expect(Item?.['seen']?.N).toBe('60');
  });
});

describe('an index', () => {
  it('follows its items: put, moved, closed and removed', async () => {
    for (const pk of ['b', 'a', 'c', 'd']) {
      await table().send(
        new PutItemCommand({ TableName: TABLE, Item: record(pk, `2026-11-2${pk === 'a' ? 1 : 2}`) }),
      );
    }
    expect((await openRecords())[0]).toBe('a');
    const change = (pk: string, UpdateExpression: string, values?: Record<string, { S: string }>) =>
      table().send(
        new UpdateItemCommand({
          TableName: TABLE,
          Key: { pk: { S: pk } },
          UpdateExpression,
          ...(UpdateExpression.includes('#open') && { ExpressionAttributeNames: { '#open': 'open' } }),
          ...(values && { ExpressionAttributeValues: values }),
        }),
      );
    await change('a', 'SET dueAt = :later', { ':later': { S: '2026-11-29' } });
    await change('b', 'REMOVE #open');
    await table().send(new DeleteItemCommand({ TableName: TABLE, Key: { pk: { S: 'c' } } }));
    expect(await openRecords()).toEqual(['d', 'a']);
  });

  it('follows a batch of many items', async () => {
    const puts = Array.from({ length: 25 }, (_, place) => ({
      PutRequest: { Item: record(`child#${place}`, `2026-11-${String(place + 1).padStart(2, '0')}`) },
    }));
    await table().send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: puts } }));
    expect(await openRecords()).toEqual(puts.map(({ PutRequest }) => PutRequest.Item.pk.S));
    const deletes = puts
      .slice(0, 20)
      .map(({ PutRequest }) => ({ DeleteRequest: { Key: { pk: PutRequest.Item.pk } } }));
    await table().send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: deletes } }));
    expect(await openRecords()).toHaveLength(5);
  });
});

describe('the database underneath', () => {
  it('survives a client that hangs up in the middle of a request', async () => {
    const { port } = new URL(machine.emulators.endpoint);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        const head = [
          'POST / HTTP/1.1',
          'Host: x',
          'X-Amz-Target: DynamoDB_20120810.PutItem',
          'Content-Length: 1000',
        ];
        const signed =
          'Authorization: AWS4-HMAC-SHA256 Credential=police/20261120/eu-west-2/dynamodb/aws4_request';
        socket.write(`${[...head, signed].join('\r\n')}\r\n\r\n{"TableName":`, () => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    await table().send(new PutItemCommand({ TableName: TABLE, Item: record('child#1') }));
    expect(await openRecords()).toEqual(['child#1']);
  });

  it('refuses a second user of its folder with one clear line', async () => {
    const second = startEmulators({
      port: 0,
      dataFolder: machine.folder,
      clock: machine.clock,
      accountId: ACCOUNT,
      region: 'eu-west-2',
    });
    await expect(second).rejects.toThrow(/in use by another process/);
    await table().send(new PutItemCommand({ TableName: TABLE, Item: record('child#1') }));
  });
});
