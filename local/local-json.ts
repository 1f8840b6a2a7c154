// `.homeward/local.json`: how other programs find the pipeline that runs on this machine.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface LocalJson {
  pid: number;
  authority: string;
  endpoint: string;
  notificationQueueUrl: string;
  inboxUrl: string;
  tableName: string;
}

export function localJsonFile(root = process.cwd()): string {
  return join(root, '.homeward', 'local.json');
}

/** Appears whole or not at all; whatever an earlier process left there gives way. */
export function writeLocalJson(local: LocalJson, file = localJsonFile()): void {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${local.pid}`;
  writeFileSync(fresh, `${JSON.stringify(local, null, 2)}\n`);
  renameSync(fresh, file);
}

/** Removes the file unless another process has written it since. */
export function removeLocalJson(pid: number, file = localJsonFile()): void {
  if (readLocalJson(file)?.pid === pid) rmSync(file, { force: true });
}

/** Nothing where there is no such file, or none that can be read. Its process may be dead. */
export function readLocalJson(file = localJsonFile()): LocalJson | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
