// What all pages of the console have in common: the way between them, how they look, and what a browser may do with them.
import { createHash } from 'node:crypto';
import { briefly } from '../core/calendar.ts';
import { escaped } from '../letters/one-line.ts';
import { PICTURE_STYLE } from '../timeline/page.ts';
import type { Seen } from './seen.ts';

const STYLE = `${PICTURE_STYLE}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static;display:inline-block;padding:.5rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
header{border-bottom:1px solid var(--edge);padding:.8rem 0 .2rem}
header p{margin:0}
header p.said{margin:.5rem 0}
header ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 1.2rem;padding:0;margin:.2rem 0 0}
header nav a{display:inline-block;padding:.5rem 0}
nav a[aria-current]{color:var(--text);font-weight:700;text-decoration:none;border-bottom:3px solid var(--link)}
.where{color:var(--muted)}
.alert{color:var(--alert);font-weight:700}
.notice h2{margin:0 0 .4rem}
.notice ul{margin:0;padding-left:1.2rem}
.notice a{color:var(--alert)}
code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.95em}
code{white-space:nowrap}
[aria-invalid=true]{border:3px solid var(--alert)}
.notice{border:2px solid var(--alert);padding:.6rem .8rem;margin:1rem 0}
.ask{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.8rem 1.2rem;align-items:start;margin:1rem 0;padding:1rem;background:var(--tint)}
.ask p{margin:0}
.ask p:has(button){align-self:end}
.ask p.beside{align-self:center;grid-column:1/-1}
label{display:block;font-weight:600}
.ask fieldset{border:0;margin:0;padding:0;grid-column:1/-1;min-width:0}
legend{padding:0;font-weight:600}
.parts{display:flex;flex-wrap:wrap;gap:.4rem .6rem}
.ask .alert{display:block}
.parts label{font-weight:400}
input.short,.parts .day,.parts .month{width:3.75rem}
.parts .year{width:4.5rem}
.parts .time{width:5.5rem}
.hint{display:block;font-weight:400;color:var(--muted);font-size:.9rem}
input,select,button{font:inherit;color:var(--text);background:var(--ground);border:1px solid var(--muted);border-radius:3px;padding:.5rem;width:100%;min-height:2.75rem}
button{font-weight:700;cursor:pointer;border-width:2px;width:auto;min-width:12rem;padding:.5rem 1.5rem}
td[data-of=Queue]{white-space:nowrap}
.id{color:var(--muted);font-weight:400;font-size:.9rem;overflow-wrap:anywhere}
.tick{display:flex;gap:.6rem;align-items:center;min-height:2.75rem}
.tick input{width:1.5rem;min-height:1.5rem;flex:none}
p{max-width:44rem}
dl.lines{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:.2rem 1rem;margin:.2rem 0 1rem}
dl.lines dt{color:var(--muted)}
dl.lines dd{margin:0;overflow-wrap:anywhere}
.columns{columns:18rem;column-gap:3rem;padding-left:1.6rem}
.columns li{break-inside:avoid;padding:.2rem 0}
@media (max-width:44rem){button{width:100%}dl.lines{grid-template-columns:minmax(0,1fr)}dl.lines dd{margin-bottom:.4rem}}
article{border-top:1px solid var(--edge);padding:.4rem 0}
article h2{font-size:1.05rem;margin:0;overflow-wrap:anywhere}
article p{margin:.4rem 0}
article details{margin:0}
article>details>summary{text-decoration:none;padding:.2rem 0}
article>details>summary h2{display:inline;text-decoration:underline}
article .line{display:block;color:var(--text);overflow-wrap:anywhere}
article pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0;max-width:44rem}
iframe{display:block;width:100%;max-width:46rem;height:46rem;max-height:85vh;resize:vertical;border:1px solid var(--muted);background:var(--ground)}
.pages a,.pages strong{display:inline-block;padding:.6rem 0;margin-right:1.2rem}
@media print{header nav,.skip,form,.ask{display:none}details{display:block}a{text-decoration:none}}
`;

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** No script at all, nothing from elsewhere; answers to forms go to the console alone. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  // A form of this page must be able to say where it comes from; no other site hears of it.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

type Links = readonly (readonly [path: string, name: string])[];

/** Whose console it is, and what time it is there. */
export interface Where extends Pick<Seen, 'policy' | 'now'> {
  /** On one machine: whether its clock tells another time than the real one, or can be made to. */
  isPractice?(): boolean;
}

/** The pages that only read. */
const PAGES: Links = [
  ['/', 'Open episodes'],
  ['/procedure', 'The procedure'],
  ['/queues', 'Queues'],
];

export interface Framed {
  path: string;
  title: string;
  /** A form that was sent is shown again with what is wrong with it. */
  isWrong?: boolean;
  main: string;
}

/** `where` is left out where nobody knows yet. */
export function framed(
  { path, title, isWrong, main }: Framed,
  where: Where | undefined,
  pages: Links = PAGES,
): string {
  const links = pages.map(([to, name]) => {
    const current = to === path ? ' aria-current="page"' : '';
    return `<li><a href="${to}"${current}>${name}</a></li>`;
  });
  const here = where ? [where.policy.authority.name, briefly(where.policy.calendar, where.now())] : [];
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${isWrong ? 'Error: ' : ''}${escaped(title)} - Homeward</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<a class="skip" href="#main">Skip to the content</a>
<p class="where">${escaped(['Homeward', ...here].join(', '))}</p>
${where?.isPractice?.() ? PRACTICE : ''}
<nav aria-label="Pages"><ul>${links.join('')}</ul></nav>
</header>
<main id="main" tabindex="-1">
<h1>${escaped(title)}</h1>
${main}
</main>
</body>
</html>
`;
}

/** At three at night the hour in a corner is taken for the hour that it is. */
const PRACTICE =
  '<p class="said"><strong>Practice clock: this is not the real time.</strong> No letter leaves this machine.</p>';

export const notice = (said: string): string => `<p class="notice">${withCommands(said)}</p>`;

/** Commands are set apart from the words around them. */
export const withCommands = (said: string): string =>
  escaped(said).replaceAll(/\bnpx homeward [a-z-]+/g, '<code>$&</code>');

export const episodeLink = (reference: string): string => `/episode?ref=${encodeURIComponent(reference)}`;

/** Labels, each with what is said under it. */
export const lines = (of: readonly (readonly [string, string])[]): string =>
  `<dl class="lines">${of.map(([label, said]) => `<dt>${escaped(label)}</dt><dd>${escaped(said)}</dd>`).join('')}</dl>`;
