// A letter as a raw message (RFC 5322, MIME): two forms of one text in base64, and headers that can hold nothing but themselves.
import type { Letter } from '../ports.ts';

/** No line of base64 can be mistaken for it. */
const BOUNDARY = '=_homeward';

/** Bytes for SendRawEmail. SES adds Date and Message-ID. */
export function rawMessage({ from, to, subject, text, html, headers }: Letter): Uint8Array {
  const head = [
    header('From', from),
    header('To', to),
    header('Subject', subject),
    ...Object.entries(headers).map(([name, value]) => header(name, value)),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
  ];
  const part = (type: string, content: string) => [
    `--${BOUNDARY}`,
    `Content-Type: text/${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...lines(Buffer.from(content, 'utf8').toString('base64'), 76),
  ];
  const all = [...head, '', ...part('plain', text), ...part('html', html), `--${BOUNDARY}--`, ''];
  return Buffer.from(all.join('\r\n'), 'utf8');
}

/** One header, folded at spaces; what is not printable ASCII becomes encoded words, so no value can begin another header. */
function header(name: string, value: string): string {
  const words = /^[\x20-\x7e]*$/.test(value) ? value.trim().split(/ +/) : encodedWords(value);
  const folded = [`${name}:`];
  for (const word of words) {
    const last = folded.at(-1) ?? '';
    if (last.length + word.length < 76 || last.endsWith(':')) folded[folded.length - 1] = `${last} ${word}`;
    else folded.push(` ${word}`);
  }
  return folded.join('\r\n');
}

/** RFC 2047, at most 75 characters each, never through the middle of a character. */
function encodedWords(value: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const letter of value.replace(/[\r\n]+/g, ' ')) {
    if (Buffer.byteLength(word + letter) > 45) {
      words.push(word);
      word = '';
    }
    word += letter;
  }
  words.push(word);
  return words.map((each) => `=?utf-8?B?${Buffer.from(each, 'utf8').toString('base64')}?=`);
}

function lines(text: string, length: number): string[] {
  const cut: string[] = [];
  for (let at = 0; at < text.length; at += length) cut.push(text.slice(at, at + length));
  return cut;
}
