// Faults on demand, for tests: each service's own words for being too busy, unwilling or broken.
import { AwsError } from './wire/aws-error.ts';

/** `lose-answer`: the call takes effect and the connection breaks before the answer. */
export type Fault = 'throttle' | 'refuse' | 'fail' | 'lose-answer';

interface Faulted {
  service: string;
  operation: string;
}

/** Throws what the fault makes of the call. */
export function applyFault(fault: Fault, { service, operation }: Faulted): void {
  switch (fault) {
    case 'throttle':
      throw throttled(service, operation);
    case 'refuse':
      if (service === 'ses') throw new AwsError('MessageRejected', 'Refused on demand.');
      throw new AwsError('AccessDeniedException', 'Refused on demand.', {
        queryCode: 'AccessDenied',
        status: 400,
      });
    case 'fail':
      throw new AwsError('InternalFailure', 'Failed on demand.', { status: 500 });
    case 'lose-answer':
      return;
  }
}

function throttled(service: string, operation: string): AwsError {
  const message = 'Rate exceeded on demand.';
  if (service === 'sqs')
    return new AwsError('RequestThrottled', message, { type: 'com.amazonaws.sqs#RequestThrottled' });
  if (service === 'dynamodb') return new AwsError('ThrottlingException', message);
  if (service === 'scheduler') return new AwsError('ThrottlingException', message, { status: 429 });
  if (operation.startsWith('v2:')) return new AwsError('TooManyRequestsException', message, { status: 429 });
  return new AwsError('Throttling', 'Maximum sending rate exceeded.');
}
