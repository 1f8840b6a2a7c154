// An alarm cannot be made without saying what it means for a child and what to do first.
import { Stack } from 'aws-cdk-lib';
import {
  Alarm as CloudWatchAlarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface AlarmProps {
  metric: IMetric;
  when: { above: number } | { below: number };
  /** Periods of the metric in a row; left out: one. */
  periods?: number;
  /** Left out: silence is good news. */
  silenceIs?: 'good' | 'bad';
  /** What it means for a child, in one sentence. */
  impact: string;
  /** What the person who reads it does first. */
  firstStep: string;
  topic: ITopic;
}

export class Alarm extends CloudWatchAlarm {
  /** `name` is what stands in the message that a person gets. */
  constructor(scope: Construct, name: string, props: AlarmProps) {
    super(scope, name, {
      alarmName: `${Stack.of(scope).stackName} ${name}`,
      alarmDescription: `Impact: ${props.impact} First step: ${props.firstStep}`,
      metric: props.metric,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData:
        props.silenceIs === 'bad' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      ...('above' in props.when
        ? { threshold: props.when.above, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD }
        : { threshold: props.when.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD }),
    });
    this.addAlarmAction(new SnsAction(props.topic));
  }
}
