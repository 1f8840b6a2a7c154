// The Query protocol: a form in, XML out (SES v1, and SQS for older command lines).
import { AwsError } from './aws-error.ts';
import type { Protocol } from './protocol.ts';

export interface QueryDialect {
  namespace: string;
  /** From the form's names to the members that the operations know. */
  readInput?: (input: Record<string, unknown>, path: string) => Record<string, unknown>;
  /** XML of one member of the output, for those that are not written as `<member>` lists. */
  writeMember?: (name: string, value: unknown, operation: string) => string | undefined;
}

const CONTENT_TYPE = 'text/xml';

export function queryProtocol(dialect: QueryDialect): Protocol {
  return {
    read(request) {
      const form = new URLSearchParams(request.body.toString('utf8'));
      for (const [name, value] of request.query) form.append(name, value);
      const operation = form.get('Action');
      if (!operation) throw new AwsError('MissingAction', 'The request names no Action.');
      form.delete('Action');
      form.delete('Version');
      const input = readForm(form);
      return { operation, input: dialect.readInput?.(input, request.path) ?? input };
    },
    answer(operation, output, requestId) {
      const result = Object.entries((output ?? {}) as Record<string, unknown>)
        .map(([name, value]) => dialect.writeMember?.(name, value, operation) ?? xmlElement(name, value))
        .join('');
      const body =
        `<?xml version="1.0"?><${operation}Response xmlns="${dialect.namespace}">` +
        `<${operation}Result>${result}</${operation}Result>` +
        `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
      return { status: 200, contentType: CONTENT_TYPE, body };
    },
    refuse(error, requestId) {
      const fault = error.status < 500 ? 'Sender' : 'Receiver';
      const body =
        `<?xml version="1.0"?><ErrorResponse xmlns="${dialect.namespace}"><Error><Type>${fault}</Type>` +
        `<Code>${error.queryCode}</Code><Message>${escapeXml(error.message)}</Message></Error>` +
        `<RequestId>${requestId}</RequestId></ErrorResponse>`;
      return { status: error.status, contentType: CONTENT_TYPE, body };
    },
  };
}

/** One element; a list becomes `<member>` elements, an object its members, nothing becomes nothing. */
export function xmlElement(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return `<${name}>${value.map((one) => xmlElement('member', one)).join('')}</${name}>`;
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`;
  const members = Object.entries(value).map(([member, inner]) => xmlElement(member, inner));
  return `<${name}>${members.join('')}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"\r\n]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** `Tags.member.1.Name=x` and `Tag.1.Key=x` become nested objects and lists. */
function readForm(form: URLSearchParams): Record<string, unknown> {
  const root = new Map<string, unknown>();
  for (const [name, value] of form) {
    const pieces = name.split('.');
    const last = pieces.pop() ?? name;
    let node = root;
    for (const piece of pieces) {
      const child = node.get(piece);
      const next = child instanceof Map ? child : new Map<string, unknown>();
      node.set(piece, next);
      node = next;
    }
    node.set(last, value);
  }
  return Object.fromEntries([...root].map(([name, value]) => [name, plain(value)]));
}

function plain(node: unknown): unknown {
  if (!(node instanceof Map)) return node;
  if (node.size === 1 && node.has('member')) return plain(node.get('member'));
  const names = [...node.keys()];
  if (names.every((name) => /^\d+$/.test(name))) {
    return names.sort((one, other) => Number(one) - Number(other)).map((name) => plain(node.get(name)));
  }
  return Object.fromEntries([...node].map(([name, value]) => [name, plain(value)]));
}
