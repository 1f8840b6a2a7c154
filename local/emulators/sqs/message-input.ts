// What a client says of one message, alone or as an entry of a batch.
import type { Parameters, Range } from '../wire/parameters.ts';
import type { Caller } from '../wire/protocol.ts';
import { readAttributes } from './message.ts';
import type { Sending, Sqs } from './sqs.ts';
import { invalidParameter } from './sqs-errors.ts';

/** Seconds. */
export const LONGEST_VISIBILITY: Range = { min: 0, max: 43_200 };

export function readSending(input: Parameters, caller: Caller): Sending {
  const delaySeconds = input.wholeNumber('DelaySeconds', { min: 0, max: 900 });
  const traceHeader = input.structure('MessageSystemAttributes').structure('AWSTraceHeader');
  return {
    body: input.text('MessageBody'),
    sender: caller.accessKeyId,
    delaySeconds,
    attributes: readAttributes(input),
    traceHeader: traceHeader.optionalText('StringValue'),
  };
}

export function changeVisibility(sqs: Sqs, queue: string, input: Parameters): void {
  const visibility = input.wholeNumber('VisibilityTimeout', LONGEST_VISIBILITY);
  if (visibility === undefined)
    throw invalidParameter('The request must contain the parameter VisibilityTimeout.', true);
  sqs.changeVisibility(queue, input.text('ReceiptHandle'), visibility);
}
