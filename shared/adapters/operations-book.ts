// What people did to the service by hand, kept in its own table: it is backed up with it, and outlives every log.
import { randomBytes } from 'node:crypto';
import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { Instant } from '../core/instant.ts';

export interface Operation {
  at: Instant;
  by: string;
  did: 'pause' | 'resume' | 'redrive' | 'bring-back';
  /** For `bring-back`: from which table. */
  why?: string;
  /** For a redrive: which queue, and how many messages went where. */
  queue?: string;
  messages?: number;
  to?: string;
}

const PREFIX = 'operation#';

export function operationsBook(table: string, config: DynamoDBClientConfig) {
  const client = new DynamoDBClient(config);
  return {
    async note({ messages, ...said }: Operation): Promise<void> {
      const Item = {
        pk: { S: `${PREFIX}${said.at}#${randomBytes(4).toString('hex')}` },
        ...Object.fromEntries(Object.entries(said).map(([name, value]) => [name, { S: value }])),
        ...(messages !== undefined && { messages: { N: String(messages) } }),
      };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },

    /** Oldest first; reads the whole table. */
    async all(): Promise<Operation[]> {
      const found: Operation[] = [];
      const asked = {
        TableName: table,
        FilterExpression: 'begins_with(pk, :operation)',
        ExpressionAttributeValues: { ':operation': { S: PREFIX } },
      };
      for await (const page of paginateScan({ client }, asked)) {
        for (const { pk: _, messages, ...said } of page.Items ?? []) {
          const texts = Object.fromEntries(
            Object.entries(said).map(([name, value]) => [name, value.S ?? '']),
          );
          found.push({
            ...(texts as unknown as Operation),
            ...(messages && { messages: Number(messages.N) }),
          });
        }
      }
      return found.sort((a, b) => (a.at < b.at ? -1 : 1));
    },

    close(): void {
      client.destroy();
    },
  };
}
