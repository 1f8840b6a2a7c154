// The page that shows the mail which would have left: nothing that a letter says can reach further than its own frame.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

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

const onePage = 50;
const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  html { background: Canvas; color: CanvasText; }
  body { max-width: 44rem; margin: 0 auto; padding: 1rem; background: Canvas; }
  h1 { margin: 0; } h2 { font-size: 1.15rem; line-height: 1.3; margin: .8rem 0 .2rem; overflow-wrap: anywhere; }
  article { border: 1px solid GrayText; border-radius: .5rem; padding: 0 1rem 1rem; margin: 1rem 0; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0 0 .6rem; }
  dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
  summary { cursor: pointer; padding: .6rem 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0; }
  iframe { display: block; box-sizing: border-box; width: 100%; height: 46rem; max-height: 85vh; resize: vertical; border: 1px solid GrayText; background: Canvas; }
  nav a { display: inline-block; padding: .6rem 0; margin-right: 1rem; color: #004e8c; }
  @media (prefers-color-scheme: dark) { nav a { color: #9cc9ff; } }
  @media (max-width: 30rem) { body { padding: .5rem; } article { padding: 0 .5rem .5rem; } }`;
const styleHash = createHash('sha256').update(style).digest('base64');
const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
// A letter may look as it likes, and do nothing: also where somebody opens it by itself.
const letterPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** `letters` gives all of them, oldest first; nothing while there are none to ask for yet. */
export function inboxPage(
  letters: () => Letter[] | undefined,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const [path, query] = (request.url ?? '/').split('?', 2);
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
      const [, number] = /^\/inbox\/letters\/(\d+)$/.exec(path ?? '') ?? [];
      const letter = number ? all?.[Number(number) - 1] : undefined;
      if (!all) refuse(503, 'The mail is not there yet: ask again.', { 'retry-after': '1' });
      else if (letter) response.writeHead(200, safely('text/html', letterPolicy)).end(letter.html);
      else if (path !== '/inbox') refuse(404, 'There is nothing here. The mail is at /inbox.');
      else if (prefersJson(request.headers.accept ?? '')) {
        response.writeHead(200, safely('application/json')).end(JSON.stringify(all));
      } else {
        const page = Math.max(1, Number.parseInt(new URLSearchParams(query).get('page') ?? '1', 10) || 1);
        response.writeHead(200, safely('text/html')).end(html(all, page));
      }
    }
  };
}

function safely(type: string, policy = pagePolicy): Record<string, string> {
  return {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    vary: 'accept',
  };
}

function prefersJson(accept: string): boolean {
  return accept.includes('application/json') && !accept.includes('text/html');
}

function html(letters: Letter[], page: number): string {
  const newestFirst = letters.map((letter, at) => ({ letter, number: at + 1 })).reverse();
  const shown = newestFirst.slice((page - 1) * onePage, page * onePage);
  const pages = Math.ceil(newestFirst.length / onePage);
  const count = letters.length === 1 ? '1 letter' : `${letters.length} letters`;
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Inbox: ${count}</title><style>${style}</style></head>
<body>
<header><nav><a href="/">Open episodes</a></nav><h1>Inbox</h1><p>${count}, newest first. Nothing here has left this machine.</p></header>
<main>
${shown.map(({ letter, number }, place) => article(letter, number, place === 0)).join('\n')}
</main>
<nav aria-label="Pages">
${page > 1 ? `<a rel="prev" href="/inbox?page=${page - 1}">Newer letters</a>` : ''}
${page < pages ? `<a rel="next" href="/inbox?page=${page + 1}">Older letters</a>` : ''}
</nav>
</body>
</html>
`;
}

/** The newest is open, as a mail program would show it; the others open when they are asked for. */
function article(
  { at, from, to, subject, text, html: body }: Letter,
  number: number,
  isOpen: boolean,
): string {
  const title = escaped(subject || '(no subject)');
  const frame = `<iframe sandbox="" loading="lazy" title="Letter ${number}: ${title}" src="/inbox/letters/${number}"></iframe>`;
  const open = isOpen ? ' open' : '';
  const plain = `<pre>${withLinks(escaped(text))}</pre>`;
  const read =
    body === ''
      ? plain
      : `<details${open}><summary>As a mail program shows it</summary>
${frame}</details>
<details><summary>As plain text</summary>
${plain}</details>`;
  return `<article aria-labelledby="letter-${number}">
<h2 id="letter-${number}">${title}</h2>
<dl><dt>To</dt><dd>${to.map(escaped).join('<br>')}</dd><dt>From</dt><dd>${escaped(from)}</dd><dt>At</dt><dd><time datetime="${escaped(at)}">${escaped(at)}</time></dd></dl>
${read}
</article>`;
}

/** Only to the answer page of this machine: a letter as a mail program shows it stands in a frame that leads nowhere. */
const withLinks = (markup: string): string =>
  markup.replace(
    /http:\/\/127\.0\.0\.1:\d+\/answer\/[\w.-]+#[a-z-]+/g,
    '<a rel="noreferrer" href="$&">$&</a>',
  );

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
