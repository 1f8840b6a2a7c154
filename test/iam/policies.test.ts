// What a policy of the template means here, and what is refused because it is not evaluated here.
import { describe, expect, it } from 'vitest';
import { decide } from '../../local/iam/decide.ts';
import { readIdentityPolicy, readResourcePolicy } from '../../local/iam/policy.ts';
import { principalOf } from '../../local/iam/principal.ts';
import { allow, arn, permissionsOf, policy, resources, type Statement } from './stack.ts';

const settle = principalOf(arn.settle);
const may = (statement: Statement, o: { action?: string; resource?: string; context?: object } = {}) =>
  decide(
    {
      who: settle,
      action: o.action ?? 'sqs:SendMessage',
      resource: o.resource ?? arn.queue,
      account: '000000000000',
      context: { 'aws:SecureTransport': 'true', ...o.context },
    },
    { identity: readIdentityPolicy(policy(statement), 'test'), resource: [], isGuarded: false },
  ).isAllowed;

const logEvents = {
  action: 'logs:PutLogEvents',
  resource: 'arn:aws:logs:eu-west-2:000000000000:log-group:mine:log-stream:one',
};

describe('a statement', () => {
  it.each<[string, string, Statement, Parameters<typeof may>[1]?]>([
    ['of another case in its action', 'is enough', allow('sqs:sendmessage', arn.queue)],
    ['with a wildcard in its action', 'is enough', allow('sqs:Send*', arn.queue)],
    ['with a wildcard that stands for nothing', 'is enough', allow('sqs:SendMessage*', `${arn.queue}*`)],
    ['of another service', 'is not enough', allow('sns:*', arn.queue)],
    [
      'of the streams of a log, for one of them',
      'is enough',
      allow('logs:PutLogEvents', 'arn:aws:logs:eu-west-2:000000000000:log-group:mine:*'),
      logEvents,
    ],
    [
      'of the streams of another log',
      'is not enough',
      allow('logs:PutLogEvents', 'arn:aws:logs:eu-west-2:000000000000:log-group:other:*'),
      logEvents,
    ],
    ['of a queue with a longer name', 'is not enough', allow('sqs:SendMessage', `${arn.queue}-dead`)],
    [
      'of a queue whose name begins so',
      'is enough',
      allow('sqs:SendMessage', arn.queue.replace(/ces$/, '*')),
    ],
    [
      'with a wildcard that would reach over a colon',
      'is not enough',
      allow('sqs:SendMessage', 'arn:aws:sqs:*:*:x*'),
    ],
    [
      'of the items of a table, for its index',
      'is not enough',
      allow('dynamodb:Query', arn.table),
      { action: 'dynamodb:Query', resource: `${arn.table}/index/open` },
    ],
    [
      'of all but one action, for that one',
      'is not enough',
      { Effect: 'Allow', NotAction: 'sqs:SendMessage', Resource: '*' },
    ],
    [
      'of all but one resource, for another',
      'is enough',
      { Effect: 'Allow', Action: '*', NotResource: arn.table },
    ],
  ])('%s %s', (_, expected, statement, asked) => {
    expect(may(statement, asked)).toBe(expected === 'is enough');
  });

  const only = (Condition: Record<string, Record<string, unknown>>) => allow('sqs:*', '*', { Condition });
  it.each<[string, string, Statement, object?]>([
    [
      'of what the request does not say',
      'is not enough',
      only({ StringEquals: { 'aws:SourceAccount': '1' } }),
    ],
    [
      'against what the request does not say',
      'is enough',
      only({ StringNotEquals: { 'aws:SourceAccount': '1' } }),
    ],
    [
      'if it says so, and it does not',
      'is enough',
      only({ StringEqualsIfExists: { 'aws:SourceAccount': '1' } }),
    ],
    [
      'of all values, and there are none',
      'is enough',
      only({ 'ForAllValues:StringEquals': { 'ses:Recipients': 'pilot@kent.example' } }),
    ],
    [
      'of all values, and one is another',
      'is not enough',
      only({ 'ForAllValues:StringEquals': { 'ses:Recipients': 'pilot@kent.example' } }),
      { 'ses:Recipients': ['pilot@kent.example', 'director@kent.example'] },
    ],
    [
      'of two keys, and one does not hold',
      'is not enough',
      only({ StringEquals: { 'aws:SourceAccount': '1', 'kms:ViaService': 'sqs' } }),
      { 'aws:SourceAccount': '1' },
    ],
  ])('on condition %s %s', (_, expected, statement, context) => {
    expect(may(statement, { context: context ?? {} })).toBe(expected === 'is enough');
  });
});

describe('a policy that cannot be evaluated here is a fault of the template:', () => {
  it.each<[string, Statement, string]>([
    [
      'an unknown operator',
      { Condition: { NumericLessThan: { 'aws:SourceAccount': '1' } } },
      'operator NumericLessThan is not known',
    ],
    [
      'an unknown key',
      { Condition: { StringEquals: { 'aws:SourceVpc': 'v' } } },
      'no request here says aws:SourceVpc',
    ],
    [
      'a policy variable',
      { Resource: `arn:aws:sqs:eu-west-2:1:${'$'}{aws:username}` },
      'holds a policy variable',
    ],
    ['half an ARN', { Resource: 'arn:aws:sqs:*' }, 'neither * nor a whole ARN'],
    [
      'many values under an operator for one',
      { Condition: { StringEquals: { 'ses:Recipients': 'a' } } },
      'takes one',
    ],
    ['a misspelt element', { Resources: '*' }, 'Unrecognized key'],
    ['an action without a service', { Action: 'SendMessage' }, 'is not an action'],
  ])('%s', (_, change, says) => {
    const statement = { ...allow('sqs:SendMessage', arn.queue), ...change };
    expect(() => readIdentityPolicy(policy(statement), 'Settle/work')).toThrow(says);
    expect(() => permissionsOf(resources([statement]))).toThrow('Settle/work');
  });

  it.each<[string, unknown]>([
    ['a federated user', { Federated: 'cognito-identity.amazonaws.com' }],
    ['a wildcard in a role', { AWS: 'arn:aws:iam::000000000000:role/*' }],
    ['a session', { AWS: 'arn:aws:sts::000000000000:assumed-role/settle/x' }],
  ])('a principal that is %s', (_, Principal) => {
    const statement = { ...allow('sqs:SendMessage', arn.queue), Principal };
    expect(() => readResourcePolicy(policy(statement), 'Notices')).toThrow('is not evaluated on one machine');
  });

  it.each<[string, Record<string, unknown>]>([
    ['a managed policy of AWS', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }],
    ['a permissions boundary', { PermissionsBoundary: 'arn:aws:iam::000000000000:policy/b' }],
  ])('%s on a role', (_, properties) => {
    const { Settle, ...rest } = resources();
    const role = { Type: 'AWS::IAM::Role', Properties: { ...Settle?.Properties, ...properties } };
    expect(() => permissionsOf({ ...rest, Settle: role })).toThrow(/is not evaluated on one machine/);
  });

  it('a queue locked with a key that is not the stack’s', () => {
    const Notices = {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: 'notices', KmsMasterKeyId: 'alias/aws/sqs' },
    };
    expect(() => permissionsOf({ ...resources(), Notices })).toThrow(
      'alias/aws/sqs is no key of this template',
    );
  });
});

describe('a key that', () => {
  const opened = (Principal: unknown) =>
    readResourcePolicy(policy({ ...allow('kms:Decrypt', '*'), Principal }), 'Key');
  const decrypts = (Principal: unknown, identity: Statement[]) =>
    decide(
      {
        who: settle,
        action: 'kms:Decrypt',
        resource: 'arn:aws:kms:eu-west-2:000000000000:key/1',
        account: '000000000000',
        context: {},
      },
      {
        identity: identity.flatMap((one) => readIdentityPolicy(policy(one), 'x')),
        resource: opened(Principal),
        isGuarded: true,
      },
    ).isAllowed;
  const root = { AWS: 'arn:aws:iam::000000000000:root' };

  it.each<[string, string, unknown, Statement[]]>([
    ['leaves it to the account, and the role may', 'opens', root, [allow('kms:*', '*')]],
    ['leaves it to the account, and the role may not', 'stays shut', root, []],
    ['names the role', 'opens', { AWS: arn.settle }, []],
    ['names another, whatever the role may', 'stays shut', { AWS: arn.fires }, [allow('kms:*', '*')]],
  ])('%s: it %s', (_, expected, principal, identity) => {
    expect(decrypts(principal, identity)).toBe(expected === 'opens');
  });
});
