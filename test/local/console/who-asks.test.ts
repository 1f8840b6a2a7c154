// Who may ask for the console, and from where: under this machine's own name, to read, and the clock from its own page alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../../local/simulate.ts';
import type { Served } from './remembered.ts';
import { seenIn, served } from './remembered.ts';
import { severalChildren } from './stories.ts';

let world: World;
let site: Served;
beforeAll(async () => {
  world = await severalChildren();
  site = await served(() => seenIn(world));
});
afterAll(() => site.close());

const PAGES = ['/', '/episode?ref=ME-0412', '/what-if', '/procedure', '/queues', '/clock', '/clock?refused'];

describe('whoever asks for the console', () => {
  it.each(PAGES)(
    'is refused under a name that somebody else has pointed at this machine: %s',
    async (path) => {
      expect((await site.ask(path, { headers: { host: 'evil.example' } })).status).toBe(403);
    },
  );

  it('can change nothing', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect((await site.ask('/clock', { method })).status).toBe(405);
    expect((await site.ask('/', { method: 'POST' })).status).toBe(405);
  });

  it('moves the clock from the page of the clock alone', async () => {
    const moving = await severalChildren('2026-11-22T12:00:00Z');
    const other = await served(() => seenIn(moving));
    const host = other.url.replace('http://', '');
    const post = (headers: Record<string, string>, body = 'step=hour') =>
      other.ask('/clock', { method: 'POST', body, headers: { host, ...headers } });
    expect((await post({})).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    expect((await post({ origin: 'http://evil.example' })).status).toBe(403);
    expect((await post({ origin: other.url, host: 'evil.example' })).status).toBe(403);
    expect((await post({ origin: other.url }, 'step=constructor')).headers['location']).toBe(
      '/clock?refused',
    );
    expect((await post({ origin: other.url }, `step=${'x'.repeat(5_000)}`)).headers['location']).toBe(
      '/clock?refused',
    );
    expect(moving.clock.now()).toBe('2026-11-22T12:00:00.000Z');
    const answer = await post({ origin: other.url });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/clock']);
    expect(moving.clock.now()).toBe('2026-11-22T13:00:00.000Z');
    other.close();
  });

  it('is told how to have a clock that moves, where this one follows the machine', async () => {
    const still = await served(() => seenIn(world, { clock: { speed: 1 } }));
    const { body } = await still.ask('/clock');
    expect(body).toContain('npm start -- --clock');
    expect(body).not.toContain('<form');
    still.close();
  });

  it('is asked to come again while the machine is starting', async () => {
    const starting = await served(() => undefined);
    expect((await starting.ask('/')).status).toBe(503);
    starting.close();
  });

  it('finds the inbox where it was', async () => {
    expect((await site.ask('/inbox', { headers: { accept: 'application/json' } })).body).toBe('[]');
  });

  it.each([
    '/?from=%',
    '/?from=e30',
    '/episode?ref=%00',
    '/episode',
    '/procedure?version=nope',
    '/__proto__',
    '/what-if?authority=..%2F..&reported-day=x',
  ])('hurts nothing by asking for %s', async (path) => {
    expect((await site.ask(path)).status).toBeLessThan(500);
  });
});
