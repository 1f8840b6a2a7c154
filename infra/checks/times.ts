// Schedules and alarms: expressions that the service would refuse, or an alarm that nobody hears.
import { type Check, faults, isObject, statementsOf, type Template, trustOf } from './template.ts';

const expression =
  /^(rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)|cron\((\S+ ){5}\S+\))$/;

const schedules: Check = (template) =>
  template.ofType('AWS::Scheduler::Schedule', 'AWS::Events::Rule').flatMap((resource) => {
    const { id, type, properties } = resource;
    const said = properties['ScheduleExpression'];
    const isSchedule = type === 'AWS::Scheduler::Schedule';
    const target = isObject(properties['Target']) ? properties['Target'] : {};
    return faults(id, 'schedule', [
      [(isSchedule || said !== undefined) && !expression.test(String(said)), `${said} is no schedule`],
      [isSchedule && !target['DeadLetterConfig'], 'what it cannot deliver is lost'],
      [isSchedule && !properties['GroupName'], 'it stands among the schedules of everybody'],
    ]);
  });

/** Whoever may act for a Scheduler may act for anybody's, unless its role says for whose. */
const trust: Check = (template) =>
  template.ofType('AWS::IAM::Role').flatMap((role) =>
    trustOf(role)
      .filter(({ principal }) => /"(scheduler|backup)\.amazonaws\.com"/.test(JSON.stringify(principal)))
      .flatMap(({ principal, condition }) => {
        const equals = { ...condition['StringEquals'], ...condition['ArnEquals'] };
        const isScheduler = JSON.stringify(principal).includes('scheduler');
        return faults(role.id, 'confused-deputy', [
          [!equals['aws:SourceAccount'], 'its trust does not say for which account'],
          [isScheduler && !equals['aws:SourceArn'], 'its trust does not say for which group of schedules'],
        ]);
      }),
  );

const alarms: Check = (template) =>
  template.ofType('AWS::CloudWatch::Alarm').flatMap(({ id, properties }) => {
    const metrics = ((properties['Metrics'] ?? []) as Record<string, Record<string, unknown>>[]).map(
      (one) => one['MetricStat']?.['Period'],
    );
    const periods = [properties['Period'], ...metrics].filter((one) => one !== undefined).map(Number);
    const longest = Math.max(...periods, 0) * Number(properties['EvaluationPeriods']);
    const actions = [properties['AlarmActions'] ?? []].flat();
    return faults(id, 'alarm', [
      [periods.length === 0, 'it says no period'],
      [!periods.every((one) => one === 10 || one === 30 || one % 60 === 0), 'its period is no whole minutes'],
      [
        longest > (Math.min(...periods) >= 3600 ? 604_800 : 86_400),
        'it looks further back than CloudWatch does',
      ],
      [actions.length === 0 || !actions.every((action) => isHeard(template, action)), 'nobody hears it'],
    ]);
  });

/** CloudWatch must be let in by the topic, and by the key that the topic is encrypted with. */
function isHeard(template: Template, action: unknown): boolean {
  const topic = template.named(action);
  if (topic?.type !== 'AWS::SNS::Topic') return false;
  const key = template.named(topic.properties['KmsMasterKeyId']);
  const policy = template
    .ofType('AWS::SNS::TopicPolicy')
    .filter(({ properties }) => [properties['Topics']].flat().some((on) => template.named(on) === topic));
  const admits = (needed: string[]) => (resource: (typeof policy)[number]) =>
    statementsOf(resource).some(
      ({ effect, principal, actions }) =>
        effect === 'Allow' &&
        JSON.stringify(principal ?? '').includes('cloudwatch.amazonaws.com') &&
        needed.every((one) => actions.includes(one)),
    );
  const isAdmitted = policy.length === 0 || policy.some(admits(['sns:Publish']));
  return isAdmitted && (!key || admits(['kms:Decrypt', 'kms:GenerateDataKey'])(key));
}

export const times: Check[] = [schedules, trust, alarms];
