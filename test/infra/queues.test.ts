// No message about a child is lost between two parts of the stack.
import { describe, expect, it } from 'vitest';
import {
  arnOf,
  exampleStack,
  ofType,
  only,
  policeRole,
  type Resource,
  saltmarsh,
  statements,
} from './example-stack.ts';

const stack = exampleStack();
const queues = ofType(stack, 'AWS::SQS::Queue');
const redrive = (queue: Resource) =>
  queue.properties['RedrivePolicy'] as { deadLetterTargetArn: unknown; maxReceiveCount: number } | undefined;
const deadLetters = queues.filter((queue) => !redrive(queue));
const working = queues.filter(redrive);
const policyOf = (queue: Resource) =>
  ofType(stack, 'AWS::SQS::QueuePolicy')
    .filter(({ properties }) => JSON.stringify(properties['Queues']) === JSON.stringify([{ Ref: queue.id }]))
    .flatMap(statements);

describe('every queue', () => {
  it('has dead letters of its own, or holds dead letters', () => {
    const targets = working.map((queue) => JSON.stringify(redrive(queue)?.deadLetterTargetArn));
    const holders = deadLetters.map((queue) => JSON.stringify(arnOf(queue)));
    expect(working).toHaveLength(3);
    expect(new Set(targets).size).toBe(3);
    expect(holders).toEqual(expect.arrayContaining(targets));
  });

  it('stays, with what is in it, where a deployment replaces it or the stack goes', () => {
    for (const queue of queues)
      expect(queue, queue.id).toMatchObject({ deletionPolicy: 'Retain', updateReplacePolicy: 'Retain' });
  });

  it('is encrypted with the key of the stack', () => {
    const key = arnOf(only(stack, 'AWS::KMS::Key'));
    for (const queue of queues) expect(queue.properties['KmsMasterKeyId'], queue.id).toEqual(key);
  });

  it('refuses whoever comes without TLS', () => {
    for (const queue of queues) {
      expect(policyOf(queue), queue.id).toContainEqual(
        expect.objectContaining({
          effect: 'Deny',
          actions: ['sqs:*'],
          condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });
});

describe('when a message cannot be handled', () => {
  it('it is tried five times', () => {
    for (const queue of working) expect(redrive(queue)?.maxReceiveCount, queue.id).toBe(5);
  });

  it('it then waits 14 days, of which its first queue has used 4 at most', () => {
    const days = (queue: Resource) => Number(queue.properties['MessageRetentionPeriod']) / 86_400;
    expect(deadLetters.map(days)).toEqual([14, 14, 14, 14, 14]);
    expect(working.map(days)).toEqual([4, 4, 4]);
  });

  it('nobody else gets it until six times the time a function may take has passed', () => {
    const mappings = ofType(stack, 'AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(working.length);
    for (const { properties } of mappings) {
      const queue = working.find(
        (each) => JSON.stringify(arnOf(each)) === JSON.stringify(properties['EventSourceArn']),
      );
      const fed = stack.find(({ id }) => id === (properties['FunctionName'] as { Ref: string }).Ref);
      expect(queue?.properties['VisibilityTimeout']).toBeGreaterThanOrEqual(
        6 * Number(fed?.properties['Timeout']),
      );
    }
  });

  it('it takes no other message with it', () => {
    for (const { properties, id } of ofType(stack, 'AWS::Lambda::EventSourceMapping')) {
      expect(properties, id).toMatchObject({
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
    }
  });
});

describe('the notifications queue', () => {
  const notifications = only(stack, 'AWS::SQS::Queue', 'IntakeNotificationsQueue');
  const senders = policyOf(notifications).filter(({ effect }) => effect === 'Allow');

  it('refuses a body over 256 KiB, so that each fits one item', () => {
    expect(notifications.properties['MaximumMessageSize']).toBe(262_144);
  });

  it('admits the roles that the authority names, to send and no more', () => {
    expect(senders).toEqual([
      expect.objectContaining({ principal: { AWS: policeRole }, actions: ['sqs:SendMessage'] }),
    ]);
  });

  it('admits nobody where no role is named', () => {
    const closed = exampleStack({ ...saltmarsh, senders: { police: { principals: [], ids: ['police'] } } });
    const allowed = ofType(closed, 'AWS::SQS::QueuePolicy').flatMap(statements);
    expect(allowed.filter(({ principal }) => JSON.stringify(principal).includes('111122223333'))).toEqual([]);
  });

  it('keeps its address: the police configured it', () => {
    expect(notifications.id).toBe('IntakeNotificationsQueue5C320F2A');
  });
});

describe('what became of a letter', () => {
  const events = only(stack, 'AWS::SQS::Queue', 'IntakeMailEventsQueue');
  const rule = only(stack, 'AWS::Events::Rule');

  it('is queued for receive, for the letters of this stack only', () => {
    const configurationSet = { Ref: only(stack, 'AWS::SES::ConfigurationSet').id };
    expect(rule.properties).toMatchObject({
      EventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [configurationSet] } } },
      },
      Targets: [{ Arn: arnOf(events), DeadLetterConfig: { Arn: expect.anything() } }],
    });
  });

  it('comes from that rule alone', () => {
    expect(policyOf(events).filter(({ effect }) => effect === 'Allow')).toEqual([
      expect.objectContaining({
        principal: { Service: 'events.amazonaws.com' },
        actions: ['sqs:SendMessage'],
        condition: { ArnEquals: { 'aws:SourceArn': arnOf(rule) } },
      }),
    ]);
  });
});
