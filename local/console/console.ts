// The console: every page, to whoever asks from this machine under its own name; anything but the clock can only be read.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { episode, NOBODY } from '../../shared/console/episode.ts';
import type { Framed } from '../../shared/console/frame.ts';
import { framed, HEADERS } from '../../shared/console/frame.ts';
import { home } from '../../shared/console/home.ts';
import { procedure } from '../../shared/console/procedure.ts';
import { queues } from '../../shared/console/queues.ts';
import type { Inbox } from '../inbox-page.ts';
import { clockPage, moved } from './clock-page.ts';
import type { SeenHere } from './here.ts';
import { PAGES_HERE } from './links.ts';
import { whatIf } from './what-if.ts';

type Pages = (request: IncomingMessage, response: ServerResponse) => void;

const PAGES: Readonly<
  Record<string, (seen: SeenHere, asked: URLSearchParams) => Framed | undefined | Promise<Framed | undefined>>
> = {
  '/': home,
  '/episode': episode,
  '/what-if': whatIf,
  '/procedure': procedure,
  '/queues': queues,
  '/clock': clockPage,
};

/** `seen` gives nothing while the machine is starting; what is no page of the console is the inbox's. */
export function consolePages(seen: () => SeenHere | undefined, inbox: Inbox): Pages {
  return (request, response) => {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    if (!Object.hasOwn(PAGES, path)) return inbox(request, response, seen());
    answer(path, new URLSearchParams(query), seen(), request, response).catch(() => {
      if (!response.headersSent)
        refuse(response, 500, 'This page could not be made: its record, or a link to it, is at fault.');
      else response.destroy();
    });
  };
}

async function answer(
  path: string,
  asked: URLSearchParams,
  seen: SeenHere | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', headers } = request;
  // A page elsewhere that points its own name at this machine must not read what is here.
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '')) {
    refuse(response, 403, 'Ask for this page as 127.0.0.1 or localhost.');
  } else if (!seen) {
    refuse(response, 503, 'The console is not there yet: ask again.', { 'retry-after': '1' });
  } else if (method === 'POST' && path === '/clock') {
    if (headers.origin !== `http://${headers.host}`)
      refuse(response, 403, 'Only the page of the clock moves the clock.');
    else response.writeHead(303, { ...HEADERS, location: await moved(seen, await bodyOf(request)) }).end();
  } else if (method !== 'GET' && method !== 'HEAD') {
    refuse(response, 405, 'This page can only be read.', { allow: 'GET, HEAD' });
  } else {
    const page = await PAGES[path]?.(seen, asked);
    const html = { ...HEADERS, 'content-type': 'text/html; charset=utf-8' };
    response.writeHead(page ? 200 : 404, html).end(framed(page ?? NOBODY, seen, PAGES_HERE));
  }
}

const LONGEST_FORM = 1_000;

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) {
    text += piece;
    if (text.length > LONGEST_FORM) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}

function refuse(
  response: ServerResponse,
  status: number,
  said: string,
  more: Record<string, string> = {},
): void {
  response
    .writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8', ...more })
    .end(`${said}\n`);
}
