// A load balancer that signs as the real one does, with the padding that it leaves on.
import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, sign } from 'node:crypto';
import { option } from './option.ts';

export const BALANCER =
  'arn:aws:elasticloadbalancing:eu-west-2:111122223333:loadbalancer/app/console/0a1b2c3d4e5f6071';
export const KEY_ID = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
export const NOW = '2026-11-21T12:00:00.000Z';
export const seconds = (instant: string): number => Date.parse(instant) / 1000;

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const publicKeyOf = async (id: string): Promise<KeyObject | undefined> =>
  id === KEY_ID ? publicKey : undefined;

type Said = Readonly<Record<string, unknown>>;

export const HEADER: Said = {
  typ: 'JWT',
  kid: KEY_ID,
  alg: 'ES256',
  iss: option.signOn.issuer,
  client: option.signOn.client,
  signer: BALANCER,
  exp: seconds('2026-11-21T12:02:00Z'),
};
export const CLAIMS: Said = {
  sub: 'reader-0412',
  name: 'Robin Reader',
  email: 'robin@saltmarsh.example',
  groups: ['everybody', 'missing-children-desk'],
  exp: seconds('2026-11-21T12:02:00Z'),
  iss: option.signOn.issuer,
};

/** With the URL's alphabet, and padded. */
export const encoded = (said: unknown): string => {
  const bare = Buffer.from(JSON.stringify(said)).toString('base64url');
  return bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
};

export function tokenOf(claims: Said = CLAIMS, header: Said = HEADER, key: KeyObject = privateKey): string {
  const said = `${encoded(header)}.${encoded(claims)}`;
  const signature = sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' });
  return `${said}.${signature.toString('base64url')}==`;
}
