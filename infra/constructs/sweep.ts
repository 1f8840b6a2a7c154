// The independent check: every five minutes it goes through what is open and wakes what should have woken.
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { CustomerKey } from './customer-key.ts';
import type { Episodes } from './episodes.ts';
import { HomewardFunction, toSend } from './function.ts';
import { DeadLetters } from './queues.ts';
import { SchedulerRole } from './scheduler-role.ts';
import type { WakeUps } from './wake-ups.ts';

export interface SweepProps {
  authority: string;
  code: Code;
  key: CustomerKey;
  episodes: Episodes;
  wakeUps: WakeUps;
}

export class Sweep extends Construct {
  readonly every = Duration.minutes(5);
  /** Sweeps that were not started, or started and failed. */
  readonly failed: DeadLetters;
  readonly function: HomewardFunction;

  constructor(scope: Construct, id: string, props: SweepProps) {
    super(scope, id);
    const { key, episodes, wakeUps } = props;
    this.failed = new DeadLetters(this, 'Failed', key);
    this.function = new HomewardFunction(this, 'Function', {
      authority: props.authority,
      name: 'sweep',
      code: props.code,
      key,
      timeout: Duration.seconds(120),
      failures: { queue: this.failed, within: this.every },
      environment: {
        TABLE_NAME: episodes.table.tableName,
        OPEN_INDEX: episodes.openIndex,
        WAKE_UPS_QUEUE_URL: wakeUps.queue.queue.queueUrl,
      },
      may: [...episodes.toGoThrough(), ...wakeUps.toWake(), toSend(this.failed)],
    });
    // A group of its own: the functions that make wake-ups cannot touch it.
    const group = new CfnScheduleGroup(this, 'Schedules');
    const role = new SchedulerRole(this, 'SchedulerRole', group, [
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [this.function.lambda.functionArn],
      }),
      toSend(this.failed),
      key.toSend(),
    ]);
    new CfnSchedule(this, 'EveryFiveMinutes', {
      description: 'Goes through every open record, whatever the wake-ups did',
      groupName: group.ref,
      scheduleExpression: `rate(${this.every.toMinutes()} minutes)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.function.lambda.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: this.failed.queueArn },
        // The next sweep is the better retry.
        retryPolicy: { maximumEventAgeInSeconds: this.every.toSeconds(), maximumRetryAttempts: 2 },
      },
    });
  }
}
