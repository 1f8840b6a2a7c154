// Two imports at once would write over each other's memory: the second is turned away while the first lives.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isAlive } from '../local-json.ts';
import { Mistake } from '../scenario.ts';

/** Throws Mistake where another process has it; returns how to let go. What a dead process has left gives way. */
export function holdAlone(file: string): () => void {
  mkdirSync(dirname(file), { recursive: true });
  const letGo = () => rmSync(file, { force: true });
  const take = () => writeFileSync(file, String(process.pid), { flag: 'wx' });
  try {
    take();
  } catch {
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder > 0 && holder !== process.pid && isAlive(holder)) {
      throw new Mistake(`Another import is under way (process ${holder}): wait until it has ended`);
    }
    letGo();
    take();
  }
  return letGo;
}
