// Reads a message in the form that mailers write: headers, alternatives, quoted-printable and base64.
//
// It is no general mail reader: of several texts it tells the first, and attachments it leaves alone.

export interface ParsedMessage {
  /** Names as written, values decoded; a header that comes twice has its values joined by a comma. */
  headers: Record<string, string>;
  text: string;
  html: string;
}

interface Part {
  headers: [name: string, value: string][];
  body: string;
}

/** `raw`: the message's bytes, one character each (latin1). */
export function parseMessage(raw: string): ParsedMessage {
  const part = splitPart(raw);
  const headers: Record<string, string> = {};
  for (const [name, value] of part.headers) {
    const decoded = decodeHeader(value);
    const known = Object.keys(headers).find((other) => other.toLowerCase() === name.toLowerCase());
    if (known === undefined) headers[name] = decoded;
    else headers[known] = `${headers[known]}, ${decoded}`;
  }
  const bodies = { text: '', html: '' };
  collect(part, bodies);
  return { headers, ...bodies };
}

/** One header's decoded value, whatever the case of its name. */
export function headerOf(headers: Record<string, string>, name: string): string | undefined {
  const found = Object.entries(headers).find(([other]) => other.toLowerCase() === name.toLowerCase());
  return found?.[1];
}

/** Encoded words of RFC 2047; plain bytes are read as UTF-8. */
export function decodeHeader(value: string): string {
  const plain = Buffer.from(value, 'latin1').toString('utf8');
  // White space between two encoded words only keeps them apart.
  const joined = plain.replace(/(=\?[^?\s]+\?[BQ]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[BQ]\?)/gi, '$1');
  return joined.replace(
    /=\?([^?\s]+)\?([BQ])\?([^?\s]*)\?=/gi,
    (whole, charset: string, encoding: string, text: string) => {
      const bytes =
        encoding.toUpperCase() === 'B'
          ? Buffer.from(text, 'base64')
          : quotedPrintable(text.replaceAll('_', ' '));
      return decode(bytes, charset) ?? whole;
    },
  );
}

function splitPart(raw: string): Part {
  const end = /\r?\n\r?\n|^\r?\n/.exec(raw);
  const head = end ? raw.slice(0, end.index) : raw;
  const body = end ? raw.slice(end.index + end[0].length) : '';
  const lines = head.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/);
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
  return { headers, body };
}

function collect(part: Part, bodies: { text: string; html: string }): void {
  const type = headerIn(part, 'content-type') ?? 'text/plain';
  if (/^multipart\//i.test(type)) {
    for (const inner of partsOf(part.body, parameter(type, 'boundary') ?? ''))
      collect(splitPart(inner), bodies);
    return;
  }
  if (/^attachment/i.test(headerIn(part, 'content-disposition') ?? '')) return;
  const kind = /^text\/(plain|html)/i.exec(type)?.[1]?.toLowerCase();
  if (kind === 'plain') bodies.text ||= textOf(part, type);
  if (kind === 'html') bodies.html ||= textOf(part, type);
}

function partsOf(body: string, boundary: string): string[] {
  const parts: string[] = [];
  const delimiter = new RegExp(
    `(?:^|\\r?\\n)--${boundary.replace(/[^\w]/g, '\\$&')}(--)?[ \\t]*(?=\\r?\\n|$)`,
    'g',
  );
  let start: number | undefined;
  for (const found of body.matchAll(delimiter)) {
    if (start !== undefined) parts.push(body.slice(start, found.index).replace(/^\r?\n/, ''));
    if (found[1] !== undefined) break;
    start = found.index + found[0].length;
  }
  return parts;
}

function textOf(part: Part, type: string): string {
  const encoding = (headerIn(part, 'content-transfer-encoding') ?? '7bit').toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(part.body, 'base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(part.body)
        : Buffer.from(part.body, 'latin1');
  const text = decode(bytes, parameter(type, 'charset') ?? 'utf-8') ?? bytes.toString('utf8');
  return text.replaceAll('\r\n', '\n');
}

function quotedPrintable(text: string): Buffer {
  const joined = text.replace(/[ \t]*=\r?\n/g, (soft) => soft.slice(0, soft.indexOf('=')));
  const decoded = joined.replace(/=([0-9A-F]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}

/** Nothing, where the character set is not known. */
function decode(bytes: Buffer, charset: string): string | undefined {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

function headerIn({ headers }: Part, name: string): string | undefined {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1];
}

function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2];
}
