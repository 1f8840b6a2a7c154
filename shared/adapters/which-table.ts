// Which table it is: one that was deleted and made anew under the same name is another.
import { hash } from 'node:crypto';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Twelve hex digits. */
export async function identityOf(table: string, config: DynamoDBClientConfig): Promise<string> {
  const client = new DynamoDBClient(config);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  client.destroy();
  return hash('sha256', JSON.stringify([table, Table?.TableId, Table?.CreationDateTime]), 'hex').slice(0, 12);
}
