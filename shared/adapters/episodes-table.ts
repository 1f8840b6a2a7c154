// Episodes in one DynamoDB table: a record is one item written on its version, beside it keys, receipts and the pause.
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Instant } from '../core/instant.ts';
import { instantOf, millis, SECOND } from '../core/instant.ts';
import type { Episodes, Kept, KeyEntries, Receipt } from '../ports.ts';
import { patience } from './clients.ts';
import { packedBytesOf, recordAttributes, recordIn } from './record-item.ts';

type Item = Record<string, AttributeValue>;

export interface Table {
  name: string;
  /** The index of open records by due time; the sweep reads it, and whoever puts a morning digest together. */
  openIndex?: string;
}

export const PAUSE = 'control#pause';
export const ENTRY = 'entry:';
/** Under which the index holds what rests. */
export const RESTING = 'resting';
/** A key that somebody touches stays, and whoever was about to give it back is told. */
const TOUCHED = 'REMOVE expiresAt ADD fence :one';

export function episodesTable(table: Table, client = new DynamoDBClient(patience)): Episodes {
  /** Consistent, whole, by pk. What DynamoDB leaves unprocessed is asked for again, and then it is a fault. */
  async function get(pks: readonly string[]): Promise<Map<string, Item>> {
    const found = new Map<string, Item>();
    let asked = [...new Set(pks)];
    for (let attempt = 1; asked.length > 0; attempt++) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [table.name]: {
              Keys: asked.slice(0, 100).map((pk) => ({ pk: { S: pk } })),
              ConsistentRead: true,
            },
          },
        }),
      );
      for (const item of Responses?.[table.name] ?? []) found.set(item['pk']?.S ?? '', item);
      const unread = UnprocessedKeys?.[table.name]?.Keys?.map((key) => key['pk']?.S ?? '') ?? [];
      if (unread.length > 0 && attempt >= 5) throw new Error('The table left keys unread');
      asked = [...unread, ...asked.slice(100)];
      if (unread.length > 0) await new Promise((wake) => setTimeout(wake, 50 * 2 ** attempt));
    }
    return found;
  }

  return {
    async lookUp(receipt, keys) {
      const receiptKey = `receipt#${receipt}`;
      const found = await get([receiptKey, ...keys]);
      return {
        received: found.has(receiptKey),
        keys: Object.fromEntries(keys.map((key) => [key, entriesOf(found.get(key))])),
      };
    },

    async claim(key, entry, record) {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: { pk: { S: key } },
          UpdateExpression: `SET #entry = if_not_exists(#entry, :record) ${TOUCHED}`,
          ExpressionAttributeNames: { '#entry': ENTRY + entry },
          ExpressionAttributeValues: { ':record': { S: record }, ':one': { N: '1' } },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return entriesOf(Attributes);
    },

    async redirect(key, entry, record) {
      await client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: { pk: { S: key } },
          UpdateExpression: `SET #entry = :record ${TOUCHED}`,
          ExpressionAttributeNames: { '#entry': ENTRY + entry },
          ExpressionAttributeValues: { ':record': { S: record }, ':one': { N: '1' } },
        }),
      );
    },

    async read(id) {
      const found = await get([recordKey(id), PAUSE]);
      const item = found.get(recordKey(id));
      return { kept: item && keptOf(item), paused: found.get(PAUSE)?.['paused']?.BOOL === true };
    },

    async write({ record, dueAt, policyHash, restsSince, goesAt }, version, most) {
      const put = new PutItemCommand({
        TableName: table.name,
        Item: {
          pk: { S: recordKey(record.id) },
          version: { N: String(version + 1) },
          ...recordAttributes(record, most),
          policyHash: { S: policyHash ?? '-' },
          ...place(dueAt, restsSince),
          ...(goesAt && !dueAt && { expiresAt: { N: epoch(goesAt) } }),
        },
        ...(version === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :version',
              ExpressionAttributeValues: { ':version': { N: String(version) } },
            }),
      });
      try {
        await client.send(put);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    async keep(receipt) {
      await client.send(new PutItemCommand({ TableName: table.name, Item: receiptItem(receipt) }));
    },

    async *open() {
      if (!table.openIndex) throw new Error('This function was given no index of open records');
      let from: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table.name,
            IndexName: table.openIndex,
            KeyConditionExpression: '#open = :open',
            ExpressionAttributeNames: { '#open': 'open' },
            ExpressionAttributeValues: { ':open': { S: 'open' } },
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        for (const item of page.Items ?? []) {
          yield {
            id: recordIdOf(item['pk']?.S ?? ''),
            dueAt: item['dueAt']?.S ?? '',
            policyHash: item['policyHash']?.S ?? '',
          };
        }
        from = page.LastEvaluatedKey;
      } while (from);
    },

    async readAll(ids) {
      return [...(await get(ids.map(recordKey))).values()].map(keptOf);
    },
  };
}

const RECORD = 'record#';
export const recordKey = (id: string): string => `${RECORD}${id}`;
export const recordIdOf = (pk: string): string => pk.slice(RECORD.length);

function keptOf(item: Item): Kept {
  const record = recordIn(item);
  if (!record) throw new Error('An item of the table is no record');
  const at = item['dueAt']?.S;
  const policyHash = item['policyHash']?.S;
  const seconds = item['expiresAt']?.N;
  const packedBytes = packedBytesOf(item);
  return {
    record,
    version: Number(item['version']?.N),
    ...(at && (item['open']?.S === RESTING ? { restsSince: at } : { dueAt: at })),
    ...(packedBytes && { packedBytes }),
    ...(seconds && { goesAt: instantOf(Number(seconds) * SECOND) }),
    ...(policyHash && policyHash !== '-' && { policyHash }),
  };
}

/** In the index of what is open: what is due, and apart from it, what rests. */
function place(dueAt: Instant | undefined, restsSince: Instant | undefined): Item {
  if (dueAt) return { open: { S: 'open' }, dueAt: { S: dueAt } };
  return restsSince ? { open: { S: RESTING }, dueAt: { S: restsSince } } : {};
}

/** As the table wants it: whole seconds, never too soon. */
export const epoch = (instant: Instant): string => String(Math.ceil(millis(instant) / SECOND));

export function entriesOf(item: Item | undefined): KeyEntries {
  return Object.fromEntries(
    Object.entries(item ?? {}).flatMap(([name, value]) =>
      name.startsWith(ENTRY) && value.S ? [[name.slice(ENTRY.length), value.S]] : [],
    ),
  );
}

/** Where the index of open records keeps, beside them, when a source was heard: no write more, and no item of its own. */
export const feedKey = (source: string): string => `feed#${source}`;
/** DynamoDB takes no longer key than 2,048 bytes, and a receipt must not fail. */
const LONGEST_FEED = 500;

function receiptItem({ id, reasons, goesAt, ...rest }: Receipt): Item {
  const { source, outcome, receivedAt } = rest;
  const isHeard = outcome === 'applied' && source !== undefined && source.length <= LONGEST_FEED;
  return {
    pk: { S: `receipt#${id}` },
    ...(isHeard && { open: { S: feedKey(source) }, dueAt: { S: receivedAt } }),
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, { S: value }])),
    ...(reasons && { reasons: { S: JSON.stringify(reasons) } }),
    ...(goesAt && { expiresAt: { N: epoch(goesAt) } }),
  };
}
