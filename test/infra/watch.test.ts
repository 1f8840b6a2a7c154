// Every way in which a child could be forgotten is noticed, by somebody who learns what it means.
import { describe, expect, it } from 'vitest';
import { arnOf, exampleStack, ofType, only, type Resource, statements } from './example-stack.ts';

const stack = exampleStack();
const alarms = ofType(stack, 'AWS::CloudWatch::Alarm');
const topic = only(stack, 'AWS::SNS::Topic');
const named = (name: string) => {
  const alarm = alarms.find(({ properties }) => properties['AlarmName'] === `homeward-saltmarsh ${name}`);
  if (!alarm) throw new Error(`No alarm ${name}`);
  return alarm.properties;
};
const watching = (metric: string, of: Resource) =>
  alarms.filter(
    ({ properties }) =>
      JSON.stringify(properties).includes(`"MetricName":"${metric}"`) &&
      JSON.stringify(properties).includes(`"${of.id}"`),
  );

describe('every alarm', () => {
  it('says what it means for a child and what to do first', () => {
    for (const { id, properties } of alarms) {
      expect(properties['AlarmDescription'], id).toMatch(/^Impact: .*child.*\. First step: .+\.$/);
    }
  });

  it('is heard on the alarm topic', () => {
    for (const { id, properties } of alarms) {
      expect(properties['AlarmActions'], id).toEqual([{ Ref: topic.id }]);
    }
  });

  it('has its price: there are 28 at most', () => {
    expect(alarms.length).toBeLessThanOrEqual(28);
  });
});

describe('an alarm that fires', () => {
  const cloudwatch = { Service: 'cloudwatch.amazonaws.com' };

  it('may be published on the topic by CloudWatch for this account', () => {
    expect(statements(only(stack, 'AWS::SNS::TopicPolicy'))).toContainEqual(
      expect.objectContaining({
        effect: 'Allow',
        principal: cloudwatch,
        actions: ['sns:Publish'],
        condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
  });

  it('reaches whoever the authority names for the night', () => {
    expect(only(stack, 'AWS::SNS::Subscription').properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'on.call@saltmarsh.example',
      TopicArn: { Ref: topic.id },
    });
  });

  it('can be encrypted: the key admits CloudWatch itself', () => {
    const key = only(stack, 'AWS::KMS::Key');
    expect(topic.properties['KmsMasterKeyId']).toEqual(arnOf(key));
    expect(statements(key)).toContainEqual(
      expect.objectContaining({ principal: cloudwatch, actions: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
    );
  });
});

describe('a message that was given up', () => {
  const deadLetters = ofType(stack, 'AWS::SQS::Queue').filter(
    ({ properties }) => !properties['RedrivePolicy'],
  );

  it('raises an alarm in whichever queue it waits', () => {
    expect(deadLetters).toHaveLength(5);
    for (const queue of deadLetters) {
      const dimensions = [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue.id, 'QueueName'] } }];
      expect(alarms.map(({ properties }) => properties)).toContainEqual(
        expect.objectContaining({
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Dimensions: dimensions,
          Threshold: 0,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      );
    }
  });
});

describe('a message that waits', () => {
  it('raises an alarm after five minutes, on its way in and on its way to settle', () => {
    for (const [name, part] of [
      ['notifications-wait', 'IntakeNotificationsQueue'],
      ['wake-ups-wait', 'WakeUpsQueue'],
    ] as const) {
      expect(named(name)).toMatchObject({
        MetricName: 'ApproximateAgeOfOldestMessage',
        Dimensions: [{ Value: { 'Fn::GetAtt': [only(stack, 'AWS::SQS::Queue', part).id, 'QueueName'] } }],
        Threshold: 300,
      });
    }
  });
});

describe('a function that fails or is held back', () => {
  it('raises an alarm, for receive and settle', () => {
    for (const part of ['IntakeReceiveFunction', 'WakeUpsSettleFunction']) {
      const fails = only(stack, 'AWS::Lambda::Function', part);
      expect(watching('Errors', fails), part).toHaveLength(1);
      expect(watching('Throttles', fails), part).toHaveLength(1);
    }
  });
});

describe('the sweep', () => {
  const sweep = only(stack, 'AWS::Lambda::Function', 'SweepFunction');

  it('runs every five minutes to the minute', () => {
    expect(only(stack, 'AWS::Scheduler::Schedule').properties).toMatchObject({
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: arnOf(sweep),
        DeadLetterConfig: { Arn: arnOf(only(stack, 'AWS::SQS::Queue', 'SweepFailed')) },
      },
    });
  });

  it('leaves what failed among its dead letters', () => {
    expect(sweep.properties['DeadLetterConfig']).toEqual({
      TargetArn: arnOf(only(stack, 'AWS::SQS::Queue', 'SweepFailed')),
    });
  });

  it('that has not succeeded for 15 minutes raises an alarm, and so does hearing nothing of it', () => {
    const { Metrics, ...alarm } = named('sweep-silent');
    expect(alarm).toMatchObject({
      EvaluationPeriods: 3,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    expect(Metrics).toContainEqual(expect.objectContaining({ Expression: 'started - failed' }));
    expect(JSON.stringify(Metrics).match(/"Period":300/g)).toHaveLength(2);
  });
});

describe('a letter', () => {
  it('later than promised raises an alarm: a minute, a sweep and a claim after it was due', () => {
    expect(named('letters-late')).toMatchObject({
      Namespace: 'Homeward',
      MetricName: 'LateBySeconds',
      Dimensions: [{ Name: 'service', Value: 'homeward-saltmarsh' }],
      Statistic: 'Maximum',
      Threshold: 395,
    });
  });

  it('that is due, and that no sweep has got sent within that time, raises an alarm too', () => {
    expect(named('records-overdue')).toMatchObject({ MetricName: 'OverdueBySeconds', Threshold: 395 });
  });

  it('that SES refuses or a mailbox returns raises an alarm', () => {
    expect(named('mail-refused')).toMatchObject({ Namespace: 'Homeward', MetricName: 'MailRefused' });
    expect(named('mail-bounced')).toMatchObject({
      Namespace: 'AWS/SES',
      MetricName: 'Bounce',
      Dimensions: [
        { Name: 'ses:configuration-set', Value: { Ref: only(stack, 'AWS::SES::ConfigurationSet').id } },
      ],
    });
  });
});

describe('what the functions report', () => {
  it('goes by the name that the alarms listen for', () => {
    for (const { id, properties } of ofType(stack, 'AWS::Lambda::Function')) {
      expect(properties['Environment'], id).toMatchObject({
        Variables: {
          POWERTOOLS_SERVICE_NAME: 'homeward-saltmarsh',
          POWERTOOLS_METRICS_NAMESPACE: 'Homeward',
          AUTHORITY: 'saltmarsh',
        },
      });
    }
  });

  it('is heard where a message cannot be read or a record cannot be settled', () => {
    for (const [name, metric] of [
      ['messages-unreadable', 'UnreadableMessages'],
      ['records-unsettleable', 'UnsettleableRecords'],
    ] as const) {
      expect(named(name)).toMatchObject({ Namespace: 'Homeward', MetricName: metric, Threshold: 0 });
    }
  });
});

describe('a call that is denied', () => {
  it('raises an alarm, whichever function made it', () => {
    const groups = ofType(stack, 'AWS::Logs::LogGroup').map(({ id }) => ({ Ref: id }));
    const filters = ofType(stack, 'AWS::Logs::MetricFilter').map(({ properties }) => properties);
    expect(filters.map((filter) => filter['LogGroupName'])).toEqual(groups);
    const { MetricName, Namespace } = named('calls-denied');
    for (const filter of filters) {
      expect(filter).toMatchObject({
        FilterPattern: '%AccessDenied%',
        MetricTransformations: [{ MetricName, MetricNamespace: Namespace }],
      });
    }
  });
});
