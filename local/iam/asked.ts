// What a call to AWS needs to be allowed: each action, on what, and what the request says of itself.
import type { Call } from '../emulators/front-door.ts';
import { AwsError } from '../emulators/wire/aws-error.ts';
import { askedOfDynamoDb } from './asked-of-dynamodb.ts';
import { askedOfScheduler } from './asked-of-scheduler.ts';
import { askedOfSes } from './asked-of-ses.ts';
import { askedOfSqs } from './asked-of-sqs.ts';
import type { Context } from './context.ts';

export interface Asked {
  action: string;
  resource: string;
  context?: Context;
  /** The uses of the resource's key, where it has one, that the service makes in the caller's name. */
  keyUses?: readonly string[];
}

/** Where the stack is said to be, and what of its template decides what a call needs. */
export interface Surroundings {
  accountId: string;
  region: string;
  /** What letters may come from: domains and addresses. */
  senders: readonly string[];
  /** By the ARN of a table or index: the attribute that its items are found by. */
  partitionKeys: ReadonlyMap<string, string>;
}

/** Throws an `AwsError` for an operation of which it is not known here what it needs. */
export function askedFor({ service, operation, input }: Call, surroundings: Surroundings): Asked[] {
  const asked = services[service]?.(operation, input, surroundings);
  if (asked) return asked;
  throw new AwsError(
    'AccessDeniedException',
    `What ${service}:${operation} needs to be allowed is not known on one machine (local/iam).`,
    { status: 403, queryCode: 'AccessDenied' },
  );
}

type Reader = (
  operation: string,
  input: Record<string, unknown>,
  surroundings: Surroundings,
) => Asked[] | undefined;

const services: Readonly<Record<string, Reader>> = {
  sqs: askedOfSqs,
  dynamodb: askedOfDynamoDb,
  scheduler: askedOfScheduler,
  ses: askedOfSes,
};
