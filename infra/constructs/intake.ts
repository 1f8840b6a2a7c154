// The way in: what police, case systems and schools say, and what became of our own letters, both to receive.
import { Duration, Size } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { ArnPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { CustomerKey } from './customer-key.ts';
import type { Episodes } from './episodes.ts';
import { atOnce, HomewardFunction, toConsume } from './function.ts';
import type { Mail } from './mail.ts';
import { WorkQueue } from './queues.ts';
import type { WakeUps } from './wake-ups.ts';

export interface IntakeProps {
  authority: string;
  receive: Code;
  key: CustomerKey;
  episodes: Episodes;
  wakeUps: WakeUps;
  mail: Mail;
  /** ARNs of the IAM roles that may send notifications. */
  producers: readonly string[];
}

export class Intake extends Construct {
  readonly notifications: WorkQueue;
  readonly mailEvents: WorkQueue;
  readonly receive: HomewardFunction;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    const { key } = props;
    const timeout = Duration.seconds(30);
    this.notifications = new WorkQueue(this, 'Notifications', {
      key,
      handledWithin: timeout,
      // A message is kept whole in one item of at most 400 KB, also when nothing in it can be read.
      maxMessageSizeBytes: Size.kibibytes(256).toBytes(),
    });
    this.mailEvents = new WorkQueue(this, 'MailEvents', { key, handledWithin: timeout });
    this.admit(props.producers, key);
    this.followLetters(props.mail);

    const sources = [this.notifications.queue, this.mailEvents.queue] as const;
    this.receive = new HomewardFunction(this, 'Receive', {
      authority: props.authority,
      name: 'receive',
      code: props.receive,
      key,
      timeout,
      environment: {
        TABLE_NAME: props.episodes.table.tableName,
        WAKE_UPS_QUEUE_URL: props.wakeUps.queue.queue.queueUrl,
        MAIL_EVENTS_QUEUE_ARN: this.mailEvents.queue.queueArn,
      },
      may: [...props.episodes.toKeep(), toConsume(...sources), key.toReceive(), ...props.wakeUps.toWake()],
    });
    this.receive.consume('NotificationsToReceive', this.notifications.queue, atOnce.notifications);
    this.receive.consume('MailEventsToReceive', this.mailEvents.queue, atOnce.mailEvents);
  }

  private admit(producers: readonly string[], key: CustomerKey): void {
    if (producers.length === 0) return;
    this.notifications.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NamedProducersSend',
        principals: producers.map((arn) => new ArnPrincipal(arn)),
        actions: ['sqs:SendMessage'],
        resources: [this.notifications.queue.queueArn],
      }),
    );
    key.admitSenders(producers);
  }

  private followLetters(mail: Mail): void {
    const { queue, deadLetters } = this.mailEvents;
    const rule = new Rule(this, 'MailEventsRule', {
      description: 'What became of the letters of this authority',
      eventPattern: mail.eventPattern,
      targets: [{ bind: () => ({ arn: queue.queueArn, deadLetterConfig: { arn: deadLetters.queueArn } }) }],
    });
    const admitRule = (target: Queue) =>
      target.addToResourcePolicy(
        new PolicyStatement({
          sid: 'MailEventsRuleSends',
          principals: [new ServicePrincipal('events.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [target.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
        }),
      );
    admitRule(queue);
    admitRule(deadLetters);
  }
}
