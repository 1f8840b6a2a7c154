// When each source was last heard, from the receipts that the index of open records holds beside them.
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Feeds } from '../ports.ts';
import { patience } from './clients.ts';
import type { Table } from './episodes-table.ts';
import { feedKey } from './episodes-table.ts';

/** Four weeks of a feed that speaks 35 times a day. */
const MOST = 1000;

export function feedsHeard(
  { name, openIndex }: Required<Table>,
  client = new DynamoDBClient(patience),
): Feeds {
  return {
    async heard(source) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: openIndex,
          KeyConditionExpression: '#open = :feed',
          ProjectionExpression: 'dueAt',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':feed': { S: feedKey(source) } },
          ScanIndexForward: false,
          Limit: MOST,
        }),
      );
      return Items.flatMap(({ dueAt }) => dueAt?.S ?? []);
    },
  };
}
