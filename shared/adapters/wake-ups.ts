// Wake-ups on SQS and on the EventBridge Scheduler: to ask for one that exists is success, so nothing is updated or deleted.
import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { WakeUps } from '../ports.ts';
import { patience } from './clients.ts';
import { wakeUpNames } from './wake-up-names.ts';

export interface Schedules {
  queueArn: string;
  group: string;
  roleArn: string;
  deadLetterArn: string;
}

/** Wake-ups at once or after a few minutes: all that receive and sweep need. */
export function queuedWakeUps(queueUrl: string, sqs = new SQSClient(patience)): Pick<WakeUps, 'soon'> {
  return {
    async soon(record, seconds = 0) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify({ record }),
          ...(seconds > 0 && { DelaySeconds: Math.min(900, Math.ceil(seconds)) }),
        }),
      );
    },
  };
}

export function scheduledWakeUps(
  queueUrl: string,
  schedules: Schedules,
  sqs = new SQSClient(patience),
  scheduler = new SchedulerClient(patience),
): WakeUps {
  const nameOf = wakeUpNames(`${schedules.queueArn} ${schedules.roleArn}`);
  return {
    ...queuedWakeUps(queueUrl, sqs),
    nameOf,
    async at(record, instant) {
      try {
        await scheduler.send(
          new CreateScheduleCommand({
            Name: nameOf(record, instant),
            GroupName: schedules.group,
            ScheduleExpression: `at(${instant.slice(0, 19)})`,
            ScheduleExpressionTimezone: 'UTC',
            FlexibleTimeWindow: { Mode: 'OFF' },
            ActionAfterCompletion: 'DELETE',
            Target: {
              Arn: schedules.queueArn,
              RoleArn: schedules.roleArn,
              Input: JSON.stringify({ record }),
              DeadLetterConfig: { Arn: schedules.deadLetterArn },
              RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
            },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error;
      }
    },
  };
}
