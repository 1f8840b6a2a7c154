// The console as a browser draws it, on a phone and at a desk, in the light and in the dark. Left out where there is no Chromium.
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picturesOf } from '../../../local/simulation/episode-pictures.ts';
import { drawnTogether } from '../../../shared/timeline/drawing.ts';
import { picturePage } from '../../../shared/timeline/page.ts';
import { pictureOf } from '../../../shared/timeline/picture.ts';
import { browser, chromiumPath, SCHEMES, WIDTHS, windowOf } from '../../pictures/browser.ts';
import { procedure } from '../../situations/playing.ts';
import type { Served } from './remembered.ts';
import { seenIn, served } from './remembered.ts';
import { HOSTILE, hostileRecord, severalChildren } from './stories.ts';

const isThere = chromiumPath() !== undefined;
if (!isThere) process.stderr.write('No Chromium: the console is not tried in a browser.\n');

const PAGES = [
  '/',
  '/episode?ref=ME-0412',
  '/episode?ref=ME-0413',
  '/episode?ref=nobody',
  '/what-if?reported-day=20&reported-month=11&reported-year=2026&reported-time=22:05&seen-day=20&seen-month=11&seen-year=2026&seen-time=20:30&age=9',
  '/what-if?reported-day=31&reported-month=11&reported-year=2026&reported-time=22:05&age=90',
  '/procedure',
  '/queues',
  '/clock',
];

describe.runIf(isThere)('the console in a browser', () => {
  let open: Browser;
  let site: Served;
  let simulated = '';
  beforeAll(async () => {
    const world = await severalChildren();
    simulated = picturePage('A night', await picturesOf(world));
    [open, site] = await Promise.all([browser(), served(() => seenIn(world))]);
  });
  afterAll(async () => {
    site?.close();
    await open?.close();
  });

  const views = (Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]).flatMap((width) =>
    SCHEMES.map((scheme) => ({ width, scheme })),
  );

  it.each(views)('has nothing that axe finds fault with: $width, $scheme', async ({ width, scheme }) => {
    const page = await windowOf(open, width, scheme);
    const faults: string[] = [];
    for (const path of PAGES) {
      await page.goto(site.url + path);
      await unfold(page);
      faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
    }
    await page.goto('about:blank');
    await page.setContent(simulated);
    await unfold(page);
    faults.push(...(await faultsOf(page)).map((fault) => `a simulation: ${fault}`));
    await page.close();
    expect(faults).toEqual([]);
  });

  it.each([400, 320])('never has to be pushed sideways at %i px', async (width) => {
    const page = await windowOf(open, 'phone', 'light');
    await page.setViewportSize({ width, height: 800 });
    const wide: string[] = [];
    for (const path of PAGES) {
      await page.goto(site.url + path);
      await unfold(page);
      const over = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
      if (over > 0) wide.push(`${path} by ${over}`);
    }
    await page.close();
    expect(wide).toEqual([]);
  });

  it('writes every word of a picture inside the picture, whatever the words', async () => {
    const picture = pictureOf(
      await hostileRecord(),
      HOSTILE,
      procedure('darlington'),
      '2026-11-21T12:00:00.000Z',
    );
    const page = await windowOf(open, 'desk', 'light');
    const out: unknown[] = [];
    const look = async () =>
      out.push(
        ...((await page.evaluate(
          "[...document.querySelectorAll('svg.timeline')].filter((svg) => svg.getBoundingClientRect().width > 0).flatMap((svg) => [...svg.querySelectorAll('text')].filter((text) => { const { x, width } = text.getBBox(); return x < 0 || x + width > svg.viewBox.baseVal.width; }).map((text) => text.textContent))",
        )) as unknown[]),
      );
    for (const width of [1200, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${site.url}/episode?ref=ME-0412`);
      await look();
      await page.goto('about:blank');
      await page.setContent(picturePage('Hostile', picture ? [picture] : []));
      await look();
    }
    await page.close();
    expect(out).toEqual([]);
  });

  it('draws one picture, that for the width at hand', async () => {
    const page = await windowOf(open, 'phone', 'light');
    const shown = async (width: number) => {
      await page.setViewportSize({ width, height: 800 });
      return page.evaluate(
        "[...document.querySelectorAll('svg.timeline')].filter((svg) => getComputedStyle(svg).display !== 'none').map((svg) => svg.getAttribute('class'))",
      );
    };
    await page.goto(`${site.url}/episode?ref=ME-0412`);
    expect(await shown(390)).toEqual(['timeline narrow']);
    expect(await shown(1200)).toEqual(['timeline wide']);
    await page.close();
  });

  it('is sound XML as a file of its own, hostile words and all', async () => {
    const picture = pictureOf(
      await hostileRecord(),
      HOSTILE,
      procedure('darlington'),
      '2026-11-21T12:00:00.000Z',
    );
    const page = await windowOf(open, 'desk', 'light');
    const svg = drawnTogether(picture ? [picture, picture] : []);
    const fault = await page.evaluate(
      `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelector('parsererror')?.textContent ?? ''`,
    );
    await page.close();
    expect(fault).toBe('');
  });

  it('takes a reader of the keyboard past the links to the content, and to the form that moves the clock', async () => {
    const page = await windowOf(open, 'desk', 'light');
    await page.goto(`${site.url}/clock`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('step');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.url}/clock`);
    expect(await page.textContent('main')).toContain('Tuesday 24 November 2026 at 12:15');
    await page.close();
  });

  it('opens its tables with a key, and on paper by itself', async () => {
    const page = await windowOf(open, 'desk', 'light');
    await page.goto(`${site.url}/episode?ref=ME-0412`);
    const isShown = () => page.evaluate("document.querySelector('.words table').checkVisibility()");
    expect(await isShown()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await isShown()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await page.locator('.words summary').press('Enter');
    expect(await isShown()).toBe(true);
    await page.close();
  });

  it('prints in black on white, without its links and forms', async () => {
    const page = await windowOf(open, 'desk', 'dark');
    await page.goto(`${site.url}/episode?ref=ME-0412`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const [ground, nav, ink] = (await page.evaluate(
      "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('nav')).display, getComputedStyle(document.querySelector('svg.wide text.strong')).fill]",
    )) as string[];
    await page.close();
    expect([ground, nav, ink]).toEqual(['rgb(255, 255, 255)', 'none', 'rgb(11, 12, 12)']);
  });
});

/** What is folded must be as sound as the rest. */
const unfold = (page: Page): Promise<unknown> =>
  page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 120) + ' ' + nodes[0].failureSummary))",
  )) as string[];
}
