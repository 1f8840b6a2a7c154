// An emulated AWS in a process of its own, so that its work does not count as ours. Says its endpoint, ends with its parent.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulators } from '../../local/emulators/emulators.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'homeward-bench-'));
const clock = {
  now: () => Date.now(),
  wait: (until: number, signal?: AbortSignal) =>
    new Promise<void>((wake) => {
      const timer = setTimeout(wake, Math.max(0, Math.min(until - Date.now(), 2 ** 30)));
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        wake();
      });
    }),
};
const emulators = await startEmulators({
  port: 0,
  dataFolder,
  clock,
  accountId: '000000000000',
  region: 'eu-west-2',
});
process.send?.(emulators.endpoint);
process.on('disconnect', async () => {
  await emulators.close();
  rmSync(dataFolder, { recursive: true, force: true });
  process.exit(0);
});
