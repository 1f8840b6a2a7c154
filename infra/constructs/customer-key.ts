// The one key of a stack: whoever may use it may read what is known of a child, so each use is named here.
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  ArnPrincipal,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

const receiving = ['kms:Decrypt'];
const sending = ['kms:Decrypt', 'kms:GenerateDataKey'];
const reading = ['kms:Decrypt', 'kms:DescribeKey'];
const keeping = [
  ...reading,
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

// No Disable and no ScheduleKeyDeletion: a key that is gone takes every record with it, so whoever wants that
// has to change this policy first.
const administering = [
  'kms:CancelKeyDeletion',
  'kms:CreateGrant',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:ListRetirableGrants',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
];

export class CustomerKey extends Key {
  constructor(scope: Construct, id: string) {
    const stack = Stack.of(scope);
    super(scope, id, {
      description: 'Homeward: the records, queues, logs, copies and alarms of one authority',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'AccountAdministersAndDelegates',
            principals: [new AccountRootPrincipal()],
            actions: [...administering, ...keeping],
            resources: ['*'],
          }),
          // CloudWatch calls the key itself: without this an alarm that fires is heard by nobody, and nothing says so.
          new PolicyStatement({
            sid: 'AlarmsPublish',
            principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
            actions: sending,
            resources: ['*'],
          }),
          // Narrowed to the account, not the rule: the rule knows the queue and the queue knows the key.
          new PolicyStatement({
            sid: 'MailEventsAreQueued',
            principals: [new ServicePrincipal('events.amazonaws.com')],
            actions: sending,
            resources: ['*'],
            conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
          }),
          new PolicyStatement({
            sid: 'LogsAreKept',
            principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
            actions: keeping,
            resources: ['*'],
            conditions: {
              ArnLike: {
                'kms:EncryptionContext:aws:logs:arn': stack.formatArn({
                  service: 'logs',
                  resource: 'log-group',
                  resourceName: `${stack.stackName}-*`,
                  arnFormat: ArnFormat.COLON_RESOURCE_NAME,
                }),
              },
            },
          }),
        ],
      }),
    });
  }

  /** Lets the roles of other accounts put messages on an encrypted queue, and nothing else. */
  admitSenders(roleArns: readonly string[]): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NamedProducersSend',
        principals: roleArns.map((arn) => new ArnPrincipal(arn)),
        actions: sending,
        resources: ['*'],
        conditions: this.onlyThrough('sqs'),
      }),
    );
  }

  toSend(): PolicyStatement {
    return this.use(sending, 'sqs');
  }

  toReceive(): PolicyStatement {
    return this.use(receiving, 'sqs');
  }

  toReadRecords(): PolicyStatement {
    return this.use(reading, 'dynamodb');
  }

  toKeepRecords(): PolicyStatement {
    return this.use(keeping, 'dynamodb');
  }

  /** AWS Backup looks at the key itself, and hands it on to the services that do its work. */
  toKeepCopies(): PolicyStatement[] {
    return [
      this.use(sending, 'dynamodb'),
      new PolicyStatement({ actions: ['kms:DescribeKey'], resources: [this.keyArn] }),
      new PolicyStatement({
        actions: ['kms:CreateGrant'],
        resources: [this.keyArn],
        conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
    ];
  }

  private use(actions: string[], service: 'sqs' | 'dynamodb'): PolicyStatement {
    return new PolicyStatement({
      actions,
      resources: [this.keyArn],
      conditions: this.onlyThrough(service),
    });
  }

  private onlyThrough(service: 'sqs' | 'dynamodb') {
    return { StringEquals: { 'kms:ViaService': `${service}.${this.stack.region}.amazonaws.com` } };
  }
}
