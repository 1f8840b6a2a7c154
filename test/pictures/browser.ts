// A Chromium that is there already; whoever needs one says so plainly where there is none.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** From the environment, or the path. */
export const chromiumPath = (): string | undefined =>
  [
    process.env['CHROMIUM'] ?? '',
    ...(process.env['PATH'] ?? '')
      .split(delimiter)
      .flatMap((folder) => NAMES.map((name) => join(folder, name))),
  ].find((path) => path !== '' && existsSync(path));

export async function browser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('There is no Chromium: install one, or name it in CHROMIUM.');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

export const WIDTHS = { phone: 390, desk: 1200 } as const;
export const SCHEMES = ['light', 'dark'] as const;

/** A window that asks nobody for anything. */
export async function windowOf(
  open: Browser,
  width: keyof typeof WIDTHS,
  colorScheme: (typeof SCHEMES)[number],
): Promise<Page> {
  const page = await open.newPage({
    viewport: { width: WIDTHS[width], height: width === 'phone' ? 844 : 800 },
    deviceScaleFactor: width === 'phone' ? 2 : 1,
    colorScheme,
  });
  await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => route.abort());
  return page;
}

/** No browser draws a picture of more than 16,384 points; a phone has two to the pixel. */
const HIGHEST = 8_000;

/** The whole page; one that is longer than a picture can be in several, numbered from the top. Answers where they are. */
export async function takeWhole(page: Page, path: string): Promise<string[]> {
  const high = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const width = page.viewportSize()?.width ?? WIDTHS.desk;
  const digits = String(Math.ceil(high / HIGHEST)).length;
  const paths: string[] = [];
  for (let y = 0; y < high; y += HIGHEST) {
    const number = String(paths.length + 1).padStart(digits, '0');
    const part = high <= HIGHEST ? path : path.replace(/(?=\.png$)/, `-${number}`);
    const clip = { x: 0, y, width, height: Math.min(high - y, HIGHEST) };
    await page.screenshot({ path: part, fullPage: true, clip });
    paths.push(part);
  }
  return paths;
}
