// What a family of alarms is given to watch, and the metrics that several families share.
import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Answers } from '../answers.ts';
import type { Backups } from '../backups.ts';
import { metricsNamespace, serviceName } from '../function.ts';
import type { Intake } from '../intake.ts';
import type { Mail } from '../mail.ts';
import type { Sweep } from '../sweep.ts';
import type { WakeUps } from '../wake-ups.ts';
import type { AlarmProps } from './alarm.ts';

export interface Watched {
  /** Slug of the authority. */
  authority: string;
  intake: Intake;
  wakeUps: WakeUps;
  sweep: Sweep;
  mail: Mail;
  /** Left out where letters carry no links to answer by. */
  answers: Answers | undefined;
  backups: Backups;
  /** Local dates: the last one that the calendar covers, and when people look at the authority's file again. */
  calendarTo: string;
  reviewBy: string | undefined;
}

/** Alarms by the name that stands in the message which a person gets. */
export type Alarms = Record<string, Omit<AlarmProps, 'topic'>>;
export type AlarmFamily = (watched: Watched) => Alarms;

export const fiveMinutes = Duration.minutes(5);
export const day = Duration.days(1);

/** A metric that our functions report themselves. */
export function reported(authority: string, metricName: string, statistic: string = Stats.SUM): Metric {
  return new Metric({
    namespace: metricsNamespace,
    metricName,
    dimensionsMap: { service: serviceName(authority) },
    statistic,
    period: fiveMinutes,
  });
}

export function waiting(queue: Queue): Metric {
  return queue.metricApproximateNumberOfMessagesVisible({
    statistic: Stats.MAXIMUM,
    period: Duration.minutes(1),
  });
}

/** In seconds. */
export function age(queue: Queue): Metric {
  return queue.metricApproximateAgeOfOldestMessage({
    statistic: Stats.MAXIMUM,
    period: Duration.minutes(1),
  });
}
