// What would go wrong in an account is refused here first: each fault is planted, and each is found.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { homewardApp, writeAssembly } from '../../infra/assembly.ts';

// The validator's engine takes seconds to load, more on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'homeward-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lambda = 'arn:aws:lambda:eu-west-2:111122223333:function:f';
const queue = 'arn:aws:sqs:eu-west-2:111122223333:q';
const role = 'arn:aws:iam::111122223333:role/r';

function plantAll(stack: Stack): void {
  const plant = (id: string, type: string, properties: Record<string, unknown>) =>
    new CfnResource(stack, id, { type, properties });
  const may = (id: string, action: string, resource: string, service = 'lambda.amazonaws.com') =>
    new Role(stack, id, { assumedBy: new ServicePrincipal(service) }).addToPolicy(
      new PolicyStatement({ actions: [action], resources: [resource] }),
    );
  const schedule = (id: string, expression: string) =>
    plant(id, 'AWS::Scheduler::Schedule', {
      GroupName: 'g',
      ScheduleExpression: expression,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: queue, RoleArn: role, DeadLetterConfig: { Arn: queue } },
    });
  may('MisspeltAction', 'dynamodb:UpdateItm', 'arn:aws:dynamodb:eu-west-2:111122223333:table/t');
  may('WrongService', 'dynamodb:PutItem', queue);
  may('NoKey', 'dynamodb:Query', 'arn:aws:dynamodb:eu-west-2:111122223333:table/t/index/open');
  may('Deleting', 'scheduler:DeleteSchedule', 'arn:aws:scheduler:eu-west-2:111122223333:schedule/g/s');
  plant('Everything', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    Policies: [
      {
        PolicyName: 'p',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', NotAction: 'sqs:SendMessage', Resource: '*' }],
        },
      },
    ],
  });
  may('Deputy', 'lambda:InvokeFunction', lambda, 'scheduler.amazonaws.com');
  schedule('Words', 'every 5 minutes');
  schedule('Plural', 'rate(1 minutes)');
  schedule('Sound', 'rate(5 minutes)');
  const set = plant('Letters', 'AWS::SES::ConfigurationSet', { DeliveryOptions: { TlsPolicy: 'OPTIONAL' } });
  plant('Bounced', 'AWS::SES::ConfigurationSetEventDestination', {
    ConfigurationSetName: set.ref,
    EventDestination: { MatchingEventTypes: ['BOUNCED', 'open'], Enabled: true },
  });
  plant('Sender', 'AWS::SES::EmailIdentity', { EmailIdentity: 'saltmarsh.example' });
  const key = new Key(stack, 'Key', { enableKeyRotation: true });
  const topic = plant('Topic', 'AWS::SNS::Topic', { KmsMasterKeyId: key.keyId });
  const alarm = (id: string, period: number, actions: string[]) =>
    plant(id, 'AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Period: period,
      EvaluationPeriods: 1,
      Threshold: 1,
      Statistic: 'Sum',
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: actions,
    });
  alarm('Seven', 7, [topic.ref]);
  alarm('Unheard', 60, [topic.ref]);
  const dead = plant('Dead', 'AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 });
  const redrive = (maxReceiveCount: number) => ({
    deadLetterTargetArn: dead.getAtt('Arn'),
    maxReceiveCount,
  });
  const patient = plant('Patient', 'AWS::SQS::Queue', { RedrivePolicy: redrive(5000) });
  plant('Forgetful', 'AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600, RedrivePolicy: redrive(5) });
  const reads = plant('Reads', 'AWS::Lambda::Function', {
    Role: role,
    Code: { ZipFile: '' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
  });
  plant('Greedy', 'AWS::Lambda::EventSourceMapping', {
    FunctionName: reads.ref,
    EventSourceArn: patient.getAtt('Arn'),
    BatchSize: 500,
  });
  plant('Misplaced', 'AWS::SQS::QueuePolicy', {
    Queues: [reads.ref],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }],
    },
  });
  const partitionKey = { name: 'pk', type: AttributeType.STRING };
  new TableV2(stack, 'Global', { partitionKey });
  const sound = new Table(stack, 'Table', {
    partitionKey,
    encryptionKey: key,
    deletionProtection: true,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  (sound.node.defaultChild as CfnResource).addPropertyOverride(
    'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
    false,
  );
}

describe('a template with a fault that neither the validator nor cdk-nag sees', () => {
  let lines: string[];
  beforeAll(async () => {
    const app = homewardApp(join(folder, 'planted'));
    plantAll(new Stack(app, 'planted'));
    const refusal = await writeAssembly(app, true).catch((refused: Error) => refused.message);
    lines = String(refusal).split('\n');
  });

  const saysOf = (id: string) =>
    lines
      .filter((line) => new RegExp(`planted/${id}\\b`).test(line) && line.includes('(Homeward-'))
      .map((line) => line.replace(/^[^:]+: /, ''));

  it.each([
    ['an action that does not exist', 'MisspeltAction', /UpdateItm is never granted/],
    ['a resource of another service', 'WrongService', /dynamodb:PutItem is granted on a resource of sqs/],
    ['a schedule in words', 'Words', /every 5 minutes is no schedule/],
    ['a rate of one in the plural', 'Plural', /rate\(1 minutes\) is no schedule/],
    ['an event that SES does not know', 'Bounced', /SES knows no event BOUNCED/],
    ['an alarm every seven seconds', 'Seven', /its period is no whole minutes/],
    ['a message tried five thousand times', 'Patient', /5000 tries/],
    ['a batch of five hundred without a window', 'Greedy', /a batch of 500 needs a window/],
    ['a policy of a queue laid on a function', 'Misplaced', /laid on what is no AWS::SQS::Queue/],
  ])('is refused for %s', (_fault, id, says) => {
    expect(saysOf(id)).toContainEqual(expect.stringMatching(says));
  });

  it.each([
    ['a global table that cannot be taken back', 'Global', /cannot be taken back to a moment/],
    ['a global table that one call deletes', 'Global', /one call deletes it/],
    ['letters that may go without TLS', 'Letters', /may go without TLS/],
    ['letters of which nobody hears again', 'Letters', /nobody hears what becomes of a letter/],
    ['letters that tell who read them', 'Bounced', /tracks who reads/],
    ['a sender that signs nothing', 'Sender', /not signed/],
    ['a scheduler that may act for anybody', 'Deputy', /for which group of schedules/],
    ['a property overridden after the fact', 'Table', /cannot be taken back to a moment/],
  ])('is refused for %s, where cdk-nag is blind', (_fault, id, says) => {
    expect(saysOf(id)).toContainEqual(expect.stringMatching(says));
  });

  it.each([
    ['a table without its key', 'NoKey', /dynamodb:Query fails without kms:Decrypt/],
    ['an alarm on a topic whose key keeps CloudWatch out', 'Unheard', /nobody hears it/],
    ['leave for everything but one thing', 'Everything', /all but sqs:SendMessage is never granted/],
    ['leave to delete a schedule', 'Deleting', /DeleteSchedule is never granted/],
    ['a queue that lets anybody in', 'Misplaced', /lets anybody in/],
    ['dead letters that expire with the message', 'Forgetful', /expire before anybody reads them/],
  ])('is refused for %s, which would show only when a child is missing', (_fault, id, says) => {
    expect(saysOf(id)).toContainEqual(expect.stringMatching(says));
  });

  it('is not refused for what is sound', () => {
    expect(['Sound', 'Dead', 'Topic'].flatMap(saysOf)).toEqual([]);
  });
});
