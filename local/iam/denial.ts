// A refusal in the words, status and shape that the service called would have for it.
import { AwsError } from '../emulators/wire/aws-error.ts';
import type { Because, Question } from './decide.ts';
import { nameOf } from './principal.ts';

type Refused = Pick<Question, 'who' | 'action' | 'resource'> & { because: Because };

export function denial(service: string, refused: Refused): AwsError {
  const isOfKey = refused.action.startsWith('kms:');
  // SQS writes its own actions small, as in `sqs:sendmessage`.
  const { action } = refused;
  const message = inWords({ ...refused, action: action.startsWith('sqs:') ? action.toLowerCase() : action });
  switch (service) {
    case 'sqs':
      return isOfKey
        ? new AwsError('KmsAccessDenied', message, {
            type: 'com.amazonaws.sqs#KmsAccessDenied',
            queryCode: 'KMS.AccessDeniedException',
          })
        : new AwsError('AccessDenied', message, {
            type: 'com.amazon.coral.service#AccessDeniedException',
            status: 403,
          });
    case 'dynamodb':
      return new AwsError('AccessDeniedException', message, {
        type: 'com.amazon.coral.service#AccessDeniedException',
      });
    case 'ses':
      return new AwsError(
        'AccessDenied',
        `User \`${nameOf(refused.who)}' is not authorized to perform \`${refused.action}' on resource \`${refused.resource}'`,
        { status: 403 },
      );
    default:
      return new AwsError('AccessDeniedException', message, { status: 403 });
  }
}

export function inWords({ who, action, resource, because }: Refused): string {
  const { kind, isExplicit } = because;
  const article = kind === 'identity-based' ? 'an' : 'a';
  const reason = isExplicit
    ? `with an explicit deny in ${article} ${kind} policy`
    : `because no ${kind} policy allows the ${action} action`;
  return `User: ${nameOf(who)} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
}

/** Nobody has such a key; `known`: who has one here. */
export function unknownKey(service: string, known: readonly string[]): AwsError {
  const message = `The security token included in the request is invalid. On one machine an access key id is a name: ${known.join(', ')}.`;
  return service === 'dynamodb' || service === 'scheduler'
    ? new AwsError('UnrecognizedClientException', message, { status: service === 'dynamodb' ? 400 : 403 })
    : new AwsError('InvalidClientTokenId', message, { status: 403 });
}
