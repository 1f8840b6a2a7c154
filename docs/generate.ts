// Writes every document that is generated from code: `node docs/generate.ts`. A test holds the files to it.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lazily } from '../shared/contract/fields.ts';
import { authoritySchema } from './authority-files.ts';
import { asyncApi, messageSchemas } from './messages.ts';
import { policyReference } from './policy-reference.ts';
import { readme } from './readme-plan.ts';

const root = join(import.meta.dirname, '..');

const generators: (() => Map<string, unknown>)[] = [messageSchemas, () => asyncApi(root), authoritySchema];

/** The text of each generated file, by its path from the project's root; the letters' pieces are made apart, by MJML. */
export const generated = lazily((): ReadonlyMap<string, string> => {
  const documents = generators.flatMap((generate) => [...generate()]);
  const json = documents.map(([path, document]) => [path, `${JSON.stringify(document, null, 2)}\n`] as const);
  return new Map([...json, ...policyReference(), ...readme(root)]);
});

async function write(): Promise<void> {
  const { letterPieces } = await import('../shared/letters/template/compile.ts');
  const files = new Map([...generated(), ...(await letterPieces())]);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const name of readdirSync(join(root, 'docs/schemas'))) {
    if (!files.has(`docs/schemas/${name}`)) rmSync(join(root, 'docs/schemas', name));
  }
}

if (process.argv[1] === import.meta.filename) await write();
