// The inbox page as it is served on one machine, with one letter of each kind in it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inboxPage } from '../../local/inbox-page.ts';
import type { Shown } from '../letters/kinds.ts';

export async function servedInbox(letters: readonly Shown[]): Promise<{ url: string; close: () => void }> {
  const mail = letters.map(({ letter: { to, from, subject, text, html } }, minute) => ({
    at: `2026-11-20T22:${String(10 + minute)}:00.000Z`,
    from,
    to: [to],
    subject,
    text,
    html,
    headers: {},
  }));
  const server = createServer(inboxPage(() => mail));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/inbox`, close };
}
