// A request as the load balancer hands it on: nothing of its query was decoded yet.
import { describe, expect, it } from 'vitest';
import { askedOf } from '../../functions/console/event.ts';

describe('a request from the load balancer', () => {
  it('has its query decoded once, and its headers by small letters', () => {
    const { query, ...rest } = askedOf({
      httpMethod: 'GET',
      path: '/episode',
      queryStringParameters: { ref: 'ME%2F04%2512+a', odd: '%' },
      headers: { Host: 'console.saltmarsh.example' },
    });
    expect(rest).toEqual({
      method: 'GET',
      path: '/episode',
      headers: { host: 'console.saltmarsh.example' },
    });
    expect([...query]).toEqual([
      ['ref', 'ME/04%12 a'],
      ['odd', '%'],
    ]);
  });

  it('may have neither query nor headers', () => {
    expect(askedOf({ httpMethod: 'GET', path: '/' })).toMatchObject({ path: '/', headers: {} });
  });
});
