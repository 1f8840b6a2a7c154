// Time to live under the virtual clock: what is past its time goes within a day, and nothing else does.
import {
  CreateTableCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FRIDAY_NIGHT, Machine } from './machine.ts';

const TableName = 'records';
const DAY = 86_400;
const inSeconds = (seconds: number) => String(FRIDAY_NIGHT / 1000 + seconds);

let machine: Machine;
const table = (): DynamoDBClient => machine.clients.dynamodb;

beforeEach(async () => {
  machine = await new Machine().start();
  await table().send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'open'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'open',
          KeySchema: [{ AttributeName: 'open', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
});
afterEach(() => machine.discard());

const expires = (Enabled: boolean) =>
  table().send(
    new UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled },
    }),
  );

const put = (pk: string, expiresAt?: { N: string } | { S: string }) =>
  table().send(
    new PutItemCommand({
      TableName,
      Item: { pk: { S: pk }, open: { S: 'open' }, ...(expiresAt && { expiresAt }) },
    }),
  );

async function left(): Promise<string[]> {
  const { Items = [] } = await table().send(new ScanCommand({ TableName }));
  const found = await table().send(
    new QueryCommand({
      TableName,
      IndexName: 'open',
      KeyConditionExpression: '#open = :open',
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: { ':open': { S: 'open' } },
    }),
  );
  const names = (items: typeof Items) => items.map(({ pk }) => pk?.S ?? '').sort();
  expect(names(found.Items ?? []), 'in the index').toEqual(names(Items));
  return names(Items);
}

/** The clock is moved by hand, and what it wakes takes a moment of real time. */
async function twoDaysLater(): Promise<void> {
  await machine.clock.pass(2 * DAY);
  await new Promise((resolve) => setTimeout(resolve, 200));
}

describe('an item of a table with an expiry attribute', () => {
  it('goes within a day of its time, from the index as well', async () => {
    await expires(true);
    await put('past', { N: inSeconds(60) });
    await put('to come', { N: inSeconds(3 * DAY) });
    await put('for ever');
    await put('no number', { S: inSeconds(60) });
    expect(await left()).toHaveLength(4);
    await twoDaysLater();
    expect(await left()).toEqual(['for ever', 'no number', 'to come']);
  });

  it('stays where its time was taken away', async () => {
    await expires(true);
    await put('touched', { N: inSeconds(60) });
    await table().send(
      new UpdateItemCommand({
        TableName,
        Key: { pk: { S: 'touched' } },
        UpdateExpression: 'REMOVE expiresAt',
      }),
    );
    await twoDaysLater();
    expect(await left()).toEqual(['touched']);
  });

  it('stays where the table has no such attribute any more: a hold on everything', async () => {
    await expires(true);
    await put('past', { N: inSeconds(60) });
    await expires(false);
    await twoDaysLater();
    expect(await left()).toEqual(['past']);
  });

  it('goes though the emulators were started again meanwhile', async () => {
    await expires(true);
    await put('past', { N: inSeconds(60) });
    await machine.restart();
    await twoDaysLater();
    expect(await left()).toEqual([]);
  });
});
