// Authority files, read once by code without mutants: what is tried is the code that acts on them, not their loader.
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Loader = Readonly<Record<string, (...asked: readonly unknown[]) => unknown>>;

/** As `shared/policy/load.ts` of `root`, whose answers are remembered and frozen. */
export function remembered(root: string): Loader {
  const require = createRequire(import.meta.url);
  const known = new Map<string, unknown>();
  const asked =
    (name: string) =>
    (...args: readonly unknown[]): unknown => {
      const key = JSON.stringify([name, ...args]);
      if (!known.has(key)) {
        const loader: Loader = require(join(root, 'shared/policy/load.ts'));
        known.set(key, frozen(loader[name]?.(...args)));
      }
      return known.get(key);
    };
  const names = ['loadAuthority', 'authorityFrom', 'listAuthorities', 'listNations', 'formatFault'];
  return Object.fromEntries(names.map((name) => [name, asked(name)]));
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
