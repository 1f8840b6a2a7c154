// Logs and metrics of a function: ids and numbers, one line an event, metrics in the same log.
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Clock, Watch } from '../ports.ts';

export interface LambdaWatch extends Watch {
  /** Writes out what was counted; at the end of each invocation, also of one that failed. */
  publish(): void;
}

export function lambdaWatch(): LambdaWatch {
  const logger = new Logger();
  const metrics = new Metrics();
  let counted = false;
  return {
    count(metric, value) {
      counted = true;
      metrics.addMetric(metric, metric.endsWith('Seconds') ? MetricUnit.Seconds : MetricUnit.Count, value);
    },
    note(event, about) {
      logger.info(event, about);
    },
    alarm(event, about) {
      logger.error(event, about);
    },
    publish() {
      if (counted) metrics.publishStoredMetrics();
      counted = false;
    },
  };
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
