// The stack of Darlington as `npm start` synthesizes it, once for each file of tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assembly, readAssembly } from '../../local/stack/assembly.ts';
import { synthesizeApart } from '../../local/synthesis.ts';

export interface Synthesized {
  assembly: Assembly;
  folder: string;
  clear(): void;
}

export async function darlington(): Promise<Synthesized> {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-iam-'));
  const { templateFile, stackName, assetsFile } = await synthesizeApart({
    authority: 'darlington',
    outdir: join(folder, 'cdk.out'),
  });
  return {
    assembly: readAssembly(templateFile, stackName, assetsFile),
    folder,
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
