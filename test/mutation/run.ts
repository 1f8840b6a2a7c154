// node test/mutation/run.ts [core|functions] [FILES]: changes the code in one small place at a time, and looks whether a test fails. Exit 1 where a change that nobody listed goes unnoticed, or where what was listed is gone.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isSame, type Mutant, mutantsOf } from './mutants.ts';
import { SCOPES, type Scope } from './scopes.ts';
import { codeIn, gone, oneLine, outlived, readSurvivors, unexplained } from './survivors.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const HELP = `node test/mutation/run.ts [SCOPE] [FILES]   SCOPE: ${Object.keys(SCOPES).join(', ')}; all of them where none is named
                        --quick        only the quickest tests look`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const [named, ...files] = positionals;
const scopes = named === undefined ? Object.keys(SCOPES) : [named];

if (values.help || scopes.some((name) => !SCOPES[name])) {
  console.log(HELP);
  if (!values.help) process.exitCode = 2;
} else {
  process.chdir(ROOT);
  for (const name of scopes) {
    const scope = SCOPES[name];
    if (scope) say(scope, await tried(name, scope, files.length > 0 ? files : scope.mutates));
  }
  for (const entry of gone(codeIn, readSurvivors())) {
    console.log(`LISTED, AND GONE  ${entry}`);
    process.exitCode = 1;
  }
}

/** Each mutant once: killed where any look killed it. */
async function tried(name: string, scope: Scope, mutates: readonly string[]): Promise<Mutant[]> {
  let all: Mutant[] = [];
  for (const index of values.quick ? [0] : scope.looks.keys()) {
    const left = all.filter(({ isKilled }) => !isKilled);
    if (index > 0 && left.length === 0) break;
    const seen = await mutantsOf(index === 0 ? mutates : left.map(({ range }) => range), ROOT, {
      HOMEWARD_LOOK: `${name} ${index}`,
      HOMEWARD_ROOT: ROOT,
    });
    const killed = seen.filter(({ isKilled }) => isKilled);
    all =
      index === 0
        ? seen
        : all.map((mutant) => ({
            ...mutant,
            isKilled: mutant.isKilled || killed.some((other) => isSame(mutant, other)),
          }));
  }
  return all;
}

function say({ atLeast }: Scope, all: readonly Mutant[]): void {
  const files = Map.groupBy(all, ({ file }) => file);
  const list = readSurvivors();
  const survivors = all.filter(({ isKilled }) => !isKilled);
  for (const [file, mutants] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`${percent(mutants).padStart(6)} of ${String(mutants.length).padStart(4)}  ${file}`);
  }
  console.log(
    `${percent(all).padStart(6)} of ${String(all.length).padStart(4)}  killed; ${survivors.length} live`,
  );
  const unlisted = unexplained(survivors, codeIn, list);
  for (const { file, line, kind, stands, instead } of unlisted) {
    console.log(`NOT LISTED  ${file}:${line} ${kind}: ${oneLine(stands)}  ->  ${oneLine(instead)}`);
  }
  for (const entry of outlived(survivors, new Set(files.keys()), codeIn, list)) {
    console.log(`listed, and killed  ${entry}`);
  }
  const isEnough = all.length - survivors.length >= (all.length * atLeast) / 100;
  if (!isEnough) console.log(`fewer than ${atLeast} % were killed`);
  if (!isEnough || unlisted.length > 0) process.exitCode = 1;
}

function percent(mutants: readonly Mutant[]): string {
  const killed = mutants.filter(({ isKilled }) => isKilled).length;
  return `${((100 * killed) / Math.max(1, mutants.length)).toFixed(1)} %`;
}
