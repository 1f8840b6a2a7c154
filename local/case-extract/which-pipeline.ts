// Which pipeline it is that runs: what was sent to one says nothing of what another knows.
import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Where it is remembered what was sent to this pipeline: a table made anew is another pipeline. */
export async function memoryFile(slug: string, table: string, config: DynamoDBClientConfig): Promise<string> {
  const client = new DynamoDBClient(config);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  client.destroy();
  const made = JSON.stringify([table, Table?.TableId, Table?.CreationDateTime]);
  return join('.homeward', 'case-extract', `${slug}-${hash('sha256', made, 'hex').slice(0, 12)}`);
}
