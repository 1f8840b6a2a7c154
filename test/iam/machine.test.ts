// A whole machine under its policies: what each part of it may not do, it does not do, and somebody is told.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { freePort } from '../../local/free-port.ts';
import { bootMachine, type Machine } from '../../local/machine.ts';
import type { Resource } from '../../local/stack/template.ts';
import { smallStack } from '../local/small-stack.ts';
import { allow, police, policy, type Statement } from './stack.ts';
import { as } from './story.ts';

const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const logs = (name: string) =>
  allow(['logs:CreateLogStream', 'logs:PutLogEvents'], {
    'Fn::Sub': `arn:aws:logs:eu-west-2:$\{AWS::AccountId}:log-group:/aws/lambda/small-${name}:*`,
  });
const toReceive = allow(
  ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  arn('Notices'),
);
const toSend = allow('sqs:SendMessage', arn('Done'));
const toUseTheKey = allow(['kms:Decrypt', 'kms:GenerateDataKey'], arn('Key'));
const toInvoke = allow('lambda:InvokeFunction', arn('Sweep'));
const both = ['lambda.amazonaws.com', 'scheduler.amazonaws.com'];

const role = (may: Statement[], trusted: string[] = both): Resource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: policy({
      Effect: 'Allow',
      Principal: { Service: trusted },
      Action: 'sts:AssumeRole',
    }),
    Policies: [{ PolicyName: 'work', PolicyDocument: policy(...may, toUseTheKey) }],
  },
});
const door = (logicalId: string, Principal: unknown, more: Statement = {}): Resource => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: logicalId }],
    PolicyDocument: policy({ ...allow('sqs:SendMessage', arn(logicalId), more), Principal }),
  },
});

const enough: Record<string, Resource> = {
  Key: {
    Type: 'AWS::KMS::Key',
    Properties: {
      KeyPolicy: policy({ ...allow('kms:*', '*'), Principal: { AWS: ['000000000000', police] } }),
    },
  },
  ReceiveRole: role([toReceive, toSend, logs('Receive')]),
  SweepRole: role([toSend, toInvoke, logs('Sweep')]),
  NoticesDoor: door('Notices', { AWS: police }),
};

let folder: string;
let clock: VirtualClock;
let machine: Machine | undefined;
let told: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-under-policies-'));
  told = [];
});
afterEach(async () => {
  await machine?.stop();
  machine = undefined;
  clock?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function boot(change: Record<string, Resource> = {}): Promise<Machine> {
  const assembly = smallStack(folder, undefined, { ...enough, ...change });
  const senders = { police: { principals: [police] } };
  writeFileSync(join(folder, 'asset.receive', 'policy.json'), JSON.stringify({ senders }));
  clock = new VirtualClock({ follows: 'itself', from: Date.parse('2026-11-20T22:05:00Z') }, 600);
  machine = await bootMachine({
    assembly,
    data: join(folder, 'data'),
    port: await freePort(0),
    clock,
    log: (line) => told.push(line),
    permissions: 'asked',
  });
  return machine;
}

const queue = ({ endpoint }: Machine, name: string) => ({
  QueueUrl: `${endpoint}/000000000000/small-${name}`,
});
const push = (here: Machine) =>
  new SQSClient(as(here, 'police')).send(
    new SendMessageCommand({ ...queue(here, 'Notices'), MessageBody: 'hello' }),
  );
/** A message that holds this word, within ten seconds. */
async function done(here: Machine, word: string): Promise<string | undefined> {
  const client = new SQSClient(as(here, 'operator'));
  const end = performance.now() + 10_000;
  while (performance.now() < end) {
    const receive = new ReceiveMessageCommand({ ...queue(here, 'Done'), WaitTimeSeconds: 1 });
    const { Messages: [message] = [] } = await client.send(receive);
    if (message?.Body?.includes(word)) return message.Body;
  }
  return undefined;
}
const refused = (words: RegExp) =>
  expect.poll(() => told.some((line) => words.test(line)), { timeout: 10_000 }).toBe(true);
const logOf = (name: string) => join(folder, 'data', 'logs', `small-${name}.log`);

describe('a stack whose policies are enough', () => {
  it('does its work, and nothing is refused', async () => {
    const here = await boot();
    await push(here);
    expect(await done(here, 'took')).toContain('hello');
    expect(await done(here, 'swept')).toBeDefined();
    expect(here.permissions.refused).toEqual([]);
    expect(readFileSync(logOf('Receive'), 'utf8')).toMatch(/^took /);
  });
});

describe('a stack whose deployment would fail for want of a permission is not started:', () => {
  it.each<[string, Record<string, Resource>, RegExp]>([
    [
      'a queue that the role of its function may not read',
      { ReceiveRole: role([toSend]) },
      /role of small-Receive cannot be fed by \S+:small-Notices: .*sqs:receivemessage/,
    ],
    [
      'a role that Lambda may not take',
      { ReceiveRole: role([toReceive, toSend], ['scheduler.amazonaws.com']) },
      /role of small-Receive cannot be assumed by Lambda/,
    ],
  ])('%s', async (_, change, says) => {
    await expect(boot(change)).rejects.toThrow(says);
  });
});

describe('what a part of the stack may not do', () => {
  it('a function does not: it gets the exception that it would get on AWS', async () => {
    const here = await boot({ ReceiveRole: role([toReceive, logs('Receive')]) });
    await push(here);
    await refused(/^Refused: .*small-ReceiveRole is not authorized to perform: sqs:SendMessage/);
    await expect
      .poll(() => readFileSync(logOf('Receive'), 'utf8'), { timeout: 10_000 })
      .toContain('AccessDeniedException');
  });

  it('a function that may not write its log leaves none, and works all the same', async () => {
    const here = await boot({ ReceiveRole: role([toReceive, toSend]) });
    await push(here);
    expect(await done(here, 'took')).toContain('hello');
    await refused(/small-ReceiveRole .*logs:CreateLogStream/);
    expect(existsSync(logOf('Receive')) && readFileSync(logOf('Receive'), 'utf8')).toBe('');
  });

  it.each<[string, Resource, RegExp]>([
    ['may not call its function', role([toSend, logs('Sweep')]), /small-SweepRole .*lambda:InvokeFunction/],
    [
      'cannot be taken by the Scheduler',
      role([toSend, toInvoke], ['lambda.amazonaws.com']),
      /scheduler.amazonaws.com .*sts:AssumeRole on resource: \S+small-SweepRole/,
    ],
  ])('a schedule does not fire whose role %s', async (_, SweepRole, says) => {
    const here = await boot({ SweepRole });
    await refused(says);
    expect(here.permissions.used.join()).not.toContain('lambda:InvokeFunction');
  });

  it('a function that may read its queue and not delete from it gets each message again', async () => {
    const toRead = allow(['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'], arn('Notices'));
    const here = await boot({ ReceiveRole: role([toRead, toSend, logs('Receive')]) });
    await push(here);
    await refused(/small-ReceiveRole .*sqs:DeleteMessage/);
    const took = () => readFileSync(logOf('Receive'), 'utf8').match(/^took /gm)?.length ?? 0;
    await expect.poll(took, { timeout: 10_000 }).toBeGreaterThan(1);
  });

  const sendLetter = async (here: Machine) => {
    const body = new URLSearchParams({
      Action: 'SendRawEmail',
      ConfigurationSetName: 'small-Letters',
      'RawMessage.Data': Buffer.from('From: a@kent.example\r\nTo: bounce@kent.example\r\n\r\nR.E.').toString(
        'base64',
      ),
    });
    const scope = 'Credential=operator/20261120/eu-west-2/ses/aws4_request';
    const headers = { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` };
    expect((await fetch(here.endpoint, { method: 'POST', body, headers })).status).toBe(200);
  };
  const letIn = (SourceArn: unknown) =>
    door(
      'MailEvents',
      { Service: 'events.amazonaws.com' },
      {
        Condition: { ArnEquals: { 'aws:SourceArn': SourceArn } },
      },
    );

  it('a rule brings its events to a queue that lets it in', async () => {
    const here = await boot({ MailDoor: letIn(arn('MailRule')) });
    await sendLetter(here);
    const client = new SQSClient(as(here, 'operator'));
    const receive = new ReceiveMessageCommand({ ...queue(here, 'MailEvents'), WaitTimeSeconds: 5 });
    expect((await client.send(receive)).Messages).toHaveLength(1);
    expect(here.permissions.refused).toEqual([]);
  });

  it('a rule brings none to a queue that lets another in', async () => {
    const here = await boot({ MailDoor: letIn('arn:aws:events:eu-west-2:000000000000:rule/another') });
    await sendLetter(here);
    await refused(/events.amazonaws.com .*sqs:SendMessage on resource: \S+:small-MailEvents/);
    const client = new SQSClient(as(here, 'operator'));
    const receive = new ReceiveMessageCommand({ ...queue(here, 'MailEvents'), WaitTimeSeconds: 1 });
    expect((await client.send(receive)).Messages ?? []).toEqual([]);
  });
});
