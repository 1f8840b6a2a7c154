// What the emulators know, kept on disk: an append-only file of changes, rewritten when most of it is history.
//
// A change is handed to the operating system before it is answered for, so it survives the death of this process
// (kill -9) at any moment. It is not synced to the disk: a power cut can lose the last moments.
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** A thing set to a value or, without a value, forgotten. A value is never altered after it was written. */
export type Change = readonly [kind: string, key: string, value?: unknown];

interface Kept {
  change: Change;
  size: number;
}

const NEWLINE = 10;

export class Journal {
  readonly #file: string;
  readonly #toleratedHistory: number;
  readonly #kept = new Map<string, Kept>();
  #descriptor: number;
  #length: number;
  #liveSize = 0;

  /** `toleratedHistory`: bytes of outdated changes below which the file is never rewritten. */
  constructor(file: string, toleratedHistory = 8 * 1024 * 1024) {
    this.#file = file;
    this.#toleratedHistory = toleratedHistory;
    rmSync(`${file}.new`, { force: true });
    this.#length = existsSync(file) ? this.#read() : 0;
    this.#descriptor = openSync(file, 'a');
    // The last line of a process that was killed while it wrote was never answered for.
    ftruncateSync(this.#descriptor, this.#length);
  }

  /** What is kept of a kind, oldest first; throws nothing, checks no types: the file is our own. */
  *entries<T>(kind: string): Generator<[key: string, value: T]> {
    for (const { change } of this.#kept.values()) {
      if (change[0] === kind) yield [change[1], change[2] as T];
    }
  }

  /** All of the changes or none of them, whenever the process dies. */
  write(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const texts = changes.map((change) => JSON.stringify(change));
    this.#append(`[${texts.join(',')}]\n`);
    changes.forEach((change, index) => {
      this.#keep(change, texts[index]?.length ?? 0);
    });
    const history = this.#length - this.#liveSize;
    if (history > this.#toleratedHistory && history > this.#liveSize) this.#rewrite();
  }

  /** After this a write fails, rather than going to whatever file has the number next. */
  close(): void {
    if (this.#descriptor !== -1) closeSync(this.#descriptor);
    this.#descriptor = -1;
  }

  #keep(change: Change, size: number): void {
    const name = `${change[0]} ${change[1]}`;
    this.#liveSize -= this.#kept.get(name)?.size ?? 0;
    if (change.length === 2) {
      this.#kept.delete(name);
      return;
    }
    this.#kept.set(name, { change, size });
    this.#liveSize += size;
  }

  #append(line: string): void {
    const bytes = Buffer.from(line);
    try {
      writeAll(this.#descriptor, bytes);
    } catch (error) {
      // A full disk must not leave half a line in front of the next one.
      ftruncateSync(this.#descriptor, this.#length);
      throw error;
    }
    this.#length += bytes.length;
  }

  #read(): number {
    const bytes = readFileSync(this.#file);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      const line = bytes.toString('utf8', start, end);
      for (const change of this.#changes(line)) this.#keep(change, line.length);
      start = end + 1;
    }
    return start;
  }

  #changes(line: string): Change[] {
    try {
      return JSON.parse(line);
    } catch {
      throw new Error(`${this.#file} is damaged: it holds a line that is not JSON. Use another data folder.`);
    }
  }

  #rewrite(): void {
    const fresh = `${this.#file}.new`;
    const descriptor = openSync(fresh, 'w');
    let length = 0;
    for (const { change } of this.#kept.values()) {
      const line = Buffer.from(`[${JSON.stringify(change)}]\n`);
      writeAll(descriptor, line);
      length += line.length;
    }
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(fresh, this.#file);
    syncFolder(dirname(this.#file));
    closeSync(this.#descriptor);
    this.#descriptor = openSync(this.#file, 'a');
    this.#length = length;
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
