// Queues and what feeds on them: nothing is given up unseen, nothing takes its neighbour along.
import { type Check, type Fault, faults, isObject, type Template } from './template.ts';

const redrive: Check = (template) =>
  template.ofType('AWS::SQS::Queue').flatMap(({ id, properties }) => {
    const policy = properties['RedrivePolicy'];
    if (!isObject(policy)) return [];
    const times = Number(policy['maxReceiveCount']);
    const target = template.named(policy['deadLetterTargetArn']);
    const kept = (of: Record<string, unknown> | undefined) =>
      Number(of?.['MessageRetentionPeriod'] ?? 345_600);
    return faults(id, 'redrive', [
      [!(times >= 3 && times <= 1000), `${times} tries are too few, or more than SQS can count`],
      [target?.type !== 'AWS::SQS::Queue', 'its dead letters go where no queue of this stack is'],
      [kept(target?.properties) <= kept(properties), 'its dead letters expire before anybody reads them'],
    ]);
  });

const mappings: Check = (template) =>
  template.ofType('AWS::Lambda::EventSourceMapping').flatMap(({ id, properties }) => {
    const batch = Number(properties['BatchSize'] ?? 10);
    const responses = [properties['FunctionResponseTypes']].flat();
    return faults(id, 'mapping', [
      [batch > 10 && !properties['MaximumBatchingWindowInSeconds'], `a batch of ${batch} needs a window`],
      [batch !== 1, 'a message that kills the function takes its batch along'],
      [!responses.includes('ReportBatchItemFailures'), 'a message that fails counts as handled'],
      [
        template.named(properties['EventSourceArn'])?.type !== 'AWS::SQS::Queue',
        'it reads from no queue here',
      ],
    ]);
  });

const policiesOfThem: Check = (template) => [
  ...misplaced(template, 'AWS::SQS::QueuePolicy', 'Queues', 'AWS::SQS::Queue'),
  ...misplaced(template, 'AWS::SNS::TopicPolicy', 'Topics', 'AWS::SNS::Topic'),
];

function misplaced(template: Template, policy: string, property: string, meant: string): Fault[] {
  return template.ofType(policy).flatMap(({ id, properties }) =>
    faults(
      id,
      'policy-on-its-resource',
      [properties[property]]
        .flat()
        .map((on): [boolean, string] => [
          template.named(on)?.type !== meant,
          `it is laid on what is no ${meant}`,
        ]),
    ),
  );
}

export const queues: Check[] = [redrive, mappings, policiesOfThem];
