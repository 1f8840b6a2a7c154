// One function with a role that says, statement by statement, all that it may do.
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  type Code,
  EventSourceMapping,
  Function as Lambda,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../bundles.ts';

export interface HomewardFunctionProps {
  /** Slug of the authority, for logs and metrics. */
  authority: string;
  name: FunctionName;
  code: Code;
  key: IKey;
  timeout: Duration;
  environment: Readonly<Record<string, string>>;
  may: readonly PolicyStatement[];
  /** For a function that no queue feeds: where an event goes that failed twice, and how long it is worth retrying. */
  failures?: { queue: IQueue; within: Duration };
}

// Nearly every invocation is a cold start, which is processor time, which is bought as memory; at 128 it takes seconds.
const memorySize = 512;

export class HomewardFunction extends Construct {
  readonly lambda: Lambda;

  constructor(scope: Construct, id: string, props: HomewardFunctionProps) {
    super(scope, id);
    // An inquiry into a letter may come long after it; logs hold ids only.
    const logs = new LogGroup(this, 'Logs', {
      encryptionKey: props.key,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Permissions are part of the role itself: a mapping made right after it is never refused for want of them.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        work: new PolicyDocument({
          statements: [
            ...props.may,
            new PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [logs.logGroupArn],
            }),
          ],
        }),
      },
    });
    this.lambda = new Lambda(this, 'Function', {
      description: `Homeward ${props.authority}: ${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.code,
      role: role.withoutPolicyUpdates(),
      memorySize,
      timeout: props.timeout,
      logGroup: logs,
      ...(props.failures && {
        deadLetterQueue: props.failures.queue,
        retryAttempts: 1,
        maxEventAge: props.failures.within,
      }),
      environment: {
        ...props.environment,
        AUTHORITY: props.authority,
        POWERTOOLS_SERVICE_NAME: serviceName(props.authority),
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace,
        POWERTOOLS_LOG_LEVEL: 'INFO',
      },
    });
  }

  /** One message an invocation, so that a message which kills the function harms no other. */
  consume(id: string, queue: IQueue): void {
    new EventSourceMapping(this, id, {
      target: this.lambda,
      eventSourceArn: queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: 5,
    });
  }
}

export const metricsNamespace = 'Homeward';

/** What the functions of one authority call themselves in logs and in the dimension `service` of their metrics. */
export function serviceName(authority: string): string {
  return `homeward-${authority}`;
}

/** What a function needs to be fed by a queue. */
export function toConsume(...queues: IQueue[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: queues.map((queue) => queue.queueArn),
  });
}

export function toSend(...queues: IQueue[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['sqs:SendMessage'],
    resources: queues.map((queue) => queue.queueArn),
  });
}
