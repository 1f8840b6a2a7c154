// Who notices: each way in which a child could be forgotten has an alarm here, or has none on purpose.
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Alarm, type AlarmProps } from './alarm.ts';
import { AlarmTopic } from './alarm-topic.ts';
import type { CustomerKey } from './customer-key.ts';
import { metricsNamespace, serviceName } from './function.ts';
import type { Intake } from './intake.ts';
import type { Mail } from './mail.ts';
import type { Sweep } from './sweep.ts';
import type { WakeUps } from './wake-ups.ts';

export interface WatchProps {
  authority: string;
  key: CustomerKey;
  intake: Intake;
  wakeUps: WakeUps;
  sweep: Sweep;
  mail: Mail;
  /** Addresses that get the alarms. */
  readers: readonly string[];
}

const minute = Duration.minutes(1);
const fiveMinutes = Duration.minutes(5);

export class Watch extends Construct {
  readonly topic: AlarmTopic;
  private readonly authority: string;

  constructor(scope: Construct, id: string, props: WatchProps) {
    super(scope, id);
    this.authority = props.authority;
    this.topic = new AlarmTopic(this, 'Topic', props.key, props.readers);
    this.watchDeadLetters(props);
    this.watchDelays(props);
    this.watchFunctions(props);
    this.watchLetters(props);
  }

  private watchDeadLetters({ intake, wakeUps, sweep }: WatchProps): void {
    this.alarm('notifications-given-up', {
      metric: waiting(intake.notifications.deadLetters),
      when: { above: 0 },
      impact: 'A message about a child failed five times, and nobody has been told what it says.',
      firstStep: 'Read the log of receive, mend the cause, redrive the queue: a redrive repeats nothing.',
    });
    this.alarm('mail-events-given-up', {
      metric: waiting(intake.mailEvents.deadLetters),
      when: { above: 0 },
      impact: 'A letter about a child may have bounced without its deputy being told.',
      firstStep: 'Read the log of receive, mend the cause, redrive the queue: a redrive repeats nothing.',
    });
    this.alarm('wake-ups-given-up', {
      metric: waiting(wakeUps.queue.deadLetters),
      when: { above: 0 },
      impact: 'What is due for a child could not be worked out or sent, five times over.',
      firstStep: 'Read the log of settle for the record in the message, mend the cause, redrive the queue.',
    });
    this.alarm('wake-ups-undelivered', {
      metric: waiting(wakeUps.undelivered),
      when: { above: 0 },
      impact:
        'A wake-up for a child was lost on its way; until the next sweep nothing due is sent for that child.',
      firstStep:
        'Compare the error in the message with the Scheduler role and the key; the sweep wakes the record.',
    });
    this.alarm('sweeps-failed', {
      metric: waiting(sweep.failed),
      when: { above: 0 },
      impact: 'A sweep failed: a child whose wake-up was lost waits at least five minutes longer.',
      firstStep: 'Read the log of sweep; once a later sweep has succeeded, purge the queue.',
    });
  }

  private watchDelays({ intake, wakeUps, sweep }: WatchProps): void {
    this.alarm('notifications-wait', {
      metric: age(intake.notifications.queue),
      when: { above: 300 },
      impact: 'The police reported a child more than five minutes ago and nobody has been told.',
      firstStep:
        'Look at the errors and throttles of receive; tell the front door to expect calls from the police.',
    });
    this.alarm('wake-ups-wait', {
      metric: age(wakeUps.queue.queue),
      when: { above: 300 },
      impact: 'Letters that are due for a child have waited more than five minutes.',
      firstStep:
        'Look at the errors and throttles of settle, then at SES and DynamoDB in the service health page.',
    });
    const { lambda: sweeping } = sweep.function;
    this.alarm('sweep-silent', {
      metric: new MathExpression({
        label: 'Sweeps that succeeded',
        expression: 'started - failed',
        usingMetrics: {
          started: sweeping.metricInvocations({ period: fiveMinutes }),
          failed: sweeping.metricErrors({ period: fiveMinutes }),
        },
        period: fiveMinutes,
      }),
      when: { below: 1 },
      periods: 3,
      silenceIs: 'bad',
      impact: 'Nothing has checked for 15 minutes that every child with something due is attended to.',
      firstStep:
        'Read the log of sweep and look at its schedule; if neither tells, invoke the function by hand.',
    });
    // The promise: the later of due and known, plus a wake-up's minute, one sweep and one claim.
    const promised = 60 + sweep.every.toSeconds() + wakeUps.settleTimeout.toSeconds() + 5;
    this.alarm('letters-late', {
      metric: this.reported('LateBySeconds', Stats.MAXIMUM),
      when: { above: promised },
      impact: 'A letter about a child went out later than this service promises.',
      firstStep: 'Find the record in the log of settle; telephone whoever the letter went to.',
    });
    this.alarm('records-overdue', {
      metric: this.reported('OverdueBySeconds', Stats.MAXIMUM),
      when: { above: promised },
      impact: 'What is due for a child has not been done, and every sweep so far has failed to get it done.',
      firstStep:
        'Look at the errors of settle and at the wake-ups queue; telephone the front door if it is not soon mended.',
    });
    this.alarm('records-misplanned', {
      metric: this.reported('MisplannedRecords', Stats.SUM),
      when: { above: 0 },
      impact:
        'The plan kept for a child says to look later than the facts demand; the sweep has put it right.',
      firstStep: 'Find the record in the log of sweep, and report it: this is a fault of Homeward.',
    });
  }

  private watchFunctions({ intake, wakeUps }: WatchProps): void {
    // Sweep has neither alarm: its dead letters and its silence say the same.
    const { lambda: receiving } = intake.receive;
    const { lambda: settling } = wakeUps.settle;
    this.alarm('receive-crashes', {
      metric: receiving.metricErrors({ period: fiveMinutes }),
      when: { above: 0 },
      impact:
        'A message about a child was not taken in at the first try and is tried again in three minutes.',
      firstStep: 'Read the log of receive; if it is every message, roll back the last deployment.',
    });
    this.alarm('receive-throttled', {
      metric: receiving.metricThrottles({ period: fiveMinutes }),
      when: { above: 0 },
      periods: 2,
      impact: 'Messages about children wait because the account has no capacity left.',
      firstStep: 'Find what else runs in the account; ask for a higher limit of concurrent executions.',
    });
    this.alarm('settle-crashes', {
      metric: settling.metricErrors({ period: fiveMinutes }),
      when: { above: 0 },
      impact: 'A letter about a child may be late by minutes, or may be sent twice.',
      firstStep: 'Read the log of settle; if it is every record, roll back the last deployment.',
    });
    this.alarm('settle-throttled', {
      metric: settling.metricThrottles({ period: fiveMinutes }),
      when: { above: 0 },
      periods: 2,
      impact: 'Letters that are due for children wait because the account has no capacity left.',
      firstStep: 'Find what else runs in the account; ask for a higher limit of concurrent executions.',
    });
  }

  private watchLetters({ mail }: WatchProps): void {
    this.alarm('messages-unreadable', {
      metric: this.reported('UnreadableMessages'),
      when: { above: 0 },
      impact: 'A message that may be about a child cannot be read; the front door is told by mail.',
      firstStep: 'Run `homeward unreadable`, and tell the sender what is wrong with the message.',
    });
    this.alarm('records-unsettleable', {
      metric: this.reported('UnsettleableRecords'),
      when: { above: 0 },
      impact: 'The record of a child cannot be planned: nothing more is sent for this child by itself.',
      firstStep: 'Tell the front door at once which record the log of settle names; then mend the cause.',
    });
    this.alarm('mail-refused', {
      metric: this.reported('MailRefused'),
      when: { above: 0 },
      impact: 'A letter about a child was refused, by SES or by its mailbox; its deputy is told instead.',
      firstStep:
        'Find the record in the log of settle or receive; correct the address in the authority file.',
    });
    this.alarm('mail-bounced', {
      metric: new Metric({
        namespace: 'AWS/SES',
        metricName: 'Bounce',
        dimensionsMap: mail.bounceDimensions,
        statistic: Stats.SUM,
        period: fiveMinutes,
      }),
      when: { above: 0 },
      impact: 'A letter about a child did not reach its mailbox; its deputy is told instead.',
      firstStep: 'Find the record in the log of receive; correct the address in the authority file.',
    });
  }

  private alarm(name: string, props: Omit<AlarmProps, 'topic'>): void {
    new Alarm(this, name, { ...props, topic: this.topic });
  }

  /** A metric that our functions report themselves. */
  private reported(metricName: string, statistic: string = Stats.SUM): IMetric {
    return new Metric({
      namespace: metricsNamespace,
      metricName,
      dimensionsMap: { service: serviceName(this.authority) },
      statistic,
      period: fiveMinutes,
    });
  }
}

function waiting(queue: Queue): IMetric {
  return queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: minute });
}

/** In seconds. */
function age(queue: Queue): IMetric {
  return queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period: minute });
}
