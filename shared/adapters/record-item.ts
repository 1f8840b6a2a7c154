// A record as its item holds it: plain text, and packed once that would outgrow an item, so that no child is too often missing.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { HomewardRecord } from '../core/record.ts';
import { RecordFull } from '../ports.ts';

type Attributes = Readonly<Record<string, AttributeValue>>;

/** The names of the attributes that a record may lie in. */
export const RECORD_ATTRIBUTES = ['record', 'packed'] as const;

/** Of the 400 KB of an item. An earlier release reads plain text alone, but could not have written more than this. */
const LONGEST_PLAIN = 380 * 1024; // bytes

export function recordAttributes(record: HomewardRecord, most = Infinity): Record<string, AttributeValue> {
  const text = JSON.stringify(record);
  if (Buffer.byteLength(text) <= LONGEST_PLAIN) return { record: { S: text } };
  const packed = deflateRawSync(text);
  if (packed.byteLength > most) throw new RecordFull(`Record ${record.id} has no room for more`);
  return { packed: { B: packed } };
}

/** Of one that had to be packed. */
export const packedBytesOf = ({ packed }: Attributes): number | undefined => packed?.B?.byteLength;

/** Nothing where the item holds no record. */
export function recordIn({ record, packed }: Attributes): HomewardRecord | undefined {
  if (packed?.B) return JSON.parse(inflateRawSync(packed.B).toString());
  return record?.S === undefined ? undefined : JSON.parse(record.S);
}
