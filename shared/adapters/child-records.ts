// Every record of a table, page by page: slow, exact, and only for a person who asks. It reads and never writes.
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { ChildRecord, HomewardRecord } from '../core/record.ts';
import { isLetGo } from '../core/retention.ts';
import { RECORD_ATTRIBUTES, recordIn } from './record-item.ts';

/** In no order. What is written meanwhile may be seen or not. */
export async function* childRecords(
  table: string,
  config: DynamoDBClientConfig,
): AsyncGenerator<ChildRecord> {
  for await (const record of allRecords(table, config)) if (record.kind === 'child') yield record;
}

/** Those of children, and those of senders whose messages nobody could read. */
export async function* allRecords(
  table: string,
  config: DynamoDBClientConfig,
): AsyncGenerator<HomewardRecord> {
  const client = new DynamoDBClient(config);
  try {
    const pages = paginateScan(
      { client },
      {
        TableName: table,
        FilterExpression: 'begins_with(pk, :record)',
        ExpressionAttributeNames: Object.fromEntries(RECORD_ATTRIBUTES.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: { ':record': { S: 'record#' } },
        ProjectionExpression: RECORD_ATTRIBUTES.map((name) => `#${name}`).join(),
      },
    );
    for await (const page of pages) {
      for (const item of page.Items ?? []) {
        const record = recordIn(item);
        // What is empty, and waits for the table to clear it, is no child's.
        if (record && !isLetGo(record)) yield record;
      }
    }
  } finally {
    client.destroy();
  }
}
