// A number for each key, in a file of slots of one size: a million keys take no more memory than ten.
//
// Nothing in it outlives the run, so the file has no name from the moment when it is open: a kill leaves nothing behind.
import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { keyLength } from './fingerprints.ts';

const slotLength = 16; // bytes: the key, and five for the number above 0; a slot of zeros is free
const numberLength = slotLength - keyLength;
const slotsAtOnce = 16;
const pieceSlots = 4096;

export class NumbersOnDisk {
  readonly #file: string;
  #descriptor: number;
  #slots: number;
  #size = 0;
  readonly #window = Buffer.alloc(slotsAtOnce * slotLength);
  readonly #slot = Buffer.alloc(slotLength);

  /** `file`: where there is room; `expected`: for how many keys, which may turn out to be wrong. */
  constructor(file: string, expected = 0) {
    this.#file = file;
    this.#slots = slotsFor(expected);
    this.#descriptor = nameless(file, this.#slots);
  }

  /** How many keys have a number. */
  get size(): number {
    return this.#size;
  }

  get(key: string): number | undefined {
    const found = this.#find(key);
    return found.isFree ? undefined : found.number;
  }

  set(key: string, number: number): void {
    const { at, isFree } = this.#find(key);
    this.#put(key, number, at);
    if (!isFree) return;
    this.#size += 1;
    if (this.#size * 3 > this.#slots * 2) this.#grow();
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** The key's slot, or the free one where it belongs. There is always one: a third of them is. */
  #find(key: string): { at: number; isFree: boolean; number: number } {
    let at = placeOf(key) % this.#slots;
    for (;;) {
      const slots = Math.min(slotsAtOnce, this.#slots - at);
      const got = readSync(this.#descriptor, this.#window, 0, slots * slotLength, at * slotLength);
      if (got !== slots * slotLength) throw new Error('The table of an import has lost its end');
      for (let n = 0; n < slots; n += 1) {
        const start = n * slotLength;
        const number = this.#window.readUIntBE(start + keyLength, numberLength) - 1;
        if (number < 0) return { at: at + n, isFree: true, number };
        if (this.#window.toString('latin1', start, start + keyLength) === key)
          return { at: at + n, isFree: false, number };
      }
      at = (at + slots) % this.#slots;
    }
  }

  #put(key: string, number: number, at: number): void {
    this.#slot.write(key, 0, keyLength, 'latin1');
    this.#slot.writeUIntBE(number + 1, keyLength, numberLength);
    writeSync(this.#descriptor, this.#slot, 0, slotLength, at * slotLength);
  }

  #grow(): void {
    const [old, slots] = [this.#descriptor, this.#slots];
    this.#slots = slots * 2;
    this.#descriptor = nameless(this.#file, this.#slots);
    const piece = Buffer.alloc(pieceSlots * slotLength);
    for (let read = 0; read < slots * slotLength; read += piece.length) {
      const got = readSync(old, piece, 0, piece.length, read);
      for (let start = 0; start < got; start += slotLength) {
        const number = piece.readUIntBE(start + keyLength, numberLength) - 1;
        if (number < 0) continue;
        const key = piece.toString('latin1', start, start + keyLength);
        this.#put(key, number, this.#find(key).at);
      }
    }
    closeSync(old);
  }
}

/** Half as many again as there are keys, so that a search is short. */
function slotsFor(keys: number): number {
  let slots = 4096;
  while (slots * 2 < keys * 3 + 3) slots *= 2;
  return slots;
}

/** Spread evenly: a key's letters are not, as numbers, and neighbours in the file must not be neighbours by their spelling. */
function placeOf(key: string): number {
  let place = 0x811c9dc5;
  for (let n = 0; n < key.length; n += 1) place = Math.imul(place ^ key.charCodeAt(n), 0x01000193);
  place = Math.imul(place ^ (place >>> 16), 0x85ebca6b);
  return (place ^ (place >>> 13)) >>> 0;
}

function nameless(file: string, slots: number): number {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'w+', 0o600);
  rmSync(file, { force: true });
  ftruncateSync(descriptor, slots * slotLength);
  return descriptor;
}
