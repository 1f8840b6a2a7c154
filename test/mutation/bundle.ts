// All tests of one look, and the code that they try, as one script: evaluated anew for each mutant, in no time.
import { existsSync, globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Script } from 'node:vm';
import { build, type Plugin } from 'esbuild';

/** What stands in place of vitest, of the loader of authority files, and of the code that is evaluated once. */
interface Given {
  vitest: object;
  authorities: object;
  kept: Load;
}

/** Evaluates one file, unless it is there already. */
export type Load = (file: string) => unknown;

/** Modules of their own, each time it is called. */
export type Fresh = (given: Given) => Load;

/**
 * `name` is the bundle's own; where it stands in the folder already, it is taken. `without`: a folder whose code is left out,
 * because it is kept.
 */
export async function bundled(
  files: readonly string[],
  folder: string,
  name: string,
  without?: string,
): Promise<Fresh> {
  const path = join(folder, `${name}.cjs`);
  if (!existsSync(path)) await write(files, folder, path, without);
  const source = `(function (require, module, __vitest, __authorities, __kept) {${readFileSync(path, 'utf8')}\n})`;
  const evaluate = new Script(source, { filename: path }).runInThisContext();
  const require = createRequire(import.meta.url);
  return ({ vitest, authorities, kept }) => {
    const module = { exports: { load: {} as Record<string, () => unknown> } };
    evaluate(require, module, vitest, authorities, kept);
    return (file) => module.exports.load[file]?.();
  };
}

/** All code of a folder that no mutant is in: evaluated once, it need not be compiled again for each. */
export async function keptOf(folder: string, under: string, authorities: object): Promise<Load> {
  const files = globSync(`${under}/**/*.ts`, { cwd: folder }).sort();
  const fresh = await bundled(files, folder, `.bundle-${under}`);
  return fresh({ vitest: {}, authorities, kept: () => undefined });
}

async function write(
  files: readonly string[],
  folder: string,
  path: string,
  without: string | undefined,
): Promise<void> {
  const entries = files.map(
    (file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`,
  );
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = { load: { ${entries.join(', ')} } };`, resolveDir: folder },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    logLevel: 'error',
    plugins: [standIns, ...(without ? [leftOut(folder, without)] : [])],
  });
  const [output] = outputFiles;
  writeFileSync(`${path}.${process.pid}`, output?.text ?? '');
  renameSync(`${path}.${process.pid}`, path);
}

const standIns: Plugin = {
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    const given = (name: string) => () => ({ path: name, namespace: 'given' });
    onResolve({ filter: /^vitest$/ }, given('__vitest'));
    onResolve({ filter: /policy\/load\.ts$/ }, given('__authorities'));
    onLoad({ filter: /.*/, namespace: 'given' }, ({ path }) => ({ contents: `module.exports = ${path};` }));
    onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(`file://${path}`)),
    }));
  },
};

const leftOut = (folder: string, under: string): Plugin => ({
  name: 'left-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
      const file = relative(folder, join(resolveDir, path));
      return file.startsWith(`${under}/`) ? { path: file, namespace: 'kept' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'kept' }, ({ path }) => ({
      contents: `module.exports = __kept(${JSON.stringify(path)});`,
    }));
  },
});
