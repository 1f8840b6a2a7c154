// A mutant: one small change to the code, and whether any test noticed it.
import { readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Stryker from '@stryker-mutator/core';

export interface Mutant {
  file: string;
  /** Offsets in the file's text. */
  from: number;
  to: number;
  line: number;
  stands: string;
  instead: string;
  kind: string;
  isKilled: boolean;
  /** As Stryker takes it, to try this one again. */
  range: string;
}

/** Every mutant of these files, or ranges of files, and what the tests of one look say of each. */
export async function mutantsOf(
  mutates: readonly string[],
  root: string,
  env: Readonly<Record<string, string>>,
): Promise<Mutant[]> {
  Object.assign(process.env, env);
  const results = await new Stryker({
    mutate: [...mutates],
    testRunner: 'resident',
    plugins: [
      fileURLToPath(import.meta.resolve('./resident.ts')),
      fileURLToPath(import.meta.resolve('./living.ts')),
    ],
    coverageAnalysis: 'perTest',
    concurrency: availableParallelism(),
    timeoutMS: 10_000,
    // The compiler's own reader of this file is gone since TypeScript 7, and nothing here needs it.
    tsconfigFile: 'none.json',
    ignorePatterns: ['cdk.out', 'pictures', '.homeward'],
    tempDirName: join(tmpdir(), 'homeward-mutants'),
    reporters: ['progress-append-only', 'living'],
    warnings: false,
  }).runMutationTest();
  return results.flatMap(({ fileName, location: { start, end }, mutatorName, replacement = '', status }) => {
    if (!['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status)) return [];
    const file = relative(root, fileName);
    const lines = readFileSync(fileName, 'utf8').split('\n');
    const offset = (at: typeof start) =>
      lines.slice(0, at.line - 1).reduce((sum, { length }) => sum + length + 1, at.column - 1);
    const [from, to] = [offset(start), offset(end)];
    return {
      file,
      from,
      to,
      line: start.line,
      stands: lines.join('\n').slice(from, to),
      instead: replacement,
      kind: mutatorName,
      isKilled: status === 'Killed' || status === 'Timeout',
      range: `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`,
    };
  });
}

export const isSame = (a: Mutant, b: Mutant): boolean =>
  a.range === b.range && a.kind === b.kind && a.instead === b.instead;
