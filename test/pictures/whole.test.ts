// A page that is longer than a picture can be is taken in several, and nothing of it is left out or taken twice.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, chromiumPath, takeWhole, windowOf } from './browser.ts';

const isThere = chromiumPath() !== undefined;
if (!isThere) process.stderr.write('No Chromium: no picture is taken.\n');

const folder = mkdtempSync(join(tmpdir(), 'homeward-'));

/** A stripe of its own shade of red for each thousand points. */
const stripes = (high: number): string => {
  const each = Array.from(
    { length: high / 1_000 },
    (_, n) => `<div style="height:1000px;background:rgb(${n * 10},0,0)"></div>`,
  );
  return `<body style="margin:0">${each.join('')}`;
};

describe.runIf(isThere)('a picture of a page', () => {
  let open: Browser;
  beforeAll(async () => {
    open = await browser();
  });
  afterAll(async () => {
    await open?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    [3_000, 'desk', ['page.png'], [0, 10, 20]],
    [
      20_000,
      'phone',
      ['page-1.png', 'page-2.png', 'page-3.png'],
      Array.from({ length: 20 }, (_, n) => n * 10),
    ],
  ] as const)('of %i points, %s: %j', async (high, width, names, shades) => {
    const page = await windowOf(open, width, 'light');
    await page.setContent(stripes(high));
    const paths = await takeWhole(page, join(folder, 'page.png'));
    expect(paths.map((path) => basename(path))).toEqual(names);
    const seen: unknown[] = [];
    for (const path of paths) {
      const image = `data:image/png;base64,${readFileSync(path).toString('base64')}`;
      await page.setContent(`<img src="${image}">`);
      seen.push(
        ...((await page.evaluate(`(async () => {
          const image = document.images[0];
          await image.decode();
          const scale = devicePixelRatio;
          const one = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
          return Array.from({ length: image.naturalHeight / scale / 1000 }, (_, n) => {
            one.drawImage(image, 10, (n * 1000 + 500) * scale, 1, 1, 0, 0, 1, 1);
            return one.getImageData(0, 0, 1, 1).data[0];
          });
        })()`)) as unknown[]),
      );
    }
    await page.close();
    expect(seen).toEqual(shades);
  });
});
