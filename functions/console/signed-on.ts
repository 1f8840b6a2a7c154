// Who asks: the reader as the load balancer says it in a header that it signs, believed only when everything in it is right.
import type { KeyObject } from 'node:crypto';
import { verify } from 'node:crypto';
import type { Instant } from '../../shared/core/instant.ts';
import { millis, SECOND } from '../../shared/core/instant.ts';
import type { ConsoleOption } from '../../shared/core/policy.ts';

export interface Asks {
  /** ARN of the load balancer, the only one whose word counts. */
  signer: string;
  signOn: Pick<ConsoleOption['signOn'], 'issuer' | 'client'>;
  group: ConsoleOption['group'];
  /** The load balancer's public key of that id; undefined where it has none. */
  keyOf(id: string): Promise<KeyObject | undefined>;
}

/** A reader by the sign-on's own id of them; or why there is none. */
export type SignedOn = { reader: string } | { refused: Doubt; reader?: string };

type Doubt = 'unsigned' | 'forged' | 'foreign' | 'expired' | 'group';

/** The header is cheap to look at and the key is not: nothing is fetched for a token that cannot be ours. */
export async function signedOn(
  token: string | undefined,
  { signer, signOn, group, keyOf }: Asks,
  now: Instant,
): Promise<SignedOn> {
  if (token === undefined || token.length > LONGEST) return { refused: 'unsigned' };
  // The load balancer leaves the padding on, and signs it too.
  const [, head, body, signature] = SHAPE.exec(token) ?? [];
  const header = partOf(head);
  const claims = partOf(body);
  if (!header || !claims || signature === undefined) return { refused: 'forged' };
  const { alg, kid, signer: by, iss, client, exp } = header;
  if (alg !== 'ES256' || typeof kid !== 'string' || !KEY_ID.test(kid)) return { refused: 'forged' };
  if (by !== signer || iss !== signOn.issuer || client !== signOn.client) return { refused: 'foreign' };
  const key = await keyOf(kid);
  if (!key || !isSigned(`${head}.${body}`, signature, key)) return { refused: 'forged' };
  if (claims['iss'] !== undefined && claims['iss'] !== signOn.issuer) return { refused: 'foreign' };
  if (!isAhead(exp, now) || (claims['exp'] !== undefined && !isAhead(claims['exp'], now)))
    return { refused: 'expired' };
  const { sub } = claims;
  if (typeof sub !== 'string' || sub === '') return { refused: 'foreign' };
  return groupsIn(claims[group.claim]).includes(group.is)
    ? { reader: sub }
    : { refused: 'group', reader: sub };
}

const LONGEST = 16_000;
const SHAPE = /^([A-Za-z0-9_-]+=*)\.([A-Za-z0-9_-]+=*)\.([A-Za-z0-9_-]+=*)$/;
/** As the load balancer names its keys; it becomes part of an address. */
const KEY_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function partOf(written: string | undefined): Record<string, unknown> | undefined {
  try {
    const said: unknown = JSON.parse(Buffer.from(written ?? '', 'base64url').toString('utf8'));
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? { ...said } : undefined;
  } catch {
    return undefined;
  }
}

const isSigned = (said: string, signature: string, key: KeyObject): boolean =>
  verify(
    'sha256',
    Buffer.from(said),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );

const isAhead = (seconds: unknown, now: Instant): boolean =>
  typeof seconds === 'number' && seconds * SECOND > millis(now);

/** A list; or one text, as sign-ons write it that know no lists: `[one, two]`, `one,two`. Never a part of a name. */
function groupsIn(said: unknown): readonly unknown[] {
  if (Array.isArray(said)) return said;
  if (typeof said !== 'string') return [];
  const listed = said.replace(/^\[|\]$/g, '').split(',');
  return [said, ...listed.map((each) => each.trim().replace(/^"|"$/g, ''))];
}
