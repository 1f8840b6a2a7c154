// The messages that nobody could read, from the whole table: slow, exact, and only for a person who asks.
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

export interface UnreadableMessage {
  /** What it is kept under. */
  id: string;
  at: string;
  from: string;
  messageId?: string;
  source?: string;
  type?: string;
  reasons: { path: string; message: string }[];
}

/** Oldest first. */
export async function unreadableMessages(
  table: string,
  config: DynamoDBClientConfig,
): Promise<UnreadableMessage[]> {
  const messages: UnreadableMessage[] = [];
  const pages = paginateScan(
    { client: new DynamoDBClient(config) },
    {
      TableName: table,
      FilterExpression: 'begins_with(pk, :receipt)',
      ExpressionAttributeValues: { ':receipt': { S: 'receipt#unreadable-' } },
      ProjectionExpression: 'pk, receivedAt, sender, messageId, #source, #type, reasons',
      ExpressionAttributeNames: { '#source': 'source', '#type': 'type' },
    },
  );
  for await (const page of pages) {
    for (const item of page.Items ?? []) {
      const { messageId, source, type } = item;
      messages.push({
        id: (item['pk']?.S ?? '').slice('receipt#'.length),
        at: item['receivedAt']?.S ?? '',
        from: item['sender']?.S ?? '',
        ...(messageId?.S && { messageId: messageId.S }),
        ...(source?.S && { source: source.S }),
        ...(type?.S && { type: type.S }),
        reasons: JSON.parse(item['reasons']?.S ?? '[]'),
      });
    }
  }
  return messages.sort((a, b) => (a.at < b.at ? -1 : 1));
}
