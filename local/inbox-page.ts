// The page that shows the mail which would have left: nothing that a letter says can reach further than its own frame.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Where } from '../shared/console/frame.ts';
import { framed, HEADERS } from '../shared/console/frame.ts';
import { PAGES_HERE } from './console/links.ts';
import { inboxInWords } from './inbox/letters-on-a-page.ts';

/** A letter as the contract lists it; `at` is an ISO instant. */
export interface Letter {
  at: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

const pagePolicy = `${HEADERS['content-security-policy']}; frame-src 'self'`;
// A letter may look as it likes, and do nothing: also where somebody opens it by itself.
const letterPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** `where`: the console that the page is a part of, once it is there. */
export type Inbox = (request: IncomingMessage, response: ServerResponse, where?: Where) => void;

/** `letters` gives all of them, oldest first; nothing while there are none to ask for yet. */
export function inboxPage(letters: () => Letter[] | undefined): Inbox {
  return (request, response, where) => {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const give = (type: string, body: string, policy?: string) =>
      response.writeHead(200, safely(type, policy)).end(body);
    const refuse = (status: number, said: string, headers = {}) =>
      response.writeHead(status, { ...safely('text/plain'), ...headers }).end(`${said}\n`);
    // A page elsewhere that points its own name at this machine must not read the mail.
    if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) {
      refuse(403, 'Ask for this page as 127.0.0.1 or localhost.');
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(405, 'This page can only be read.', { allow: 'GET, HEAD' });
    } else if (path === '/') {
      response.writeHead(302, { location: '/inbox' }).end();
    } else {
      const all = letters();
      const [, number, isText] = /^\/inbox\/letters\/(\d+)(\.txt)?$/.exec(path) ?? [];
      const letter = number ? all?.[Number(number) - 1] : undefined;
      if (!all) refuse(503, 'The mail is not there yet: ask again.', { 'retry-after': '1' });
      else if (letter && isText) give('text/plain', letter.text, letterPolicy);
      else if (letter) give('text/html', letter.html, letterPolicy);
      else if (path !== '/inbox') refuse(404, 'There is nothing here. The mail is at /inbox.');
      else if (prefersJson(request.headers.accept ?? '')) give('application/json', JSON.stringify(all));
      else {
        const page = inboxInWords(all, new URLSearchParams(query));
        give('text/html', framed(page, where, PAGES_HERE));
      }
    }
  };
}

function safely(type: string, policy = pagePolicy): Record<string, string> {
  return {
    ...HEADERS,
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    // A letter's own page needs none of what it was reached from.
    'referrer-policy': 'no-referrer',
    vary: 'accept',
  };
}

const prefersJson = (accept: string): boolean =>
  accept.includes('application/json') && !accept.includes('text/html');
