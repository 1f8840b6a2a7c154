// What waits too long, and whoever should notice it and is silent.
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type AlarmFamily, age, fiveMinutes, reported } from './family.ts';

export const delays: AlarmFamily = ({ authority, intake, wakeUps, sweep }) => {
  const { lambda: sweeping } = sweep.function;
  // The promise: the later of due and known, plus a wake-up's minute, one sweep and one claim.
  const promised = 60 + sweep.every.toSeconds() + wakeUps.settleTimeout.toSeconds() + 5;
  return {
    'notifications-wait': {
      metric: age(intake.notifications.queue),
      when: { above: 300 },
      impact: 'The police reported a child more than five minutes ago and nobody has been told.',
      firstStep:
        'Look at the errors and throttles of receive; tell the front door to expect calls from the police.',
    },
    'wake-ups-wait': {
      metric: age(wakeUps.queue.queue),
      when: { above: 300 },
      impact: 'Letters that are due for a child have waited more than five minutes.',
      firstStep:
        'Look at the errors and throttles of settle, then at SES and DynamoDB in the service health page.',
    },
    'sweep-silent': {
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
    },
    'letters-late': {
      metric: reported(authority, 'LateBySeconds', Stats.MAXIMUM),
      when: { above: promised },
      impact: 'A letter about a child went out later than this service promises.',
      firstStep: 'Find the record in the log of settle; telephone whoever the letter went to.',
    },
    'records-overdue': {
      metric: reported(authority, 'OverdueBySeconds', Stats.MAXIMUM),
      when: { above: promised },
      impact: 'What is due for a child has not been done, and every sweep so far has failed to get it done.',
      firstStep:
        'Look at the errors of settle and at the wake-ups queue; telephone the front door if it is not soon mended.',
    },
    'records-to-mend': {
      metric: reported(authority, 'RecordsToMend', Stats.SUM),
      when: { above: 0 },
      impact:
        'A record of a child would have been looked at too late - the sweep has put that right -, or is filling up: once it is full, messages about this child go to the front door to be acted on by hand.',
      firstStep:
        'Read which in the logs of sweep (misplanned) and settle (record nearly full), and report it with the log: it is a fault of the service, not of the child.',
    },
  };
};
