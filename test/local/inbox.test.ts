import type { Server } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Letter } from '../../local/inbox-page.ts';
import { inboxPage } from '../../local/inbox-page.ts';

const letter = (o: Partial<Letter> = {}): Letter => ({
  at: '2026-11-20T22:05:00.000Z',
  from: 'homeward@kent.example',
  to: ['front.door@kent.example'],
  subject: 'A child is missing',
  text: 'R.E. is missing.',
  html: '<p>R.E. is missing.</p>',
  headers: { 'Message-ID': '<1@kent.example>' },
  ...o,
});

let letters: Letter[] | undefined = [];
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer(inboxPage(() => letters));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text) => {
          body += text;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      })
        .on('error', reject)
        .end();
    },
  );
}

describe('the inbox for programs', () => {
  it('is the letters as they were sent, oldest first', async () => {
    letters = [letter(), letter({ at: '2026-11-20T23:30:00.000Z', subject: '<b>' })];
    const { body, headers } = await ask('/inbox', { accept: 'application/json' });
    expect(JSON.parse(body)).toEqual(letters);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('is an empty list before the first letter', async () => {
    letters = [];
    expect((await ask('/inbox', { accept: 'application/json' })).body).toBe('[]');
  });
});

describe('the inbox for people', () => {
  it('shows the newest letter first, each in two lines: what, when, to whom, and what became of it', async () => {
    letters = [
      letter({ subject: 'first' }),
      letter({ subject: 'second', to: ['a@kent.example', 'b@kent.example'] }),
    ];
    const { body, headers } = await ask('/inbox', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body.indexOf('second</h2>')).toBeLessThan(body.indexOf('first</h2>'));
    expect(body).toContain(
      'Fri 20 Nov 2026 22:05</time> to a@kent.example: delivered; b@kent.example: delivered</span></summary>',
    );
    expect(body.match(/<article[^>]*>\n<details( open)?><summary>/g)).toHaveLength(2);
    expect(body.match(/<details open>/g)).toHaveLength(1);
    expect(body).toContain('<time datetime="2026-11-20T22:05:00.000Z">');
    expect(body).toContain('<html lang="en-GB">');
  });

  it('nothing that a letter says becomes part of the page', async () => {
    const evil = `"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;`;
    letters = [letter({ from: evil, to: [evil], subject: evil, text: evil, html: evil, at: evil })];
    const { body } = await ask('/inbox');
    expect(body).not.toContain('<script');
    expect(body).not.toContain('<img');
    expect(body).not.toContain(`"'>`);
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).toContain('&amp;amp;');
  });

  it('a letter is shown as mail in a frame that may do nothing', async () => {
    letters = [letter(), letter({ html: '<p style="color:red">R.E.</p><script>alert(1)</script>' })];
    const { body } = await ask('/inbox');
    expect(body).toMatch(/<iframe sandbox="" [^>]*title="Letter 2: [^"]+" src="\/inbox\/letters\/2">/);
    const framed = await ask('/inbox/letters/2');
    expect(framed.body).toBe('<p style="color:red">R.E.</p><script>alert(1)</script>');
    expect(framed.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'; /);
    expect(framed.headers['content-security-policy']).not.toMatch(/script|allow/);
    expect((await ask('/inbox/letters/3')).status).toBe(404);
  });

  it('may load and run nothing but its own style', async () => {
    const { headers } = await ask('/inbox');
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('says of each letter whether it arrived, address by address, and counts those that did not', async () => {
    letters = [
      letter(),
      letter({ to: ['bounce@kent.example', 'office@kent.example'] }),
      letter({ to: ['unheard@kent.example'] }),
    ];
    const { body } = await ask('/inbox');
    expect(body).toContain('2 letters not known to have arrived');
    expect(body).toContain('bounce@kent.example: came back: there is no such mailbox');
    expect(body).toContain('office@kent.example: delivered');
    expect(body).toContain('sent; no word came of what became of it');
    const { body: lost } = await ask('/inbox?lost=yes');
    expect(lost.match(/<article/g)).toHaveLength(2);
    letters = [letter()];
    expect((await ask('/inbox')).body).toContain('1 letter, newest first; all were delivered.');
  });

  it('finds letters by an address, a subject or a word, and keeps them their numbers', async () => {
    letters = Array.from({ length: 120 }, (_, at) =>
      letter({ subject: `number ${at}`, text: at % 2 ? 'odd' : 'even' }),
    );
    const { body } = await ask('/inbox?find=ODD');
    expect(body).toContain('60 letters found');
    expect(body).toContain('src="/inbox/letters/120"');
    expect(body).not.toContain('src="/inbox/letters/119"');
    expect(body).toContain('href="/inbox?page=2&amp;find=ODD"');
    expect((await ask('/inbox?page=2&find=ODD')).body).toContain('Page 2 of 2');
    expect((await ask('/inbox?find=nowhere')).body).toContain('0 letters found');
  });

  it.each(['"><script>alert(1)</script>', '\u202Eevil', "' onfocus='x"])(
    'takes what is sought for words: %s',
    async (find) => {
      letters = [letter()];
      const { body } = await ask(`/inbox?find=${encodeURIComponent(find)}`);
      expect(body).not.toMatch(/<script|\u202E|value="'|' onfocus/);
      expect(body).toContain('0 letters found');
    },
  );

  it('gives the text of a letter alone, as text that does nothing', async () => {
    letters = [letter({ text: '<script>alert(1)</script>' })];
    const { body, headers } = await ask('/inbox/letters/1.txt');
    expect(body).toBe('<script>alert(1)</script>');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^sandbox; /);
    expect((await ask('/inbox/letters/2.txt')).status).toBe(404);
  });

  it('cuts a subject that is longer than anybody reads, and turns no direction of writing', async () => {
    letters = [letter({ subject: `\u202E${'long '.repeat(200)}` })];
    const { body } = await ask('/inbox');
    expect(body).toContain('(cut short)</h2>');
    expect(body).not.toContain('\u202E');
  });

  it('says the time as England has it, in summer too', async () => {
    letters = [letter({ at: '2026-07-01T22:05:00.000Z' })];
    expect((await ask('/inbox')).body).toContain('Wed 1 Jul 2026 23:05</time>');
  });

  it('says what to wait for while there is no letter', async () => {
    letters = [];
    expect((await ask('/inbox')).body).toContain('No letter yet.');
  });

  it('shows many letters on several pages', async () => {
    letters = Array.from({ length: 120 }, (_, at) => letter({ subject: `number ${at}` }));
    const first = await ask('/inbox');
    expect(first.body.match(/<article/g)).toHaveLength(50);
    expect(first.body).toContain('number 119<');
    expect(first.body).toContain('href="/inbox?page=2"');
    expect((await ask('/inbox?page=3')).body).toContain('number 0<');
    expect((await ask('/inbox?page=-7')).body).toContain('number 119<');
  });
});

describe('what asks for the inbox', () => {
  it('is refused under a name that somebody else has pointed at this machine', async () => {
    expect((await ask('/inbox', { host: `evil.example:${port}` })).status).toBe(403);
    expect((await ask('/inbox', { host: `localhost:${port}` })).status).toBe(200);
  });

  it('can only read, and is told where the mail is', async () => {
    expect((await ask('/inbox', {}, 'DELETE')).status).toBe(405);
    expect((await ask('/')).headers['location']).toBe('/inbox');
    expect((await ask('/elsewhere')).status).toBe(404);
  });

  it.each(['//', '/%', '/inbox/../..', '*', 'http://[', '/inbox?page=%'])(
    'hurts nothing by asking for %s',
    async (path) => {
      expect((await ask(path)).status).toBeLessThan(500);
    },
  );

  it('is asked to come again while the mail is not there yet', async () => {
    letters = undefined;
    const { status, headers } = await ask('/inbox', { accept: 'application/json' });
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('1');
  });
});
