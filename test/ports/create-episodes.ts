// The episodes table as the stack declares it, as far as the adapters ask for it.
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** What `test/infra` holds the template to. */
export const EPISODES = {
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'open',
      KeySchema: [
        { AttributeName: 'open', KeyType: 'HASH' },
        { AttributeName: 'dueAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['policyHash', 'version'] },
    },
  ],
} as const;

export const episodesNamed = (TableName: string) =>
  ({
    ...structuredClone(EPISODES),
    TableName,
    AttributeDefinitions: ['pk', 'open', 'dueAt'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
  }) as unknown as CreateTableCommandInput & Record<string, unknown>;

export async function createEpisodes(dynamodb: DynamoDBClient): Promise<void> {
  await dynamodb.send(new CreateTableCommand(episodesNamed('episodes')));
}
