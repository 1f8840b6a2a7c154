// One function with a role that says, statement by statement, all that it may do.
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  type Code,
  type EventInvokeConfig,
  EventSourceMapping,
  Function as Lambda,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../bundles.ts';
import { acknowledge, acknowledgeInlinePolicies } from './acknowledge.ts';

export interface HomewardFunctionProps {
  /** Slug of the authority, for logs and metrics. */
  authority: string;
  name: FunctionName;
  code: Code;
  key: IKey;
  timeout: Duration;
  environment: Readonly<Record<string, string>>;
  may: readonly PolicyStatement[];
  /** Left out: a queue, or the Scheduler where there are `failures`. */
  fedBy?: 'address';
  /** For a function that no queue feeds: where an event goes that failed twice, and how long it is worth retrying. */
  failures?: { queue: IQueue; within: Duration };
}

// Nearly every invocation is a cold start, which is processor time, which is bought as memory; at 128 it takes seconds.
const memorySize = 512;

const inItsQueue = 'A queue feeds it: what fails stays there, and goes to the dead letters of that queue.';
const isAwaited = 'Whoever asks waits for the answer: what fails is said on the page, and asked again.';

/**
 * How many of each run at once. A new account runs ten of everything, and reserves none of them: with one sweep and one
 * reader of the answer page these are ten, so that no queue can starve another. Two is the least that a queue's mapping
 * may be given.
 */
export const atOnce = { notifications: 3, mailEvents: 2, wakeUps: 3 };

export class HomewardFunction extends Construct {
  readonly lambda: Lambda;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: HomewardFunctionProps) {
    super(scope, id);
    // An inquiry into a letter may come long after it; logs hold ids only.
    const logs = new LogGroup(this, 'Logs', {
      encryptionKey: props.key,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Whatever a part is not allowed to do it writes down by the name of the error, in whichever service that was.
    new MetricFilter(this, 'Denied', {
      logGroup: logs,
      filterPattern: FilterPattern.literal('%AccessDenied%'),
      metricNamespace: `${metricsNamespace}/${props.authority}`,
      metricName: deniedCalls,
    });
    // Permissions are part of the role itself: a mapping made right after it is never refused for want of them.
    this.role = new Role(this, 'Role', {
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
      role: this.role.withoutPolicyUpdates(),
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
    this.acknowledge(props.fedBy ?? (props.failures ? 'schedule' : 'queue'));
  }

  private acknowledge(fedBy: 'address' | 'queue' | 'schedule'): void {
    const keepsNothing = fedBy === 'address' ? isAwaited : inItsQueue;
    acknowledgeInlinePolicies(this.role);
    acknowledge(this.lambda, {
      'NIST.800.53.R5-LambdaConcurrency':
        'A new account has ten executions and reserves none of them; the mappings and the schedule bound each function instead.',
      'NIST.800.53.R5-LambdaInsideVPC':
        'It speaks to AWS alone, over TLS, under a role that names each resource; a network of its own is one more thing to fail at night.',
      'Serverless-LambdaTracing':
        'A trace needs a permission on every resource; the log and the record explain each letter by its ids.',
      ...(fedBy !== 'schedule' && {
        'NIST.800.53.R5-LambdaDLQ': keepsNothing,
        'Serverless-LambdaDLQ': keepsNothing,
      }),
    });
    if (fedBy !== 'schedule') return;
    acknowledge(this.lambda.node.findChild('EventInvokeConfig') as EventInvokeConfig, {
      'Serverless-LambdaAsyncFailureDestination': 'Its dead-letter queue gets what failed.',
    });
  }

  /** One message an invocation, so that a message which kills the function harms no other. */
  consume(id: string, queue: IQueue, atOnce: number): void {
    const mapping = new EventSourceMapping(this, id, {
      target: this.lambda,
      eventSourceArn: queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: atOnce,
    });
    acknowledge(mapping, {
      'Serverless-LambdaEventSourceMappingDestination':
        'Destinations are for streams; what fails goes to the dead letters of its queue.',
    });
  }
}

export const metricsNamespace = 'Homeward';
/** Counted from the logs of all functions, in a namespace of the authority. */
export const deniedCalls = 'DeniedCalls';

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
