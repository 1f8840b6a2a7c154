// Writes the message that SES writes itself where a client sends no raw one.

export interface Composition {
  from: string;
  to: readonly string[];
  cc: readonly string[];
  replyTo: readonly string[];
  subject: string;
  text: string | undefined;
  html: string | undefined;
  headers: readonly [name: string, value: string][];
}

const BOUNDARY = '----=_Part_0';

/** The bytes, one character each (latin1); blind copies are in the envelope alone. */
export function compose({ from, to, cc, replyTo, subject, text, html, headers }: Composition): string {
  const head: [string, string][] = [
    ['From', from],
    ['To', to.join(', ')],
    ['Cc', cc.join(', ')],
    ['Reply-To', replyTo.join(', ')],
    ['Subject', encodeWords(subject)],
    ['MIME-Version', '1.0'],
    ...headers,
  ];
  const lines = head.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`);
  const bodies = [part('plain', text), part('html', html)].filter((one) => one !== undefined);
  const only = bodies[0] ?? 'Content-Type: text/plain\r\n\r\n';
  const body =
    bodies.length < 2
      ? only
      : `Content-Type: multipart/alternative; boundary="${BOUNDARY}"\r\n\r\n` +
        `${bodies.map((one) => `--${BOUNDARY}\r\n${one}\r\n`).join('')}--${BOUNDARY}--\r\n`;
  return `${lines.join('\r\n')}\r\n${body}`;
}

function part(kind: 'plain' | 'html', content: string | undefined): string | undefined {
  if (content === undefined) return undefined;
  const encoded = Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');
  return `Content-Type: text/${kind}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}`;
}

function encodeWords(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}
