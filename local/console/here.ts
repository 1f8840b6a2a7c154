// The console's view of the machine that it runs on, read from its emulators.
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { PAUSE } from '../../shared/adapters/episodes-table.ts';
import { recordIn } from '../../shared/adapters/record-item.ts';
import { unreadableMessages } from '../../shared/adapters/unreadable-messages.ts';
import { instantOf, millis } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';
import type { VirtualClock } from '../clock.ts';
import { localClient } from '../commands/running.ts';
import type { Emulators } from '../emulators/emulators.ts';
import { DEAD_LETTER_QUEUES } from '../operations/dead-letter-queues.ts';
import type { Seen, Waiting } from './seen.ts';

type Item = Record<string, AttributeValue>;

export interface Here {
  emulators: Pick<Emulators, 'dynamodb' | 'sqs' | 'endpoint'>;
  policy: Policy;
  clock: VirtualClock;
  tableName: string;
  /** Of the stack, those that are addresses of queues. */
  outputs: Readonly<Record<string, string>>;
}

export function seenHere({ emulators, policy, clock, tableName, outputs }: Here): Seen {
  const { dynamodb, sqs, endpoint } = emulators;
  const now = () => instantOf(clock.now());

  async function get(pks: readonly string[]): Promise<Map<string, Item>> {
    if (pks.length === 0) return new Map();
    const Keys = pks.map((pk) => ({ pk: { S: pk } }));
    const { Responses } = await dynamodb.call<{ Responses: Record<string, Item[]> }>('BatchGetItem', {
      RequestItems: { [tableName]: { Keys, ConsistentRead: true } },
    });
    return new Map((Responses[tableName] ?? []).map((item) => [item['pk']?.S ?? '', item]));
  }

  return {
    policy,
    now,

    async open(most, from) {
      const start = from === undefined ? undefined : startOf(from);
      const { Items, LastEvaluatedKey } = await dynamodb.call<{ Items: Item[]; LastEvaluatedKey?: Item }>(
        'Query',
        {
          TableName: tableName,
          IndexName: 'open',
          Limit: most,
          KeyConditionExpression: '#open = :open',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':open': { S: 'open' } },
          ...(start && { ExclusiveStartKey: start }),
        },
      );
      const pks = Items.map((item) => item['pk']?.S ?? '');
      const found = await get(pks);
      const records = pks.flatMap((pk) => recordOf(found.get(pk)) ?? []);
      const last = LastEvaluatedKey;
      return { records, ...(last && { next: placeOf(last) }) };
    },

    async find(reference) {
      const key = `reference#${reference}`;
      const id = (await get([key])).get(key)?.['entry:child']?.S;
      const record =
        id === undefined ? undefined : recordOf((await get([`record#${id}`])).get(`record#${id}`));
      if (record?.kind !== 'child' || record.joinedTo === undefined) return record;
      return recordOf((await get([`record#${record.joinedTo}`])).get(`record#${record.joinedTo}`));
    },

    paused: async () => (await get([PAUSE])).get(PAUSE)?.['paused']?.BOOL === true,

    queues: () =>
      sqs.queues().map(({ name, url }): Waiting => {
        const dead = DEAD_LETTER_QUEUES.find(({ output }) => outputs[output] === url);
        const deadLetters = dead && { holds: dead.holds, does: dead.does };
        return {
          name: dead?.name ?? plainName(name),
          ...sqs.depths(name),
          ...(deadLetters && { deadLetters }),
        };
      }),

    unreadable: () => unreadableMessages(tableName, localClient(endpoint, 'operator')),

    clock: {
      speed: clock.speed,
      ...(clock.follows === 'itself' && { moveTo: (instant) => clock.moveTo(millis(instant)) }),
    },
  };
}

const recordOf = (item: Item | undefined): HomewardRecord | undefined => item && recordIn(item);

/** Without the stack's name and what the synthesis put behind it. */
const plainName = (name: string): string =>
  name.replace(/^[a-z-]+-(?=[A-Z])/, '').replace(/[0-9A-F]{8}$/, '');

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
