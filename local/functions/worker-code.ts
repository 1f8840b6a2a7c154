// The worker's own code as plain JavaScript: reading TypeScript anew would double the time that each worker takes to start.
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

let code: string | undefined;

export function workerCode(): string {
  code ??= buildSync({
    entryPoints: [fileURLToPath(new URL('./worker.ts', import.meta.url))],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
  }).outputFiles[0]?.text;
  return code ?? '';
}
