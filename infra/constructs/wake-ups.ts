// Asking again at the right moment: schedules put a question on a queue, and settle answers it.
import { Duration, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { CustomerKey } from './customer-key.ts';
import type { Episodes } from './episodes.ts';
import { atOnce, HomewardFunction, toConsume, toSend } from './function.ts';
import type { Mail } from './mail.ts';
import { DeadLetters, WorkQueue } from './queues.ts';
import { SchedulerRole } from './scheduler-role.ts';

export interface WakeUpsProps {
  authority: string;
  settle: Code;
  key: CustomerKey;
  episodes: Episodes;
  mail: Mail;
  /** Whether there is a morning digest: settle alone writes letters, so it must know what is open. */
  digest: boolean;
}

export class WakeUps extends Construct {
  readonly queue: WorkQueue;
  /** Wake-ups that the Scheduler could not put on the queue. */
  readonly undelivered: DeadLetters;
  readonly settle: HomewardFunction;
  readonly settleTimeout = Duration.seconds(30);
  private readonly key: CustomerKey;

  constructor(scope: Construct, id: string, props: WakeUpsProps) {
    super(scope, id);
    const { key, episodes, mail, digest } = props;
    this.key = key;
    this.queue = new WorkQueue(this, 'WakeUps', { key, handledWithin: this.settleTimeout });
    this.undelivered = new DeadLetters(this, 'Undelivered', key);
    acknowledge(this.undelivered, {
      'AwsSolutions-SQS3': 'It gets the dead letters of schedules, which are made while the service runs.',
    });

    const group = new CfnScheduleGroup(this, 'Schedules');
    const schedulerRole = new SchedulerRole(this, 'SchedulerRole', group, [
      toSend(this.queue.queue, this.undelivered),
      key.toSend(),
    ]);

    const stack = Stack.of(this);
    const schedules = (ofGroup: string, account = stack.account) =>
      `arn:aws:scheduler:${stack.region}:${account}:schedule/${ofGroup}/*`;
    this.settle = new HomewardFunction(this, 'Settle', {
      authority: props.authority,
      name: 'settle',
      code: props.settle,
      key,
      timeout: this.settleTimeout,
      environment: {
        TABLE_NAME: episodes.table.tableName,
        WAKE_UPS_QUEUE_URL: this.queue.queue.queueUrl,
        WAKE_UPS_QUEUE_ARN: this.queue.queue.queueArn,
        WAKE_UPS_SCHEDULE_GROUP: group.ref,
        WAKE_UPS_SCHEDULER_ROLE_ARN: schedulerRole.roleArn,
        WAKE_UPS_DEAD_LETTER_ARN: this.undelivered.queueArn,
        MAIL_CONFIGURATION_SET: mail.configurationSet.configurationSetName,
        ...(digest && { OPEN_INDEX: episodes.openIndex }),
        ...(mail.tlsOptionalSet && {
          MAIL_CONFIGURATION_SET_TLS_OPTIONAL: mail.tlsOptionalSet.configurationSetName,
        }),
      },
      may: [
        ...episodes.toKeep(),
        ...(digest ? [episodes.toFindOpen()] : []),
        toConsume(this.queue.queue),
        key.toReceive(),
        ...this.toWake(),
        new PolicyStatement({
          actions: ['scheduler:CreateSchedule'],
          resources: [schedules(group.ref)],
        }),
        new PolicyStatement({
          actions: ['iam:PassRole'],
          resources: [schedulerRole.roleArn],
          conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
        }),
        mail.toSendLetters(),
      ],
    });
    const account = Token.isUnresolved(stack.account) ? '<AWS::AccountId>' : stack.account;
    const wildcard = schedules(`<${stack.getLogicalId(group)}>`, account);
    acknowledge(this.settle.role, {
      [`AwsSolutions-IAM5[Resource::${wildcard}]`]:
        'Wake-ups are named when they are made; the group holds nothing else, and settle may only create.',
    });
    this.settle.consume('WakeUpsToSettle', this.queue.queue, atOnce.wakeUps);
  }

  /** To ask that a record be looked at. */
  toWake(): PolicyStatement[] {
    return [toSend(this.queue.queue), this.key.toSend()];
  }
}
