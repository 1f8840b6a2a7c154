// The link in a letter: for one letter in one mailbox, until a day, signed. It names no person, and nobody can make or change one.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../shared/core/instant.ts';
import { HOUR, millis, SECOND } from '../../shared/core/instant.ts';
import type { AnswerKey } from '../../shared/ports.ts';

export interface Claims {
  record: string;
  /** Digest of the letter's first action. */
  letter: string;
  /** Of the mailbox, by `mailboxMark`. */
  mailbox: string;
  /** In whole seconds since 1970. */
  until: number;
}

const VERSION = 1;
const SHAPE = /^([A-Za-z0-9_-]{40,600})\.[A-Za-z0-9_-]{43}$/;

export function sign({ record, letter, mailbox, until }: Claims, key: AnswerKey): string {
  const said = { v: VERSION, r: record, l: letter, m: mailbox, u: until, k: key.id };
  const payload = Buffer.from(JSON.stringify(said), 'utf8').toString('base64url');
  return `${payload}.${signatureOf(payload, key)}`;
}

/** Whether it may be a token at all: what is not costs nothing. */
export const isShaped = (token: string): boolean => SHAPE.test(token);

/** What a token claims; undefined where we did not sign it, or no longer with this key. */
export function claimsOf(token: string, key: AnswerKey): Claims | undefined {
  const [, payload] = SHAPE.exec(token) ?? [];
  if (payload === undefined || !isSame(token, `${payload}.${signatureOf(payload, key)}`)) return undefined;
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  if (said['v'] !== VERSION || said['k'] !== key.id) return undefined;
  return {
    record: String(said['r']),
    letter: String(said['l']),
    mailbox: String(said['m']),
    until: Number(said['u']),
  };
}

/** A mailbox as a token names it: without the key nobody can try addresses against it. */
export const mailboxMark = (mailbox: string, key: AnswerKey): string =>
  mac(`mailbox ${mailbox}`, key).slice(0, 16);

/** What a page puts into its forms, so that an answer is given on a page that was shown. */
export const formOf = (token: string, nonce: string, key: AnswerKey): string =>
  `${nonce}.${mac(`form ${token} ${nonce}`, key).slice(0, 22)}`;

export function isFormOf(form: string, token: string, key: AnswerKey): boolean {
  const [nonce = ''] = form.split('.', 1);
  return /^[A-Za-z0-9_-]{8,64}$/.test(nonce) && isSame(form, formOf(token, nonce, key));
}

/** So long a page says that an answer was received which is not on record: longer than the record ever lags, if it comes at all. */
const SAID_FOR = HOUR;

/** What was just said, and when, for the address of the page after it: whoever writes such an address himself is not believed. */
export const saidMark = (act: string, token: string, at: Instant, key: AnswerKey): string =>
  markOf(act, Math.floor(millis(at) / SECOND), token, key);

/** Whether a mark is ours, and of this answer to this letter, and not too old. */
export function isSaidBy(mark: string, act: string, token: string, now: Instant, key: AnswerKey): boolean {
  const seconds = Number(mark.split('.')[1]);
  const age = millis(now) - seconds * SECOND;
  // By the clock of another machine it may have been said a moment from now.
  return Math.abs(age) <= SAID_FOR && isSame(mark, markOf(act, seconds, token, key));
}

const markOf = (act: string, seconds: number, token: string, key: AnswerKey): string =>
  `${act}.${seconds}.${mac(`said ${token} ${act} ${seconds}`, key).slice(0, 22)}`;

const signatureOf = (payload: string, key: AnswerKey): string => mac(`link ${payload}`, key);

const mac = (text: string, { secret }: AnswerKey): string =>
  createHmac('sha256', Buffer.from(secret, 'base64url')).update(text).digest('base64url');

/** In constant time. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')];
  return one.length === other.length && timingSafeEqual(one, other);
}
