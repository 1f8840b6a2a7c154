// `.homeward/local.json`: how other programs find the pipeline that runs on this machine.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface LocalJson {
  pid: number;
  authority: string;
  endpoint: string;
  notificationQueueUrl: string;
  inboxUrl: string;
  /** Since there is a console. */
  consoleUrl?: string;
  tableName: string;
  /** The folder for all state. */
  data?: string;
  /** The stack's outputs that are addresses, by their names in the template. */
  outputs?: Record<string, string>;
}

function localJsonFile(root = process.cwd()): string {
  return join(root, '.homeward', 'local.json');
}

/** Appears whole or not at all; whatever an earlier process left there gives way. */
export function writeLocalJson(local: LocalJson, file = localJsonFile()): void {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${local.pid}`;
  writeFileSync(fresh, `${JSON.stringify(local, null, 2)}\n`);
  renameSync(fresh, file);
}

/** Removes the file of this process, or of one that is dead; tells of one that lives. */
export function removeLocalJson(file = localJsonFile()): LocalJson | undefined {
  const found = readLocalJson(file);
  if (found && found.pid !== process.pid && isAlive(found.pid)) return found;
  rmSync(file, { force: true });
  return undefined;
}

/** At the end of this process: whoever ran before it and still runs is found again. */
export function handBack(other: LocalJson | undefined, file = localJsonFile()): void {
  if (!removeLocalJson(file) && other && isAlive(other.pid)) writeLocalJson(other, file);
}

/** Nothing where there is no such file, or none that can be read. Its process may be dead. */
export function readLocalJson(file = localJsonFile()): LocalJson | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
