// The partition keys that a call to DynamoDB touches, as a condition on `dynamodb:LeadingKeys` would see them.

import { Unsayable } from './context.ts';

type Input = Record<string, unknown>;
type Attribute = Partial<Record<'S' | 'N', string>>;

/** Nothing where the call names none, as a scan does. */
export function leadingKeys(
  operation: string,
  input: Input,
  table: string,
  attribute: string | undefined,
): string[] | Unsayable | undefined {
  if (operation === 'Scan') return undefined;
  const items = operation === 'Query' ? [queried(input, attribute)] : itemsOf(operation, input, table);
  const keys = items.map((item) => item?.[attribute ?? '']).map((value) => value?.S ?? value?.N);
  if (keys.every((key) => key !== undefined)) return keys;
  return new Unsayable(`Which partitions ${operation} touches cannot be told on one machine.`);
}

type Item = Record<string, Attribute>;

function itemsOf(operation: string, input: Input, table: string): Item[] {
  const request = (input['RequestItems'] as Input | undefined)?.[table];
  switch (operation) {
    case 'GetItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [input['Key'] as Item];
    case 'PutItem':
      return [input['Item'] as Item];
    case 'BatchGetItem':
      return (request as { Keys?: Item[] }).Keys ?? [];
    case 'BatchWriteItem':
      return (request as { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[]).map(
        ({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {},
      );
    default:
      return [];
  }
}

/** Of a condition such as `#open = :open AND dueAt < :now` the part that says which partition. */
function queried(input: Input, attribute = ''): Item | undefined {
  const names = (input['ExpressionAttributeNames'] ?? {}) as Record<string, string>;
  const values = (input['ExpressionAttributeValues'] ?? {}) as Item;
  const parts = String(input['KeyConditionExpression'] ?? '').split(/\s+and\s+/i);
  for (const part of parts) {
    const [, name = '', value = ''] = /^[\s(]*([#\w.-]+)\s*=\s*(:\w+)[\s)]*$/.exec(part) ?? [];
    const found = (names[name] ?? name) === attribute ? values[value] : undefined;
    if (found) return { [attribute]: found };
  }
  return undefined;
}
