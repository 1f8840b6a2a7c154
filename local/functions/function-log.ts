// What a function prints, kept as lines in a file of bounded size with one predecessor.
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface FunctionLog {
  write(text: string): void;
  close(): void;
}

export function openLog(path: string, limit = 5_000_000): FunctionLog {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a');
  let size = fstatSync(file).size;
  let open = true;
  return {
    write(text) {
      if (!open) return;
      if (size > limit) {
        closeSync(file);
        renameSync(path, `${path}.1`);
        file = openSync(path, 'a');
        size = 0;
      }
      size += writeSync(file, text);
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}
