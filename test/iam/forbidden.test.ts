// What nobody may, and what one part alone may: asked of every role of the stack, not read from the text of its policies.
import { describe, expect, it } from 'vitest';
import type { Permissions } from '../../local/iam/permissions.ts';
import { exampleStack } from '../infra/example-stack.ts';
import { account, permissionsOf, region } from './stack.ts';

const stack = exampleStack();
const permissions: Permissions = permissionsOf(
  Object.fromEntries(stack.map(({ id, type, properties }) => [id, { Type: type, Properties: properties }])),
);
const idOf = (type: string, start: string) =>
  stack.find((one) => one.type === type && one.id.startsWith(start))?.id ?? '';
const roles = stack.filter(({ type }) => type === 'AWS::IAM::Role').map(({ id }) => id);
const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
const table = arn('dynamodb', `table/small-${idOf('AWS::DynamoDB::Table', 'Episodes')}`);
const queue = (start: string) => arn('sqs', `small-${idOf('AWS::SQS::Queue', start)}`);
const group = `small-${idOf('AWS::Scheduler::ScheduleGroup', 'WakeUps')}`;
const [key = ''] = permissions.ledger.unused.flatMap((grant) => /arn:aws:kms:\S+/.exec(grant) ?? []);

/** The roles that may, of all the roles of the stack. */
function whoMay(action: string, resource: string, context = {}): string[] {
  return roles.filter((id) => {
    try {
      permissions.askAsRole('test', `arn:aws:iam::${account}:role/small-${id}`, {
        action,
        resource,
        context,
      });
      return true;
    } catch (error) {
      expect((error as Error).message).toMatch(/is not authorized to perform/);
      return false;
    }
  });
}
const only = (role: string) => [expect.stringMatching(new RegExp(`^${role}`))];

describe('nobody', () => {
  it.each<[string, string]>([
    ['dynamodb:DeleteItem', table],
    ['dynamodb:BatchWriteItem', table],
    ['dynamodb:PartiQLDelete', table],
    ['dynamodb:DeleteTable', table],
    ['scheduler:DeleteSchedule', arn('scheduler', `schedule/${group}/one`)],
    ['scheduler:UpdateSchedule', arn('scheduler', `schedule/${group}/one`)],
    ['kms:ScheduleKeyDeletion', key],
    ['kms:DisableKey', key],
    ['sqs:PurgeQueue', queue('IntakeNotificationsQueue')],
    ['sqs:DeleteQueue', queue('IntakeNotificationsQueue')],
    ['logs:DeleteLogGroup', arn('logs', 'log-group:any')],
    ['iam:PutRolePolicy', `arn:aws:iam::${account}:role/small-${roles[0]}`],
  ])('may %s', (action, resource) => {
    expect(whoMay(action, resource, { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` })).toEqual([]);
  });
});

describe('only', () => {
  it('receive and settle write records, under the key', () => {
    const both = [expect.stringMatching(/^WakeUpsSettleRole/), expect.stringMatching(/^IntakeReceiveRole/)];
    expect(whoMay('dynamodb:PutItem', table)).toEqual(both);
    expect(whoMay('kms:Encrypt', key, { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` })).toEqual(
      both,
    );
  });

  const identity = arn('ses', 'identity/saltmarsh.example');
  const from = (address: string) => ({ 'ses:FromAddress': address });

  it('settle sends mail, from the one address', () => {
    const may = (address: string) => whoMay('ses:SendRawEmail', identity, from(address));
    expect(may('missing-children@saltmarsh.example')).toEqual(only('WakeUpsSettleRole'));
    expect(may('director@saltmarsh.example')).toEqual([]);
  });

  it('receive reads the notifications, and settle the wake-ups', () => {
    expect(whoMay('sqs:ReceiveMessage', queue('IntakeNotificationsQueue'))).toEqual(
      only('IntakeReceiveRole'),
    );
    expect(whoMay('sqs:ReceiveMessage', queue('WakeUpsQueue'))).toEqual(only('WakeUpsSettleRole'));
  });

  it('settle makes schedules', () => {
    expect(whoMay('scheduler:CreateSchedule', arn('scheduler', `schedule/${group}/one`))).toEqual(
      only('WakeUpsSettleRole'),
    );
  });
});
