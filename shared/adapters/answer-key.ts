// The secret that links in letters are signed with: an item of the table, made by whoever first needs it and never changed.
import { randomBytes } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { AnswerKey } from '../ports.ts';
import { patience } from './clients.ts';

export const ANSWER_KEY = 'control#answer-key';

/** For a key that was replaced: so long may an old one still be used, in milliseconds. */
const KEPT_FOR = 10 * 60_000;

/** For settle: read where it is there, made where it is not; of two that make it at once the first wins. */
export function answerKey(table: string, client = new DynamoDBClient(patience)): () => Promise<AnswerKey> {
  return remembered(async () => {
    const found = await read(table, client);
    if (found) return found;
    const made = { id: randomBytes(6).toString('base64url'), secret: randomBytes(32).toString('base64url') };
    return (await isPut(made, table, client)) ? made : ((await read(table, client)) ?? fail());
  });
}

export function keyIn(item: Record<string, AttributeValue> | undefined): AnswerKey | undefined {
  const id = item?.['id']?.S;
  const secret = item?.['secret']?.S;
  return id && secret ? { id, secret } : undefined;
}

/** One read for all letters of a warm function; a failed one is not remembered. */
function remembered<T>(get: () => Promise<T>): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | undefined;
  return async () => {
    const now = Date.now();
    if (!last || now - last.at > KEPT_FOR) last = { at: now, value: get() };
    try {
      return await last.value;
    } catch (error) {
      last = undefined;
      throw error;
    }
  };
}

async function read(table: string, client: DynamoDBClient): Promise<AnswerKey | undefined> {
  const { Responses } = await client.send(
    new BatchGetItemCommand({
      RequestItems: { [table]: { Keys: [{ pk: { S: ANSWER_KEY } }], ConsistentRead: true } },
    }),
  );
  return keyIn(Responses?.[table]?.[0]);
}

async function isPut({ id, secret }: AnswerKey, table: string, client: DynamoDBClient): Promise<boolean> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: ANSWER_KEY }, id: { S: id }, secret: { S: secret } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function fail(): never {
  throw new Error('The table lost the key of answers while it was read');
}
