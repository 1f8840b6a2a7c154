// Where the clock stands, on disk: one short line of fixed length, so that a killed process leaves a whole one.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** `now` in ms since 1970. */
export interface KeptClock {
  follows: 'machine' | 'itself';
  now: number;
}

export interface ClockFile {
  write(follows: 'machine' | 'itself', now: number): void;
  close(): void;
}

/** What the file says, or nothing where there is no file yet. Throws where it cannot be read. */
export function readClock(path: string): KeptClock | undefined {
  let line: string;
  try {
    line = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const [, instant = '', follows] = /^(\S+) follows (machine|itself)\s*$/.exec(line) ?? [];
  const now = Date.parse(instant);
  if (Number.isNaN(now))
    throw new Error(`${path} does not hold an instant: remove it to start the clock afresh.`);
  return { follows: follows === 'machine' ? 'machine' : 'itself', now };
}

export function openClockFile(path: string): ClockFile {
  const file = openSync(path, 'a+');
  closeSync(file);
  const writable = openSync(path, 'r+');
  let open = true;
  return {
    write(follows, now) {
      if (!open) return;
      writeSync(writable, `${new Date(now).toISOString()} follows ${follows.padEnd(7)}\n`, 0);
    },
    close() {
      if (open) closeSync(writable);
      open = false;
    },
  };
}
