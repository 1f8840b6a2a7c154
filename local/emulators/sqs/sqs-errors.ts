// The errors of SQS: each has a name of today's protocol and a code of the older one.
import { AwsError } from '../wire/aws-error.ts';

const CORAL = 'com.amazon.coral.service#';

export function queueDoesNotExist(): AwsError {
  return modelled(
    'QueueDoesNotExist',
    'The specified queue does not exist.',
    'AWS.SimpleQueueService.NonExistentQueue',
  );
}

export function receiptHandleIsInvalid(handle: string): AwsError {
  return modelled(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
  );
}

export function messageNotInflight(): AwsError {
  const message = 'The message is visible already, so that its visibility cannot be changed.';
  return modelled('MessageNotInflight', message, 'AWS.SimpleQueueService.MessageNotInflight');
}

export function queueNameExists(): AwsError {
  const message = 'A queue already exists with the same name and a different value for an attribute.';
  return modelled('QueueNameExists', message, 'QueueAlreadyExists');
}

export function invalidAttributeName(name: string): AwsError {
  return modelled('InvalidAttributeName', `Unknown Attribute ${name}.`);
}

export function invalidMessageContents(): AwsError {
  return modelled('InvalidMessageContents', 'The message holds characters outside of those that XML allows.');
}

export function unsupportedOperation(message: string): AwsError {
  return modelled('UnsupportedOperation', message, 'AWS.SimpleQueueService.UnsupportedOperation');
}

export function batchError(code: string, message: string): AwsError {
  return modelled(code, message, `AWS.SimpleQueueService.${code}`);
}

export function resourceNotFound(message: string): AwsError {
  return modelled('ResourceNotFoundException', message);
}

export function invalidValue(name: string, value: unknown, reason: string): AwsError {
  return invalidParameter(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}`, false);
}

/** Not in the service's model, so that clients see the name with `Exception` and the code without. */
export function invalidParameter(message: string, missing: boolean): AwsError {
  const queryCode = missing ? 'MissingParameter' : 'InvalidParameterValue';
  const code = `${queryCode}Exception`;
  return new AwsError(code, message, { type: CORAL + code, queryCode });
}

function modelled(code: string, message: string, queryCode = code): AwsError {
  return new AwsError(code, message, { type: `com.amazonaws.sqs#${code}`, queryCode });
}
