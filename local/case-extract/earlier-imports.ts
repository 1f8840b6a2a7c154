// What earlier imports sent, on disk: a line for each row, appended once the queue has taken it. The newest line of a key counts.
//
// Where each line stands is on disk too, in a file of its own that is made anew each time: the lines alone count, and one
// that was torn by a kill is none.
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { keyLength, layout, rememberedLength } from './fingerprints.ts';
import { NumbersOnDisk } from './numbers-on-disk.ts';

/** An extract: when it was made, and the hash of its bytes. */
export interface Import {
  extractedAt: string;
  digest: string;
}

export interface Remembered {
  key: string;
  values: string;
}

const first = `homeward case extract ${layout}\n`;
const tolerated = 1000; // outdated lines
const pieceSize = 1024 * 1024; // bytes

export class EarlierImports {
  readonly #file: string;
  /** Where the newest line of a key begins. */
  #places: NumbersOnDisk;
  #descriptor: number | undefined;
  #length = 0;
  #lines = 0;
  last: Import | undefined;

  /** Leaves nothing on disk until `begin`. `afresh`, or written for other columns: it is as good as nothing. */
  constructor(file: string, afresh = false) {
    this.#file = file;
    const isThere = !afresh && existsSync(file);
    this.#descriptor = isThere ? openSync(file, 'r') : undefined;
    this.#places = this.#noPlaces();
    this.#read();
  }

  /** A file beside this one, for what an import holds while it lasts. */
  beside(name: string): string {
    return `${this.#file}.${name}`;
  }

  /** How many rows are remembered. */
  get size(): number {
    return this.#places.size;
  }

  valuesOf(key: string): string | undefined {
    const place = this.#places.get(key);
    if (place === undefined || this.#descriptor === undefined) return undefined;
    const line = Buffer.allocUnsafe(rememberedLength);
    readSync(this.#descriptor, line, 0, rememberedLength, place);
    return line.toString('latin1', keyLength + 1);
  }

  /** From here on an extract is sent. */
  begin({ extractedAt, digest }: Import): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    if (this.#lines > 2 * this.#places.size + tolerated) this.#rewrite();
    this.#closeFile();
    this.#descriptor = openSync(this.#file, existsSync(this.#file) ? 'r+' : 'w+', 0o600);
    ftruncateSync(this.#descriptor, this.#length);
    if (this.#length === 0) this.#append(first);
    this.#append(`@ ${extractedAt} ${digest}\n`);
    this.last = { extractedAt, digest };
  }

  /** The queue has taken what these rows say. */
  add(rows: readonly Remembered[]): void {
    for (const [n, { key }] of rows.entries()) {
      this.#places.set(key, this.#length + n * (rememberedLength + 1));
    }
    this.#append(rows.map(({ key, values }) => `${key} ${values}\n`).join(''));
    this.#lines += rows.length;
  }

  close(): void {
    this.#closeFile();
    this.#places.close();
  }

  #closeFile(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #noPlaces(): NumbersOnDisk {
    const length = this.#descriptor === undefined ? 0 : fstatSync(this.#descriptor).size;
    return new NumbersOnDisk(this.beside('places'), Math.ceil(length / (rememberedLength + 1)));
  }

  #append(lines: string): void {
    const bytes = Buffer.from(lines, 'latin1');
    if (this.#descriptor !== undefined) writeSync(this.#descriptor, bytes, 0, bytes.length, this.#length);
    this.#length += bytes.length;
  }

  #read(): void {
    for (const [line, place] of this.#linesOnDisk()) {
      if (!this.#learn(line, place)) return;
      this.#length = place + line.length + 1;
    }
  }

  /** Each whole line, and where it begins. */
  *#linesOnDisk(): Generator<[string, number]> {
    if (this.#descriptor === undefined) return;
    const piece = Buffer.allocUnsafe(pieceSize);
    for (let read = 0; ; ) {
      const got = readSync(this.#descriptor, piece, 0, pieceSize, read);
      let from = 0;
      for (let end = piece.indexOf(10); end >= 0 && end < got; end = piece.indexOf(10, from)) {
        yield [piece.toString('latin1', from, end), read + from];
        from = end + 1;
      }
      read += from;
      if (from === 0) return;
    }
  }

  /** False where the file begins as none of ours does. */
  #learn(line: string, place: number): boolean {
    if (place === 0) return `${line}\n` === first;
    const [, extractedAt = '', digest = ''] = /^@ (\S+) (\S+)$/.exec(line) ?? [];
    if (digest !== '') this.last = { extractedAt, digest };
    else if (line.length === rememberedLength && /^[\w-]{11} [\w.-]+$/.test(line)) {
      this.#places.set(line.slice(0, keyLength), place);
      this.#lines += 1;
    }
    return true;
  }

  /** Without what newer lines have outdated; whole or not at all. */
  #rewrite(): void {
    const fresh = `${this.#file}.new`;
    const last = this.last ? `@ ${this.last.extractedAt} ${this.last.digest}\n` : '';
    const target = openSync(fresh, 'w', 0o600);
    writeSync(target, first + last);
    for (const [line, place] of this.#linesOnDisk()) {
      if (this.#places.get(line.slice(0, keyLength)) === place) writeSync(target, `${line}\n`);
    }
    closeSync(target);
    this.close();
    renameSync(fresh, this.#file);
    this.#length = 0;
    this.#lines = 0;
    this.#descriptor = openSync(this.#file, 'r');
    this.#places = this.#noPlaces();
    this.#read();
  }
}
