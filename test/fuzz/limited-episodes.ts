// Episodes in memory that refuse what DynamoDB would: keys over 2,048 bytes, items over 400 KB.
import { MemoryEpisodes } from '../../local/memory.ts';
import { recordAttributes } from '../../shared/adapters/record-item.ts';
import { NEVER } from '../../shared/core/instant.ts';
import type { Kept, KeyEntries, Receipt } from '../../shared/ports.ts';

export const LARGEST_ITEM = 400 * 1024; // bytes
const LARGEST_KEY = 2048; // bytes

export class TooLarge extends Error {
  override name = 'ValidationException';
}

export class LimitedEpisodes extends MemoryEpisodes {
  /** The largest record that was written, in bytes. */
  largest = 0;

  override async lookUp(receipt: string, keys: readonly string[]) {
    for (const key of keys) checkKey(key);
    return super.lookUp(receipt, keys);
  }

  override async claim(key: string, entry: string, record: string): Promise<KeyEntries> {
    checkKey(key);
    const before = (await super.lookUp('', [key])).keys[key] ?? {};
    checkItem(keyItemBytes(key, { ...before, [entry]: before[entry] ?? record }));
    return super.claim(key, entry, record);
  }

  override async write(kept: Omit<Kept, 'version'>, version: number, most?: number): Promise<boolean> {
    const size = recordItemBytes(kept);
    checkItem(size);
    this.largest = Math.max(this.largest, size);
    return super.write(kept, version, most);
  }

  override async keep(receipt: Receipt): Promise<void> {
    const { reasons, ...rest } = receipt;
    checkItem(bytes(JSON.stringify(reasons ?? '')) + bytes(Object.entries(rest).flat().join('')) + 200);
    await super.keep(receipt);
  }
}

/** As the table's adapter encodes it: the names of its attributes, and their values. */
export function recordItemBytes({ record }: Pick<Kept, 'record'>): number {
  const names = 'pk version record policyHash open dueAt'.replaceAll(' ', '');
  const { record: plain, packed } = recordAttributes(record);
  const content = packed?.B?.byteLength ?? bytes(plain?.S ?? '');
  return bytes(`${names}record#${record.id}${NEVER}`) + content + 64 + 10 + 4;
}

const keyItemBytes = (key: string, entries: KeyEntries): number =>
  bytes(key) + Object.entries(entries).reduce((sum, [entry, to]) => sum + bytes(`entry:${entry}${to}`), 2);

function checkKey(key: string): void {
  if (bytes(key) > LARGEST_KEY) throw new TooLarge('A key is longer than 2,048 bytes');
}

function checkItem(size: number): void {
  if (size > LARGEST_ITEM) throw new TooLarge('An item is larger than 400 KB');
}

const bytes = (text: string): number => Buffer.byteLength(text);
