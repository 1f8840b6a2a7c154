// A request as it came over HTTP, and who says he sent it: signatures are parsed here, never verified.
import type { IncomingMessage } from 'node:http';

export interface AwsRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  contentType: string;
  /** The `x-amz-target` header: service and operation of the JSON protocols; empty elsewhere. */
  target: string;
  body: Buffer;
  /** The signature's service, as in `scheduler`; empty where the request is not signed. */
  scope: string;
  /** The access key id: the caller's name. */
  accessKeyId: string;
}

export interface Answer {
  status: number;
  contentType: string;
  body: string;
  headers?: Record<string, string>;
}

const CREDENTIAL = /Credential=([^/,\s]+)\/[^/]*\/[^/]*\/([^/]+)\//;

export function readRequest(message: IncomingMessage, body: Buffer): AwsRequest {
  const url = message.url ?? '/';
  const question = url.indexOf('?');
  const credential = CREDENTIAL.exec(message.headers.authorization ?? '');
  return {
    method: message.method ?? 'GET',
    path: question === -1 ? url : url.slice(0, question),
    query: new URLSearchParams(question === -1 ? '' : url.slice(question + 1)),
    contentType: message.headers['content-type'] ?? '',
    target: String(message.headers['x-amz-target'] ?? ''),
    body,
    scope: credential?.[2] ?? '',
    accessKeyId: credential?.[1] ?? '',
  };
}
