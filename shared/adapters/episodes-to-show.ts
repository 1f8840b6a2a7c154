// What the pages of the console read of the table: what is open a page at a time, one record by its reference, and the pause.
import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { BatchGetItemCommand, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { HomewardRecord } from '../core/record.ts';
import { patience } from './clients.ts';
import { PAUSE, recordIdOf, recordKey } from './episodes-table.ts';
import { recordIn } from './record-item.ts';

type Item = Record<string, AttributeValue>;

/** The two ways of reading, wherever the table is. */
export interface Reads {
  query(input: QueryCommandInput): Promise<Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>>;
  batchGet(
    input: BatchGetItemCommandInput,
  ): Promise<Pick<BatchGetItemCommandOutput, 'Responses' | 'UnprocessedKeys'>>;
}

export const readsOnAws = (client = new DynamoDBClient(patience)): Reads => ({
  query: (input) => client.send(new QueryCommand(input)),
  batchGet: (input) => client.send(new BatchGetItemCommand(input)),
});

export function episodesToShow(table: string, reads: Reads) {
  /** Consistent and whole: rather no page than one on which a child is left out. */
  async function get(pks: readonly string[]): Promise<Map<string, Item>> {
    const found = new Map<string, Item>();
    let asked = pks;
    for (let attempt = 1; asked.length > 0; attempt++) {
      const Keys = asked.map((pk) => ({ pk: { S: pk } }));
      const { Responses, UnprocessedKeys } = await reads.batchGet({
        RequestItems: { [table]: { Keys, ConsistentRead: true } },
      });
      for (const item of Responses?.[table] ?? []) found.set(item['pk']?.S ?? '', item);
      asked = UnprocessedKeys?.[table]?.Keys?.map(({ pk }) => pk?.S ?? '') ?? [];
      if (asked.length > 0 && attempt >= 5) throw new Error('The table left keys unread');
      if (asked.length > 0) await new Promise((wake) => setTimeout(wake, 50 * 2 ** attempt));
    }
    return found;
  }

  const one = async (pk: string): Promise<Item | undefined> => (await get([pk])).get(pk);
  const recordOf = (item: Item | undefined): HomewardRecord | undefined => item && recordIn(item);

  return {
    async open(most: number, from?: string) {
      const start = from === undefined ? undefined : startOf(from);
      const { Items = [], LastEvaluatedKey: last } = await reads.query({
        TableName: table,
        IndexName: 'open',
        Limit: most,
        KeyConditionExpression: '#open = :open',
        ExpressionAttributeNames: { '#open': 'open' },
        ExpressionAttributeValues: { ':open': { S: 'open' } },
        ...(start && { ExclusiveStartKey: start }),
      });
      const open = Items.map((item) => ({
        id: recordIdOf(item['pk']?.S ?? ''),
        version: item['version']?.N ?? '',
        place: placeOf(item),
      }));
      return { open, isAll: last === undefined };
    },

    async read(ids: readonly string[]): Promise<HomewardRecord[]> {
      if (ids.length === 0) return [];
      const found = await get(ids.map(recordKey));
      return ids.flatMap((id) => recordOf(found.get(recordKey(id))) ?? []);
    },

    async find(reference: string): Promise<HomewardRecord | undefined> {
      let id = (await one(`reference#${reference}`))?.['entry:child']?.S;
      for (let hops = 0; id !== undefined && hops < 20; hops++) {
        const record = recordOf(await one(recordKey(id)));
        if (record?.kind !== 'child' || record.joinedTo === undefined) return record;
        id = record.joinedTo;
      }
      return undefined;
    },

    paused: async (): Promise<boolean> => (await one(PAUSE))?.['paused']?.BOOL === true,
  };
}

/** Where a page ended, in a form that a link can carry. */
const placeOf = ({ pk, dueAt }: Item): string =>
  Buffer.from(JSON.stringify([pk?.S, dueAt?.S])).toString('base64url');

/** Undefined where a link was altered: then it begins at the beginning. */
function startOf(place: string): Item | undefined {
  try {
    const [pk, dueAt] = JSON.parse(Buffer.from(place, 'base64url').toString());
    if (typeof pk !== 'string' || typeof dueAt !== 'string' || !pk || !dueAt) return undefined;
    return { pk: { S: pk }, dueAt: { S: dueAt }, open: { S: 'open' } };
  } catch {
    return undefined;
  }
}
