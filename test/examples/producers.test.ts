// The producers that the police's side can begin with: each, run as it is, puts a message on the queue that is understood.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Incident, missingReported } from '../../examples/producers/typescript/send-notification.ts';
import { receive } from '../../functions/receive/handler.ts';
import { type Emulators, startEmulators } from '../../local/emulators/emulators.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { procedure } from '../situations/playing.ts';

const producers = join(import.meta.dirname, '../../examples/producers');
const incidentFile = join(producers, 'incident.json');
const source = 'urn:police:kent:compact';
const authority = 'E10000016';
const message = missingReported(
  JSON.parse(readFileSync(incidentFile, 'utf8')) as Incident,
  source,
  authority,
);

const folder = mkdtempSync(join(tmpdir(), 'homeward-producers-'));
const messageFile = join(folder, 'message.json');
writeFileSync(messageFile, JSON.stringify(message));

const runs = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
const PRODUCERS = [
  {
    name: 'TypeScript',
    command: process.execPath,
    args: [join(producers, 'typescript/send-notification.ts')],
    file: incidentFile,
    runtime: true,
  },
  {
    name: 'Python',
    command: 'python3',
    args: [join(producers, 'python/send_notification.py')],
    file: incidentFile,
    runtime: runs('python3', '-c', 'import boto3'),
  },
  {
    name: 'the AWS command line',
    command: 'sh',
    args: [join(producers, 'aws-cli/send-notification.sh')],
    file: messageFile,
    runtime: runs('aws', '--version'),
  },
];

let emulators: Emulators;
let sqs: SQSClient;
let queue: string;
const keys = { accessKeyId: 'police', secretAccessKey: 'any' };

beforeAll(async () => {
  const clock = { now: () => Date.now(), wait: () => new Promise<void>(() => {}) };
  emulators = await startEmulators({
    port: 0,
    dataFolder: join(folder, 'data'),
    clock,
    accountId: '000000000000',
    region: 'eu-west-2',
  });
  sqs = new SQSClient({ endpoint: emulators.endpoint, region: 'eu-west-2', credentials: keys });
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'notifications' }));
  queue = QueueUrl;
});

afterAll(async () => {
  sqs.destroy();
  await emulators.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asynchronously: the emulated queue lives in this process. */
function sent(command: string, args: string[], settings: Record<string, string> = {}) {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_REGION: 'eu-west-2',
    AWS_DEFAULT_REGION: 'eu-west-2',
    AWS_ENDPOINT_URL: emulators.endpoint,
    NOTIFICATIONS_QUEUE_URL: queue,
    NOTIFICATION_SOURCE: source,
    NOTIFICATION_AUTHORITY: authority,
    ...settings,
  };
  const child = spawn(command, args, { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((done) =>
    child.on('close', (status) => done({ status, stdout, stderr })),
  );
}

async function taken(): Promise<string[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10 }),
  );
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
  return Messages.map(({ Body = '' }) => Body);
}

for (const { name, runtime } of PRODUCERS)
  if (!runtime) process.stderr.write(`Nothing here runs ${name}: its producer is not tried.\n`);

describe.each(PRODUCERS)('the producer for $name', ({ command, args, file, runtime }) => {
  it.skipIf(!runtime)('sends the message of the incident, and says its number', async () => {
    const { status, stdout, stderr } = await sent(command, [...args, file]);
    expect({ status, stderr: stderr.replaceAll(/.*Warning.*\n?|.*--trace-warnings.*\n?/g, '') }).toEqual({
      status: 0,
      stderr: '',
    });
    expect(stdout).toMatch(/^[0-9a-f-]{36}\n$/);
    const bodies = await taken();
    expect(bodies.map((body) => JSON.parse(body))).toEqual([message]);
  });

  it.skipIf(!runtime)('ends badly, and says so, where the message did not go', async () => {
    for (const [what, settings] of [
      [join(folder, 'no-such.json'), {}],
      [file, { NOTIFICATIONS_QUEUE_URL: `${queue}-that-is-not-there` }],
    ] as const) {
      const { status, stderr } = await sent(command, [...args, what], settings);
      expect(status).toBeGreaterThan(0);
      expect(stderr).toContain('NOT SENT');
    }
    expect(await taken()).toEqual([]);
  });
});

describe('the message of an incident', () => {
  it('is understood, told to somebody, and the same message the second time', async () => {
    const world = emptyWorld(procedure('kent'), '2026-11-20T22:05:00.000Z');
    const body = JSON.stringify(message);
    await receive({ body, senderId: 'AROAEXAMPLEPOLICE' }, world);
    await receive({ body, senderId: 'AROAEXAMPLEPOLICE' }, world);
    expect([...world.episodes.receipts.values()].map(({ outcome }) => outcome)).toEqual(['applied']);
    expect(world.watch.counts.get('DuplicateMessages')).toBe(1);
  });
});
