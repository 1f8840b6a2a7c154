// The code that is deployed: every function in one pass of esbuild, the same bytes from any checkout.
import { basename, dirname } from 'node:path';
import { type BuildFailure, type BuildOptions, build } from 'esbuild';
import { Refused } from './refused.ts';

export type FunctionName = 'receive' | 'settle' | 'sweep' | 'answer' | 'console';
export type ByFunction<T> = Readonly<Record<FunctionName, T>>;

export function forEachFunction<T>(give: (name: FunctionName) => T): ByFunction<T> {
  return {
    receive: give('receive'),
    settle: give('settle'),
    sweep: give('sweep'),
    answer: give('answer'),
    console: give('console'),
  };
}

const entryPoints = forEachFunction((name) => `functions/${name}/index.ts`);

/** How everything that Lambda runs is bundled. */
export const bundling = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  // Measured: CommonJS starts a quarter faster than ES modules, and shakes down to less when made from them.
  format: 'cjs',
  mainFields: ['module', 'main'],
  // Lambda gives credentials in the environment: the ways to find others would be a sixth of the code.
  external: ['ini', 'login', 'process', 'sso', 'web-identity'].map(
    (way) => `@aws-sdk/credential-provider-${way}`,
  ),
  legalComments: 'none',
  logLevel: 'silent',
} satisfies BuildOptions;

/** Bundles functions/NAME/index.ts of the checkout at `root`. Refused with a line for each place that does not build. */
export async function bundleFunctions(root: string): Promise<ByFunction<Uint8Array>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: Object.values(entryPoints),
    outdir: 'bundles',
    outbase: 'functions',
    write: false,
    ...bundling,
  }).catch((failure: Partial<BuildFailure>) => {
    if (!failure.errors) throw failure;
    throw new Refused(
      failure.errors.map(({ text, location }) =>
        location ? `${location.file}:${location.line}: ${text}` : text,
      ),
    );
  });
  const bundles = new Map(outputFiles.map((file) => [basename(dirname(file.path)), file.contents]));
  return forEachFunction((name) => {
    const bundle = bundles.get(name);
    if (!bundle) throw new Error(`No bundle came of ${entryPoints[name]}`);
    return bundle;
  });
}
