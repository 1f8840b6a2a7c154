// Whom the console believes: what its own load balancer signed, of a reader in the group, as long as it holds.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedOn } from '../../functions/console/signed-on.ts';
import { BALANCER, CLAIMS, encoded, HEADER, KEY_ID, NOW, publicKeyOf, seconds, tokenOf } from './balancer.ts';
import { option } from './option.ts';

let asked: string[] = [];
const { signOn, group } = option;
function believed(token: string | undefined, now = NOW) {
  asked = [];
  const keyOf = (id: string) => {
    asked.push(id);
    return publicKeyOf(id);
  };
  return signedOn(token, { signer: BALANCER, signOn, group, keyOf }, now);
}

describe('a reader is let in', () => {
  it('whom the load balancer vouches for, by the id that the sign-on has of them', async () => {
    expect(await believed(tokenOf())).toEqual({ reader: 'reader-0412' });
    expect(asked).toEqual([KEY_ID]);
  });

  it('where the claims say neither an issuer nor an end of their own: the header does', async () => {
    const { iss: _, exp: __, ...claims } = CLAIMS;
    expect(await believed(tokenOf(claims))).toEqual({ reader: 'reader-0412' });
  });

  it.each([
    ['one text', 'missing-children-desk'],
    ['a list in one text', '[everybody, missing-children-desk]'],
    ['a list with quotation marks in one text', '["everybody","missing-children-desk"]'],
  ])('whose groups are %s', async (_as, groups) => {
    expect(await believed(tokenOf({ ...CLAIMS, groups }))).toEqual({ reader: 'reader-0412' });
  });
});

const [head, body, signature] = tokenOf().split('.');
const { privateKey: another } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const later = { exp: seconds('2036-01-01T00:00:00Z') };

describe('a reader is refused', () => {
  it.each<[string, string | undefined, string]>([
    ['without a token', undefined, 'unsigned'],
    ['with one as long as a book', `${tokenOf()}${'A'.repeat(20_000)}`, 'unsigned'],
    ['with what is no token', 'Bearer of news', 'forged'],
    ['with a token that nobody signed', `${head}.${body}.`, 'forged'],
    ['with a token that says it needs no signature', tokenOf(CLAIMS, { ...HEADER, alg: 'none' }), 'forged'],
    ['with another kind of signature', tokenOf(CLAIMS, { ...HEADER, alg: 'HS256' }), 'forged'],
    [
      'with claims that were altered',
      `${head}.${encoded({ ...CLAIMS, sub: 'the-director' })}.${signature}`,
      'forged',
    ],
    ['with an end that was altered', `${encoded({ ...HEADER, ...later })}.${body}.${signature}`, 'forged'],
    ['with a token signed by another key', tokenOf(CLAIMS, HEADER, another), 'forged'],
    ['with a key that is not known', tokenOf(CLAIMS, { ...HEADER, kid: KEY_ID.replace('0', 'f') }), 'forged'],
    ['with a key that leads elsewhere', tokenOf(CLAIMS, { ...HEADER, kid: '../../elsewhere' }), 'forged'],
    [
      'by the word of another load balancer',
      tokenOf(CLAIMS, { ...HEADER, signer: `${BALANCER}f` }),
      'foreign',
    ],
    ['signed on elsewhere', tokenOf(CLAIMS, { ...HEADER, iss: 'https://elsewhere.example' }), 'foreign'],
    [
      'signed on elsewhere, as the claims say',
      tokenOf({ ...CLAIMS, iss: 'https://elsewhere.example' }),
      'foreign',
    ],
    ['signed on to another page', tokenOf(CLAIMS, { ...HEADER, client: 'payroll' }), 'foreign'],
    ['who has no id', tokenOf({ ...CLAIMS, sub: undefined }), 'foreign'],
    ['whose claims are over', tokenOf({ ...CLAIMS, exp: seconds(NOW) }), 'expired'],
    ['with a token without an end', tokenOf(CLAIMS, { ...HEADER, exp: undefined }), 'expired'],
    ['with an end that is no number', tokenOf({ ...CLAIMS, exp: 'never' }), 'expired'],
  ])('%s', async (_who, token, why) => {
    expect(await believed(token)).toEqual({ refused: why });
  });

  it('a moment after the token ends', async () => {
    expect(await believed(tokenOf(), '2026-11-21T12:01:59.999Z')).toEqual({ reader: 'reader-0412' });
    expect(await believed(tokenOf(), '2026-11-21T12:02:00.000Z')).toEqual({ refused: 'expired' });
  });

  it.each([
    ['of other groups', ['everybody']],
    ['of a group that is named nearly so', ['missing-children-desk-2', 'not-missing-children-desk']],
    ['of a group whose name contains it', 'the missing-children-desk of elsewhere'],
    ['of groups that are nothing', null],
    ['of whom no group is said', undefined],
    ['of groups that are no names', [{ is: 'missing-children-desk' }]],
  ])('who is %s', async (_of, groups) => {
    expect(await believed(tokenOf({ ...CLAIMS, groups }))).toEqual({
      refused: 'group',
      reader: 'reader-0412',
    });
  });

  it('without a key being fetched for what cannot be ours', async () => {
    await believed(tokenOf(CLAIMS, { ...HEADER, signer: 'arn:elsewhere' }));
    await believed(tokenOf(CLAIMS, { ...HEADER, kid: '../../elsewhere' }));
    expect(asked).toEqual([]);
  });
});
