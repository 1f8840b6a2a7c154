// `npm test`: everything that must pass before a change lands, in the order in which a mistake is cheapest to hear of.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

const RESULTS = 'node_modules/.cache/test-results.json';

const steps: readonly (readonly [string, string, ...string[]])[] = [
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the core, without Node', 'tsc', '-p', 'shared/core/tsconfig.json'],
  ['lint and format', 'biome', 'check', '--error-on-warnings'],
  ['dead code', 'knip'],
  ['tests', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`],
];

rmSync(RESULTS, { force: true });
for (const [name, command, ...args] of steps) {
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    process.stdout.write(`\n${name}: failed\n`);
    process.exitCode = 1;
    break;
  }
}
try {
  const results: Record<string, number> = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = results;
  process.stdout.write(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
} catch {
  process.stdout.write('\nThe tests did not run to their end.\n');
  process.exitCode = 1;
}
