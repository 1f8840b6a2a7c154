// Each page of the console, and the page that a simulation writes, on a phone and at a desk, in the light and in the dark.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { readScenario } from '../../local/scenario.ts';
import { simulate } from '../../local/simulate.ts';
import { picturesOf } from '../../local/simulation/episode-pictures.ts';
import { picturePage } from '../../shared/timeline/page.ts';
import { seenIn, served } from '../local/console/remembered.ts';
import { severalChildren } from '../local/console/stories.ts';
import { procedure } from '../situations/playing.ts';
import { SCHEMES, takeWhole, WIDTHS, windowOf } from './browser.ts';

const PAGES: Readonly<Record<string, string>> = {
  'console-home': '/',
  'console-episode': '/episode?ref=ME-0412',
  'console-episode-over': '/episode?ref=ME-0413',
  'console-no-episode': '/episode?ref=nobody',
  'console-what-if':
    '/what-if?reported-day=20&reported-month=11&reported-year=2026&reported-time=22:05&seen-day=20&seen-month=11&seen-year=2026&seen-time=20:30&age=9',
  'console-what-if-faults':
    '/what-if?reported-day=31&reported-month=11&reported-year=2026&reported-time=22:05&age=90',
  'console-procedure': '/procedure',
  'console-queues': '/queues',
  'console-clock': '/clock',
};

const LONG = 'examples/scenarios/kent/another-authoritys-child-for-seventy-days.yaml';

/** Answers how many pages there are. */
export async function picturesOfTheConsole(open: Browser, folder: string): Promise<number> {
  const children = await severalChildren();
  const site = await served(() => seenIn(children));
  const scenario = readScenario(LONG);
  const { world } = await simulate(scenario, procedure('kent'));
  const seventyDays = picturePage(scenario.about, await picturesOf(world));
  for (const width of Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]) {
    for (const scheme of SCHEMES) {
      const page = await windowOf(open, width, scheme);
      const take = (name: string) => takeWhole(page, join(folder, `${name}-${width}-${scheme}.png`));
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(site.url + path);
        await take(name);
      }
      // A page keeps the content security policy that it came with.
      await page.goto('about:blank');
      await page.setContent(seventyDays);
      await take('simulation-of-seventy-days');
      await page.close();
    }
  }
  site.close();
  return Object.keys(PAGES).length + 1;
}
