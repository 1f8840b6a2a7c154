// The deployed console: the pages that only read, to readers of the group, and a line of who looked at which child.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Needs } from '../../functions/console/handler.ts';
import { busy, show } from '../../functions/console/handler.ts';
import type { World } from '../../local/simulate.ts';
import { seenIn, shownOf } from '../local/console/remembered.ts';
import { severalChildren } from '../local/console/stories.ts';
import { childrenOf } from '../situations/playing.ts';
import { BALANCER, CLAIMS, HEADER, publicKeyOf, seconds, tokenOf } from './balancer.ts';
import { option } from './option.ts';

type Line = { event: string; about: Readonly<Record<string, unknown>> };

let world: World;
let ids: string[];
const exp = seconds('2036-01-01T00:00:00Z');
const longToken = (claims: object = {}) => {
  const lasting = { ...CLAIMS, exp, ...claims };
  return tokenOf(lasting, { ...HEADER, exp });
};

beforeAll(async () => {
  world = await severalChildren();
  ids = (await childrenOf(world)).map(({ id }) => id);
});

async function asked(
  path: string,
  how: { method?: string; headers?: Record<string, string | undefined>; token?: string | undefined } = {},
  more: Partial<Needs> = {},
  others: Partial<Needs['seen']> = {},
) {
  const lines: Line[] = [];
  const reads: string[] = [];
  const { clock: _, unreadable: __, isPractice: ___, ...seen } = seenIn(world, others);
  const needs: Needs = {
    seen: {
      ...seen,
      open: (...of) => {
        reads.push('open');
        return seen.open(...of);
      },
      find: (reference) => {
        reads.push(reference);
        return seen.find(reference);
      },
    },
    watch: { note: (event, about) => lines.push({ event, about }) },
    option,
    signer: BALANCER,
    keyOf: publicKeyOf,
    ...more,
  };
  const [at = '', query = ''] = path.split('?');
  const token = 'token' in how ? how.token : longToken();
  const headers = { host: option.name, 'x-amzn-oidc-data': token, ...how.headers };
  const reply = await show(
    { method: how.method ?? 'GET', path: at, query: new URLSearchParams(query), headers },
    needs,
  );
  return { ...reply, lines, reads };
}

const PAGES = ['/', '/episode?ref=ME-0413', '/procedure', '/queues'];

describe('a reader of the group', () => {
  it.each(PAGES)(
    'sees %s, which runs no script, is not kept, and leads only to pages that are there',
    async (path) => {
      const { status, headers, body } = await asked(path);
      expect(status).toBe(200);
      expect(body).not.toContain('Practice clock');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'strict-transport-security': 'max-age=31536000',
      });
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
      expect(headers['content-security-policy']).toContain(
        "form-action 'self' https://sign-on.saltmarsh.example; frame-ancestors 'none'",
      );
      const leads = [...body.matchAll(/(?:href|action)="(\/[^"?#]*)/g)].map(([, to]) => to);
      expect(
        [...new Set(leads)].filter((to) => !['/', '/episode', '/procedure', '/queues'].includes(to ?? '')),
      ).toEqual([]);
    },
  );

  it('has what was unreadable pointed out, and nobody reads the whole table for it', async () => {
    const { body } = await asked('/queues');
    expect(body).toContain('<code>npx homeward unreadable</code> lists them all');
    expect(body).toContain('Each goes back to the wake-ups queue');
  });

  it('is noted with each record of a list, and with the record of an episode, and never by name', async () => {
    const list = await asked('/');
    expect(list.lines).toEqual(
      ids.map((record) => ({ event: 'record listed', about: { reader: 'reader-0412', record } })),
    );
    const one = await asked('/episode?ref=ME-0413');
    const record = (await childrenOf(world)).find(({ references }) => 'ME-0413' in references)?.id;
    expect(one.lines).toEqual([{ event: 'record looked at', about: { reader: 'reader-0412', record } }]);
    expect(JSON.stringify([list.lines, one.lines])).not.toMatch(/Robin|saltmarsh|ME-0413/);
  });

  it('is noted with what stands on the page, and not with what was only read to order it', async () => {
    const [one] = await childrenOf(world);
    if (!one) throw new Error('Several children are missing');
    // Of ids that nobody has read before.
    const many = Array.from({ length: 50 }, () => ({ ...one, id: randomUUID() }));
    const { status, lines } = await asked(
      '/',
      {},
      {},
      shownOf(async () => many),
    );
    expect(status).toBe(200);
    expect(lines.map(({ event }) => event)).toEqual(Array(40).fill('record listed'));
    expect(new Set(lines.map(({ about }) => about['record'])).size).toBe(40);
  });

  it('is noted who tries references that nobody knows', async () => {
    const { status, lines } = await asked('/episode?ref=ME-9999');
    expect(status).toBe(404);
    expect(lines).toEqual([{ event: 'record looked at', about: { reader: 'reader-0412', record: 'none' } }]);
  });

  it.each(['/clock', '/what-if', '/inbox', 'constructor', '//'])('finds no page at %s', async (path) => {
    expect(await asked(path)).toMatchObject({ status: 404, body: 'There is no such page.\n', reads: [] });
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('can change nothing by %s', async (method) => {
    const reply = await asked('/episode?ref=ME-0413', { method });
    expect(reply).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' }, reads: [] });
  });

  it('is not answered under another name', async () => {
    expect(await asked('/', { headers: { host: 'evil.example' } })).toMatchObject({ status: 403, reads: [] });
  });
});

describe('whoever is not', () => {
  it.each([
    ['signed on nowhere', undefined, 'unsigned', 'unknown'],
    ['forging', `${longToken()}x`.replace('.', '.x'), 'forged', 'unknown'],
    ['late', tokenOf({ ...CLAIMS, exp: 1 }), 'expired', 'unknown'],
    ['in another group', longToken({ groups: ['everybody'] }), 'group', 'reader-0412'],
  ])('%s is shown nothing, nothing is read for them, and it is noted', async (_who, token, why, reader) => {
    for (const path of [...PAGES, '/nowhere']) {
      const { status, headers, body, lines, reads } = await asked(path, { token });
      expect([status, headers['content-type']]).toEqual([403, 'text/plain; charset=utf-8']);
      expect(body).not.toMatch(/ME-0412|Darlington|</);
      expect(lines).toEqual([{ event: 'reader refused', about: { why, reader } }]);
      expect(reads).toEqual([]);
    }
  });
});

describe('where the key of the load balancer cannot be had', () => {
  it('nobody is let in', async () => {
    const failing = { keyOf: () => Promise.reject(new Error('no way there')) };
    await expect(asked('/', {}, failing)).rejects.toThrow('no way there');
    expect(busy()).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
    expect(busy().body).not.toMatch(/</);
  });
});
