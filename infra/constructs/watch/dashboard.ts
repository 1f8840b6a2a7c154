// One page for whoever is on duty, in their words: what waits, what is late, what failed.
import { Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IAlarm,
  type Metric,
  Stats,
  TextWidget,
  type YAxisProps,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { age, reported, type Watched, waiting } from './family.ts';

const readMe = `# Children who go missing: is Homeward at work?
Red in the first box means that somebody must act now: its message says what it means for a child and what to do first.
Everything grey or green and every line below at zero: nothing waits, nothing is late, nothing failed.`;

export class Dashboard extends CloudWatchDashboard {
  constructor(scope: Construct, id: string, watched: Watched, alarms: IAlarm[]) {
    super(scope, id, { dashboardName: Stack.of(scope).stackName });
    const { authority, intake, wakeUps, sweep } = watched;
    const ours = (metric: string, says: string, statistic?: string) =>
      named(reported(authority, metric, statistic), says);
    this.addWidgets(new TextWidget({ markdown: readMe, width: 24, height: 3 }));
    this.addWidgets(new AlarmStatusWidget({ title: 'What needs a person', alarms, width: 24, height: 6 }));
    this.addWidgets(
      graph('What waits: messages', count, [
        named(waiting(intake.notifications.queue), 'From the police, schools and case system'),
        named(waiting(wakeUps.queue.queue), 'Children to be looked at again'),
        named(waiting(intake.mailEvents.queue), 'News of our letters'),
      ]),
      graph('What waits: for how long already', seconds, [
        named(age(intake.notifications.queue), 'The oldest message'),
        named(age(wakeUps.queue.queue), 'The child who waits longest'),
      ]),
      graph('What went out', count, [
        ours('LettersAccepted', 'Letters sent'),
        ours('MessagesApplied', 'Messages taken in'),
      ]),
    );
    this.addWidgets(
      graph('What is late: letters sent after their time', seconds, [
        ours('LateBySeconds', 'The latest letter', Stats.MAXIMUM),
      ]),
      graph('What is late: still not done', seconds, [
        ours('OverdueBySeconds', 'The longest overdue', Stats.MAXIMUM),
      ]),
      graph('What failed: letters', count, [
        ours('MailRefused', 'Refused: the deputy is told'),
        ours('MailFailed', 'Failed: tried again'),
      ]),
    );
    this.addWidgets(
      graph('What failed: messages that a person must read', count, [
        ours('UnreadableMessages', 'Not understood: the front door is told'),
        named(waiting(intake.notifications.deadLetters), 'Given up'),
      ]),
      graph('What failed: children nobody looks at by itself', count, [
        ours('UnsettleableRecords', 'Cannot be planned'),
        named(waiting(wakeUps.queue.deadLetters), 'Given up'),
        named(waiting(wakeUps.undelivered), 'Lost on the way'),
      ]),
      graph('What failed: the service itself', count, [
        named(intake.receive.lambda.metricErrors(), 'Taking in messages'),
        named(wakeUps.settle.lambda.metricErrors(), 'Sending letters'),
        named(sweep.function.lambda.metricErrors(), 'Checking that nothing was forgotten'),
      ]),
    );
  }
}

const count: YAxisProps = { min: 0, label: 'how many', showUnits: false };
const seconds: YAxisProps = { min: 0, label: 'seconds', showUnits: false };

function graph(title: string, leftYAxis: YAxisProps, left: Metric[]): GraphWidget {
  return new GraphWidget({ title, left, leftYAxis, width: 8, height: 6 });
}

function named(metric: Metric, label: string): Metric {
  return metric.with({ label });
}
