// One message: what makes it acceptable, and the digests by which a client checks that it came whole.
import { createHash } from 'node:crypto';
import type { Parameters } from '../wire/parameters.ts';
import { invalidMessageContents, invalidParameter, invalidValue } from './sqs-errors.ts';

/** Binary values are base64, as on the wire. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
}

export type MessageAttributes = Record<string, MessageAttribute>;

/** As it was sent; never altered. Instants are virtual milliseconds. */
export interface SentMessage {
  id: string;
  queue: string;
  body: string;
  bodyMd5: string;
  attributes?: MessageAttributes;
  attributesMd5?: string;
  traceHeader?: string;
  sender: string;
  sentAt: number;
  visibleFrom: number;
  /** The ARN of the queue that gave it up. */
  deadLetterSource?: string;
}

const LARGEST_BATCH_BYTES = 1024 * 1024;
const OUTSIDE_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const ATTRIBUTE_NAME = /^(?!aws\.|amazon\.)(?!.*\.\.)[A-Za-z0-9_-][A-Za-z0-9_.-]{0,255}(?<!\.)$/i;

export function md5(text: string | Buffer): string {
  return createHash('md5').update(text).digest('hex');
}

export function sizeOf(body: string, attributes: MessageAttributes): number {
  let size = Buffer.byteLength(body);
  for (const [name, value] of Object.entries(attributes)) {
    size += Buffer.byteLength(name) + Buffer.byteLength(value.DataType) + bytesOf(value).length;
  }
  return size;
}

export function checkContents(body: string, attributes: MessageAttributes, largest: number): void {
  if (body === '') throw invalidParameter('The request must contain the parameter MessageBody.', true);
  if (sizeOf(body, attributes) > largest) {
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${largest} bytes.`,
      false,
    );
  }
  if (OUTSIDE_XML.test(body)) throw invalidMessageContents();
}

export function batchIsTooLong(sizes: readonly number[]): boolean {
  return sizes.reduce((sum, size) => sum + size, 0) > LARGEST_BATCH_BYTES;
}

export function readAttributes(input: Parameters): MessageAttributes {
  const attributes: MessageAttributes = {};
  for (const [name, value] of input.entries('MessageAttributes')) {
    if (!ATTRIBUTE_NAME.test(name))
      throw invalidValue('MessageAttributeName', name, 'Invalid attribute name.');
    attributes[name] = readAttribute(name, value as Partial<MessageAttribute>);
  }
  if (Object.keys(attributes).length > 10) {
    throw invalidParameter('Number of message attributes exceeds the allowed maximum [10].', false);
  }
  return attributes;
}

function readAttribute(
  name: string,
  { DataType, StringValue, BinaryValue }: Partial<MessageAttribute>,
): MessageAttribute {
  const kind = String(DataType ?? '').split('.')[0];
  const about = `The message attribute '${name}'`;
  if (DataType === undefined || (kind !== 'String' && kind !== 'Number' && kind !== 'Binary')) {
    throw invalidParameter(`${about} has an invalid type: it must be String, Number or Binary.`, false);
  }
  if (kind === 'Binary') {
    if (BinaryValue) return { DataType, BinaryValue };
  } else if (StringValue) {
    if (OUTSIDE_XML.test(StringValue)) throw invalidMessageContents();
    return { DataType, StringValue };
  }
  throw invalidParameter(`${about} must contain a non-empty value of the type ${kind}.`, false);
}

/** The digest that SQS documents: names in order; lengths as four bytes; a byte for the kind of value. */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const pieces: Buffer[] = [];
  for (const name of names) {
    const attribute = attributes[name];
    if (attribute === undefined) continue;
    const kind = attribute.BinaryValue === undefined ? 1 : 2;
    pieces.push(measured(Buffer.from(name)), measured(Buffer.from(attribute.DataType)));
    pieces.push(Buffer.of(kind), measured(bytesOf(attribute)));
  }
  return md5(Buffer.concat(pieces));
}

function bytesOf({ StringValue, BinaryValue }: MessageAttribute): Buffer {
  return BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64');
}

function measured(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
