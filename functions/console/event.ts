// A request as a load balancer hands it on: names and values of the query still as they were written in the address.
import type { ALBEvent } from 'aws-lambda';
import type { Asked } from './handler.ts';

type Said = Pick<ALBEvent, 'httpMethod' | 'path' | 'queryStringParameters' | 'headers'>;

export function askedOf({ httpMethod, path, queryStringParameters = {}, headers = {} }: Said): Asked {
  const written = Object.entries(queryStringParameters).map(([name, value]) => `${name}=${value ?? ''}`);
  return {
    method: httpMethod,
    path,
    query: new URLSearchParams(written.join('&')),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  };
}
