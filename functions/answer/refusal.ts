// Why an answer is not taken, and what the reader does now.
import type { Policy } from '../../shared/core/policy.ts';
import { FRONT_DOOR } from '../../shared/core/routing.ts';
import type { Page } from './frame.ts';
import { framed, text } from './frame.ts';

export type Refusal = 'unknown' | 'expired' | 'another' | 'form' | 'over' | 'method' | 'busy';

const REFUSALS: Record<Refusal, { status: number; title: string; says: string }> = {
  unknown: {
    status: 404,
    title: 'This link is not one of ours',
    says: 'It may have been cut off or changed on its way. Open the link in the letter itself, whole.',
  },
  expired: {
    status: 410,
    title: 'This link is too old',
    says: 'Links in letters end after a time, so that an old letter changes nothing.',
  },
  another: {
    status: 403,
    title: 'This link belongs to another letter',
    says: 'The letter went to another mailbox, or it is not on record any more.',
  },
  form: {
    status: 400,
    title: 'Your answer was not taken',
    says: "This page was not sent by this service's own form. Open the link in your letter again.",
  },
  over: {
    status: 409,
    title: 'This cannot be answered any more',
    says: 'It was answered before, or it is over. Open the link in your letter again to see what is on record.',
  },
  method: { status: 405, title: 'This page can be read and answered', says: 'It can do nothing else.' },
  busy: {
    status: 503,
    title: 'This page cannot be shown now',
    says: 'Please open the link in the letter again in a minute.',
  },
};

const NOTHING = 'Nothing was recorded and nothing was changed.';
const STAYS = 'What is on record stays as it is. This answer was not added to it.';

/** Whatever the reason: nothing was changed, and what the reader does now. */
export function refusalPage(
  why: Refusal,
  { authority, directory }: Pick<Policy, 'authority'> & Partial<Pick<Policy, 'directory'>>,
): Page {
  const { status, title, says } = REFUSALS[why];
  const phone = directory?.[FRONT_DOOR]?.phone;
  return {
    status,
    html: framed(title, authority.name, [
      `<h1>${title}</h1>`,
      `<p>${says}</p>`,
      `<p><strong>${why === 'over' ? STAYS : NOTHING}</strong></p>`,
      `<p>If it is about a child who is missing now, do not wait: telephone the front door${phone ? ` on ${text(phone)}` : ''}, or the emergency duty team out of hours.</p>`,
    ]),
  };
}
