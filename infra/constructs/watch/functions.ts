// Functions that fail, are held back or are forbidden what they need.
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { deniedCalls, metricsNamespace } from '../function.ts';
import { type AlarmFamily, fiveMinutes } from './family.ts';

export const functions: AlarmFamily = ({ authority, intake, wakeUps }) => {
  // Sweep has neither alarm: its dead letters and its silence say the same.
  const { lambda: receiving } = intake.receive;
  const { lambda: settling } = wakeUps.settle;
  return {
    'receive-crashes': {
      metric: receiving.metricErrors({ period: fiveMinutes }),
      when: { above: 0 },
      impact:
        'A message about a child was not taken in at the first try and is tried again in three minutes.',
      firstStep: 'Read the log of receive; if it is every message, roll back the last deployment.',
    },
    'receive-throttled': {
      metric: receiving.metricThrottles({ period: fiveMinutes }),
      when: { above: 0 },
      periods: 2,
      impact: 'Messages about children wait because the account has no capacity left.',
      firstStep: 'Find what else runs in the account; ask for a higher limit of concurrent executions.',
    },
    'settle-crashes': {
      metric: settling.metricErrors({ period: fiveMinutes }),
      when: { above: 0 },
      impact: 'A letter about a child may be late by minutes, or may be sent twice.',
      firstStep: 'Read the log of settle; if it is every record, roll back the last deployment.',
    },
    'settle-throttled': {
      metric: settling.metricThrottles({ period: fiveMinutes }),
      when: { above: 0 },
      periods: 2,
      impact: 'Letters that are due for children wait because the account has no capacity left.',
      firstStep: 'Find what else runs in the account; ask for a higher limit of concurrent executions.',
    },
    'calls-denied': {
      metric: new Metric({
        namespace: `${metricsNamespace}/${authority}`,
        metricName: deniedCalls,
        statistic: Stats.SUM,
        period: fiveMinutes,
      }),
      when: { above: 0 },
      impact: 'Part of the work for a child is forbidden to the function that does it, and every try fails.',
      firstStep:
        'Read which call the log says was denied; roll back the last deployment or change of the key, queue or account.',
    },
  };
};
