// Which items, which function, whose account: what a call is held against, without a service behind it.
import { describe, expect, it } from 'vitest';
import { exampleStack, saltmarsh } from '../infra/example-stack.ts';
import { procedure } from '../situations/playing.ts';
import { account, allow, arn, permissionsOf, region, resources, type Statement, settleMay } from './stack.ts';

const asked = (
  permissions: ReturnType<typeof permissionsOf>,
  service: string,
  operation: string,
  input: Record<string, unknown>,
  accessKeyId = 'settle',
): string => {
  try {
    permissions.admit({ service, operation, input, accessKeyId });
    return 'admitted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a role that may reach some items alone', () => {
  const some = (action: string, more: Statement = {}) =>
    allow(action, arn.table, {
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['record#*'] } },
      ...more,
    });
  const actions = ['GetItem', 'PutItem', 'BatchGetItem', 'BatchWriteItem', 'Query', 'Scan'];
  const key = allow('kms:*', { 'Fn::GetAtt': ['Key', 'Arn'] });
  const permissions = permissionsOf(resources([...actions.map((one) => some(`dynamodb:${one}`)), key]));
  const table = { TableName: 'episodes' };
  const pk = (S: string) => ({ pk: { S } });
  const query = (KeyConditionExpression: string) => ({
    ...table,
    KeyConditionExpression,
    ExpressionAttributeNames: { '#key': 'pk', '#other': 'dueAt' },
    ExpressionAttributeValues: { ':mine': { S: 'record#1' }, ':other': { S: 'receipt#1' } },
  });
  const ask = (operation: string, input: Record<string, unknown>) =>
    asked(permissions, 'dynamodb', operation, input);

  it.each<[string, Record<string, unknown>]>([
    ['GetItem', { ...table, Key: pk('record#1') }],
    ['PutItem', { ...table, Item: pk('record#1') }],
    ['BatchGetItem', { RequestItems: { episodes: { Keys: [pk('record#1'), pk('record#2')] } } }],
    ['BatchWriteItem', { RequestItems: { episodes: [{ PutRequest: { Item: pk('record#1') } }] } }],
    ['Query', query('#key = :mine')],
    ['Query', query('#other = :other AND pk = :mine')],
  ])('reaches those by %s', (operation, input) => {
    expect(ask(operation, input)).toBe('admitted');
  });

  it.each<[string, Record<string, unknown>]>([
    ['GetItem', { ...table, Key: pk('receipt#1') }],
    ['PutItem', { ...table, Item: pk('receipt#1') }],
    ['BatchGetItem', { RequestItems: { episodes: { Keys: [pk('record#1'), pk('receipt#2')] } } }],
    ['BatchWriteItem', { RequestItems: { episodes: [{ DeleteRequest: { Key: pk('receipt#1') } }] } }],
    ['Query', query('#key = :other')],
  ])('reaches no others by %s', (operation, input) => {
    expect(ask(operation, input)).toMatch(/^User: .* is not authorized to perform: dynamodb:/);
  });

  it('is refused where it cannot be told which they are', () => {
    expect(ask('Query', query('#other = :mine'))).toMatch(/^Which partitions Query touches cannot be told/);
    expect(ask('TransactWriteItems', {})).toMatch(/^What dynamodb:TransactWriteItems needs .* is not known/);
  });
});

describe('the person who runs the service', () => {
  const read = (permissions: ReturnType<typeof permissionsOf>) =>
    asked(permissions, 'sqs', 'ReceiveMessage', { QueueUrl: 'http://127.0.0.1/0/notices' }, 'operator');

  it('may what the account lets him, which ends where a policy of the stack denies it', () => {
    expect(read(permissionsOf())).toBe('admitted');
    const denying = { Effect: 'Deny', Principal: '*', Action: 'sqs:ReceiveMessage', Resource: arn.queue };
    const properties = {
      Queues: [{ Ref: 'Notices' }],
      PolicyDocument: { Version: '2012-10-17', Statement: [denying] },
    };
    const More = { Type: 'AWS::SQS::QueuePolicy', Properties: properties };
    expect(read(permissionsOf({ ...resources(), More }))).toMatch(
      /with an explicit deny in a resource-based policy$/,
    );
  });
});

describe('the address of a function', () => {
  const fn = `arn:aws:lambda:${region}:${account}:function:page`;
  const visit = (properties: Record<string, unknown>) => {
    const Permission = {
      Type: 'AWS::Lambda::Permission',
      Properties: { Action: 'lambda:InvokeFunctionUrl', FunctionName: fn, ...properties },
    };
    const permissions = permissionsOf({ ...resources(), Permission });
    try {
      const context = { 'lambda:FunctionUrlAuthType': 'NONE' };
      const question = { action: 'lambda:InvokeFunctionUrl', resource: fn };
      permissions.askAsService('lambda', 'anybody', context, question);
      return 'open';
    } catch (error) {
      return (error as Error).name;
    }
  };

  it.each<[string, string, Record<string, unknown>]>([
    ['open', 'everybody', { Principal: '*', FunctionUrlAuthType: 'NONE' }],
    ['AccessDeniedException', 'whoever signs', { Principal: '*', FunctionUrlAuthType: 'AWS_IAM' }],
    ['AccessDeniedException', 'a role', { Principal: arn.settle }],
  ])('is %s where its policy means %s', (expected, _, properties) => {
    expect(visit(properties)).toBe(expected);
  });

  it('cannot be said to be open where its policy asks for more', () => {
    expect(() => visit({ Principal: '*', PrincipalOrgID: 'o-1' })).toThrow('is not evaluated on one machine');
  });
});

describe('a letter', () => {
  const onTrial = settleMay.map((statement) =>
    statement['Action'] === 'ses:SendRawEmail'
      ? {
          ...statement,
          Condition: { 'ForAllValues:StringEquals': { 'ses:Recipients': ['pilot@kent.example'] } },
        }
      : statement,
  );
  const permissions = permissionsOf(resources(onTrial));
  const letter = (to: string, Destinations?: string[]) =>
    asked(permissions, 'ses', 'SendRawEmail', {
      Destinations,
      RawMessage: {
        Data: Buffer.from(`From: homeward@kent.example\r\nTo: ${to}\r\n\r\nR.E.`).toString('base64'),
      },
    });

  it('on trial goes to the pilot and to nobody beside, whatever its heading says', () => {
    expect(letter('Pilot <pilot@kent.example>')).toBe('admitted');
    expect(letter('pilot@kent.example, director@kent.example')).toMatch(/not authorized/);
    expect(letter('pilot@kent.example', ['director@kent.example'])).toMatch(/not authorized/);
  });
});

describe('the policies of a stack', () => {
  const declaredBy = (policy: Parameters<typeof exampleStack>[0]) =>
    Object.fromEntries(
      exampleStack(policy).map(({ id, type, properties }) => [id, { Type: type, Properties: properties }]),
    );

  it.each(['cheshire-east', 'darlington', 'kent'])('of %s can all be evaluated here', (slug) => {
    expect(() => permissionsOf(declaredBy(procedure(slug)))).not.toThrow();
  });

  it('on trial can all be evaluated here', () => {
    const shadow = { to: 'pilot@saltmarsh.example' };
    const declared = declaredBy({ ...saltmarsh, deployment: { ...saltmarsh.deployment, shadow } });
    expect(JSON.stringify(declared)).toContain('ses:Recipients');
    expect(() => permissionsOf(declared)).not.toThrow();
  });
});
