// The attributes of a queue: which there are, what they may be, and what they are when nobody says.
import { invalidAttributeName, invalidValue, unsupportedOperation } from './sqs-errors.ts';

/** As kept and as told on the wire: all text. */
export type QueueAttributes = Record<string, string>;

export interface RedrivePolicy {
  deadLetterTargetArn: string;
  maxReceiveCount: number;
}

interface Numeric {
  least: number;
  most: number;
  usual: number;
}

const NUMERIC: Record<string, Numeric> = {
  DelaySeconds: { least: 0, most: 900, usual: 0 },
  MaximumMessageSize: { least: 1024, most: 1_048_576, usual: 1_048_576 },
  MessageRetentionPeriod: { least: 60, most: 1_209_600, usual: 345_600 },
  ReceiveMessageWaitTimeSeconds: { least: 0, most: 20, usual: 0 },
  VisibilityTimeout: { least: 0, most: 43_200, usual: 30 },
};

// Kept and told again; they change nothing here.
const INERT = new Set([
  'Policy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
]);

export const USUAL_ATTRIBUTES: QueueAttributes = {
  ...Object.fromEntries(Object.entries(NUMERIC).map(([name, { usual }]) => [name, String(usual)])),
  SqsManagedSseEnabled: 'true',
};

/** Throws where a name is unknown or a value out of range. */
export function readQueueAttributes(entries: readonly [string, unknown][]): QueueAttributes {
  return Object.fromEntries(entries.map(([name, value]) => [name, readAttribute(name, value)]));
}

function readAttribute(name: string, value: unknown): string {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  const numeric = NUMERIC[name];
  if (numeric) {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= numeric.least && number <= numeric.most) return text;
    throw invalidValue(name, text, `Must be a whole number from ${numeric.least} to ${numeric.most}.`);
  }
  if (name === 'RedrivePolicy') {
    if (text !== '') readRedrivePolicy(text);
    return text;
  }
  if (INERT.has(name)) return text;
  if (/Fifo|Deduplication/.test(name)) throw fifoIsNotKept();
  throw invalidAttributeName(name);
}

/** Where the policy is empty, there is none. */
export function readRedrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  if (!text) return undefined;
  let policy: Partial<Record<keyof RedrivePolicy, unknown>>;
  try {
    policy = JSON.parse(text);
  } catch {
    throw invalidValue('RedrivePolicy', text, 'Redrive policy is not a valid JSON map.');
  }
  const maxReceiveCount = Number(policy.maxReceiveCount);
  const { deadLetterTargetArn } = policy;
  if (typeof deadLetterTargetArn !== 'string') {
    throw invalidValue(
      'RedrivePolicy',
      text,
      'Redrive policy does not contain the parameter deadLetterTargetArn.',
    );
  }
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > 1000) {
    throw invalidValue('RedrivePolicy', text, 'Value for maxReceiveCount must be from 1 to 1000.');
  }
  return { deadLetterTargetArn, maxReceiveCount };
}

export function checkQueueName(name: string): void {
  if (name.endsWith('.fifo')) throw fifoIsNotKept();
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
    throw invalidValue(
      'QueueName',
      name,
      'Can only include 1 to 80 letters, digits, hyphens and underscores.',
    );
  }
}

function fifoIsNotKept() {
  return unsupportedOperation('The local SQS has standard queues only, no FIFO queues.');
}
