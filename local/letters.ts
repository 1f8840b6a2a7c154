// Mail as the contract lists it.
import type { Mail } from './emulators/ses/ses.ts';
import type { Letter } from './inbox-page.ts';

export function lettersOf(mails: Mail[]): Letter[] {
  return mails.map(({ at, from, to, subject, text, html, headers }) => {
    return { at: new Date(at).toISOString(), from, to, subject, text, html, headers };
  });
}
