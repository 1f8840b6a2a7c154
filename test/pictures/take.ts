// `npm run pictures`: how each kind of letter, the answer page, the inbox and the console look, on a phone and at a desk, in the light and in the dark.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { oneOfEachKind } from '../letters/kinds.ts';
import { picturesOfAnswerPages } from './answer-pages.ts';
import { browser, SCHEMES, takeWhole, WIDTHS, windowOf } from './browser.ts';
import { picturesOfTheConsole } from './console.ts';
import { servedInbox } from './served-inbox.ts';

const FOLDER = join(import.meta.dirname, '../../pictures');

const open = await browser();
try {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const letters = await oneOfEachKind();
  const inbox = await servedInbox(letters);
  for (const width of Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]) {
    for (const scheme of SCHEMES) {
      const page = await windowOf(open, width, scheme);
      for (const { name, letter } of letters) {
        await page.setContent(letter.html);
        await takeWhole(page, join(FOLDER, `${name}-${width}-${scheme}.png`));
      }
      await page.goto(inbox.url);
      await takeWhole(page, join(FOLDER, `inbox-${width}-${scheme}.png`));
      await page.close();
    }
  }
  inbox.close();
  const pages = (await picturesOfTheConsole(open, FOLDER)) + (await picturesOfAnswerPages(open, FOLDER));
  process.stdout.write(
    `${letters.length} letters, the inbox and ${pages} pages, each four times: ${FOLDER}\n`,
  );
} finally {
  await open.close();
}
