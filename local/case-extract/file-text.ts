// The text of a file, piece by piece: UTF-8, or UTF-16 where a byte-order mark says so; anything else is refused.
import { createReadStream, statSync } from 'node:fs';
import { Mistake } from '../scenario.ts';

const pieceSize = 64 * 1024; // bytes
const mend = 'save it as "CSV UTF-8" and import it again';

export interface ExtractFile {
  path: string;
  size: number; // bytes
  changedAt: Date;
}

/** Throws Mistake where there is no such file. */
export function extractFile(path: string): ExtractFile {
  try {
    const about = statSync(path);
    if (about.isFile()) return { path, size: about.size, changedAt: about.mtime };
  } catch {}
  throw new Mistake(`${path}: cannot be read: name a file`);
}

/** `onBytes` sees each piece as it lies in the file. Throws Mistake where the file is not the text that it should be. */
export async function* textOf(path: string, onBytes: (piece: Buffer) => void): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let line = 1;
  const checked = (text: string): string => {
    const broken = text.indexOf('\uFFFD');
    if (broken >= 0) {
      line += breaks(text.slice(0, broken));
      throw new Mistake(`${path}:${line} holds bytes that are no UTF-8 text: ${mend}. Nothing was sent.`);
    }
    line += breaks(text);
    return text;
  };
  try {
    for await (const piece of createReadStream(path, { highWaterMark: pieceSize })) {
      onBytes(piece);
      decoder ??= new TextDecoder(encodingOf(piece, path));
      yield checked(decoder.decode(piece, { stream: true }));
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new Mistake(`${path}: cannot be read`);
    throw error;
  }
  yield checked(decoder?.decode() ?? '');
}

const breaks = (text: string): number => text.split('\n').length - 1;

function encodingOf(start: Buffer, path: string): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (start.subarray(0, 64).includes(0)) {
    throw new Mistake(`${path}: looks like UTF-16 without a byte-order mark: ${mend}. Nothing was sent.`);
  }
  return 'utf-8';
}
