// What each operation of DynamoDB needs: its action on the table or index, and the use of the table's key.
import type { Asked, Surroundings } from './asked.ts';
import { leadingKeys } from './leading-keys.ts';

type Input = Record<string, unknown>;

// AWS says which uses of its key a table needs, and not which call makes which: whoever writes is asked for all of
// them but the grant, which is given once by whoever makes the table.
const reading = ['kms:Decrypt', 'kms:DescribeKey'];
const writing = [
  ...reading,
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

const keyUses: Readonly<Record<string, readonly string[]>> = {
  GetItem: reading,
  BatchGetItem: reading,
  Query: reading,
  Scan: reading,
  PutItem: writing,
  UpdateItem: writing,
  DeleteItem: writing,
  BatchWriteItem: writing,
};

const ofTable = ['DescribeTable', 'DescribeTimeToLive', 'UpdateTimeToLive', 'CreateTable', 'DeleteTable'];
const others = [...ofTable, 'UpdateTable', 'TagResource', 'UntagResource', 'ListTagsOfResource'];

export function askedOfDynamoDb(
  operation: string,
  input: Input,
  { accountId, region, partitionKeys }: Surroundings,
): Asked[] | undefined {
  const action = `dynamodb:${operation}`;
  const table = (name: unknown) =>
    String(name).startsWith('arn:') ? String(name) : `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
  if (operation === 'ListTables') return [{ action, resource: table('*') }];
  const uses = keyUses[operation];
  if (!uses && !others.includes(operation)) return undefined;
  const { RequestItems, TableName, IndexName, ResourceArn } = input;
  const names = operation.startsWith('Batch') ? Object.keys(RequestItems ?? {}) : [TableName ?? ResourceArn];
  const index = typeof IndexName === 'string' ? `/index/${IndexName}` : '';
  return names.map((name) => {
    const resource = `${table(name)}${index}`;
    if (!uses) return { action, resource };
    const keys = leadingKeys(operation, input, String(name), partitionKeys.get(resource));
    return { action, resource, keyUses: uses, ...(keys && { context: { 'dynamodb:LeadingKeys': keys } }) };
  });
}
