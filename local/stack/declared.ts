// What the template declares, read strictly: a property that this runtime does not know is a fault, not a shrug.
import * as z from 'zod';
import type { Resolver } from './template.ts';
import { TemplateFault } from './template.ts';

const number = z.coerce.number();
const text = z.string();
/** Said in the template, true of the deployed stack, without any effect on one machine. */
const inert = z.unknown().optional();

const queue = z.strictObject({
  QueueName: text.optional(),
  VisibilityTimeout: number.optional(),
  MessageRetentionPeriod: number.optional(),
  MaximumMessageSize: number.optional(),
  DelaySeconds: number.optional(),
  ReceiveMessageWaitTimeSeconds: number.optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: text, maxReceiveCount: number }).optional(),
  RedriveAllowPolicy: inert,
  KmsMasterKeyId: inert,
  KmsDataKeyReusePeriodSeconds: inert,
  SqsManagedSseEnabled: inert,
  Tags: inert,
});

const keySchema = z.array(z.strictObject({ AttributeName: text, KeyType: z.enum(['HASH', 'RANGE']) }));
const index = z.strictObject({
  IndexName: text,
  KeySchema: keySchema,
  Projection: z.strictObject({ ProjectionType: text.optional(), NonKeyAttributes: z.array(text).optional() }),
  ContributorInsightsSpecification: inert,
  WarmThroughput: inert,
});
const table = z.strictObject({
  TableName: text.optional(),
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: text, AttributeType: text })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).optional(),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  TimeToLiveSpecification: z.strictObject({ AttributeName: text, Enabled: z.boolean() }).optional(),
  SSESpecification: inert,
  PointInTimeRecoverySpecification: inert,
  DeletionProtectionEnabled: inert,
  ContributorInsightsSpecification: inert,
  TableClass: inert,
  Replicas: inert,
  Tags: inert,
  WarmThroughput: inert,
});

const fn = z.strictObject({
  FunctionName: text.optional(),
  Code: z.strictObject({ S3Bucket: text, S3Key: text }),
  Handler: text.regex(/^index\.\w+$/, 'is not a handler of index.js'),
  Runtime: text.regex(/^nodejs/, 'is not a Node runtime'),
  Role: text,
  Timeout: number.default(3),
  MemorySize: number.default(128),
  ReservedConcurrentExecutions: number.optional(),
  Environment: z.strictObject({ Variables: z.record(text, z.coerce.string()) }).default({ Variables: {} }),
  DeadLetterConfig: z.strictObject({ TargetArn: text }).optional(),
  LoggingConfig: z.object({ LogGroup: text.optional() }).optional(),
  Architectures: inert,
  Description: inert,
  EphemeralStorage: inert,
  KmsKeyArn: inert,
  RuntimeManagementConfig: inert,
  RecursiveLoop: inert,
  Tags: inert,
  TracingConfig: inert,
});

const mapping = z.strictObject({
  FunctionName: text,
  EventSourceArn: text.regex(/^arn:aws:sqs:/, 'is not a queue'),
  BatchSize: number.default(10),
  Enabled: z.coerce.boolean().default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z.strictObject({ MaximumConcurrency: number }).optional(),
  MaximumBatchingWindowInSeconds: inert, // "at most": less is within it
  KmsKeyArn: inert,
  MetricsConfig: inert,
  Tags: inert,
});

const schedule = z.strictObject({
  Name: text.optional(),
  GroupName: text.optional(),
  ScheduleExpression: text,
  ScheduleExpressionTimezone: text.optional(),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  State: z.enum(['ENABLED', 'DISABLED']).optional(),
  Target: z.strictObject({
    Arn: text,
    RoleArn: text,
    Input: text.optional(),
    DeadLetterConfig: z.strictObject({ Arn: text }).optional(),
    RetryPolicy: z
      .strictObject({ MaximumEventAgeInSeconds: number.optional(), MaximumRetryAttempts: number.optional() })
      .optional(),
  }),
  Description: inert,
  KmsKeyArn: inert,
});

const group = z.strictObject({ Name: text.optional(), Tags: inert });

const rule = z.strictObject({
  Name: text.optional(),
  EventPattern: z.record(text, z.unknown()),
  EventBusName: z.literal('default').optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(
    z.strictObject({
      Id: text,
      Arn: text.regex(/^arn:aws:sqs:/, 'is not a queue'),
      DeadLetterConfig: inert,
      RetryPolicy: inert,
    }),
  ),
  Description: inert,
  Tags: inert,
});

const eventDestination = z.strictObject({
  ConfigurationSetName: text,
  EventDestination: z.strictObject({
    Name: text.optional(),
    Enabled: z.coerce.boolean().default(true),
    MatchingEventTypes: z.array(text),
    EventBridgeDestination: z
      .strictObject({ EventBusArn: text.regex(/:event-bus\/default$/, 'is not the default bus') })
      .optional(),
    CloudWatchDestination: inert,
  }),
});

const invokeConfig = z.strictObject({
  FunctionName: text,
  Qualifier: text,
  MaximumRetryAttempts: number.default(2),
  MaximumEventAgeInSeconds: number.default(21_600),
});

const url = z.strictObject({
  TargetFunctionArn: text,
  AuthType: z.literal('NONE'),
  InvokeMode: z.literal('BUFFERED').optional(),
});

const schemas = {
  queues: ['AWS::SQS::Queue', queue],
  tables: ['AWS::DynamoDB::Table', table],
  globalTables: ['AWS::DynamoDB::GlobalTable', table],
  functions: ['AWS::Lambda::Function', fn],
  mappings: ['AWS::Lambda::EventSourceMapping', mapping],
  invokeConfigs: ['AWS::Lambda::EventInvokeConfig', invokeConfig],
  urls: ['AWS::Lambda::Url', url],
  schedules: ['AWS::Scheduler::Schedule', schedule],
  groups: ['AWS::Scheduler::ScheduleGroup', group],
  rules: ['AWS::Events::Rule', rule],
  eventDestinations: ['AWS::SES::ConfigurationSetEventDestination', eventDestination],
} as const satisfies Record<string, readonly [type: string, schema: z.ZodType]>;

type Kind = keyof typeof schemas;

/** A declared resource: `ref` is what `Ref` gives for it. */
export type Declaration<K extends Kind> = { logicalId: string; ref: string } & z.infer<
  (typeof schemas)[K][1]
>;

export type Declared = { [K in Kind]: Declaration<K>[] } & {
  /** How many of each other type there are: looked at by AWS alone. */
  inert: Map<string, number>;
};

export function readDeclared(resolver: Resolver): Declared {
  const declared: Declared = {
    queues: [],
    tables: [],
    globalTables: [],
    functions: [],
    mappings: [],
    invokeConfigs: [],
    urls: [],
    schedules: [],
    groups: [],
    rules: [],
    eventDestinations: [],
    inert: new Map(),
  };
  for (const { logicalId, type, properties } of resolver.resources()) {
    const { ref } = resolver.identity(logicalId);
    const kind = (Object.keys(schemas) as Kind[]).find((one) => schemas[one][0] === type);
    if (!kind) {
      declared.inert.set(type, (declared.inert.get(type) ?? 0) + 1);
      continue;
    }
    const read = schemas[kind][1].safeParse(properties());
    if (!read.success) throw new TemplateFault(fault(logicalId, type, read.error));
    const into: object[] = declared[kind];
    into.push({ ...read.data, logicalId, ref });
  }
  return declared;
}

function fault(logicalId: string, type: string, { issues }: z.ZodError): string {
  const said = issues.map(({ path, message }) => `${['Properties', ...path].join('/')}: ${message}`);
  return `Resources/${logicalId} (${type}) is not done on one machine: ${said.join('; ')}`;
}
