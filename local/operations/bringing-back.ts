// After a table was restored beside the one in use: what is gone from the one in use is put back, and nothing else is touched.
import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  ResourceNotFoundException,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { patience } from '../../shared/adapters/clients.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { millis, SECOND } from '../../shared/core/instant.ts';
import { Mistake } from '../scenario.ts';
import { note } from './in-the-book.ts';
import type { Service } from './service.ts';

type Item = Record<string, AttributeValue>;

export interface Compared {
  /** By kind, such as record or receipt: only in the copy, the same in both, or otherwise in the table in use. */
  gone: Map<string, number>;
  same: number;
  differs: Map<string, number>;
  broughtBack: number;
}

/** A pause, and the key of the links in letters, are those of today. */
const OF_TODAY = /^control#/;

/** Writes only where somebody means it, `by` name. Throws Mistake where there is no such copy. */
export async function bringBack(copy: string, service: Service, by: string | false): Promise<Compared> {
  if (copy === service.table) throw new Mistake(`${copy} is the table in use: name the restored one`);
  const client = new DynamoDBClient({ ...patience, ...service.client });
  const compared: Compared = { gone: new Map(), same: 0, differs: new Map(), broughtBack: 0 };
  try {
    for await (const whole of pagesOf(copy, client)) {
      const page = whole.filter((item) => !OF_TODAY.test(keyOf(item)) && !isOver(item, service.now()));
      const known = await itemsOf(service.table, page, client);
      for (const item of page) {
        const there = known.get(keyOf(item));
        if (there === undefined) {
          // Written down before the first is put back: what dies half way is known of.
          if (by !== false && compared.gone.size === 0)
            await note(service, { at: service.now(), by, did: 'bring-back', why: `from ${copy}` });
          count(compared.gone, item);
          if (by !== false && (await putBack(item, service.table, client))) compared.broughtBack += 1;
        } else if (isDeepStrictEqual(there, item)) compared.same += 1;
        else count(compared.differs, item);
      }
    }
    return compared;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) throw new Mistake(`There is no table ${copy}`);
    throw error;
  } finally {
    client.destroy();
  }
}

/** Its time had ended: the table would only have to be rid of it again. */
const isOver = ({ expiresAt }: Item, now: Instant): boolean =>
  expiresAt?.N !== undefined && Number(expiresAt.N) * SECOND <= millis(now);

const keyOf = (item: Item): string => item['pk']?.S ?? '';

function count(kinds: Map<string, number>, item: Item): void {
  const kind = keyOf(item).split('#')[0] ?? '';
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}

async function* pagesOf(TableName: string, client: DynamoDBClient): AsyncGenerator<Item[]> {
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) }),
    );
    yield Items;
    from = LastEvaluatedKey;
  } while (from);
}

const TOGETHER = 50;

async function itemsOf(
  table: string,
  of: readonly Item[],
  client: DynamoDBClient,
): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  for (let from = 0; from < of.length; from += TOGETHER) {
    let keys: Item[] = of.slice(from, from + TOGETHER).map(({ pk }) => ({ pk: pk ?? { S: '' } }));
    while (keys.length > 0) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
      );
      for (const item of Responses?.[table] ?? []) found.set(keyOf(item), item);
      keys = UnprocessedKeys?.[table]?.Keys ?? [];
    }
  }
  return found;
}

/** Not where somebody has written it meanwhile. */
async function putBack(Item: Item, TableName: string, client: DynamoDBClient): Promise<boolean> {
  try {
    await client.send(
      new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
