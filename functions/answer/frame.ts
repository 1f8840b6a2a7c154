// What every page of the answers has in common: its rules for the browser, its style, its frame. No script, nothing from anywhere else.
import { createHash } from 'node:crypto';
import { escaped, oneLine } from '../../shared/letters/one-line.ts';
import { style } from './page-style.ts';

export interface Page {
  status: number;
  html: string;
}

const styleHash = createHash('sha256').update(style).digest('base64');

/** On every answer. No referrer, so that the link goes nowhere; no store, so that it stays nowhere. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'strict-transport-security': 'max-age=31536000',
};

export const text = (said: string): string => escaped(oneLine(said, 4_000));

export function framed(
  title: string,
  authority: string,
  parts: readonly string[],
  footer: readonly string[] = [],
): string {
  return `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${text(title)} - Homeward</title><style>${style}</style></head>
<body><header>${text(authority)}: children who go missing</header>
<main>
${parts.join('\n')}
</main>
${footer.length > 0 ? `<footer><p>${footer.map(text).join(' ')}</p></footer>\n` : ''}</body></html>
`;
}
