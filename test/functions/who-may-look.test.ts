// Whom the console lets in and what it says to the others, sign by sign: what is nearly a token, a key, a group.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { balancerKeys } from '../../functions/console/balancer-keys.ts';
import { askedOf } from '../../functions/console/event.ts';
import type { Needs } from '../../functions/console/handler.ts';
import { busy, show } from '../../functions/console/handler.ts';
import { signedOn } from '../../functions/console/signed-on.ts';
import { BALANCER, CLAIMS, encoded, HEADER, KEY_ID, NOW, publicKeyOf, tokenOf } from '../console/balancer.ts';
import { option } from '../console/option.ts';

let asked: unknown[] = [];
const keyOf = (id: string) => {
  asked.push(id);
  return publicKeyOf(id);
};

function believed(token: string | undefined) {
  asked = [];
  const { signOn, group } = option;
  return signedOn(token, { signer: BALANCER, signOn, group, keyOf }, NOW);
}

describe('what is nearly a token', () => {
  const [head = '', body = '', signature = ''] = tokenOf().split('.');

  it.each<[string, string]>([
    ['stands behind something else', `x ${tokenOf()}`],
    ['stands before something else', `${tokenOf()} x`],
    ['has a fourth part', `${tokenOf()}.AAAA`],
    ['has two parts', `${head}.${body}`],
    ['has a header that is nothing', `${encoded(null)}.${body}.${signature}`],
    ['has a header that is a list', `${encoded([])}.${body}.${signature}`],
    ['has a header that is a word', `${encoded('x')}.${body}.${signature}`],
    ['has a header that cannot be read', `AAAA.${body}.${signature}`],
    ['has claims that are nothing', `${head}.${encoded(null)}.${signature}`],
    ['has claims that are a list', `${head}.${encoded([])}.${signature}`],
    ['has claims that are a number', `${head}.${encoded(1)}.${signature}`],
    ['is empty', ''],
  ])('is forged where it %s, and no key is fetched for it', async (_, token) => {
    expect(await believed(token)).toEqual({ refused: 'forged' });
    expect(asked).toEqual([]);
  });

  it.each([
    [16_000, 'forged'],
    [16_001, 'unsigned'],
  ])('is looked at up to a length: %d signs are %s', async (signs, refused) => {
    expect(await believed('A'.repeat(signs))).toEqual({ refused });
  });

  it.each<[string, unknown]>([
    ['goes on', `${KEY_ID}/../elsewhere`],
    ['begins elsewhere', `../${KEY_ID}`],
    ['is a list', [KEY_ID]],
    ['is too short', KEY_ID.slice(1)],
  ])('is forged where the name of its key %s, and no key is fetched for it', async (_, kid) => {
    expect(await believed(tokenOf(CLAIMS, { ...HEADER, kid }))).toEqual({ refused: 'forged' });
    expect(asked).toEqual([]);
  });

  it('is over where its end is a word', async () => {
    expect(await believed(tokenOf(CLAIMS, { ...HEADER, exp: '4102444800' }))).toEqual({ refused: 'expired' });
    expect(await believed(tokenOf({ ...CLAIMS, exp: '4102444800' }))).toEqual({ refused: 'expired' });
  });

  it.each(['', 7, null])('is nobody’s where its reader is %j', async (sub) => {
    expect(await believed(tokenOf({ ...CLAIMS, sub }))).toEqual({ refused: 'foreign' });
  });
});

describe('what is nearly a group', () => {
  it.each([
    'everybody,[missing-children-desk',
    'missing-children-desk],everybody',
    'missing-"children-desk',
    'missing-children-"desk',
    '["missing-children-desk',
  ])('is none: %s', async (groups) => {
    const is =
      groups === '["missing-children-desk'
        ? { reader: 'reader-0412' }
        : { refused: 'group', reader: 'reader-0412' };
    expect(await believed(tokenOf({ ...CLAIMS, groups }))).toEqual(is);
  });

  it('may stand among what is no name', async () => {
    expect(await believed(tokenOf({ ...CLAIMS, groups: [7, null, 'missing-children-desk'] }))).toEqual({
      reader: 'reader-0412',
    });
  });
});

describe('what is said to a reader who sees nothing', () => {
  const seen = { now: () => NOW } as Needs['seen'];
  const lines: unknown[] = [];
  const needs: Needs = {
    seen,
    watch: { note: (event, about) => lines.push([event, about]) },
    option,
    signer: BALANCER,
    keyOf,
  };
  const reply = (more: Partial<Parameters<typeof show>[0]>, token = tokenOf()) =>
    show(
      {
        method: 'GET',
        path: '/nowhere',
        query: new URLSearchParams(),
        headers: { host: option.name, 'x-amzn-oidc-data': token },
        ...more,
      },
      needs,
    );

  it('is to sign on again, where it is not certain who it is', async () => {
    const { status, body, headers } = await reply({}, 'x');
    expect([status, body]).toEqual([
      403,
      'It is not certain who you are: close the browser, and sign on again.\n',
    ]);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'strict-transport-security': 'max-age=31536000',
    });
    expect(lines.at(-1)).toEqual(['reader refused', { why: 'forged', reader: 'unknown' }]);
  });

  it('is who can let them in, where they are not in the group', async () => {
    const { status, body } = await reply({}, tokenOf({ ...CLAIMS, groups: [] }));
    expect(status).toBe(403);
    expect(body).toMatch(/^You are signed on, and not one of those who may look here\./);
    expect(lines.at(-1)).toEqual(['reader refused', { why: 'group', reader: 'reader-0412' }]);
  });

  it('is under which name to ask', async () => {
    const headers = { host: 'elsewhere.example', 'x-amzn-oidc-data': tokenOf() };
    expect(await reply({ headers })).toMatchObject({
      status: 403,
      body: `Ask for this page as ${option.name}.\n`,
    });
  });

  it('is that it can only be read; and a head is read as a page is', async () => {
    const { status, body, headers } = await reply({ method: 'POST' });
    expect([status, body, headers['allow']]).toEqual([405, 'This page can only be read.\n', 'GET, HEAD']);
    expect(await reply({ method: 'HEAD' })).toMatchObject({ status: 404 });
  });

  it('is to ask again in a minute, where the service cannot answer', () => {
    expect(busy()).toMatchObject({
      status: 503,
      body: 'This page cannot be shown now: ask again in a minute.\n',
      headers: { 'retry-after': '60' },
    });
  });
});

describe('a key of the load balancer', () => {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();

  it('is asked for with some patience, and no more', async () => {
    const signals: unknown[] = [];
    const of = balancerKeys('eu-west-2', async (_, { signal }) => {
      signals.push(signal);
      return new Response(pem);
    });
    await of(KEY_ID);
    expect(signals).toEqual([expect.any(AbortSignal)]);
  });

  it('is none where the service says that it fails, whatever else it says', async () => {
    const of = balancerKeys('eu-west-2', async () => new Response(pem, { status: 503 }));
    await expect(of(KEY_ID)).rejects.toThrow('The public keys answer 503');
  });

  it('is remembered beside nineteen others', async () => {
    let times = 0;
    const of = balancerKeys('eu-west-2', async () => {
      times += 1;
      return new Response(pem);
    });
    for (let n = 0; n < 20; n++) await of(`key-${n}`);
    for (let n = 0; n < 20; n++) await of(`key-${n}`);
    expect(times).toBe(20);
  });
});

describe('a request', () => {
  it('may have a name in its query and no value', () => {
    const { query } = askedOf({ httpMethod: 'GET', path: '/', queryStringParameters: { ref: undefined } });
    expect([...query]).toEqual([['ref', '']]);
  });
});
