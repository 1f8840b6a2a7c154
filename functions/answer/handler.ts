// A reader answers a letter: a page that only shows, a form that acts. Every answer is a message on the notifications queue.
import { createHash, randomBytes } from 'node:crypto';
import { ANSWERS_URN, answerTask, SAYINGS } from '../../shared/core/answered.ts';
import { millis, SECOND } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { FRONT_DOOR } from '../../shared/core/routing.ts';
import type { Answering, AnswerKey, Clock, Watch } from '../../shared/ports.ts';
import type { Page } from './frame.ts';
import type { LetterInHand } from './letter-in-hand.ts';
import { letterInHand } from './letter-in-hand.ts';
import type { Mistake } from './mistake.ts';
import { LONGEST_REASON } from './mistake.ts';
import { letterPage } from './page.ts';
import type { Refusal } from './refusal.ts';
import { refusalPage } from './refusal.ts';
import { claimsOf, formOf, isFormOf, isSaidBy, isShaped, saidMark } from './token.ts';
import type { Act } from './what-was-said.ts';

export interface Needs extends Answering {
  policy: Policy;
  clock: Clock;
  watch: Watch;
}

export interface Asked {
  method: string;
  /** "/TOKEN". */
  path: string;
  query: URLSearchParams;
  /** Names in small letters. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/** A page; or, once an answer is on its way, where to see it. */
export type Reply = Page | { status: 303; location: string };

export async function answer(asked: Asked, needs: Needs): Promise<Reply> {
  if (!METHODS.has(asked.method)) return refuse('method', needs);
  const token = asked.path.slice(asked.path.lastIndexOf('/') + 1);
  // From here to the signature nothing is read of the table but, once, the key.
  const key = isShaped(token) ? await needs.key() : undefined;
  const claims = key && claimsOf(token, key);
  if (!key || !claims) return refuse('unknown', needs);
  const now = needs.clock.now();
  if (claims.until * SECOND < millis(now)) return refuse('expired', needs);
  const record = await needs.read(claims.record);
  const letter = record && letterInHand(claims, record, needs.policy, key, now);
  if (!letter) return refuse('another', needs);
  if (asked.method === 'POST') return act(asked, { token, key, letter }, needs);
  const mark = asked.query.get('said');
  const said = mark === null ? undefined : ACTS.find((each) => isSaidBy(mark, each, token, now, key));
  return letterPage(letter, needs.policy, newForm(token, key), said);
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

interface InHand {
  token: string;
  key: AnswerKey;
  letter: LetterInHand;
}

async function act(asked: Asked, { token, key, letter }: InHand, needs: Needs): Promise<Reply> {
  const sent = new URLSearchParams(asked.body);
  const field = (name: string) => sent.get(name)?.trim() ?? '';
  const chosen = actIn(field('act'));
  const isOurs = isFromHere(asked.headers) && isFormOf(field('form'), token, key);
  if (!isOurs || !chosen) return refuse('form', needs, letter);
  // Also a form that was sent before, and one that somebody else was quicker with.
  if (!letter.may.includes(chosen)) return refuse('over', needs, letter);
  const mistake = chosen === 'decide' ? mistakeIn(field('outcome'), field('reason'), letter) : undefined;
  if (mistake) return letterPage(letter, needs.policy, newForm(token, key), undefined, mistake);
  await needs.push(JSON.stringify(messageOf(chosen, field, letter, needs)));
  needs.watch.count('AnswersGiven', 1);
  needs.watch.note('letter answered', { letter: letter.id, act: chosen });
  return { status: 303, location: `?said=${saidMark(chosen, token, needs.clock.now(), key)}` };
}

/** A browser says where a form was sent from; one that says nothing has the form's own mark to show. */
function isFromHere({ 'sec-fetch-site': site, origin, host }: Asked['headers']): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  // Without a referrer the origin of a form is null, for our own page too.
  if (origin === undefined || origin === 'null') return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function mistakeIn(outcome: string, reason: string, { task }: LetterInHand): Mistake | undefined {
  const of = (field: Mistake['field'], message: string): Mistake => ({ field, message, outcome, reason });
  if (reason.length > LONGEST_REASON)
    return of('reason', `Shorten your reason to ${LONGEST_REASON} characters`);
  if (!task?.outcomes) return undefined;
  if (!task.outcomes.includes(outcome)) return of('outcome', 'Choose what you decide');
  return reason === '' ? of('reason', 'Write your reason') : undefined;
}

/** The same form sent twice is one message. */
function messageOf(
  chosen: Act,
  field: (name: string) => string,
  { id, telling, task, isToPassOn }: LetterInHand,
  { policy, clock }: Needs,
): object {
  const at = clock.now();
  const said =
    chosen === 'decide'
      ? { task: task?.id ?? '', outcome: task?.outcomes ? field('outcome') : 'done' }
      : { task: answerTask(chosen, id), outcome: chosen };
  const reason = chosen === 'decide' ? field('reason') : '';
  const name = JSON.stringify([telling.reference, said, reason, field('form')]);
  // Whoever passes a letter on by hand does not speak for those whom it is for.
  const [by] = isToPassOn ? [FRONT_DOOR] : telling.roles;
  return {
    specversion: '1.0',
    id: createHash('sha256').update(name).digest('hex').slice(0, 40),
    source: ANSWERS_URN + policy.authority.slug,
    type: 'task.recorded',
    time: at,
    subject: telling.reference,
    datacontenttype: 'application/json',
    data: {
      authority: policy.authority.code,
      ...said,
      at,
      ...(by && { by }),
      ...(reason !== '' && { reason }),
    },
  };
}

const ACTS: readonly Act[] = [...SAYINGS, 'decide'];
const actIn = (said: string): Act | undefined => ACTS.find((each) => each === said);

const newForm = (token: string, key: AnswerKey): string =>
  formOf(token, randomBytes(12).toString('base64url'), key);

/** Nothing is changed; it is counted, and written down without a word of what was sent. */
function refuse(why: Refusal, { policy, watch }: Needs, letter?: LetterInHand): Page {
  watch.count('AnswersRefused', 1);
  watch.note('answer refused', { why });
  return refusalPage(why, policy, letter);
}
