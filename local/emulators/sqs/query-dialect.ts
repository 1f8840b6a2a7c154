// SQS in the Query protocol: its lists and maps are flat, `Attribute.1.Name=..`, and named in the singular.
import { queryProtocol, xmlElement } from '../wire/query-protocol.ts';

type Members = Record<string, unknown>;

const LISTS: Record<string, string> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
};

const MAPS: Record<string, [member: string, key: string]> = {
  Attribute: ['Attributes', 'Name'],
  MessageAttribute: ['MessageAttributes', 'Name'],
  MessageSystemAttribute: ['MessageSystemAttributes', 'Name'],
  Tag: ['Tags', 'Key'],
};

// How the members of an answer are named in XML, where it is not their own name.
const FLAT_LISTS: Record<string, string> = {
  QueueUrls: 'QueueUrl',
  queueUrls: 'QueueUrl',
  Failed: 'BatchResultErrorEntry',
};

export const sqsQueryProtocol = queryProtocol({
  namespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
  readInput(form, path) {
    // A request may be posted to the queue's own URL, and then names no other.
    return path === '/' ? readMembers(form) : { QueueUrl: path, ...readMembers(form) };
  },
  writeMember(name, value, operation) {
    if (name === 'Messages') return (value as Members[]).map(message).join('');
    if (name === 'Attributes') return attributes('Attribute', value);
    if (name === 'Successful')
      return (value as Members[]).map((one) => xmlElement(`${operation}ResultEntry`, one)).join('');
    const flat = FLAT_LISTS[name];
    return flat === undefined ? undefined : (value as unknown[]).map((one) => xmlElement(flat, one)).join('');
  },
});

function readMembers(form: Members): Members {
  const input: Members = {};
  for (const [name, value] of Object.entries(form)) {
    const list = LISTS[name];
    const map = MAPS[name];
    if (list) input[list] = value;
    else if (map) input[map[0]] = pairs(value, map[1]);
    else if (name.endsWith('BatchRequestEntry')) input['Entries'] = (value as Members[]).map(readMembers);
    else input[name] = value;
  }
  return input;
}

function pairs(list: unknown, key: string): Members {
  if (!Array.isArray(list)) return {};
  return Object.fromEntries((list as Members[]).map((pair) => [String(pair[key]), pair['Value']]));
}

function message({ Attributes, MessageAttributes, ...members }: Members): string {
  const plain = Object.entries(members).map(([name, value]) => xmlElement(name, value));
  const all = [
    ...plain,
    attributes('Attribute', Attributes),
    attributes('MessageAttribute', MessageAttributes),
  ];
  return `<Message>${all.join('')}</Message>`;
}

function attributes(element: string, value: unknown): string {
  return Object.entries((value ?? {}) as Members)
    .map(([Name, Value]) => xmlElement(element, { Name, Value }))
    .join('');
}
