// The table is lost and a copy put in its place: the same plan, the letters that were still to come, and none twice.
import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../functions/sweep/handler.ts';
import { emptyWorld, run, type World } from '../../local/simulate.ts';
import { patience } from '../../shared/adapters/clients.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Episodes } from '../../shared/ports.ts';
import { Machine } from '../local/emulators/machine.ts';
import { address } from '../ports/address.ts';
import { ASHA, caseOf, found, LAST_SEEN, REPORTED, ROBIN, reported } from '../situations/cast.ts';
import { procedure, said } from '../situations/playing.ts';
import { exampleStack, only } from './example-stack.ts';

const kent = procedure('kent');
const LOST = '2026-11-21T02:00:00.000Z';
const END = '2026-11-25T12:00:00.000Z';
const reports = [
  reported('MP-1'),
  reported('MP-2', { person: ROBIN, lastSeenAt: LAST_SEEN, risk: 'high' }),
].map((message) => said(kent, message));

/** After the loss: whose child each is, only the restored keys can tell. */
const later = [
  caseOf('2026-11-21T09:00:00.000Z', ASHA),
  caseOf('2026-11-21T09:05:00.000Z', ROBIN, { status: 'looked-after' }),
  found('2026-11-21T10:00:00.000Z', 'MP-2', { locatedAt: '2026-11-21T09:30:00Z', outcome: 'found' }),
].map((message) => said(kent, message));

/** As the template declares it. */
const declared = only(exampleStack(), 'AWS::DynamoDB::Table').properties as Omit<
  CreateTableCommandInput,
  'TableName'
>;

let machine: Machine;
let dynamodb: DynamoDBClient;
beforeAll(async () => {
  machine = await new Machine().start();
  dynamodb = new DynamoDBClient({ ...patience, ...address(machine) });
});
afterAll(async () => {
  dynamodb.destroy();
  await machine.discard();
});

async function emptyTable(name: string): Promise<Episodes> {
  const { AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes } = declared;
  await dynamodb.send(
    new CreateTableCommand({
      TableName: name,
      AttributeDefinitions,
      KeySchema,
      BillingMode,
      GlobalSecondaryIndexes,
    }),
  );
  return episodesTable({ name, openIndex: 'open' }, dynamodb);
}

/** What a copy holds: every item, and no index. */
async function copied(from: string): Promise<Record<string, AttributeValue>[]> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: from, ConsistentRead: true }));
  return Items;
}

async function restored(items: Record<string, AttributeValue>[], into: string): Promise<Episodes> {
  const episodes = await emptyTable(into);
  for (let at = 0; at < items.length; at += 25) {
    const puts = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [into]: puts } }));
  }
  return episodes;
}

/** A service over a table; with every restart its queue of wake-ups is empty. */
const serviceOver = (episodes: Episodes, at: string): World => ({
  ...emptyWorld(kent, at),
  episodes: episodes as World['episodes'],
});

async function plansOf(episodes: Episodes) {
  const ids: string[] = [];
  for await (const { id } of episodes.open()) ids.push(id);
  const kept = await episodes.readAll(ids.sort());
  return kept
    .map(({ record }) => ({ id: record.id, plan: plan(record, kent, END) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const sentBy = (world: World): string[] => world.post.sent.flatMap(({ letter }) => letter.actions).sort();

describe('a table that was restored from its copy', () => {
  let before: World;
  let after: World;
  let undisturbed: World;
  beforeAll(async () => {
    undisturbed = emptyWorld(kent, REPORTED);
    await run(undisturbed, [...reports, ...later], END);

    before = serviceOver(await emptyTable('records'), REPORTED);
    await run(before, reports, LOST);
    after = serviceOver(await restored(await copied('records'), 'restored'), LOST);
  }, 60_000);

  it('plans the same for every child', async () => {
    const planned = await plansOf(before.episodes);
    expect(planned).toHaveLength(2);
    expect(planned.flatMap((one) => one.plan.actions).length).toBeGreaterThan(0);
    expect(await plansOf(after.episodes)).toEqual(planned);
  });

  it('takes a message that it had for one that it has', async () => {
    const planned = await plansOf(after.episodes);
    await run(after, reports, LOST);
    expect(after.watch.counts.get('DuplicateMessages')).toBe(reports.length);
    expect(await plansOf(after.episodes)).toEqual(planned);
    expect(after.post.sent).toEqual([]);
  });

  it('lets every letter go out that was still to come, once, from the first sweep on', async () => {
    let from = LOST;
    while (from < END) {
      await sweep(after);
      const to = new Date(Date.parse(from) + 1_800_000).toISOString();
      const come = later.filter((message) => message.at > from && message.at <= to);
      await run(after, come, to);
      from = to;
    }
    expect(sentBy(before).length).toBeGreaterThan(0);
    expect(sentBy(after).length).toBeGreaterThan(0);
    expect([...sentBy(before), ...sentBy(after)].sort()).toEqual(sentBy(undisturbed));
  }, 60_000);
});
