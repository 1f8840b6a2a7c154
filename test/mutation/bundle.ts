// All tests of one look, and the code that they try, as one script: evaluated anew for each mutant, in no time.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { build, type Plugin } from 'esbuild';

/** Loads one test file, in modules of its own, with this in place of vitest and of the loader of authority files. */
export type Fresh = (vitest: object, authorities: object) => (file: string) => void;

/** `name` is the bundle's own; where it stands in the folder already, it is taken. */
export async function bundled(files: readonly string[], folder: string, name: string): Promise<Fresh> {
  const path = join(folder, `${name}.cjs`);
  if (!existsSync(path)) await write(files, folder, path);
  const source = `(function (require, module, __vitest, __authorities) {${readFileSync(path, 'utf8')}\n})`;
  const evaluate = new Script(source, { filename: path }).runInThisContext();
  const require = createRequire(join(folder, 'package.json'));
  return (vitest, authorities) => {
    const module = { exports: { load: {} as Record<string, () => void> } };
    evaluate(require, module, vitest, authorities);
    return (file) => module.exports.load[file]?.();
  };
}

async function write(files: readonly string[], folder: string, path: string): Promise<void> {
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
    plugins: [standIns],
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
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(`file://${path}`)),
    }));
  },
};
