// The two forms of a letter, plain text and HTML, from the same parts; everything that is put in is text.
export interface Section {
  title?: string;
  lines?: readonly string[];
  facts?: readonly (readonly [string, string])[];
}

export interface Page {
  heading: string;
  sections: readonly Section[];
  link?: string;
  from: string;
}

export function asText({ heading, sections, link, from }: Page): string {
  const parts = sections.map(({ title, lines = [], facts = [] }) =>
    [
      ...(title ? [`${oneLine(title)}:`] : []),
      ...lines.map((line) => (title ? `- ${oneLine(line)}` : oneLine(line))),
      ...facts.map(([name, value]) => `- ${oneLine(name)}: ${oneLine(value)}`),
    ].join('\n'),
  );
  const end = link ? [`Case: ${link}`] : [];
  return [oneLine(heading), ...parts, ...end, oneLine(from)].join('\n\n').concat('\n');
}

export function asHtml({ heading, sections, link, from }: Page): string {
  const body = sections.map(
    ({ title, lines = [], facts = [] }) =>
      (title ? `<h2 style="font-size:18px;margin:20px 0 6px">${asMarkup(title)}</h2>` : '') +
      lines.map((line) => `<p style="margin:0 0 8px">${asMarkup(line)}</p>`).join('') +
      (facts.length > 0
        ? `<table style="border-collapse:collapse">${facts
            .map(
              ([name, value]) =>
                `<tr><th scope="row" style="text-align:left;vertical-align:top;padding:3px 14px 3px 0">${asMarkup(name)}</th>` +
                `<td style="padding:3px 0">${asMarkup(value)}</td></tr>`,
            )
            .join('')}</table>`
        : ''),
  );
  return (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    '<meta name="color-scheme" content="light dark">' +
    `<title>${asMarkup(heading)}</title></head>` +
    '<body style="font:17px/1.5 Arial,Helvetica,sans-serif;max-width:640px;margin:0 auto;padding:16px">' +
    `<h1 style="font-size:24px;line-height:1.25;margin:0 0 12px">${asMarkup(heading)}</h1>${body.join('')}` +
    (link ? `<p style="margin:20px 0"><a href="${asMarkup(link)}">Open the case</a></p>` : '') +
    `<p style="margin:20px 0 0;font-size:14px">${asMarkup(from)}</p></body></html>`
  );
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const asMarkup = (text: string): string => oneLine(text).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** No line ends, no control signs, nothing that turns the direction of writing. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, ' ').trim();
