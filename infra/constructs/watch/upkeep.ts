// What people must do now and then so that the rest stays true: new calendars, a second look, a copy that can be restored.
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { type AlarmFamily, day } from './family.ts';

export const upkeep: AlarmFamily = ({ sweep, backups, calendarTo, reviewBy }) => {
  const { lambda: sweeping } = sweep.function;
  return {
    'calendar-ends': {
      metric: reachedOn(daysBefore(calendarTo, 90), sweeping),
      when: { above: 0 },
      impact: `After ${calendarTo} no deadline for a child that counts working days can be worked out.`,
      firstStep:
        'Add the next bank holidays to the calendar of the nation, and the terms to the file; deploy.',
    },
    ...(reviewBy && {
      'procedure-due-for-review': {
        metric: reachedOn(daysBefore(reviewBy, 30), sweeping),
        when: { above: 0 },
        impact: `This procedure is to be looked at by ${reviewBy}: what is done for a child may be out of date.`,
        firstStep:
          'Read the file with the safeguarding lead, mend what has changed, set a new review-by; deploy.',
      },
    }),
    'copies-missing': {
      metric: new Metric({
        namespace: 'AWS/Backup',
        metricName: 'NumberOfBackupJobsCompleted',
        dimensionsMap: { BackupVaultName: backups.vault.backupVaultName },
        statistic: Stats.SUM,
        period: day,
      }),
      when: { below: 1 },
      periods: 2,
      silenceIs: 'bad',
      impact:
        'If the table were lost now, what became known of a child in the last two days might be lost too.',
      firstStep:
        'Look at the jobs of AWS Backup and why they failed; on the first day of a stack, wait for the night.',
    },
  };
};

/** 1 from that day on; CloudWatch keeps the date, so that no function has to. A sweep gives it something to date. */
function reachedOn(date: string, sweeping: Lambda): IMetric {
  const period = Duration.hours(1);
  return new MathExpression({
    label: `It is ${date} or later`,
    expression: `IF(EPOCH(sweeps) >= ${Date.parse(date) / 1000}, 1, 0)`,
    usingMetrics: { sweeps: sweeping.metricInvocations({ period }) },
    period,
  });
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * day.toMilliseconds()).toISOString().slice(0, 10);
}
