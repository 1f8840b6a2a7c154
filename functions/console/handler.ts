// The console of a deployment: pages that only read, for readers of one group, and a line in the log of who looked at what.
import { episode, NOBODY } from '../../shared/console/episode.ts';
import type { Framed } from '../../shared/console/frame.ts';
import { framed, HEADERS } from '../../shared/console/frame.ts';
import { home } from '../../shared/console/home.ts';
import { procedure } from '../../shared/console/procedure.ts';
import { queues } from '../../shared/console/queues.ts';
import type { Seen } from '../../shared/console/seen.ts';
import type { ConsoleOption } from '../../shared/core/policy.ts';
import type { Watch } from '../../shared/ports.ts';
import type { Asks } from './signed-on.ts';
import { signedOn } from './signed-on.ts';

export interface Needs {
  seen: Seen;
  watch: Pick<Watch, 'note'>;
  option: ConsoleOption;
  signer: string;
  keyOf: Asks['keyOf'];
}

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Names in small letters. */
  headers: Readonly<Record<string, string | undefined>>;
}

export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const PAGES: Readonly<
  Record<string, (seen: Seen, asked: URLSearchParams) => Framed | undefined | Promise<Framed | undefined>>
> = { '/': home, '/episode': episode, '/procedure': procedure, '/queues': queues };

/** Nothing is read of any child before it is known who asks. */
export async function show(asked: Asked, needs: Needs): Promise<Reply> {
  const { option, signer, keyOf, seen, watch } = needs;
  const { signOn, group } = option;
  const who = await signedOn(asked.headers['x-amzn-oidc-data'], { signer, signOn, group, keyOf }, seen.now());
  if ('refused' in who) {
    watch.note('reader refused', { why: who.refused, reader: who.reader ?? 'unknown' });
    return refusal(403, who.refused === 'group' ? NOT_IN_THE_GROUP : SIGN_ON_AGAIN);
  }
  if (asked.headers['host'] !== option.name) return refusal(403, `Ask for this page as ${option.name}.`);
  if (asked.method !== 'GET' && asked.method !== 'HEAD')
    return refusal(405, 'This page can only be read.', { allow: 'GET, HEAD' });
  if (!Object.hasOwn(PAGES, asked.path)) return refusal(404, 'There is no such page.');
  const page = await PAGES[asked.path]?.(noted(seen, who.reader, watch), asked.query);
  return {
    status: page ? 200 : 404,
    headers: { ...headersOf(option), 'content-type': 'text/html; charset=utf-8' },
    body: framed(page ?? NOBODY, seen),
  };
}

/** A service that cannot answer now; it says nothing of what it could not read. */
export const busy = (): Reply =>
  refusal(503, 'This page cannot be shown now: ask again in a minute.', { 'retry-after': '60' });

/** Each record that a page is made of, before the page is made. */
function noted(seen: Seen, reader: string, watch: Needs['watch']): Seen {
  return {
    ...seen,
    async read(ids, what) {
      const records = await seen.read(ids, what);
      if (what === 'to show')
        for (const { id } of records) watch.note('record listed', { reader, record: id });
      return records;
    },
    async find(reference) {
      const record = await seen.find(reference);
      watch.note('record looked at', { reader, record: record?.id ?? 'none' });
      return record;
    },
  };
}

/** When its session is over, a form goes to the sign-on on its way. */
function headersOf({ signOn }: ConsoleOption): Readonly<Record<string, string>> {
  const csp = HEADERS['content-security-policy'] ?? '';
  const { origin } = new URL(signOn.authorization);
  return {
    ...SAFE,
    'content-security-policy': csp.replace("form-action 'self'", `form-action 'self' ${origin}`),
  };
}

const SAFE: Readonly<Record<string, string>> = {
  ...HEADERS,
  'strict-transport-security': 'max-age=31536000',
};

const refusal = (status: number, said: string, more: Reply['headers'] = {}): Reply => ({
  status,
  headers: { ...SAFE, 'content-type': 'text/plain; charset=utf-8', ...more },
  body: `${said}\n`,
});

const SIGN_ON_AGAIN = 'It is not certain who you are: close the browser, and sign on again.';
const NOT_IN_THE_GROUP =
  'You are signed on, and not one of those who may look here. Whoever manages the group can let you in.';
