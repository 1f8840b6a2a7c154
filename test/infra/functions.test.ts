// What each function is given to run with.
import { describe, expect, it } from 'vitest';
import { exampleStack, ofType, only } from './example-stack.ts';

const stack = exampleStack();
const environment = (part: string) => {
  const { properties } = only(stack, 'AWS::Lambda::Function', part);
  return Object.keys((properties['Environment'] as { Variables: object }).Variables).sort();
};
const everywhere = [
  'AUTHORITY',
  'POWERTOOLS_LOG_LEVEL',
  'POWERTOOLS_METRICS_NAMESPACE',
  'POWERTOOLS_SERVICE_NAME',
];

describe('each function', () => {
  it('runs on Node 24 and arm64', () => {
    for (const { id, properties } of ofType(stack, 'AWS::Lambda::Function')) {
      expect(properties, id).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: 512,
      });
    }
  });

  it('knows where its work is, and of nothing else', () => {
    expect(environment('IntakeReceiveFunction')).toEqual(
      [...everywhere, 'ANSWER_ROLE_ID', 'MAIL_EVENTS_QUEUE_ARN', 'TABLE_NAME', 'WAKE_UPS_QUEUE_URL'].sort(),
    );
    expect(environment('SweepFunction')).toEqual(
      [...everywhere, 'OPEN_INDEX', 'TABLE_NAME', 'WAKE_UPS_QUEUE_URL'].sort(),
    );
    expect(environment('AnswersAnswerFunction')).toEqual(
      [...everywhere, 'NOTIFICATIONS_QUEUE_URL', 'TABLE_NAME'].sort(),
    );
    expect(environment('WakeUpsSettleFunction')).toEqual(
      [
        ...everywhere,
        'ANSWER_URL',
        'MAIL_CONFIGURATION_SET',
        'TABLE_NAME',
        'WAKE_UPS_DEAD_LETTER_ARN',
        'WAKE_UPS_QUEUE_ARN',
        'WAKE_UPS_QUEUE_URL',
        'WAKE_UPS_SCHEDULER_ROLE_ARN',
        'WAKE_UPS_SCHEDULE_GROUP',
      ].sort(),
    );
  });
});

describe('all functions together', () => {
  it('need no more than the ten executions that a new account has', () => {
    const fed = ofType(stack, 'AWS::Lambda::EventSourceMapping').map(
      ({ properties }) => (properties['ScalingConfig'] as { MaximumConcurrency: number }).MaximumConcurrency,
    );
    const oneSweepAndOneReader = 2;
    expect(fed.reduce((sum, atOnce) => sum + atOnce, oneSweepAndOneReader)).toBeLessThanOrEqual(10);
    // The least that AWS takes.
    expect(Math.min(...fed)).toBeGreaterThanOrEqual(2);
  });

  it('reserve nothing, which a new account would refuse', () => {
    for (const { id, properties } of ofType(stack, 'AWS::Lambda::Function'))
      expect(properties['ReservedConcurrentExecutions'], id).toBeUndefined();
  });
});
