// A small stack with a queue, a table, a key, two roles and a sender, whose policies a test may change.
import { guardWith } from '../../local/iam/guard.ts';
import { Permissions } from '../../local/iam/permissions.ts';
import { readStackPolicies } from '../../local/iam/stack-policies.ts';
import type { Assembly } from '../../local/stack/assembly.ts';
import { readDeclared } from '../../local/stack/declared.ts';
import { identifyIn } from '../../local/stack/identities.ts';
import { Resolver, type Resource } from '../../local/stack/template.ts';

export const account = '000000000000';
export const region = 'eu-west-2';
export const police = `arn:aws:iam::111122223333:role/feed`;
export const arn = {
  queue: `arn:aws:sqs:${region}:${account}:notices`,
  table: `arn:aws:dynamodb:${region}:${account}:table/episodes`,
  settle: `arn:aws:iam::${account}:role/settle`,
  fires: `arn:aws:iam::${account}:role/fires`,
  group: `arn:aws:scheduler:${region}:${account}:schedule-group/wake-ups`,
};

export type Statement = Record<string, unknown>;
export const policy = (...statements: Statement[]) => ({ Version: '2012-10-17', Statement: statements });
export const allow = (Action: string | string[], Resource: unknown, more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const through = (service: string) => ({
  Condition: { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
});
const key = { 'Fn::GetAtt': ['Key', 'Arn'] };

export const settleMay: Statement[] = [
  allow('sqs:SendMessage', arn.queue),
  allow(['kms:Decrypt', 'kms:GenerateDataKey'], key, through('sqs')),
  allow(['dynamodb:BatchGetItem', 'dynamodb:GetItem'], arn.table),
  allow('dynamodb:Query', `${arn.table}/index/open`),
  allow(['kms:Decrypt', 'kms:DescribeKey'], key, through('dynamodb')),
  allow('scheduler:CreateSchedule', `arn:aws:scheduler:${region}:${account}:schedule/wake-ups/*`),
  allow('iam:PassRole', arn.fires, {
    Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
  }),
  allow(
    'ses:SendRawEmail',
    [
      `arn:aws:ses:${region}:${account}:identity/kent.example`,
      `arn:aws:ses:${region}:${account}:configuration-set/letters`,
    ],
    { Condition: { StringEquals: { 'ses:FromAddress': 'homeward@kent.example' } } },
  ),
];
const trust = (service: string, more: Statement = {}) =>
  policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', ...more });

export function resources(may: Statement[] = settleMay): Record<string, Resource> {
  const role = (RoleName: string, AssumeRolePolicyDocument: unknown, statements: Statement[]): Resource => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName,
      AssumeRolePolicyDocument,
      Policies: [{ PolicyName: 'work', PolicyDocument: policy(...statements) }],
    },
  });
  return {
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: policy(
          { ...allow('kms:*', '*'), Principal: { AWS: `arn:aws:iam::${account}:root` } },
          {
            ...allow(['kms:Decrypt', 'kms:GenerateDataKey'], '*', through('sqs')),
            Principal: { AWS: police },
          },
        ),
      },
    },
    Notices: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'notices', KmsMasterKeyId: key } },
    NoticesPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Notices' }],
        PolicyDocument: policy(
          { ...allow('sqs:SendMessage', arn.queue), Principal: { AWS: police } },
          {
            ...allow('sqs:*', arn.queue, { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
            Effect: 'Deny',
            Principal: '*',
          },
        ),
      },
    },
    Episodes: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'episodes',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true, KMSMasterKeyId: key },
      },
    },
    Sender: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'kent.example' } },
    Settle: role('settle', trust('lambda.amazonaws.com'), may),
    Fires: role(
      'fires',
      trust('scheduler.amazonaws.com', {
        Condition: { StringEquals: { 'aws:SourceArn': arn.group, 'aws:SourceAccount': account } },
      }),
      [
        allow('sqs:SendMessage', arn.queue),
        allow(['kms:Decrypt', 'kms:GenerateDataKey'], key, through('sqs')),
      ],
    ),
  };
}

const place = { accountId: account, region, stackName: 'small', endpoint: 'http://127.0.0.1:1' };

export function permissionsOf(declared: Record<string, Resource> = resources()): Permissions {
  return new Permissions({
    stack: readStackPolicies(new Resolver({ Resources: declared }, place, identifyIn(place))),
    accountId: account,
    region,
    producers: new Map([['police', police]]),
    tell: () => undefined,
  });
}

/** The guard of a synthesized stack, without the stack. */
export function guardOf(assembly: Assembly) {
  const where = { ...place, stackName: assembly.stackName };
  const resolver = new Resolver(assembly.template, where, identifyIn(where));
  const declared = readDeclared(resolver);
  return { declared, guard: guardWith({ resolver, declared, assembly, log: () => undefined }) };
}
