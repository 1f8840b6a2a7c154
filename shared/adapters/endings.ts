// What the end of a record takes of the table: who has rested for long, and keys that are given back, one entry at a time.
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Endings, FencedKey } from '../ports.ts';
import { patience } from './clients.ts';
import { ENTRY, entriesOf, epoch, RESTING, recordIdOf, type Table } from './episodes-table.ts';

export function tableEndings({ name, openIndex }: Table, client = new DynamoDBClient(patience)): Endings {
  return {
    async resting(before, most) {
      if (!openIndex) throw new Error('This function was given no index of open records');
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: openIndex,
          KeyConditionExpression: '#open = :resting AND dueAt < :before',
          ProjectionExpression: 'pk',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':resting': { S: RESTING }, ':before': { S: before } },
          Limit: most,
        }),
      );
      return Items.map(({ pk }) => recordIdOf(pk?.S ?? ''));
    },

    async fences(keys) {
      const found: Record<string, FencedKey> = Object.fromEntries(
        keys.map((key) => [key, { entries: {}, fence: 0 }]),
      );
      for (let from = 0; from < keys.length; from += AT_ONCE) {
        const Keys = [...new Set(keys)].slice(from, from + AT_ONCE).map((pk) => ({ pk: { S: pk } }));
        if (Keys.length === 0) break;
        const { Responses, UnprocessedKeys } = await client.send(
          new BatchGetItemCommand({ RequestItems: { [name]: { Keys, ConsistentRead: true } } }),
        );
        // Nothing hangs on it today: whoever asked is woken again.
        if (UnprocessedKeys?.[name]?.Keys?.length) throw new Error('The table left keys unread');
        for (const item of Responses?.[name] ?? []) found[item['pk']?.S ?? ''] = fencedKey(item);
      }
      return found;
    },

    async giveBack(key, entry, { entries, fence }, goesAt) {
      // As long as the fence stands, the entries are those that were read.
      const isLast = Object.keys(entries).every((each) => each === entry);
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: name,
            Key: { pk: { S: key } },
            UpdateExpression: `REMOVE #entry ADD fence :one${isLast ? ' SET expiresAt = :goesAt' : ''}`,
            ConditionExpression: fence === 0 ? 'attribute_not_exists(fence)' : 'fence = :fence',
            ExpressionAttributeNames: { '#entry': ENTRY + entry },
            ExpressionAttributeValues: {
              ':one': { N: '1' },
              ...(isLast && { ':goesAt': { N: epoch(goesAt) } }),
              ...(fence > 0 && { ':fence': { N: String(fence) } }),
            },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

/** Of a batch of reads. */
const AT_ONCE = 100;

/** A key of an earlier release has no fence. */
const fencedKey = (item: Record<string, AttributeValue>): FencedKey => ({
  entries: entriesOf(item),
  fence: Number(item['fence']?.N ?? 0),
});
