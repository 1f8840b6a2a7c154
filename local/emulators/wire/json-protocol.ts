// AWS JSON 1.0: one path, the operation in `x-amz-target`, JSON in and out (SQS, DynamoDB).
import { AwsError } from './aws-error.ts';
import type { Protocol } from './protocol.ts';
import type { AwsRequest } from './request.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.0';

export const jsonProtocol: Protocol = {
  read(request) {
    return { operation: request.target.slice(request.target.indexOf('.') + 1), input: readJson(request) };
  },
  answer(_operation, output) {
    return { status: 200, contentType: CONTENT_TYPE, body: JSON.stringify(output ?? {}) };
  },
  refuse(error) {
    const fault = error.status < 500 ? 'Sender' : 'Receiver';
    return {
      status: error.status,
      contentType: CONTENT_TYPE,
      headers: { 'x-amzn-query-error': `${error.queryCode};${fault}` },
      body: JSON.stringify({ __type: error.type, message: error.message, ...error.members }),
    };
  },
};

/** The body as a JSON object; an empty body is an empty object. */
export function readJson(request: AwsRequest): Record<string, unknown> {
  if (request.body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {}
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}
