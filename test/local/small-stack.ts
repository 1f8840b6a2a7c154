// A hand-written `cdk.out` with one of everything that a machine can run, for tests of the machine itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Assembly, readAssembly } from '../../local/stack/assembly.ts';
import type { Resource } from '../../local/stack/template.ts';

/** A gap in the text of an `Fn::Sub`. */
const gap = (name: string) => `\${${name}}`;
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const role: Resource = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };
const fn = (asset: string, roleId: string, variables: Record<string, unknown>): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: {
      S3Bucket: { 'Fn::Sub': `cdk-assets-${gap('AWS::AccountId')}-${gap('AWS::Region')}` },
      S3Key: `${asset}.zip`,
    },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: arn(roleId),
    Timeout: 2,
    MemorySize: 256,
    Environment: { Variables: variables },
  },
});

const resources: Record<string, Resource> = {
  Notices: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      VisibilityTimeout: 30,
      KmsMasterKeyId: arn('Key'),
      RedrivePolicy: { deadLetterTargetArn: arn('DeadLetters'), maxReceiveCount: 2 },
    },
  },
  DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
  Done: { Type: 'AWS::SQS::Queue' },
  MailEvents: { Type: 'AWS::SQS::Queue' },
  Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } },
  Episodes: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'open', AttributeType: 'S' },
      ],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'open',
          KeySchema: [{ AttributeName: 'open', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true },
    },
  },
  ReceiveRole: role,
  Receive: fn('receive', 'ReceiveRole', { DONE: { Ref: 'Done' }, TABLE: { Ref: 'Episodes' } }),
  NoticesToReceive: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      FunctionName: { Ref: 'Receive' },
      EventSourceArn: arn('Notices'),
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  },
  SweepRole: role,
  Sweep: fn('sweep', 'SweepRole', { DONE: { Ref: 'Done' } }),
  SweepRetries: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: { FunctionName: { Ref: 'Sweep' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
  },
  Group: { Type: 'AWS::Scheduler::ScheduleGroup' },
  EveryFiveMinutes: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      GroupName: { Ref: 'Group' },
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: arn('Sweep'), RoleArn: arn('SweepRole'), RetryPolicy: { MaximumRetryAttempts: 2 } },
    },
  },
  Letters: { Type: 'AWS::SES::ConfigurationSet', Properties: { DeliveryOptions: { TlsPolicy: 'REQUIRE' } } },
  LetterEvents: {
    Type: 'AWS::SES::ConfigurationSetEventDestination',
    Properties: {
      ConfigurationSetName: { Ref: 'Letters' },
      EventDestination: {
        MatchingEventTypes: ['send', 'bounce', 'complaint'],
        EventBridgeDestination: {
          EventBusArn: {
            'Fn::Sub': `arn:aws:events:${gap('AWS::Region')}:${gap('AWS::AccountId')}:event-bus/default`,
          },
        },
      },
    },
  },
  MailRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: {
        source: ['aws.ses'],
        detail: {
          eventType: ['Bounce', 'Complaint'],
          mail: { tags: { 'ses:configuration-set': [{ Ref: 'Letters' }] } },
        },
      },
      Targets: [{ Id: 'Target0', Arn: arn('MailEvents') }],
    },
  },
  Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
};

// Speaks the wire by hand: the SDK's place in a bundle is tested with the real functions.
const send = `
const send = async (body) => {
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.SendMessage',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID
        + '/20261120/eu-west-2/sqs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ QueueUrl: process.env.DONE, MessageBody: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(await response.text());
};`;

export const wellBehaved = `${send}
exports.handler = async ({ Records: [record] }) => {
  console.log('took', record.messageId);
  if (record.body === 'bad') throw new Error('not understood');
  if (record.body === 'unwell') return { batchItemFailures: [{ itemIdentifier: record.messageId }] };
  if (record.body === 'fatal') process.exit(1);
  await send({ took: record.body, at: Date.now(), sender: record.attributes.SenderId });
  return { batchItemFailures: [] };
};`;

const sweeping = `${send}
exports.handler = async (event) => send({ swept: event.detail === '{}' || event.source, at: Date.now() });`;

/** Writes it into `folder`; `receive` is the code of the function that the queue feeds. */
export function smallStack(
  folder: string,
  receive = wellBehaved,
  others: Record<string, Resource> = {},
): Assembly {
  for (const [asset, code] of [
    ['receive', receive],
    ['sweep', sweeping],
  ] as const) {
    mkdirSync(join(folder, `asset.${asset}`), { recursive: true });
    writeFileSync(join(folder, `asset.${asset}`, 'index.js'), code);
  }
  const write = (name: string, content: object) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  write('manifest.json', { artifacts: { small: { environment: 'aws://unknown-account/eu-west-2' } } });
  return readAssembly(
    write('small.template.json', {
      Resources: { ...resources, ...others },
      Outputs: {
        NotificationsQueueUrl: { Value: { Ref: 'Notices' } },
        TableName: { Value: { Ref: 'Episodes' } },
      },
    }),
    'small',
    write('small.assets.json', {
      files: Object.fromEntries(
        ['receive', 'sweep'].map((asset) => [
          asset,
          { source: { path: `asset.${asset}`, packaging: 'zip' } },
        ]),
      ),
    }),
  );
}
