// The inbox page as it is served on one machine, with one letter of each kind in it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inboxPage } from '../../local/inbox-page.ts';
import { atLocal } from '../../shared/core/calendar.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Shown } from '../letters/kinds.ts';
import { procedure } from '../situations/playing.ts';

const policy = procedure('kent');

export async function servedInbox(letters: readonly Shown[]): Promise<{ url: string; close: () => void }> {
  const mail = letters
    .map(({ letter: { to, from, subject, text, html } }) => ({
      at: writtenAt(text),
      from,
      to: [to],
      subject,
      text,
      html,
      headers: {},
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const now = mail.at(-1)?.at ?? '2026-11-20T22:05:00.000Z';
  const inbox = inboxPage(() => mail);
  const where = { policy, now: () => now, isPractice: () => true };
  const server = createServer((request, response) => inbox(request, response, where));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/inbox`, close };
}

/** As the letter says it, so that the list has no other hour than the letter. */
function writtenAt(text: string): Instant {
  const [, day = '', time = ''] = /^Written on \w+ (\d+ \w+ \d{4}) at (\d\d:\d\d)/m.exec(text) ?? [];
  const date = Date.parse(`${day} UTC`);
  if (Number.isNaN(date)) throw new Error('A letter says when it was written');
  return atLocal(policy.calendar, new Date(date).toISOString().slice(0, 10), time);
}
