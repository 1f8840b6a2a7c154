// What the protocols have in common: each reads an operation and its input from a request, and writes the answer.
import type { AwsError } from './aws-error.ts';
import type { Answer, AwsRequest } from './request.ts';

export interface Reading {
  operation: string;
  input: Record<string, unknown>;
}

export interface Protocol {
  read(request: AwsRequest): Reading;
  answer(operation: string, output: unknown, requestId: string): Answer;
  refuse(error: AwsError, requestId: string): Answer;
}

/** Who calls, and a signal that aborts when he hangs up. */
export interface Caller {
  accessKeyId: string;
  signal: AbortSignal;
}

export interface Service {
  readonly name: 'sqs' | 'dynamodb' | 'scheduler' | 'ses';
  protocolOf(request: AwsRequest): Protocol;
  perform(reading: Reading, caller: Caller): unknown;
}
