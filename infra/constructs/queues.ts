// Queues that lose nothing: encrypted, TLS only, kept with what is in them when a stack goes or replaces them; what cannot be
// handled waits two weeks where an alarm sees it.
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Where messages wait for a person: 14 days, the longest that SQS keeps anything. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, key: IKey) {
    super(scope, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this, {
      'Serverless-SQSRedrivePolicy':
        'It holds dead letters itself: they wait for a person, and an alarm says so.',
    });
  }
}

export interface WorkQueueProps {
  key: IKey;
  /** Timeout of the function that the queue feeds. */
  handledWithin: Duration;
  /** In bytes; left out: what SQS allows. */
  maxMessageSizeBytes?: number;
}

/** A queue that feeds one function, and its dead letters. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, 'DeadLetters', props.key);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * props.handledWithin.toSeconds()),
      // Dead letters expire by when they were first sent: 4 days here leave a person at least 10 days there.
      retentionPeriod: Duration.days(4),
      removalPolicy: RemovalPolicy.RETAIN,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
      ...(props.maxMessageSizeBytes && { maxMessageSizeBytes: props.maxMessageSizeBytes }),
    });
  }
}
