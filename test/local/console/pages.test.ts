import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeenHere } from '../../../local/console/here.ts';
import type { World } from '../../../local/simulate.ts';
import type { ChildRecord } from '../../../shared/core/record.ts';
import { ownWords } from '../../../shared/timeline/own-words.ts';
import type { Served } from './remembered.ts';
import { seenIn, served, shownOf } from './remembered.ts';
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
  '/what-if?reported-day=20&reported-month=11&reported-year=2026&reported-time=22:05&seen-day=20&seen-month=11&seen-year=2026&seen-time=20:30&age=9',
  '/what-if?reported-day=31&reported-month=11&reported-year=2026&reported-time=22:05&age=90',
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

  it.each(PAGES)(
    '%s says that a clock to practise with is not the real time, and a real one does not',
    async (path) => {
      const said = '<strong>Practice clock: this is not the real time.</strong>';
      expect((await site.ask(path)).body).toContain(said);
      shown = { isPractice: () => false };
      const { body } = await site.ask(path);
      shown = {};
      expect(body).not.toContain(said);
    },
  );

  it('and so does the inbox', async () => {
    expect((await site.ask('/inbox')).body).toContain('Practice clock: this is not the real time.');
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
    // By the name that letters have for it; where the file has none, by its id, and what is asked beside it.
    expect(body).toContain(
      ': strategy meeting decision, asked of front door, to be done by Sat 21 Nov 2026 06:05.<br>',
    );
    const words = ownWords('strategy-discussion', world.policy) ?? 'no such rule';
    expect(body).toMatch(
      /: strategy discussion, asked of first response team, to be done by [\w :]+\. \u201C/,
    );
    expect(body).toContain(`\u201C${words}\u201D`);
    expect(body).not.toContain('front-door-notice');
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
    expect(body).toContain('person: is missing (/data/person)');
    expect(body).toContain('&lt;b&gt;8d1c&lt;/b&gt;');
  });

  it('plays what if, and names who would be told and where', async () => {
    const { body } = await site.ask(
      '/what-if?reported-day=20&reported-month=11&reported-year=2026&reported-time=22:05&seen-day=20&seen-month=11&seen-year=2026&seen-time=20:30&age=9&status=not-open',
    );
    expect(body).toMatch(/Fri 20 Nov 2026 23:30<\/td><td data-of="Who">head of service<\/td>/);
    expect(body).toContain('head.of.service@<wbr>darlington.example');
    expect(body).toContain('An invented child, WHAT-IF: missing');
    const older = await site.ask(
      '/what-if?reported-day=20&reported-month=11&reported-year=2026&reported-time=22:05&seen-day=20&seen-month=11&seen-year=2026&seen-time=20:30&age=15&status=not-open',
    );
    expect(older.body).not.toContain('Fri 20 Nov 2026 23:30</td><td data-of="Who">head of service');
  });

  it('says above the form of what if and beside each field what is wrong, and marks the field', async () => {
    const { body } = await site.ask(
      '/what-if?reported-day=31&reported-month=11&reported-year=2026&reported-time=22:05&age=90',
    );
    expect(body).toContain('<h2>There is a problem</h2>');
    expect(body).toContain('<li><a href="#reported-day">Report received must be a real date</a></li>');
    expect(body).toMatch(/<input id="age" [^>]*aria-invalid="true"/);
    expect((await site.ask('/what-if')).body).not.toContain('There is a problem');
    expect(body).toContain('Age must be a number from 0 to 17, or empty');
    expect(body).toContain('aria-describedby="hint-reported fault-reported"');
    expect(body).toMatch(/<input id="reported-day" [^>]*value="31" aria-invalid="true"/);
    expect(body).toContain('<title>Error: What if a child goes missing - Homeward</title>');
    expect(body).not.toContain('Who would be told');
  });

  it('asks for a time part by part, the day first, and no browser turns day and month round', async () => {
    const { body } = await site.ask('/what-if');
    expect(body).not.toContain('datetime-local');
    const labels = [...body.matchAll(/<label for="reported-\w+">(\w+)/g)].map(([, label]) => label);
    expect(labels).toEqual(['Day', 'Month', 'Year', 'Time']);
    expect(body).toContain('<legend>Report received</legend>');
    expect(body).toContain('For example, 20 11 2026 at 22:05.');
  });

  it.each(['1926', '2150', '9999'])('plays or refuses a year that no calendar has: %s', async (year) => {
    const { status, body } = await site.ask(
      `/what-if?reported-day=20&reported-month=11&reported-year=${year}&reported-time=22:05`,
    );
    expect(status).toBe(200);
    expect(body).toContain(`value="${year}"`);
  });

  it('offers each authority under its name', async () => {
    const { body } = await site.ask('/what-if');
    expect(body).toContain('<option value="darlington" selected>Darlington</option>');
    expect(body).toContain('<option value="cheshire-east">Cheshire East</option>');
  });

  it('says before the button what moving the clock does, and what it cannot do', async () => {
    const { body } = await site.ask('/clock');
    expect(body).toMatch(/The clock never goes back\..*No letter leaves.*<\/p>.*Move the clock<\/button>/s);
  });

  it('shows every hostile word as a word', async () => {
    shown = { ...shownOf(async () => [hostile]), find: async () => hostile };
    const ref = encodeURIComponent(HOSTILE);
    const pages = await Promise.all([
      site.ask('/'),
      site.ask(`/episode?ref=${ref}`),
      site.ask(`/what-if?authority=${ref}&age=${ref}&reported-day=${ref}&seen-time=${ref}`),
    ]);
    shown = {};
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const { body } of pages) expect(body).not.toMatch(/<script|<img|\u202E/);
    expect(pages[1]?.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(pages[1]?.body).not.toContain('x'.repeat(100));
  });
});
