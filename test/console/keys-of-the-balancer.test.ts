// The public keys that the console checks signatures with: each fetched once, and a failure never kept.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { balancerKeys } from '../../functions/console/balancer-keys.ts';
import { KEY_ID } from './balancer.ts';

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

function keysThatAnswer(...answers: (Response | Error)[]) {
  const asked: string[] = [];
  const keyOf = balancerKeys('eu-west-2', async (address) => {
    asked.push(address);
    const answer = answers[asked.length - 1];
    if (answer instanceof Error || !answer) throw answer ?? new Error('asked once too often');
    return answer;
  });
  return { asked, keyOf };
}

describe('a key of the load balancer', () => {
  it('is fetched from the region, once, however many ask at once and later', async () => {
    const { asked, keyOf } = keysThatAnswer(new Response(pem));
    const both = await Promise.all([keyOf(KEY_ID), keyOf(KEY_ID)]);
    expect([...both, await keyOf(KEY_ID)].every((key) => key?.equals(publicKey))).toBe(true);
    expect(asked).toEqual([`https://public-keys.auth.elb.eu-west-2.amazonaws.com/${KEY_ID}`]);
  });

  it.each([400, 403, 404])('that is answered %d is none, and is asked for again', async (status) => {
    const { asked, keyOf } = keysThatAnswer(new Response('', { status }), new Response(pem));
    expect(await keyOf(KEY_ID)).toBeUndefined();
    expect((await keyOf(KEY_ID))?.equals(publicKey)).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['the service fails', new Response('', { status: 503 })],
    ['the network fails', new Error('no way there')],
    ['the answer is no key', new Response('<html>')],
  ])('is not known where %s, and is asked for again', async (_how, failure) => {
    const { keyOf } = keysThatAnswer(failure, new Response(pem));
    await expect(keyOf(KEY_ID)).rejects.toThrow();
    expect((await keyOf(KEY_ID))?.equals(publicKey)).toBe(true);
  });

  it('makes room for new ones: the oldest is forgotten', async () => {
    const { asked, keyOf } = keysThatAnswer(...Array.from({ length: 30 }, () => new Response(pem)));
    for (let n = 0; n < 21; n++) await keyOf(`key-${n}`);
    await keyOf('key-20');
    expect(asked).toHaveLength(21);
    await keyOf('key-0');
    expect(asked).toHaveLength(22);
  });
});
