// The inbox page in a browser: letters can be read on it, at any width, with keys and in the dark. Left out where there is no Chromium.
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, chromiumPath, SCHEMES, WIDTHS, windowOf } from '../pictures/browser.ts';
import { servedInbox } from '../pictures/served-inbox.ts';
import { oneOfEachKind } from './kinds.ts';

const isThere = chromiumPath() !== undefined;
if (!isThere) process.stderr.write('No Chromium: the inbox page is not tried in a browser.\n');

describe.runIf(isThere)('the inbox page in a browser', () => {
  let open: Browser;
  let inbox: Awaited<ReturnType<typeof servedInbox>>;
  beforeAll(async () => {
    [open, inbox] = await Promise.all([browser(), oneOfEachKind().then(servedInbox)]);
  });
  afterAll(async () => {
    inbox?.close();
    await open?.close();
  });

  const views = (Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]).flatMap((width) =>
    SCHEMES.map((scheme) => ({ width, scheme })),
  );

  it.each(views)(
    'has nothing that axe finds fault with, and need not be pushed: $width, $scheme',
    async (view) => {
      const page = await windowOf(open, view.width, view.scheme);
      await page.goto(inbox.url);
      const frame = page.frames()[1];
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await frame?.textContent('h1')).toMatch(/missing/i);
      // Its own style is all that the page lets in: axe comes from outside.
      const session = await page.context().newCDPSession(page);
      const { frameTree } = await session.send('Page.getFrameTree');
      const { executionContextId } = await session.send('Page.createIsolatedWorld', {
        frameId: frameTree.frame.id,
      });
      const faultsOf = `axe.run(document, { iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`;
      await session.send('Runtime.evaluate', { contextId: executionContextId, expression: axe.source });
      const { result } = await session.send('Runtime.evaluate', {
        contextId: executionContextId,
        expression: faultsOf,
        awaitPromise: true,
        returnByValue: true,
      });
      await page.close();
      expect(result.value).toEqual([]);
    },
  );

  it('shows the newest letter at once, and the next one when it is asked for with a key', async () => {
    const page = await windowOf(open, 'desk', 'light');
    await page.goto(inbox.url);
    const shown = () => page.locator('iframe:visible').count();
    expect(await shown()).toBe(1);
    await page.locator('article:nth-of-type(2) summary').first().press('Enter');
    expect(await shown()).toBe(2);
    await page.close();
  });
});
