// What a function finds around it: its environment, and the procedure that was bundled beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../core/policy.ts';

/** Throws at cold start where a variable is missing: a function without it must not take work. */
export function environment<Name extends string>(...names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`The environment lacks ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}

export const bundledPolicy = (folder: string): Policy =>
  JSON.parse(readFileSync(join(folder, 'policy.json'), 'utf8')) as Policy;
