// The handlers on the real adapters and an emulated AWS, with every call written down as it goes out.
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESClient } from '@aws-sdk/client-ses';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { receive } from '../../functions/receive/handler.ts';
import { settle } from '../../functions/settle/handler.ts';
import { MemoryWatch } from '../../local/memory.ts';
import { usualSender } from '../../local/scenario.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { postOffice } from '../../shared/adapters/post-office.ts';
import { scheduledWakeUps } from '../../shared/adapters/wake-ups.ts';
import { systemClock } from '../../shared/adapters/watch.ts';
import { later, SECOND } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { WakeUps } from '../../shared/ports.ts';

interface Sender {
  // biome-ignore lint/suspicious/noExplicitAny: any client with any of its commands
  send(command: any): Promise<unknown>;
}

export interface Call {
  service: 'dynamodb' | 'sqs' | 'scheduler' | 'ses';
  operation: string;
  input: Record<string, unknown>;
  /** Makes the same command again. */
  command: new (
    input: never,
  ) => unknown;
}

export interface RecordedWorld {
  calls: Call[];
  table: string;
  group: string;
  /** A message through receive, and every wake-up that it causes through settle. */
  play(message: object): Promise<void>;
  /** A wake-up of the last record that was woken. */
  wakeAgain(): Promise<void>;
  close(): void;
}

const region = 'eu-west-2';
const account = '000000000000';

export function clientsOf(endpoint: string) {
  const config = { endpoint, region, credentials: { accessKeyId: 'bench', secretAccessKey: 'any' } };
  return {
    dynamodb: new DynamoDBClient(config),
    sqs: new SQSClient(config),
    scheduler: new SchedulerClient(config),
    ses: new SESClient(config),
  };
}

export type Clients = ReturnType<typeof clientsOf>;

/** The resources that calls need, under names of their own. */
export async function furnish(
  clients: Clients,
  name: string,
): Promise<{ table: string; group: string; queue: string }> {
  await clients.dynamodb.send(
    new CreateTableCommand({
      TableName: `bench-${name}`,
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: ['pk', 'open', 'dueAt'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'open',
          KeySchema: [
            { AttributeName: 'open', KeyType: 'HASH' },
            { AttributeName: 'dueAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['policyHash'] },
        },
      ],
    }),
  );
  const { QueueUrl = '' } = await clients.sqs.send(new CreateQueueCommand({ QueueName: `bench-${name}` }));
  await clients.scheduler.send(new CreateScheduleGroupCommand({ Name: `bench-${name}` }));
  return { table: `bench-${name}`, group: `bench-${name}`, queue: QueueUrl };
}

/** `recording` off: nothing is written down, so that the writing is not measured. */
export async function recordedWorld(
  endpoint: string,
  policy: Policy,
  name: string,
  recording = true,
): Promise<RecordedWorld> {
  const clients = clientsOf(endpoint);
  const { table, group, queue } = await furnish(clients, name);
  const calls: Call[] = [];
  if (recording) {
    for (const service of ['dynamodb', 'sqs', 'scheduler', 'ses'] as const) {
      writeDown(clients[service], service, calls);
    }
  }

  const queueArn = `arn:aws:sqs:${region}:${account}:bench-${name}`;
  const wakeUps = scheduledWakeUps(
    queue,
    {
      queueArn,
      group,
      roleArn: `arn:aws:iam::${account}:role/bench`,
      deadLetterArn: queueArn,
    },
    clients.sqs,
    clients.scheduler,
  );
  const woken: string[] = [];
  let lastWoken = '';
  const noted: WakeUps = {
    ...wakeUps,
    async soon(record, seconds) {
      await wakeUps.soon(record, seconds);
      if (!seconds) woken.push(record);
    },
  };
  const needs = {
    policy,
    episodes: episodesTable({ name: table, openIndex: 'open' }, clients.dynamodb),
    wakeUps: noted,
    post: postOffice('bench', clients.ses),
    clock: systemClock,
    watch: new MemoryWatch(),
  };
  const settleAll = async () => {
    for (let id = woken.shift(); id !== undefined; id = woken.shift()) {
      lastWoken = id;
      await settle(id, {
        ...needs,
        deadline: later(systemClock.now(), 30 * SECOND),
        run: `run-${calls.length}`,
      });
    }
  };
  return {
    calls,
    table,
    group,
    async play(message) {
      const source = 'source' in message ? String(message.source) : '';
      await receive({ body: JSON.stringify(message), senderId: usualSender(source, policy) }, needs);
      await settleAll();
    },
    async wakeAgain() {
      woken.push(lastWoken);
      await settleAll();
    },
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** The same calls once more, on resources of their own, with nothing around them: what the SDK alone costs. */
export function replayOf(
  calls: readonly Call[],
  from: { table: string; group: string },
  to: { table: string; group: string },
  clients: Clients,
): () => Promise<void> {
  const moved = calls.map(({ service, command, input }) => {
    const json = JSON.stringify(input, (_, value) => (value instanceof Uint8Array ? undefined : value));
    const elsewhere = JSON.parse(json.replaceAll(from.table, to.table).replaceAll(from.group, to.group));
    const raw = input['RawMessage'];
    return {
      client: clients[service] as Sender,
      command,
      input: raw ? { ...elsewhere, RawMessage: raw } : elsewhere,
    };
  });
  return async () => {
    for (const { client, command, input } of moved) await client.send(new command(input as never));
  };
}

function writeDown(client: Clients[keyof Clients], service: Call['service'], calls: Call[]): void {
  const sender = client as Sender;
  const send = sender.send.bind(client);
  sender.send = (command: { constructor: Call['command']; input: Record<string, unknown> }) => {
    calls.push({
      service,
      operation: command.constructor.name.replace(/Command$/, ''),
      input: command.input,
      command: command.constructor,
    });
    return send(command);
  };
}
