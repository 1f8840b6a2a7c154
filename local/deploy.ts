// Makes the emulators hold what the template declares; what is there already keeps its contents.
import type { Emulators } from './emulators/emulators.ts';
import type { Declaration, Declared } from './stack/declared.ts';
import { TemplateFault } from './stack/template.ts';

type Held = Pick<Emulators, 'sqs' | 'dynamodb' | 'scheduler'>;

export async function deploy(declared: Declared, { sqs, dynamodb, scheduler }: Held): Promise<void> {
  for (const queue of deadLettersFirst(declared.queues))
    sqs.ensureQueue(nameOf(queue.ref), queueAttributes(queue));
  for (const table of [...declared.tables, ...declared.globalTables]) await ensureTable(table, dynamodb);
  for (const group of declared.groups) scheduler.ensureGroup(group.ref);
  for (const schedule of declared.schedules) scheduler.ensureSchedule(schedule.ref, schedule);
}

function nameOf(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
}

function deadLettersFirst(queues: Declaration<'queues'>[]): Declaration<'queues'>[] {
  const isTarget = ({ ref }: Declaration<'queues'>) =>
    queues.some(({ RedrivePolicy }) => RedrivePolicy?.deadLetterTargetArn.endsWith(`:${nameOf(ref)}`));
  return [...queues.filter(isTarget), ...queues.filter((queue) => !isTarget(queue))];
}

function queueAttributes(queue: Declaration<'queues'>): Record<string, unknown> {
  const { VisibilityTimeout, MessageRetentionPeriod, MaximumMessageSize, DelaySeconds } = queue;
  const { ReceiveMessageWaitTimeSeconds, RedrivePolicy } = queue;
  const attributes = {
    VisibilityTimeout,
    MessageRetentionPeriod,
    MaximumMessageSize,
    DelaySeconds,
    ReceiveMessageWaitTimeSeconds,
    RedrivePolicy,
  };
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

type Table = Declaration<'tables'>;
interface Described {
  Table: Pick<Table, 'KeySchema' | 'GlobalSecondaryIndexes'>;
}

async function ensureTable(table: Table, dynamodb: Held['dynamodb']): Promise<void> {
  const {
    ref: TableName,
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
    TimeToLiveSpecification,
  } = table;
  const { TableNames } = await dynamodb.call<{ TableNames: string[] }>('ListTables', {});
  if (TableNames.includes(TableName)) {
    const described = await dynamodb.call<Described>('DescribeTable', { TableName });
    if (shape(described.Table) !== shape(table)) {
      throw new TemplateFault(
        `The table ${TableName} in the data folder has other keys than the template's: choose another --data folder.`,
      );
    }
  } else {
    const indexes = GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    }));
    await dynamodb.call('CreateTable', {
      TableName,
      AttributeDefinitions,
      KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(indexes && { GlobalSecondaryIndexes: indexes }),
    });
  }
  if (TimeToLiveSpecification)
    await dynamodb.call('UpdateTimeToLive', { TableName, TimeToLiveSpecification });
}

/** What cannot be changed once a table has items: its keys, and those of its indexes. */
function shape({ KeySchema, GlobalSecondaryIndexes = [] }: Described['Table']): string {
  const keys = (schema: Table['KeySchema']) =>
    schema.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`);
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) =>
    JSON.stringify([IndexName, keys(KeySchema), [...(Projection.NonKeyAttributes ?? [])].sort()]),
  );
  return JSON.stringify([keys(KeySchema), indexes.sort()]);
}
