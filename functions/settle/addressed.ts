// Which mailbox a letter goes to: its own, or while the authority tries Homeward out, the pilot's and no other.
import type { Policy } from '../../shared/core/policy.ts';
import type { Letter } from '../../shared/ports.ts';

/** The only place where a letter's address is changed. The record goes on saying whom it was for. */
export function addressed(letter: Letter, { deployment }: Pick<Policy, 'deployment'>): Letter {
  const pilot = deployment?.shadow?.to;
  if (pilot === undefined) return letter;
  const notice = `Trial: this letter was for ${letter.to}, who has not been written to.`;
  return {
    ...letter,
    to: pilot,
    meantFor: letter.to,
    subject: `[Trial] ${letter.subject}`.slice(0, 200),
    text: `${notice}\n\n${letter.text}`,
    html: withFirstLine(letter.html, notice),
  };
}

/** Before all else that is read: ahead of the page where it has no body of its own. */
function withFirstLine(html: string, line: string): string {
  const paragraph = `<p style="margin:0;padding:12px 16px;font:bold 16px/1.4 Arial,Helvetica,sans-serif">${asMarkup(line)}</p>`;
  const [body] = /<body\b[^>]*>/i.exec(html) ?? [];
  return body === undefined ? paragraph + html : html.replace(body, () => body + paragraph);
}

/** An address may come from a case system: whatever is not plain becomes a reference to a character. */
const asMarkup = (text: string): string =>
  text.replace(/[^\w .,:@+-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
