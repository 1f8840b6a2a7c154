// The one function with an address of its own, reached as on AWS: a request becomes its event, and what it says the answer.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Outcome } from './functions/function-runner.ts';
import { ADDRESS } from './stack/identities.ts';

type Pages = (request: IncomingMessage, response: ServerResponse) => void;

/** `invoke` is nothing while the machine is starting, and where no function has an address. */
export function answerPage(
  invoke: () => ((event: string) => Promise<Outcome>) | undefined,
  otherwise: Pages,
): Pages {
  return (request, response) => {
    if (!request.url?.startsWith(ADDRESS)) return otherwise(request, response);
    const answer = invoke();
    if (!answer) refuse(response, 503, 'The answer page is not there yet: ask again.');
    // A page elsewhere that points its own name at this machine must not answer letters.
    else if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? ''))
      refuse(response, 403, 'Ask for this page as 127.0.0.1 or localhost.');
    else
      pass(request, response, answer).catch(() => {
        if (response.headersSent) response.destroy();
        else refuse(response, 502, 'The answer page failed.');
      });
  };
}

/** As large as Lambda takes them. */
const LARGEST_BODY = 6 * 1024 * 1024;

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (event: string) => Promise<Outcome>,
): Promise<void> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length <= LARGEST_BODY) pieces.push(piece);
  }
  if (length > LARGEST_BODY) return refuse(response, 413, 'The request is too large.');
  const outcome = await answer(JSON.stringify(eventOf(request, Buffer.concat(pieces))));
  if (!outcome.ok) return refuse(response, 502, 'Internal Server Error');
  const { statusCode, headers, body = '' } = JSON.parse(outcome.result ?? '{}') as Partial<Said>;
  response.writeHead(statusCode ?? 200, headers).end(body);
}

interface Said {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** The event of a function URL, as far as it has a meaning on one machine. */
function eventOf({ url = '/', method = 'GET', headers }: IncomingMessage, body: Buffer): object {
  const [path = '', rawQueryString = ''] = url.slice(ADDRESS.length - 1).split('?', 2);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    requestContext: { http: { method, path }, domainName: headers.host },
    ...(body.length > 0 && { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  };
}

function refuse(response: ServerResponse, status: number, said: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${said}\n`);
}
