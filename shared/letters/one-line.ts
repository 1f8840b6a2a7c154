// What comes from outside, made fit for one line of a letter: no line ends, no control signs, nothing that is not seen.
/** Longer than anything that a procedure or a reference says. */
const MOST = 1_000;

/** Nothing that turns the direction of writing, has no width, or is half a character; what is too long says that it is. */
export function oneLine(text: string, most = MOST): string {
  const clean = (isPlain(text) ? text : text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')).trim();
  if (clean.length <= most) return clean;
  return `${[...clean.slice(0, most + 1)].slice(0, -1).join('')} (cut short)`;
}

/** Most of what a letter says. */
const isPlain = (text: string): boolean => /^[ -~]*$/.test(text) && !text.includes('  ');

/** A link that leads to a page and does nothing else; undefined where it is none. */
export function webAddress(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { protocol, href } = new URL(link);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Of what is escaped: references and clauses do not break at their hyphens, where they are no longer than a phone is wide. */
export const unbroken = (text: string): string => text.replaceAll(CODE, '<span class="code">$&</span>');

/** A clause or a reference; a telephone number; a day with its hour. */
const CODE =
  /(?<![\w.-])(?=[\w.-]{4,13}(?![\w.-]))[A-Z]{1,6}\d{0,4}(?:-[A-Za-z\d]+(?:\.\d+)*)+\b|\b0\d{2,4}(?: \d{2,4}){1,3}\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d:\d\d\b/g;

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
