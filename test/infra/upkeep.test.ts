// Nothing runs out unnoticed: a calendar, a procedure, the copies of the records.
import { describe, expect, it } from 'vitest';
import { exampleStack, ofType, only } from './example-stack.ts';

const stack = exampleStack();
const named = (name: string) => {
  const alarm = ofType(stack, 'AWS::CloudWatch::Alarm').find(
    ({ properties }) => properties['AlarmName'] === `homeward-saltmarsh ${name}`,
  );
  if (!alarm) throw new Error(`No alarm ${name}`);
  return alarm.properties;
};

describe('what people must do now and then', () => {
  const from = (date: string) => Date.parse(date) / 1000;
  const expressions = (name: string) => JSON.stringify(named(name)['Metrics']);

  it('is asked 90 days before the calendar ends and 30 days before the file is due for review', () => {
    expect(expressions('calendar-ends')).toContain(`IF(EPOCH(sweeps) >= ${from('2027-10-02')}, 1, 0)`);
    expect(expressions('procedure-due-for-review')).toContain(
      `IF(EPOCH(sweeps) >= ${from('2027-08-01')}, 1, 0)`,
    );
  });

  it('is dated by the sweeps, which never stop', () => {
    const sweep = only(stack, 'AWS::Lambda::Function', 'SweepFunction').id;
    for (const name of ['calendar-ends', 'procedure-due-for-review'])
      expect(expressions(name), name).toMatch(new RegExp(`"${sweep}".*"MetricName":"Invocations"`));
  });

  it('includes a look at the copies, when none was made for two days', () => {
    expect(named('copies-missing')).toMatchObject({
      Namespace: 'AWS/Backup',
      MetricName: 'NumberOfBackupJobsCompleted',
      Period: 86_400,
      EvaluationPeriods: 2,
      TreatMissingData: 'breaching',
    });
  });
});
