// Each part may do its own work and nothing beside it; nothing may unmake what is known of a child.
import { describe, expect, it } from 'vitest';
import {
  arnOf,
  exampleStack,
  ofType,
  only,
  type Resource,
  saltmarsh,
  statements,
  trust,
} from './example-stack.ts';

const stack = exampleStack();
const roles = ofType(stack, 'AWS::IAM::Role');
const role = (part: string) => only(stack, 'AWS::IAM::Role', part);
const roleOf = { receive: 'IntakeReceiveRole', settle: 'WakeUpsSettleRole', sweep: 'SweepFunctionRole' };
const table = only(stack, 'AWS::DynamoDB::Table');
const schedulerRole = role('WakeUpsSchedulerRole');

const actions = (part: Resource, service: string) =>
  [...new Set(statements(part).flatMap((statement) => statement.actions))]
    .filter((action) => action.startsWith(`${service}:`))
    .sort();
const allowing = (part: Resource, action: string) =>
  statements(part).filter((statement) => statement.actions.includes(action));

describe('nobody', () => {
  const everything = stack
    .filter(({ type }) => /Role|Policy|Key$|Vault$/.test(type))
    .flatMap((resource) => statements(resource).map((statement) => ({ ...statement, id: resource.id })))
    .filter(({ effect }) => effect === 'Allow');

  it('may delete a record, a copy, a schedule or a key, or switch a key off', () => {
    const destroying =
      /^(dynamodb|scheduler|kms|backup):.*(Delet|Disable)|^dynamodb:BatchWrite|^dynamodb:PartiQL|:\*/;
    for (const { id, actions } of everything) {
      for (const action of actions) {
        if (action !== 'kms:CancelKeyDeletion') expect(action, id).not.toMatch(destroying);
      }
    }
  });

  it('may do whatever a wildcard stands for', () => {
    for (const { id, actions } of everything)
      for (const action of actions) expect(action, id).not.toContain('*');
  });

  it('may act on every resource of the account', () => {
    for (const resource of roles) {
      for (const { resources } of statements(resource)) expect(resources, resource.id).not.toContain('*');
    }
  });

  it('but receive reads what the police send', () => {
    const notifications = JSON.stringify(arnOf(only(stack, 'AWS::SQS::Queue', 'IntakeNotificationsQueue')));
    const reading = roles.filter((part) =>
      allowing(part, 'sqs:ReceiveMessage').some(({ resources }) =>
        resources.some((on) => JSON.stringify(on) === notifications),
      ),
    );
    expect(reading.map(({ id }) => id)).toEqual([role(roleOf.receive).id]);
  });

  it('gets a policy beside its role, where it would be overlooked', () => {
    expect([...ofType(stack, 'AWS::IAM::Policy'), ...ofType(stack, 'AWS::IAM::ManagedPolicy')]).toEqual([]);
  });
});

describe('receive', () => {
  const receive = role(roleOf.receive);

  it('reads and writes single records, and asks that they be settled', () => {
    expect(actions(receive, 'dynamodb')).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ]);
    expect(allowing(receive, 'sqs:SendMessage').flatMap(({ resources }) => resources)).toEqual([
      arnOf(only(stack, 'AWS::SQS::Queue', 'WakeUpsQueue')),
    ]);
  });

  it('neither mails nor schedules', () => {
    expect([
      ...actions(receive, 'ses'),
      ...actions(receive, 'scheduler'),
      ...actions(receive, 'iam'),
    ]).toEqual([]);
  });
});

describe('settle', () => {
  const settle = role(roleOf.settle);

  it('is the only one that may mail', () => {
    const mailing = roles.filter((each) => actions(each, 'ses').length > 0);
    expect(mailing.map(({ id }) => id)).toEqual([settle.id]);
  });

  it('mails from the one address and domain of the authority, under its rules for letters', () => {
    const [statement, ...more] = allowing(settle, 'ses:SendRawEmail');
    expect(more).toEqual([]);
    const named = (statement?.resources ?? []).map((resource) => JSON.stringify(resource));
    expect(named.sort()).toEqual([
      expect.stringMatching(`:configuration-set/.*"${only(stack, 'AWS::SES::ConfigurationSet').id}"`),
      expect.stringMatching(`:identity/.*"${only(stack, 'AWS::SES::EmailIdentity').id}"`),
    ]);
    expect(statement?.condition).toEqual({
      StringEquals: { 'ses:FromAddress': 'missing-children@saltmarsh.example' },
    });
    expect(actions(settle, 'ses')).toEqual(['ses:SendRawEmail']);
  });

  it('creates schedules in the group of wake-ups and never touches one that exists', () => {
    expect(actions(settle, 'scheduler')).toEqual(['scheduler:CreateSchedule']);
    expect(JSON.stringify(allowing(settle, 'scheduler:CreateSchedule')[0]?.resources)).toContain(
      only(stack, 'AWS::Scheduler::ScheduleGroup', 'WakeUps').id,
    );
  });

  it('hands the role of wake-ups to the Scheduler and to nobody else', () => {
    expect(allowing(settle, 'iam:PassRole')).toEqual([
      expect.objectContaining({
        resources: [arnOf(schedulerRole)],
        condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      }),
    ]);
  });
});

describe('settle, which puts the morning digest together', () => {
  const queried = (policy = saltmarsh) =>
    allowing(only(exampleStack(policy), 'AWS::IAM::Role', roleOf.settle), 'dynamodb:Query');

  it('asks the index what is open where there is one, and nowhere else', () => {
    const withDigest = {
      ...saltmarsh,
      digest: { to: ['front-door'], at: '07:30', on: 'every-day' as const },
    };
    expect(queried()).toEqual([]);
    expect(queried(withDigest).map(({ resources }) => resources)).toEqual([
      [{ 'Fn::Join': ['', [arnOf(table), '/index/open']] }],
    ]);
  });
});

describe('sweep', () => {
  const sweep = role(roleOf.sweep);

  it('reads the open records and writes none', () => {
    expect(actions(sweep, 'dynamodb')).toEqual(['dynamodb:BatchGetItem', 'dynamodb:Query']);
  });

  it('queries the index of open records, not the table', () => {
    expect(allowing(sweep, 'dynamodb:Query')[0]?.resources).toEqual([
      { 'Fn::Join': ['', [arnOf(table), '/index/open']] },
    ]);
  });
});

describe('the backup', () => {
  const backup = role('BackupsRole');

  it('copies the one table into the one vault, and reads no item by itself', () => {
    expect(actions(backup, 'dynamodb')).toEqual([
      'dynamodb:DescribeTable',
      'dynamodb:ListTagsOfResource',
      'dynamodb:StartAwsBackupJob',
    ]);
    expect(allowing(backup, 'dynamodb:StartAwsBackupJob')[0]?.resources).toEqual([arnOf(table)]);
    expect(allowing(backup, 'backup:CopyIntoBackupVault')[0]?.resources).toEqual([
      { 'Fn::GetAtt': [only(stack, 'AWS::Backup::BackupVault').id, 'BackupVaultArn'] },
    ]);
  });

  it('uses the key of the table through the table, and hands it on to AWS alone', () => {
    expect(allowing(backup, 'kms:Decrypt')).toEqual([
      expect.objectContaining({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        condition: { StringEquals: { 'kms:ViaService': 'dynamodb.eu-west-2.amazonaws.com' } },
      }),
    ]);
    expect(allowing(backup, 'kms:CreateGrant')).toEqual([
      expect.objectContaining({ condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }),
    ]);
  });

  it('is made by AWS Backup for this account alone', () => {
    expect(trust(backup)).toEqual([
      expect.objectContaining({
        principal: { Service: 'backup.amazonaws.com' },
        condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });
});

describe('the Scheduler', () => {
  const groups = ofType(stack, 'AWS::Scheduler::ScheduleGroup');

  it('acts for the schedules of one group of this account', () => {
    for (const part of ['WakeUps', 'Sweep']) {
      const group = groups.find(({ id }) => id.startsWith(part));
      expect(trust(role(`${part}SchedulerRole`))).toEqual([
        expect.objectContaining({
          principal: { Service: 'scheduler.amazonaws.com' },
          condition: {
            StringEquals: {
              'aws:SourceAccount': { Ref: 'AWS::AccountId' },
              'aws:SourceArn': group && arnOf(group),
            },
          },
        }),
      ]);
    }
  });

  it('for wake-ups only puts messages on their queue and among their dead letters', () => {
    expect(actions(schedulerRole, 'lambda')).toEqual([]);
    expect(allowing(schedulerRole, 'sqs:SendMessage').flatMap(({ resources }) => resources)).toEqual([
      arnOf(only(stack, 'AWS::SQS::Queue', 'WakeUpsQueue')),
      arnOf(only(stack, 'AWS::SQS::Queue', 'WakeUpsUndelivered')),
    ]);
  });
});

describe('the key', () => {
  const key = only(stack, 'AWS::KMS::Key');

  it('lets the producers of notifications encrypt for the queue', () => {
    expect(statements(key)).toContainEqual(
      expect.objectContaining({
        principal: { AWS: 'arn:aws:iam::111122223333:role/saltmarsh-police' },
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        condition: { StringEquals: { 'kms:ViaService': 'sqs.eu-west-2.amazonaws.com' } },
      }),
    );
  });

  it('is used by each function through the services that need it', () => {
    const through = (part: Resource) =>
      allowing(part, 'kms:Decrypt').map(({ condition }) => condition['StringEquals']?.['kms:ViaService']);
    for (const id of Object.values(roleOf)) {
      expect(through(role(id)), id).toEqual([
        'dynamodb.eu-west-2.amazonaws.com',
        'sqs.eu-west-2.amazonaws.com',
      ]);
    }
  });
});
