// What the deployed console reads, by the AWS clients on the emulators: as much as it shows, whole, and counted roughly.
import { BatchGetItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patience } from '../../shared/adapters/clients.ts';
import { PAUSE } from '../../shared/adapters/episodes-table.ts';
import { episodesToShow, readsOnAws } from '../../shared/adapters/episodes-to-show.ts';
import { queueDepths } from '../../shared/adapters/queue-depths.ts';
import { recordAttributes } from '../../shared/adapters/record-item.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { Machine } from '../local/emulators/machine.ts';
import { address } from '../ports/address.ts';
import { createEpisodes } from '../ports/create-episodes.ts';

const machine = new Machine();
let dynamodb: DynamoDBClient;
let sqs: SQSClient;

const put = (pk: string, attributes: object) =>
  dynamodb.send(new PutItemCommand({ TableName: 'episodes', Item: { pk: { S: pk }, ...attributes } }));
const keep = (id: string, more: object, attributes: object) =>
  put(`record#${id}`, {
    ...recordAttributes({ ...emptyChild(id), ...more }),
    version: { N: '1' },
    ...attributes,
  });

beforeAll(async () => {
  await machine.start();
  dynamodb = new DynamoDBClient({ ...patience, ...address(machine) });
  sqs = new SQSClient({ ...patience, ...address(machine) });
  await createEpisodes(dynamodb);
  for (const n of [3, 1, 2])
    await keep(`r${n}`, {}, { open: { S: 'open' }, dueAt: { S: `2026-11-21T0${n}:00:00.000Z` } });
  await keep('resting', {}, { open: { S: 'resting' }, dueAt: { S: '2026-11-21T00:00:00.000Z' } });
  await keep('joined', { joinedTo: 'between' }, {});
  await keep('between', { joinedTo: 'r2' }, {});
  await keep('circle', { joinedTo: 'circle' }, {});
  for (const [reference, id] of [
    ['ME-1', 'r1'],
    ['ME-2', 'joined'],
    ['ME-3', 'circle'],
    ['ME-4', 'gone'],
  ] as const)
    await put(`reference#${reference}`, { 'entry:child': { S: id } });
});
afterAll(async () => {
  dynamodb.destroy();
  sqs.destroy();
  await machine.discard();
});

const shown = () => episodesToShow('episodes', readsOnAws(dynamodb));
const idsOf = ({ open }: { open: readonly { id: string }[] }) => open.map(({ id }) => id);

describe('the console reads', () => {
  it('what is open, page by page, soonest due first, and nothing that rests', async () => {
    const first = await shown().open(2);
    expect([idsOf(first), first.isAll]).toEqual([['r1', 'r2'], false]);
    const second = await shown().open(2, first.open.at(-1)?.place);
    expect([idsOf(second), second.isAll]).toEqual([['r3'], true]);
    expect(first.open.map(({ version }) => version)).toEqual(['1', '1']);
  });

  it('records whole, in the order in which it asks for them, and leaves out what is gone', async () => {
    const read = await shown().read(['r3', 'gone', 'r1']);
    expect(read.map(({ id }) => id)).toEqual(['r3', 'r1']);
    expect(await shown().read([])).toEqual([]);
  });

  it.each(['', 'x', '!!', 'bnVsbA', 'WzEsMl0'])(
    'from the beginning where a link was altered: %j',
    async (from) => {
      expect(idsOf(await shown().open(1, from))).toEqual(['r1']);
    },
  );

  it('the record that knows a reference, where it is now', async () => {
    expect((await shown().find('ME-1'))?.id).toBe('r1');
    expect((await shown().find('ME-2'))?.id).toBe('r2');
  });

  it.each(['ME-3', 'ME-4', 'ME-5'])('no record where none knows the reference: %s', async (reference) => {
    expect(await shown().find(reference)).toBeUndefined();
  });

  it('whether all letters are paused', async () => {
    expect(await shown().paused()).toBe(false);
    await put(PAUSE, { paused: { BOOL: true } });
    expect(await shown().paused()).toBe(true);
  });

  it('again what the table left unread, and shows no list with a child left out', async () => {
    const reads = readsOnAws(dynamodb);
    const leaving = (times: number) => {
      let left = 0;
      return episodesToShow('episodes', {
        ...reads,
        async batchGet(input) {
          if (left++ >= times) return reads.batchGet(input);
          const { Responses } = await dynamodb.send(new BatchGetItemCommand(input));
          const found = Responses?.['episodes'] ?? [];
          const [last] = found.slice(-1).flatMap(({ pk }) => (pk ? [{ pk }] : []));
          return {
            Responses: { episodes: found.slice(0, -1) },
            UnprocessedKeys: { episodes: { Keys: last ? [last] : [] } },
          };
        },
      });
    };
    const ids = ['r1', 'r2', 'r3'];
    expect((await leaving(1).read(ids)).map(({ id }) => id)).toEqual(ids);
    await expect(leaving(9).read(ids)).rejects.toThrow('The table left keys unread');
  });

  it('what waits in each queue, by the names that people know it by', async () => {
    const made = async (QueueName: string) =>
      (await sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
    const urls = { WakeUps: await made('one'), SweepsDeadLettersUrl: await made('two') };
    await sqs.send(new SendMessageCommand({ QueueUrl: urls.WakeUps, MessageBody: 'x', DelaySeconds: 900 }));
    await sqs.send(new SendMessageCommand({ QueueUrl: urls.SweepsDeadLettersUrl, MessageBody: 'x' }));
    expect(await queueDepths(urls, sqs)()).toEqual([
      { name: 'WakeUps', visible: 0, inFlight: 0, delayed: 1 },
      {
        name: 'sweeps',
        visible: 1,
        inFlight: 0,
        delayed: 0,
        deadLetters: { holds: 'sweeps that did not run or failed', does: expect.any(String) },
      },
    ]);
  });
});
