// Which tests and scenarios name a clause: in a title, a row of a table or an expectation. What an invented file cites names nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['test', 'examples/scenarios'];
const CLAUSE = /\b(?:D17|D18|DFE|CE17|KENT)-[0-9A-Z.]+-[a-z]\b/g;

/** Clause -> files, from the root, sorted. */
export function mentions(root: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const folder of FOLDERS) {
    for (const file of filesIn(root, folder)) {
      for (const clause of clausesNamed(readFileSync(join(root, file), 'utf8'))) {
        found.set(clause, [...(found.get(clause) ?? []), file]);
      }
    }
  }
  return found;
}

export function clausesNamed(text: string): Set<string> {
  const lines = text.split('\n').filter((line) => !/^\s*(#|\/\/|\/?\*)|\bclauses:/.test(line));
  return new Set(lines.flatMap((line) => line.match(CLAUSE) ?? []));
}

const filesIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|ya?ml)$/.test(name))
    .map((name) => join(folder, name))
    .sort();
