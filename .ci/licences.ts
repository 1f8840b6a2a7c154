// `npm run licences`: every package that ships, in a function's bundle or with the command line, and its licence. Ends with 1 on copyleft or none.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../infra/bundles.ts';

export interface Shipped {
  name: string;
  version: string;
  licence: string;
}

/** Licences that ask for no more than to be named. Whatever is not here is refused, also what nobody has thought of. */
const PERMISSIVE = new Set([
  ...[
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'CC0-1.0',
    'ISC',
    'MIT',
    'MIT-0',
  ],
  ...['Python-2.0', 'Unlicense', 'Zlib'],
]);

/** `MIT OR GPL-3.0` may be taken as MIT; of `MIT AND GPL-3.0` both hold. */
export function isPermissive(licence: string): boolean {
  const bare = licence.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' AND ')) return bare.split(' AND ').every(isPermissive);
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isPermissive);
  return PERMISSIVE.has(bare);
}

/** The packages whose code is in a bundle, as esbuild saw them go in. */
/** All that can be deployed. */
const FUNCTIONS = ['receive', 'settle', 'sweep', 'answer', 'console'];

export async function inBundles(root: string): Promise<Shipped[]> {
  const { metafile } = await build({
    ...bundling,
    absWorkingDir: root,
    entryPoints: FUNCTIONS.map((name) => `functions/${name}/index.ts`),
    outdir: 'bundles',
    write: false,
    metafile: true,
  });
  const folders = Object.keys(metafile.inputs).flatMap((file) => packageOf(file) ?? []);
  return listed([...new Set(folders)].map((folder) => described(join(root, folder))));
}

/** `node_modules/a/node_modules/@b/c/x.js` is of `node_modules/a/node_modules/@b/c`. */
export const packageOf = (file: string): string | undefined =>
  /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

interface LockFile {
  packages: Record<string, { version?: string; dev?: boolean; license?: string }>;
}

/** What `npm ci --omit=dev` puts on a desk; an optional package for another machine is known by the lock file alone. */
export function onTheDesk(root: string): Shipped[] {
  const { packages }: LockFile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return listed(
    Object.entries(packages)
      .filter(([folder, { dev }]) => folder !== '' && !dev)
      .map(([folder, { version = '', license = '' }]) =>
        existsSync(join(root, folder, 'package.json'))
          ? described(join(root, folder))
          : { name: folder.replace(/^.*node_modules\//, ''), version, licence: license },
      ),
  );
}

function described(folder: string): Shipped {
  const { name, version, license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // Older packages say it as an object, or as a list of them.
  const said: unknown = license?.type ?? license ?? licenses?.[0]?.type;
  return { name, version, licence: typeof said === 'string' ? said : '' };
}

const listed = (packages: Shipped[]): Shipped[] =>
  packages.sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));

const asRow = ({ name, version, licence }: Shipped): string =>
  `  ${(licence || 'no licence').padEnd(14)} ${name} ${version}`;

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '..');
  const bundled = await inBundles(root);
  const desk = onTheDesk(root);
  process.stdout.write(`In the bundles: ${bundled.length} packages\n${bundled.map(asRow).join('\n')}\n\n`);
  process.stdout.write(`With the command line: ${desk.length} packages\n${desk.map(asRow).join('\n')}\n`);
  const refused = [...bundled, ...desk].filter(({ licence }) => !isPermissive(licence));
  for (const each of refused) process.stderr.write(`Not permissive:${asRow(each)}\n`);
  process.exitCode = refused.length > 0 ? 1 : 0;
}
