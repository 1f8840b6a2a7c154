// The link in a letter and the form on its page, sign by sign: what is one of ours, and what is only like one.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { claimsOf, formOf, isFormOf, isShaped, mailboxMark, sign } from '../../functions/answer/token.ts';
import { someKey } from '../answers/desk.ts';

const key = someKey();
const claims = {
  record: 'c-0123',
  letter: '0123456789abcdef',
  mailbox: 'AbCdEfGhIjKlMnOp',
  until: 1_796_000_000,
};

/** As we would sign it, whatever it says. */
const signed = (said: object, by = key): string => {
  const payload = Buffer.from(JSON.stringify(said), 'utf8').toString('base64url');
  const secret = Buffer.from(by.secret, 'base64url');
  return `${payload}.${createHmac('sha256', secret).update(`link ${payload}`).digest('base64url')}`;
};
const whole = { v: 1, r: 'c-0123', l: claims.letter, m: claims.mailbox, u: claims.until, k: key.id };

describe('a link', () => {
  it('claims what it was signed for', () => {
    const token = sign(claims, key);
    expect(token).toBe(signed(whole));
    expect(isShaped(token)).toBe(true);
    expect(claimsOf(token, key)).toEqual(claims);
  });

  it.each<[string, string]>([
    ['is of another version', signed({ ...whole, v: 2 })],
    ['names another key', signed({ ...whole, k: 'other' })],
    ['is signed by another key', signed(whole, { ...someKey(), id: key.id })],
    ['is signed for something else', `${signed(whole).split('.')[0]}.${'A'.repeat(43)}`],
    ['goes on after its end', `${signed(whole)}A`],
    ['begins before its beginning', `A${signed(whole)}`],
    ['is empty', ''],
  ])('claims nothing where it %s', (_, token) => {
    expect(claimsOf(token, key)).toBeUndefined();
  });

  it.each([
    [`${'A'.repeat(40)}.${'B'.repeat(43)}`, true],
    [`${'A'.repeat(600)}.${'-'.repeat(43)}`, true],
    [`${'A'.repeat(39)}.${'B'.repeat(43)}`, false],
    [`${'A'.repeat(601)}.${'B'.repeat(43)}`, false],
    [`${'A'.repeat(40)}.${'B'.repeat(42)}`, false],
    [`${'A'.repeat(40)}.${'B'.repeat(44)}`, false],
    [`${'A'.repeat(40)}x${'B'.repeat(43)}`, false],
    [`${'+'.repeat(40)}.${'B'.repeat(43)}`, false],
    [`${'A'.repeat(40)}.${'+'.repeat(43)}`, false],
    [`x ${'A'.repeat(40)}.${'B'.repeat(43)}`, false],
    [`${'A'.repeat(40)}.${'B'.repeat(43)}\n`, false],
  ])('is looked at only where it has the shape of one: %s', (token, is) => {
    expect(isShaped(token)).toBe(is);
  });

  it('names a mailbox by sixteen signs that nobody makes without the key', () => {
    const mark = mailboxMark('a@council.example', key);
    expect(mark).toMatch(/^[\w-]{16}$/);
    expect(mailboxMark('a@council.example', key)).toBe(mark);
    expect(mailboxMark('b@council.example', key)).not.toBe(mark);
    expect(mailboxMark('a@council.example', someKey())).not.toBe(mark);
    const secret = Buffer.from(key.secret, 'base64url');
    const hmac = createHmac('sha256', secret).update('mailbox a@council.example').digest('base64url');
    expect(mark, 'it is no signature of anything else').toBe(hmac.slice(0, 16));
  });
});

describe('a form', () => {
  const token = sign(claims, key);
  const form = formOf(token, 'a-nonce-', key);

  it('is of the page that was shown', () => {
    expect(form).toMatch(/^a-nonce-\.[\w-]{22}$/);
    expect(isFormOf(form, token, key)).toBe(true);
    const secret = Buffer.from(key.secret, 'base64url');
    const hmac = createHmac('sha256', secret).update(`form ${token} a-nonce-`).digest('base64url');
    expect(form).toBe(`a-nonce-.${hmac.slice(0, 22)}`);
  });

  it.each<[string, string]>([
    ['of another page', formOf(sign({ ...claims, until: 1 }, key), 'a-nonce-', key)],
    ['by another key', formOf(token, 'a-nonce-', someKey())],
    ['with another nonce', form.replace('a-nonce-', 'b-nonce-')],
    ['with more than its mark', `${form}A`],
    ['without its mark', 'a-nonce-'],
    ['with a short nonce', formOf(token, 'a-nonce', key)],
    ['with a long nonce', formOf(token, 'a'.repeat(65), key)],
    ['with a nonce of other signs', formOf(token, 'a nonce!', key)],
    ['without a nonce', formOf(token, '', key)],
    ['that is empty', ''],
  ])('is none of ours %s', (_, other) => {
    expect(isFormOf(other, token, key)).toBe(false);
  });

  it('may have the longest nonce', () => {
    expect(isFormOf(formOf(token, 'a'.repeat(64), key), token, key)).toBe(true);
  });
});
