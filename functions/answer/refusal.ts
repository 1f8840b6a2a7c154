// Why an answer is not taken, and what the reader does now.
import type { Policy } from '../../shared/core/policy.ts';
import { FRONT_DOOR } from '../../shared/core/routing.ts';
import type { Page } from './frame.ts';
import { framed, text } from './frame.ts';
import type { LetterInHand } from './letter-in-hand.ts';
import type { Numbers } from './telephone.ts';
import { frontDoor, roleOn } from './telephone.ts';

export type Refusal = 'unknown' | 'expired' | 'another' | 'form' | 'over' | 'method' | 'busy';

interface Words {
  status: number;
  title: string;
  says: string;
  /** What became of the answer, where it is not simply that nothing was recorded. */
  left?: string;
  /** What the reader does now, in turn, as HTML. */
  now: readonly string[];
}

const NOTHING = 'Nothing was recorded and nothing was changed.';
const REFERENCE = 'say the police reference that ends the subject of the letter';
const AGAIN = (words: string): string => `<a href="?">${words}</a>`;

const REFUSALS: Record<Refusal, Words> = {
  unknown: {
    status: 404,
    title: 'This link is not one of ours',
    says: 'It may have been cut off or changed on its way.',
    now: [
      'Go back to the letter and open the link there, whole. Do not type it.',
      `If that does not help, give your answer by telephone: ${REFERENCE}.`,
    ],
  },
  expired: {
    status: 410,
    title: 'This link is too old',
    says: 'Links in letters end after a time, so that an old letter changes nothing.',
    now: [
      'If a newer letter about the same child has reached you, answer that one.',
      `If not, record your answer in the case system or give it by telephone: ${REFERENCE}.`,
    ],
  },
  another: {
    status: 403,
    title: 'This link is not for you, or no longer on record',
    says: 'The letter went to another mailbox, or it is not on record any more.',
    now: [
      'If a letter about this child is in your own mailbox, open the link in that one.',
      `If not, give your answer by telephone: ${REFERENCE}.`,
    ],
  },
  form: {
    status: 400,
    title: 'Your answer was not taken',
    says: "It was not sent by this service's own form.",
    now: [
      `${AGAIN('Open the page of your letter again')} and answer there.`,
      'If it is refused again, give your answer by telephone.',
    ],
  },
  over: {
    status: 409,
    title: 'This cannot be answered any more',
    says: 'It was answered before, or the matter is over.',
    left: 'What is on record stays as it is. This answer was not added to it.',
    now: [
      `${AGAIN('See what is on record')}, and what may still be answered.`,
      'If what is on record is wrong, say so by telephone: this page cannot change it.',
    ],
  },
  method: {
    status: 405,
    title: 'This page can be read and answered',
    says: 'It can do nothing else.',
    now: ['Open the link in your letter with a browser.'],
  },
  busy: {
    status: 503,
    title: 'This page cannot be shown now',
    says: 'Something on our side does not answer.',
    left: 'If you have just sent an answer, do not count on it until this page shows it on record.',
    now: [
      `${AGAIN('Try again')} in a minute. To send an answer twice does no harm.`,
      'If it still fails, do not wait for it: give your answer by telephone.',
    ],
  },
};

/** Only who holds a link of ours to this very letter hears of anybody but the front door. */
export function refusalPage(
  why: Refusal,
  policy: Pick<Policy, 'authority'> & Numbers,
  letter?: InHand,
): Page {
  const { status, title, says, left = NOTHING, now } = REFUSALS[why];
  return {
    status,
    html: framed(title, policy.authority.name, [
      `<h1>${title}</h1>`,
      `<p>${why === 'over' && letter ? (whyOver(letter) ?? says) : says}</p>`,
      `<p><strong>${left}</strong></p>`,
      '<h2>What to do now</h2>',
      `<ol>${now.map((step) => `<li>${step}</li>`).join('')}</ol>`,
      `<p><strong>If it is about a child who is missing now, do not wait: telephone ${frontDoor(policy)}.</strong></p>`,
      ...(letter ? [whoseItIs(letter, policy)] : []),
      '<p>If you think that a child is in danger now, ring 999.</p>',
    ]),
  };
}

type InHand = Pick<LetterInHand, 'telling' | 'next'> &
  Partial<Pick<LetterInHand, 'isOver' | 'stands' | 'answers' | 'task'>>;

/** As far as it is known. */
function whyOver({ isOver, stands = '', answers = [], task }: InHand): string | undefined {
  if (isOver) return `The matter is over. ${text(stands)}`;
  if (answers.length > 0 || task?.recorded) return 'It was answered before, and that is on record.';
  return stands === '' ? undefined : `It cannot be answered so as things stand. ${text(stands)}`;
}

function whoseItIs(
  { telling: { roles }, next: [deputy] }: Pick<LetterInHand, 'telling' | 'next'>,
  numbers: Numbers,
): string {
  const whose = roles.map((role) => roleOn(role, numbers)).join(' and ');
  const after = deputy && deputy !== FRONT_DOOR ? ` Next in line is ${roleOn(deputy, numbers)}.` : '';
  return `<p>The letter is for ${whose}.${after}</p>`;
}
