import { describe, expect, it } from 'vitest';
import { readDeclared } from '../../local/stack/declared.ts';
import { identifyIn } from '../../local/stack/identities.ts';
import type { Resource, Template } from '../../local/stack/template.ts';
import { Resolver } from '../../local/stack/template.ts';

const place = {
  accountId: '000000000000',
  region: 'eu-west-2',
  stackName: 'homeward-kent',
  endpoint: 'http://127.0.0.1:4566',
};
const resolverOf = (template: Template) => new Resolver(template, place, identifyIn(place));
/** A gap in the text of an `Fn::Sub`. */
const gap = (name: string) => `\${${name}}`;
const queue: Resource = { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 180 } };
const valued = (value: unknown, rest: Partial<Template> = {}) =>
  resolverOf({ Resources: { Queue: queue }, ...rest }).resolve(value, 'Resources/Receive/Properties/Role');

describe('what a template leaves open', () => {
  it.each<[string, unknown, unknown]>([
    ['an account', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['the address of a queue', { Ref: 'Queue' }, 'http://127.0.0.1:4566/000000000000/homeward-kent-Queue'],
    [
      'the ARN of a queue',
      { 'Fn::GetAtt': ['Queue', 'Arn'] },
      'arn:aws:sqs:eu-west-2:000000000000:homeward-kent-Queue',
    ],
    ['the same in one word', { 'Fn::GetAtt': 'Queue.QueueName' }, 'homeward-kent-Queue'],
    ['text in parts', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 1]] }, 'a-eu-west-2-1'],
    [
      'text with gaps',
      { 'Fn::Sub': `arn:${gap('AWS::Partition')}:${gap('Queue.QueueName')}:${gap('!Kept')}` },
      `arn:aws:homeward-kent-Queue:${gap('Kept')}`,
    ],
    [
      'text with gaps of its own',
      { 'Fn::Sub': [`${gap('A')}/${gap('AWS::StackName')}`, { A: { Ref: 'AWS::URLSuffix' } }] },
      'amazonaws.com/homeward-kent',
    ],
    [
      'a part of a text',
      { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] },
      'homeward-kent-Queue',
    ],
    [
      'what there is no value for',
      { a: 1, b: { Ref: 'AWS::NoValue' }, c: [{ Ref: 'AWS::NoValue' }, 2] },
      { a: 1, c: [2] },
    ],
    ['an ordinary object', { Ref: 'AWS::Region', Other: 1 }, { Ref: 'AWS::Region', Other: 1 }],
  ])('is %s', (_, value, expected) => {
    expect(valued(value)).toEqual(expected);
  });

  it('is chosen by a condition', () => {
    const Conditions = {
      InLondon: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-2'] },
      Elsewhere: { 'Fn::Not': [{ Condition: 'InLondon' }] },
      Both: { 'Fn::And': [{ Condition: 'InLondon' }, { Condition: 'Elsewhere' }] },
      Either: { 'Fn::Or': [{ Condition: 'InLondon' }, { Condition: 'Elsewhere' }] },
    };
    const chosen = (name: string) => valued({ 'Fn::If': [name, 'yes', 'no'] }, { Conditions });
    expect(['InLondon', 'Elsewhere', 'Both', 'Either'].map(chosen)).toEqual(['yes', 'no', 'no', 'yes']);
    const resolver = resolverOf({
      Resources: { There: { ...queue, Condition: 'Elsewhere' }, Here: { ...queue, Condition: 'InLondon' } },
      Conditions,
    });
    expect(resolver.resources().map(({ logicalId }) => logicalId)).toEqual(['Here']);
  });

  it('is looked up in a map, or is the default of a parameter', () => {
    const Mappings = { Sizes: { small: { memory: 256 } } };
    expect(valued({ 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, { Mappings })).toBe(256);
    expect(valued({ Ref: 'Stage' }, { Parameters: { Stage: { Type: 'String', Default: 'live' } } })).toBe(
      'live',
    );
  });

  it('is a name of its own where the template gives one', () => {
    const named = {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: { 'Fn::Sub': `${gap('AWS::StackName')}-notices` } },
    };
    const resolver = resolverOf({
      Resources: { Queue: named },
      Outputs: { Url: { Value: { Ref: 'Queue' } } },
    });
    expect(resolver.output('Url')).toBe('http://127.0.0.1:4566/000000000000/homeward-kent-notices');
  });

  it('is a name that fits where the made one would be too long', () => {
    const logicalId = 'Role'.padEnd(90, 'x');
    const resolver = resolverOf({ Resources: { [logicalId]: { Type: 'AWS::IAM::Role' } } });
    expect(resolver.identity(logicalId).ref).toHaveLength(64);
  });
});

describe('what cannot be done on one machine', () => {
  it.each<[string, unknown, string]>([
    [
      'an import',
      { 'Fn::ImportValue': 'other' },
      'Resources/Receive/Properties/Role: Fn::ImportValue is not done',
    ],
    [
      'an attribute nobody knows',
      { 'Fn::GetAtt': ['Queue', 'Colour'] },
      'the attribute Colour of Queue is not known',
    ],
    [
      'a resource that is not there',
      { Ref: 'Quene' },
      'Resources/Receive/Properties/Role: nothing is called Quene',
    ],
    ['a gap nobody can fill', { 'Fn::Sub': gap('Quene.Arn') }, 'nothing is called Quene'],
    ['a parameter without a value', { Ref: 'Stage' }, 'the parameter Stage has no value'],
    ['a secret parameter', { Ref: 'Bootstrap' }, 'the parameter Bootstrap has no value'],
    ['a condition that is not there', { 'Fn::If': ['Never', 1, 2] }, 'there is no condition Never'],
  ])('%s is named in one line', (_, value, message) => {
    const Parameters = {
      Stage: { Type: 'String' },
      Bootstrap: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' },
    };
    expect(() => valued(value, { Parameters })).toThrow(message);
  });

  it('a type nobody knows is named in one line', () => {
    const resolver = resolverOf({ Resources: { Bus: { Type: 'AWS::Kinesis::Stream' } } });
    expect(() => readDeclared(resolver)).toThrow(
      'Resources/Bus: AWS::Kinesis::Stream is not done on one machine',
    );
  });

  it('a property nobody knows is named in one line', () => {
    const resolver = resolverOf({
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true, DelaySeconds: 'soon' } },
      },
    });
    expect(() => readDeclared(resolver)).toThrow(
      /^Resources\/Queue \(AWS::SQS::Queue\) is not done on one machine: .*DelaySeconds.*FifoQueue/,
    );
  });

  it('a thing that depends on itself is named in one line', () => {
    const itself = {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: { 'Fn::GetAtt': ['Queue', 'QueueName'] } },
    };
    expect(() => resolverOf({ Resources: { Queue: itself } }).identity('Queue')).toThrow(
      'Queue depends on itself',
    );
  });
});

describe('what a template declares', () => {
  it('is read with the defaults of AWS, and what only AWS looks at is counted', () => {
    const resolver = resolverOf({
      Resources: {
        Queue: queue,
        Receive: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: { S3Bucket: { 'Fn::Sub': `assets-${gap('AWS::AccountId')}` }, S3Key: 'abc.zip' },
            Handler: 'index.handler',
            Runtime: 'nodejs24.x',
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Environment: { Variables: { WAKE_UPS_QUEUE_URL: { Ref: 'Queue' } } },
          },
        },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            FunctionName: { Ref: 'Receive' },
            EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          },
        },
        Role: { Type: 'AWS::IAM::Role', Properties: { Anything: { 'Fn::ImportValue': 'not looked at' } } },
      },
    });
    const declared = readDeclared(resolver);
    expect(declared.functions).toMatchObject([
      {
        ref: 'homeward-kent-Receive',
        Timeout: 3,
        MemorySize: 128,
        Role: 'arn:aws:iam::000000000000:role/homeward-kent-Role',
        Environment: {
          Variables: { WAKE_UPS_QUEUE_URL: 'http://127.0.0.1:4566/000000000000/homeward-kent-Queue' },
        },
      },
    ]);
    expect(declared.mappings).toMatchObject([
      { FunctionName: 'homeward-kent-Receive', BatchSize: 10, Enabled: true },
    ]);
    expect(declared.queues).toMatchObject([{ VisibilityTimeout: 180 }]);
    expect([...declared.inert]).toEqual([['AWS::IAM::Role', 1]]);
  });
});
