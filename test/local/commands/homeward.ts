// Runs the command line as a person does.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

export function homeward(...words: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['local/homeward.mjs', ...words], {
    cwd: root,
    encoding: 'utf8',
    // A comparison of two whole procedures is long.
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}
