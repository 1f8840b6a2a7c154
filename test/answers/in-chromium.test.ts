// The answer page in a browser: read and answered on a phone, with keys alone, in the dark. Left out where there is no Chromium.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEADERS } from '../../functions/answer/frame.ts';
import { saidMark } from '../../functions/answer/token.ts';
import { browser, chromiumPath, SCHEMES, windowOf } from '../pictures/browser.ts';
import {
  ask,
  type Desk,
  delivered,
  formFor,
  letterTo,
  MANAGER,
  pathIn,
  queryAfter,
  sendForm,
  shown,
  triaged,
} from './desk.ts';

const isThere = chromiumPath() !== undefined;
if (!isThere) process.stderr.write('No Chromium: the answer page is not tried in a browser.\n');

describe('the answer page as HTML', () => {
  it('is valid: as it is shown, with a mistake in it, and as a refusal', async () => {
    const world = await triaged();
    const path = pathIn(letterTo(world, MANAGER, 'Decision'));
    const form = formFor('decide', await shown(world, path));
    const mistaken = await ask(world, { path, method: 'POST', body: String(form) });
    const said = queryAfter(await sendForm(world, letterTo(world, MANAGER, 'Decision'), 'back'));
    const elsewhere = await ask(world, { path, method: 'POST', body: 'act=seen' });
    const pages = [
      await shown(world, path),
      await shown(world, path, said),
      await shown(world, '/nothing'),
      ...[mistaken, elsewhere].flatMap((reply) => ('html' in reply ? [reply] : [])),
    ];
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 404, 400, 400]);
    const validate = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'no-inline-style': 'off', 'long-title': 'off', 'require-sri': 'off' },
    });
    for (const { html } of pages) {
      const { results } = await validate.validateString(html);
      expect(
        results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
      ).toEqual([]);
    }
  });
});

describe.runIf(isThere)('the answer page in a browser', () => {
  let open: Browser;
  let world: Desk;
  let server: Server;
  let link: string;

  beforeAll(async () => {
    [open, world] = await Promise.all([browser(), triaged()]);
    server = createServer(async (request, response) => {
      let body = '';
      for await (const piece of request.setEncoding('utf8')) body += piece;
      const [path = '/', query] = (request.url ?? '/').split('?', 2);
      const headers = request.headers as Record<string, string>;
      const method = request.method ?? 'GET';
      const reply = await ask(world, { method, path, query: new URLSearchParams(query), headers, body });
      if ('location' in reply) response.writeHead(303, { ...HEADERS, location: reply.location }).end();
      else response.writeHead(reply.status, HEADERS).end(reply.html);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    link = `http://127.0.0.1:${port}${pathIn(letterTo(world, MANAGER, 'Decision'))}`;
  });
  afterAll(async () => {
    server?.closeAllConnections();
    server?.close();
    await open?.close();
  });

  it.each(SCHEMES)(
    'has nothing that axe finds fault with, a mistake and a refusal included: %s',
    async (scheme) => {
      const page = await windowOf(open, 'phone', scheme);
      const token = new URL(link).pathname.slice(1);
      const mark = saidMark('seen', token, world.clock.now(), await world.answerPage.key());
      for (const at of [link, `${link}?said=${mark}`, `${link}x`]) {
        await page.goto(at);
        expect(await faultsOf(page), at).toEqual([]);
      }
      await page.goto(link);
      await page.check('#outcome-0');
      await page.evaluate("document.querySelector('#reason').required = false");
      await page.click('#decide button');
      expect(await page.textContent('[role=alert]')).toContain('Write your reason');
      expect(await faultsOf(page)).toEqual([]);
      await page.close();
    },
  );

  it.each([320, 390, 1200])('never has to be pushed sideways at %i pixels', async (width) => {
    const page = await windowOf(open, 'phone', 'light');
    await page.setViewportSize({ width, height: 800 });
    for (const at of [link, `${link}x`]) {
      await page.goto(at);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    await page.close();
  });

  it('can be read at twice its size: no button is cut off', async () => {
    const page = await windowOf(open, 'phone', 'dark');
    await page.setViewportSize({ width: 195, height: 420 });
    await page.goto(link);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('button')].every((b) => b.scrollWidth <= b.clientWidth && b.offsetHeight >= 44)",
      ),
    ).toBe(true);
    await page.close();
  });

  it.each(SCHEMES)('has one button that stands out, and the others all look alike: %s', async (scheme) => {
    const page = await windowOf(open, 'phone', scheme);
    await page.goto(link);
    const looks = await page.evaluate(`[...document.querySelectorAll('section')].map((section) => {
        const { backgroundColor, borderTopStyle, textDecorationLine, fontSize } = getComputedStyle(section.querySelector('button'));
        return [section.id, backgroundColor !== 'rgba(0, 0, 0, 0)', borderTopStyle, textDecorationLine, parseFloat(fontSize) > 20];
      })`);
    expect(looks).toEqual([
      ['decide', true, 'solid', 'none', true],
      ['seen', false, 'solid', 'none', false],
      ['back', false, 'solid', 'none', false],
      ['not-me', false, 'solid', 'none', false],
    ]);
    await page.close();
  });

  it('in the dark shows a choice that is not made as an empty ring, and one that is made as filled', async () => {
    const page = await windowOf(open, 'phone', 'dark');
    await page.goto(link);
    await page.check('#outcome-0');
    const looks = await page.evaluate(`[...document.querySelectorAll('[name=outcome]')].map((choice) => {
      const { appearance, backgroundColor, backgroundImage, borderTopWidth } = getComputedStyle(choice);
      return [appearance, backgroundColor, backgroundImage !== 'none', borderTopWidth];
    })`);
    expect(looks).toEqual([
      ['none', 'rgba(0, 0, 0, 0)', true, '2px'],
      ['none', 'rgba(0, 0, 0, 0)', false, '2px'],
    ]);
    await page.close();
  });

  it('leads from a refusal back to the page of the letter', async () => {
    const page = await windowOf(open, 'phone', 'light');
    await page.goto(link);
    await page.evaluate("document.querySelector('#seen input[name=form]').value = 'another'");
    await page.click('#seen button');
    expect(await page.textContent('h1')).toBe('Your answer was not taken');
    expect(await faultsOf(page)).toEqual([]);
    await page.click('text=Open the page of your letter again');
    expect(await page.textContent('h1')).toContain('Strategy discussion decision: MP-1');
    await page.close();
  });

  it('shows its own style: nothing of it is held back by its own rules', async () => {
    const page = await windowOf(open, 'phone', 'light');
    const blocked: string[] = [];
    page.on('console', (said) => blocked.push(said.text()));
    await page.goto(link);
    expect(await page.evaluate("getComputedStyle(document.querySelector('button')).fontWeight")).toBe('700');
    expect(blocked).toEqual([]);
    await page.close();
  });

  it('is answered with keys alone, and says that the answer is on its way', async () => {
    const page = await windowOf(open, 'phone', 'light');
    await page.goto(`${link}#decide`);
    await page.focus('#outcome-0');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Known to be with an aunt.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/said=decide/);
    expect(await page.textContent('[role=status]')).toContain('on its way');
    expect(world.pushed).toHaveLength(1);
    await delivered(world);
    await page.reload();
    expect(await page.textContent('[role=status]')).toContain('Your answer is recorded');
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });
});

/** Its rules let no script in: axe looks from a world of its own. */
async function faultsOf(page: Page): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  await session.send('Runtime.evaluate', { contextId, expression: axe.source });
  const expression =
    "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))";
  const { result } = await session.send('Runtime.evaluate', {
    contextId,
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value;
}
