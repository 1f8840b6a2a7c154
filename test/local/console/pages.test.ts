import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeenHere } from '../../../local/console/here.ts';
import type { World } from '../../../local/simulate.ts';
import type { ChildRecord } from '../../../shared/core/record.ts';
import { ownWords } from '../../../shared/timeline/own-words.ts';
import type { Served } from './remembered.ts';
import { seenIn, served } from './remembered.ts';
import { HOSTILE, hostileRecord, severalChildren } from './stories.ts';

let world: World;
let hostile: ChildRecord;
let site: Served;
let shown: Partial<SeenHere> = {};
beforeAll(async () => {
  [world, hostile] = await Promise.all([severalChildren(), hostileRecord()]);
  site = await served(() => seenIn(world, shown));
});
afterAll(() => site.close());

const PAGES = [
  '/',
  '/episode?ref=ME-0412',
  '/episode?ref=ME-0413',
  '/episode?ref=nobody',
  '/what-if',
  '/what-if?reported=2026-11-20T22:05&seen=2026-11-20T20:30&age=9',
  '/what-if?reported=yesterday&age=90',
  '/procedure',
  '/queues',
  '/clock',
  '/clock?refused',
];

describe('a page of the console', () => {
  it.each(PAGES)('%s is sound HTML, with nothing missing in it', async (path) => {
    const { body } = await site.ask(path);
    const report = await new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        'no-inline-style': 'error',
        'long-title': 'off',
        'doctype-style': 'off',
        'attr-quotes': 'off',
        'svg-focusable': 'off',
        'valid-autocomplete': 'off',
      },
    }).validateString(body);
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map((each) => `${each.line} ${each.ruleId} ${each.message}`),
      ),
    ).toEqual([]);
    expect(body.replace(/<style>[\s\S]*?<\/style>/, '')).not.toMatch(/undefined|NaN|\[object|Invalid/);
  });

  it.each(PAGES)('%s runs no script and takes nothing from elsewhere', async (path) => {
    const { headers, body } = await site.ask(path);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(headers['content-security-policy']).not.toMatch(/script|unsafe|\*/);
    expect(body).not.toMatch(/<script|\son\w+=|<link|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it('leads from the open episodes to each of them, whoever waits longest on top', async () => {
    const { body } = await site.ask('/');
    const links = [...body.matchAll(/href="\/episode\?ref=([^"]+)"/g)].map(([, ref]) => ref);
    expect(links).toEqual(['ME-0412', 'ME-0413']);
    expect(body).toContain('Overdue for 3 days 5 hours');
  });

  it('says of what is overdue also who was written to since, what comes next, and in whose words it was asked', async () => {
    const { body } = await site.ask('/');
    expect(body).toContain('2 episodes have something overdue.');
    const words = ownWords('front-door-notice', world.policy) ?? 'no such rule';
    expect(body).toContain(`asked of front door: \u201C${words}\u201D`);
    expect(body).toContain('<span class="id">task front-door-notice</span>');
    expect(body).toContain(
      'Since then: request to keyworker team, keyworker, service manager, Sat 21 Nov 2026 06:05.',
    );
    expect(body).toContain('Since then: chaser to service manager, Mon 23 Nov 2026 17:01.');
  });

  it('of an episode shows the picture, the same in words, every rule and what each source said', async () => {
    const { body } = await site.ask('/episode?ref=ME-0413');
    expect(body).toContain('AE, ME-0413: found');
    expect(body).toContain('<td data-of="What">Heard: Police: back or found</td>');
    expect(body).toMatch(
      /<p>Told [a-z, -]+ on Sunday 22 November 2026 at 09:00 \[<span class="code">D17-6\.9-a<\/span>/,
    );
    expect(body).toContain('outcome found; returned Sun 22 Nov 08:00; seen by the police Sun 22 Nov 08:40');
    for (const { id } of world.policy.versions.at(-1)?.rules ?? [])
      expect(body).toMatch(new RegExp(`<span class="id">${id.replaceAll('-', ' ')}</span></h3>`));
  });

  it('says nothing that names a child or where one is', async () => {
    for (const path of ['/', '/episode?ref=ME-0412', '/episode?ref=ME-0413'])
      expect((await site.ask(path)).body).not.toMatch(/Robin|Asha|Sample|2017-03-02|2012-05-14/);
  });

  it('counts what waits, and says why each message could not be read', async () => {
    const { body } = await site.ask('/queues');
    expect(body).toContain('3 messages were given up');
    expect(body).toContain('<code>npx homeward redrive</code>');
    expect(body).toContain('records that could not be settled');
    expect(body).toContain('/data/person is missing');
    expect(body).toContain('&lt;b&gt;8d1c&lt;/b&gt;');
  });

  it('plays what if, and names who would be told and where', async () => {
    const { body } = await site.ask(
      '/what-if?reported=2026-11-20T22:05&seen=2026-11-20T20:30&age=9&status=not-open',
    );
    expect(body).toMatch(/Fri 20 Nov 2026 23:30<\/td><td data-of="Who">head of service<\/td>/);
    expect(body).toContain('head.of.service@<wbr>darlington.example');
    expect(body).toContain('An invented child, WHAT-IF: missing');
    const older = await site.ask(
      '/what-if?reported=2026-11-20T22:05&seen=2026-11-20T20:30&age=15&status=not-open',
    );
    expect(older.body).not.toContain('Fri 20 Nov 2026 23:30</td><td data-of="Who">head of service');
  });

  it('says above the form of what if and beside each field what is wrong, and marks the field', async () => {
    const { body } = await site.ask('/what-if?reported=yesterday&age=90');
    expect(body).toContain('<h2>There is a problem</h2>');
    expect(body).toContain('<li><a href="#reported">Report received is not a date and a time</a></li>');
    expect(body).toMatch(/<input id="age" [^>]*aria-invalid="true"/);
    expect((await site.ask('/what-if')).body).not.toContain('There is a problem');
    expect(body).toContain('Age is a number from 0 to 17, or empty');
    expect(body).toContain('aria-describedby="fault-reported"');
    expect(body).not.toContain('Who would be told');
  });

  it('offers each authority under its name', async () => {
    const { body } = await site.ask('/what-if');
    expect(body).toContain('<option value="darlington" selected>Darlington</option>');
    expect(body).toContain('<option value="cheshire-east">Cheshire East</option>');
  });

  it('says beside the button what moving the clock does, and what it cannot do', async () => {
    const { body } = await site.ask('/clock');
    expect(body).toMatch(
      /Move the clock<\/button><\/p>\n<p class="beside">The clock never goes back\..*No letter leaves/,
    );
  });

  it('shows every hostile word as a word', async () => {
    shown = { open: async () => ({ records: [hostile] }), find: async () => hostile };
    const ref = encodeURIComponent(HOSTILE);
    const pages = await Promise.all([
      site.ask('/'),
      site.ask(`/episode?ref=${ref}`),
      site.ask(`/what-if?authority=${ref}&age=${ref}&reported=${ref}`),
    ]);
    shown = {};
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const { body } of pages) expect(body).not.toMatch(/<script|<img|\u202E/);
    expect(pages[1]?.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(pages[1]?.body).not.toContain('x'.repeat(100));
  });
});

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
    '/what-if?authority=..%2F..&reported=x',
  ])('hurts nothing by asking for %s', async (path) => {
    expect((await site.ask(path)).status).toBeLessThan(500);
  });
});
