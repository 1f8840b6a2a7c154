// The pause of all mail: one item, which settle reads with every record and an operator writes.
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Instant } from '../core/instant.ts';
import type { Pauses } from '../ports.ts';
import { patience } from './clients.ts';
import { PAUSE } from './episodes-table.ts';

export interface Pause {
  since: Instant;
  by: string;
  why: string;
}

/** For the sweep, which only reads. */
export const tablePauses = (table: string, client = new DynamoDBClient(patience)): Pauses => ({
  since: async () => (await read(table, client))?.since,
});

/** For whoever pauses all mail, and ends it. */
export function pauseSwitch(table: string, config: DynamoDBClientConfig) {
  const client = new DynamoDBClient({ ...patience, ...config });
  return {
    /** Nothing where letters are sent. */
    read: () => read(table, client),
    /** False where it is paused already: the first reason stands. */
    pause: ({ since, by, why }: Pause): Promise<boolean> =>
      isChanged(client, {
        TableName: table,
        Key: { pk: { S: PAUSE } },
        UpdateExpression: 'SET paused = :yes, since = :since, #by = :by, why = :why',
        ConditionExpression: 'attribute_not_exists(paused) OR paused <> :yes',
        ExpressionAttributeNames: { '#by': 'by' },
        ExpressionAttributeValues: {
          ':yes': { BOOL: true },
          ':since': { S: since },
          ':by': { S: by },
          ':why': { S: why },
        },
      }),
    /** False where it was not paused. */
    resume: (): Promise<boolean> =>
      isChanged(client, {
        TableName: table,
        Key: { pk: { S: PAUSE } },
        UpdateExpression: 'SET paused = :no REMOVE since, #by, why',
        ConditionExpression: 'paused = :yes',
        ExpressionAttributeNames: { '#by': 'by' },
        ExpressionAttributeValues: { ':no': { BOOL: false }, ':yes': { BOOL: true } },
      }),
    close(): void {
      client.destroy();
    },
  };
}

async function read(table: string, client: DynamoDBClient): Promise<Pause | undefined> {
  const { Responses } = await client.send(
    new BatchGetItemCommand({
      RequestItems: { [table]: { Keys: [{ pk: { S: PAUSE } }], ConsistentRead: true } },
    }),
  );
  return pauseIn(Responses?.[table]?.[0]);
}

/** What the item says, wherever it was read. */
export function pauseIn(item: Record<string, AttributeValue> | undefined): Pause | undefined {
  if (item?.['paused']?.BOOL !== true) return undefined;
  const text = (name: string, otherwise: string) => item[name]?.S ?? otherwise;
  return { since: text('since', LONG_AGO), by: text('by', 'unknown'), why: text('why', 'not said') };
}

async function isChanged(client: DynamoDBClient, how: UpdateItemCommandInput): Promise<boolean> {
  try {
    await client.send(new UpdateItemCommand(how));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** A pause that does not say since when: long enough for somebody to ask. */
const LONG_AGO: Instant = '1970-01-01T00:00:00.000Z';
