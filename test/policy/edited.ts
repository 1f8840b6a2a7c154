// A file that builds on nothing, with something changed in it, and what is found then.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorityFrom, type Fault } from '../../shared/policy/load.ts';

export const textOf = (authority: string): string =>
  readFileSync(join(import.meta.dirname, `../../authorities/${authority}.yaml`), 'utf8');

/** What is shipped grows; this stays, so that each place in it is where the tests say. */
export const kent = readFileSync(join(import.meta.dirname, 'stand-alone.yaml'), 'utf8');

/** Fails where there is nothing to change: the test would prove nothing. */
export function edited(text: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`There is no ${from} to change`);
    return before.replace(from, () => to);
  }, text);
}

export function faultsIn(text: string, today?: string): Fault[] {
  const loaded = authorityFrom(text, 'authorities/kent.yaml', today);
  return loaded.ok ? [] : loaded.faults;
}

/** The number of the one line that holds a snippet. */
export function lineOf(text: string, snippet: string): number {
  const lines = text.split('\n').flatMap((line, n) => (line.includes(snippet) ? [n + 1] : []));
  if (lines[0] === undefined || lines.length > 1) throw new Error(`${snippet} is on ${lines.length} lines`);
  return lines[0];
}

export const STAND_DOWN = 'upon: ended\n        do: stand-down\n        to: [{ everybody-told: true }]';

/** The ids of its rules, in order. */
export const ids = [...kent.slice(kent.indexOf('    rules:')).matchAll(/- id: (\S+)/g)].map(([, id]) => id);

/** The path of a rule, or of a place in it. */
export const inRule = (id: string, ...place: string[]): string =>
  ['/versions/0/rules', ids.indexOf(id), ...place].join('/');

/** All that is written of a rule. */
export const rule = (id: string): string =>
  new RegExp(`      - id: ${id}\\n.*?(?=\\n      (- id|# )|$)`, 's').exec(kent)?.[0] ?? '';
