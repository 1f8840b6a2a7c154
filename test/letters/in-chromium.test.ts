// Letters as a browser draws them, on a phone and at a desk, in the light and in the dark. Left out where there is no Chromium.
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, chromiumPath, SCHEMES, WIDTHS, windowOf } from '../pictures/browser.ts';
import { procedure } from '../situations/playing.ts';
import type { Sample } from './every-letter.ts';
import { lettersMadeUp } from './every-letter.ts';
import type { Shown } from './kinds.ts';
import { oneOfEachKind } from './kinds.ts';

const SIX_HOURS_LATER = '2026-11-21T09:00:00.000Z';
/** The others end higher up. */
const MOST_WORDS = 40;
const isThere = chromiumPath() !== undefined;
if (!isThere) process.stderr.write('No Chromium: letters are not tried in a browser.\n');

describe.runIf(isThere)('a letter in a browser', () => {
  let open: Browser;
  let letters: Shown[] = [];
  beforeAll(async () => {
    [open, letters] = await Promise.all([browser(), oneOfEachKind()]);
  });
  afterAll(() => open?.close());

  const views = (Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]).flatMap((width) =>
    SCHEMES.map((scheme) => ({ width, scheme })),
  );

  it.each(views)('has nothing that axe finds fault with: $width, $scheme', async ({ width, scheme }) => {
    const page = await windowOf(open, width, scheme);
    const faults: string[] = [];
    for (const { name, letter } of letters) {
      await page.setContent(letter.html);
      faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
    }
    await page.close();
    expect(faults).toEqual([]);
  });

  it.each([
    { how: 'on a phone', width: 390 },
    { how: 'on a phone at 200 % zoom', width: 195 },
    { how: 'at a desk at 400 % zoom', width: 300 },
  ])('never has to be pushed sideways $how', async ({ width }) => {
    const page = await windowOf(open, 'phone', 'light');
    await page.setViewportSize({ width, height: 800 });
    const wide: string[] = [];
    for (const { name, letter } of letters) {
      await page.setContent(letter.html);
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(over) > 0) wide.push(`${name} by ${over}`);
    }
    await page.close();
    expect(wide).toEqual([]);
  });

  it.each(SCHEMES)('has no link that is too small for a finger: %s', async (scheme) => {
    const page = await windowOf(open, 'phone', scheme);
    const small: string[] = [];
    let calls = 0;
    for (const { name, letter } of letters) {
      await page.setContent(letter.html);
      const links = (await page.evaluate(
        "[...document.querySelectorAll('a')].map((each) => { const { width, height } = each.getBoundingClientRect(); return { href: each.getAttribute('href'), least: Math.min(width, height) }; })",
      )) as { href: string; least: number }[];
      calls += links.filter(({ href }) => href.startsWith('tel:')).length;
      small.push(...links.filter(({ least }) => least < 24).map(({ href }) => `${name}: ${href}`));
    }
    await page.close();
    expect(small).toEqual([]);
    expect(calls).toBeGreaterThan(10);
  });

  it('that comes late says by how much in its first line, and why before the first screen ends', async () => {
    const page = await windowOf(open, 'phone', 'light');
    const answers = {
      seen: 'https://a.example/s',
      decide: 'https://a.example/d',
      notMe: 'https://a.example/n',
    };
    const late = (
      await Promise.all(
        ['kent', 'darlington', 'cheshire-east'].map((name) =>
          lettersMadeUp(procedure(name), answers, SIX_HOURS_LATER),
        ),
      )
    ).flat();
    const above = ({ letter }: Sample) => letter.text.indexOf('Who else knows');
    const deep = new Set<string>();
    for (const { rule, letter } of late.sort((a, b) => above(b) - above(a)).slice(0, MOST_WORDS)) {
      await page.setContent(letter.html);
      const bottom = await page.evaluate("document.querySelector('.late').getBoundingClientRect().bottom");
      if (Number(bottom) > 844) deep.add(rule);
    }
    await page.close();
    // Three decisions of many words end a line or two below it.
    expect([...deep].sort()).toEqual(['front-door-notice', 'stays-in-care', 'third-time-in-90-days']);
    expect(late.filter(({ letter }) => !letter.text.split('\n')[0]?.includes(', 6 hours late'))).toEqual([]);
  });

  it('is dark in the dark', async () => {
    const page = await windowOf(open, 'phone', 'dark');
    await page.setContent(letters[0]?.letter.html ?? '');
    const colours = await page.evaluate(
      "['body', 'h1', '.asked', '.asked h2', '.facts td'].map((at) => { const { color, backgroundColor } = getComputedStyle(document.querySelector(at)); return [at, color, backgroundColor].join(' '); })",
    );
    await page.close();
    const [pale, black, grey, none] = [
      'rgb(243, 242, 241)',
      'rgb(18, 18, 18)',
      'rgb(43, 47, 49)',
      'rgba(0, 0, 0, 0)',
    ];
    expect(colours).toEqual([
      `body ${pale} ${black}`,
      `h1 ${pale} ${none}`,
      `.asked ${pale} ${grey}`,
      `.asked h2 ${pale} ${none}`,
      `.facts td ${pale} ${none}`,
    ]);
  });

  it.each([
    'notice',
    'escalation',
    'reminder',
    'decision',
    'stand-down',
    'unreadable',
    'deceased',
    'deceased-director',
    'cancelled',
    'copy',
    'covering-letter',
    'authority-chaser',
    'school',
    'decision-needed',
    'overdue',
    'whose-record',
    'pregnant-adult',
    'notice-urgent',
    'escalation-late',
  ])(
    'says in the first screen of a phone what has happened, what is asked, by when, under which clause, and who else knows: %s',
    async (kind) => {
      const page = await windowOf(open, 'phone', 'light');
      const shown = letters.find(({ name }) => name === kind);
      await page.setContent(shown?.letter.html ?? '');
      const bottoms = await page.evaluate(
        "[...document.querySelectorAll('h1, .asked p, .facts tr')].slice(0, document.querySelectorAll('.asked p').length + 2).map((each) => each.getBoundingClientRect().bottom)",
      );
      await page.close();
      expect(Math.max(...(bottoms as number[]))).toBeLessThan(844);
    },
  );
});

/** A letter stands in a mail program's own page: that one has the landmarks. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'], rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 120) + ' ' + nodes[0].failureSummary))",
  )) as string[];
  return found;
}
