// Everything one authority needs on AWS; no authority shares a table, a queue or a key with another.
import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Policy } from '../shared/core/policy.ts';
import type { FunctionName } from './bundles.ts';
import { Answers } from './constructs/answers.ts';
import { Backups } from './constructs/backups.ts';
import { Console } from './constructs/console.ts';
import { CustomerKey } from './constructs/customer-key.ts';
import { Episodes } from './constructs/episodes.ts';
import { Intake } from './constructs/intake.ts';
import { Mail } from './constructs/mail.ts';
import { Sweep } from './constructs/sweep.ts';
import { WakeUps } from './constructs/wake-ups.ts';
import { Watch } from './constructs/watch/watch.ts';

export interface AuthorityStackProps {
  /** The part of the authority's file that decides what is deployed. */
  policy: Pick<
    Policy,
    'authority' | 'calendar' | 'mail' | 'senders' | 'deployment' | 'reviewBy' | 'digest' | 'retention'
  >;
  code: Readonly<Record<FunctionName, Code>>;
}

export class AuthorityStack extends Stack {
  constructor(scope: Construct, { policy, code }: AuthorityStackProps) {
    const authority = policy.authority.slug;
    super(scope, `homeward-${authority}`, {
      description: `Homeward for ${policy.authority.name} (${policy.authority.code})`,
      env: {
        region: 'eu-west-2',
        ...(policy.deployment?.account && { account: policy.deployment.account }),
      },
      terminationProtection: true,
    });
    Tags.of(this).add('authority', authority);

    const key = new CustomerKey(this, 'Key');
    const episodes = new Episodes(this, 'Episodes', key, policy.retention !== undefined);
    const backups = new Backups(this, 'Backups', key, episodes);
    const mail = new Mail(this, 'Mail', { ...policy.mail, onTrialTo: policy.deployment?.shadow?.to });
    const wakeUps = new WakeUps(this, 'WakeUps', {
      authority,
      settle: code.settle,
      key,
      episodes,
      mail,
      digest: policy.digest !== undefined,
    });
    const intake = new Intake(this, 'Intake', {
      authority,
      receive: code.receive,
      key,
      episodes,
      wakeUps,
      mail,
      producers: Object.values(policy.senders).flatMap((sender) => sender.principals),
    });
    const sweep = new Sweep(this, 'Sweep', { authority, code: code.sweep, key, episodes, wakeUps });
    const answers =
      policy.mail.answers === false
        ? undefined
        : new Answers(this, 'Answers', { authority, answer: code.answer, key, episodes, intake, wakeUps });
    const watch = new Watch(this, 'Watch', {
      authority,
      key,
      intake,
      wakeUps,
      sweep,
      mail,
      answers,
      backups,
      calendarTo: policy.calendar.covers.to,
      reviewBy: policy.reviewBy,
      readers: policy.deployment?.alarms ?? [],
    });

    const console =
      policy.deployment?.console &&
      new Console(this, 'Console', {
        authority,
        code: code.console,
        option: policy.deployment.console,
        key,
        episodes,
        queues: {
          Notifications: intake.notifications.queue,
          MailEvents: intake.mailEvents.queue,
          WakeUps: wakeUps.queue.queue,
          NotificationsDeadLettersUrl: intake.notifications.deadLetters,
          MailEventsDeadLettersUrl: intake.mailEvents.deadLetters,
          WakeUpsDeadLettersUrl: wakeUps.queue.deadLetters,
          SchedulesDeadLettersUrl: wakeUps.undelivered,
          SweepsDeadLettersUrl: sweep.failed,
        },
      });

    this.say('NotificationsQueueUrl', intake.notifications.queue.queueUrl, 'Where producers send messages');
    this.say('NotificationsQueueArn', intake.notifications.queue.queueArn, 'For the policies of producers');
    if (answers) this.say('AnswerPageUrl', answers.url, 'Where links in letters lead to');
    if (console) this.say('ConsoleAddress', console.address, 'Where the name of the console points to');
    this.say('TableName', episodes.table.tableName, 'What is known');
    for (const [at, record] of mail.dnsRecords.entries())
      this.say(`DnsRecord${at + 1}`, record, 'For the DNS of the domain that letters come from');
    this.say('AlarmTopicArn', watch.topic.topicArn, 'Subscribe whoever is on call, by more than mail alone');
    this.say(
      'WakeUpsQueueUrl',
      wakeUps.queue.queue.queueUrl,
      'Where a person may ask for a record to be settled',
    );
    this.say(
      'NotificationsDeadLettersUrl',
      intake.notifications.deadLetters.queueUrl,
      'Messages given up on',
    );
    this.say('MailEventsDeadLettersUrl', intake.mailEvents.deadLetters.queueUrl, 'Mail events given up on');
    this.say('WakeUpsDeadLettersUrl', wakeUps.queue.deadLetters.queueUrl, 'Wake-ups given up on');
    this.say(
      'SchedulesDeadLettersUrl',
      wakeUps.undelivered.queueUrl,
      'Wake-ups that never reached their queue',
    );
    this.say('SweepsDeadLettersUrl', sweep.failed.queueUrl, 'Sweeps that failed');
  }

  private say(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description });
  }
}
