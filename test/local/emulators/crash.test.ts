// kill -9: what was accepted is there afterwards, whichever moment the process was killed in.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulators } from '../../../local/emulators/emulators.ts';
import { ACCOUNT, type Clients, clients, HandClock, queueArn, ROLE } from './machine.ts';

const ROUNDS = 5;

let folder: string;
let child: ChildProcess | undefined;
const accepted = {
  messages: new Set<string>(),
  records: new Set<string>(),
  mails: new Set<string>(),
  wakeUps: new Set<string>(),
};
// Where the process died before it answered, a deletion may or may not have happened.
const deleting = new Set<string>();
const deleted = new Set<string>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-crash-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function startChild(): Promise<string> {
  const program = fileURLToPath(new URL('./emulators-process.ts', import.meta.url));
  child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('The process has no output.');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return String(line);
}

/** One of everything, again and again, until the process is gone. */
async function work(endpoint: string, name: string): Promise<void> {
  const use = clients(endpoint, 'police');
  try {
    for (let turn = 0; ; turn += 1)
      await oneTurn(use, `${endpoint}/${ACCOUNT}/notifications`, `${name}-${turn}`);
  } catch {
    for (const client of Object.values(use)) client.destroy();
  }
}

async function oneTurn(
  { sqs, dynamodb, ses, scheduler }: Clients,
  QueueUrl: string,
  id: string,
): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: id }));
  accepted.messages.add(id);
  const Item = { pk: { S: id }, open: { S: 'yes' }, dueAt: { S: id } };
  await dynamodb.send(new PutItemCommand({ TableName: 'records', Item }));
  accepted.records.add(id);
  const Data = Buffer.from(`From: a@kent.example\r\nTo: b@kent.example\r\nSubject: ${id}\r\n\r\nHello`);
  await ses.send(
    new SendRawEmailCommand({
      RawMessage: { Data },
      Source: 'a@kent.example',
      Destinations: ['b@kent.example'],
    }),
  );
  accepted.mails.add(id);
  await scheduler.send(
    new CreateScheduleCommand({
      Name: id,
      ScheduleExpression: 'at(2199-01-01T00:00:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: queueArn('notifications'), RoleArn: ROLE, Input: id },
    }),
  );
  accepted.wakeUps.add(id);
  const { Messages: [message] = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 1 }),
  );
  if (!message) return;
  deleting.add(message.Body ?? '');
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  deleted.add(message.Body ?? '');
}

describe('when the process is killed again and again in the middle of its work', () => {
  it('nothing accepted is lost, nothing deleted returns, and no index names an item that is not there', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const endpoint = await startChild();
      const workers = Array.from({ length: 4 }, (_, worker) => work(endpoint, `${round}-${worker}`));
      const before = accepted.wakeUps.size;
      while (accepted.wakeUps.size < before + 15 + round)
        await new Promise((resolve) => setTimeout(resolve, 3));
      child?.kill('SIGKILL');
      await Promise.all(workers);
    }
    const clock = new HandClock();
    const after = await startEmulators({
      port: 0,
      dataFolder: folder,
      clock,
      accountId: ACCOUNT,
      region: 'eu-west-2',
    });
    const use = clients(after.endpoint);
    const queued = after.sqs.bodies('notifications');
    expect([...accepted.messages].filter((id) => !queued.includes(id) && !deleting.has(id))).toEqual([]);
    expect(queued.filter((id) => deleted.has(id))).toEqual([]);
    const subjects = new Set(after.ses.list().map(({ subject }) => subject));
    expect([...accepted.mails].filter((id) => !subjects.has(id))).toEqual([]);
    const schedules = new Set(after.scheduler.schedules().map(({ name }) => name));
    expect([...accepted.wakeUps].filter((id) => !schedules.has(id))).toEqual([]);
    const find = (id: string) =>
      use.dynamodb.send(new GetItemCommand({ TableName: 'records', Key: { pk: { S: id } } }));
    for (const id of accepted.records) expect((await find(id)).Item).toBeDefined();
    const { Items = [] } = await use.dynamodb.send(
      new QueryCommand({
        TableName: 'records',
        IndexName: 'open-by-due',
        KeyConditionExpression: '#open = :yes',
        ExpressionAttributeNames: { '#open': 'open' },
        ExpressionAttributeValues: { ':yes': { S: 'yes' } },
      }),
    );
    expect(Items.length).toBeGreaterThanOrEqual(accepted.records.size);
    for (const { pk } of Items) expect((await find(pk?.S ?? '')).Item).toBeDefined();
    for (const client of Object.values(use)) client.destroy();
    await after.close();
  }, 60_000);
});
