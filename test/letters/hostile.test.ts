// What a sender writes, however it is meant, is read as text, on its own line.

import { describe, expect, it } from 'vitest';
import { asHtml } from '../../shared/letters/as-html.ts';
import { oneLine, webAddress } from '../../shared/letters/one-line.ts';
import type { Page } from '../../shared/letters/page.ts';
import { asText } from '../../shared/letters/page.ts';
import { wordsInText, wordsOnPage } from './reading.ts';

/** The same words in every place that takes any. */
const pageOf = (words: string): Page => ({
  signal: { words, tone: 'act' },
  heading: words,
  lead: words,
  asked: {
    title: words,
    lines: [words, words, { before: words, phone: '01632 960 123', after: `, ${words}` }],
    deadline: [words, words],
  },
  late: [words],
  before: [{ title: words, lines: [words] }],
  sections: [
    {
      title: words,
      facts: [
        [words, words],
        [words, words, words],
        [words, { label: words, href: 'https://cases.example/1' }],
      ],
    },
    { title: words, lines: [words] },
  ],
  from: words,
  closing: [words],
});
const PLACES = 25;

const HOSTILE = {
  markup: `<script>alert(1)</script><img src=x onerror=alert(2)>"'><b>`,
  'an end of the page': '--></style></title></body></html><!-- <![endif]-->',
  'a character by its number': '&lt;b&gt; &#60;b&#62; &amp;',
  'a slot of the template': `[[heading]] <<sections>> {{from}} \${signal} <%= x %> $& $1`,
  "the template's own marks": '<!--piece:fact--><!--end:fact-->',
};

describe('hostile words', () => {
  it.each(Object.entries(HOSTILE))(
    'that are %s are read as they are written, wherever they stand',
    (_, words) => {
      const shown = wordsOnPage(asHtml(pageOf(words)));
      const written = words.split(' ');
      const times = (list: readonly string[]) =>
        list.filter((_, at) => written.every((word, n) => list[at + n]?.replace(/:$/, '') === word)).length;
      expect(times(shown)).toBe(PLACES);
      expect(times(wordsInText(asText(pageOf(words))))).toBe(PLACES);
    },
  );

  it.each(Object.entries(HOSTILE))('that are %s add no tag to the page', (_, words) => {
    const tags = (html: string) => html.match(/<[a-z!/][^\s>]*/gi)?.length;
    expect(tags(asHtml(pageOf(words)))).toBe(tags(asHtml(pageOf('plain words'))));
  });

  it.each([
    ['ends of lines', 'one\r\ntwo\nthree\u2028four\u2029five\u0085six\vseven\feight'],
    ['control signs', 'one\u0000two\u001bthree\u0007four\u007ffive\ttwo two'],
    ['signs that turn the writing round', 'one\u202etwo\u2067three\u200ffour\u061cfive\u2069'],
    ['signs that nobody sees', 'one\u200btwo\u200dthree\ufefffour\u00adfive\u2060six\u{e0041}'],
    ['half a character', 'one\ud800two\udc00three'],
  ])('with %s stay on one line, without them', (_, words) => {
    const line = oneLine(words);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(line).toMatch(/^one two( |$)/);
    const lines = (text: string) => text.split('\n').length;
    expect(lines(asText(pageOf(words)))).toBe(lines(asText(pageOf('plain'))));
    expect(asHtml(pageOf(words))).toContain(`<h1>${line}</h1>`);
  });

  it('of ten thousand characters are cut, and say so', () => {
    const line = oneLine('long '.repeat(2_000));
    expect(line.length).toBeLessThan(1_020);
    expect(line).toMatch(/^long .* \(cut short\)$/);
    expect(asHtml(pageOf('x'.repeat(10_000))).length).toBeLessThan(20_000 + PLACES * 1_000);
    expect(oneLine(`${'x'.repeat(999)}\u{1f600}`)).not.toMatch(/\p{Cs}/u);
  });

  it('of a thousand are not', () => {
    expect(oneLine('x'.repeat(1_000))).toBe('x'.repeat(1_000));
  });
});

describe('a link', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,<b>',
    'file:///etc/passwd',
    'cases',
    '//cases.example',
    '',
  ])('that is no web address is left out: %s', (link) => {
    expect(webAddress(link)).toBeUndefined();
    expect(asHtml({ ...pageOf('x'), link })).toBe(asHtml(pageOf('x')));
    expect(asText({ ...pageOf('x'), link })).toBe(asText(pageOf('x')));
  });

  it('cannot end the attribute or the line that it stands in', () => {
    const link = 'https://cases.example/?a="><script>alert(1)</script>\r\nBcc: x&b=\u202e';
    expect(asHtml({ ...pageOf('x'), link })).not.toMatch(/<script|\u202e/);
    expect(asText({ ...pageOf('x'), link })).toMatch(/^See the record: https:\/\/cases\.example\/\S+$/m);
  });

  it('may be as long as a signed token makes it', () => {
    const link = `https://answers.example/${'a'.repeat(2_000)}`;
    expect(asHtml({ ...pageOf('x'), link })).toContain(`href="${link}"`);
  });
});
