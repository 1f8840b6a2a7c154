#!/usr/bin/env node
// Adds to package-lock.json the optional packages for other platforms that a registry without them left out: `npm ci` refuses a
// lock file that does not name them, though it never fetches one for another platform. Run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const added = [];
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    if (path === '' || places(path, name).some((place) => lock.packages[place]?.version)) continue;
    const version = range.replace(/^[\^~]/, '');
    const { os, cpu, libc } = platformOf(name);
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu,
      ...(dev && { dev: true }),
      ...(libc && { libc }),
      optional: true,
      os,
    };
    added.push(`${name}@${version}`);
  }
}
const packages = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  'package-lock.json',
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`,
);
console.log(added.length === 0 ? 'The lock file is complete.' : `Added ${added.join(', ')}`);

/** Where Node would look for a package that another one names. */
function places(path, name) {
  const parts = path.split('/node_modules/');
  return [...parts.keys()]
    .map((n) => `${parts.slice(0, parts.length - n).join('/node_modules/')}/node_modules/${name}`)
    .concat(`node_modules/${name}`);
}

function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = [
    'android',
    'darwin',
    'freebsd',
    'linux',
    'openharmony',
    'win32',
    'netbsd',
    'openbsd',
    'sunos',
    'aix',
  ].find((each) => words.includes(each));
  const cpu = [
    'arm64',
    'x64',
    'ia32',
    'ppc64',
    'riscv64',
    's390x',
    'loong64',
    'mips64el',
    'arm',
    'wasm32',
  ].find((each) => words.includes(each));
  if (!os || !cpu) throw new Error(`${name}: for which platform is it?`);
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : undefined;
  return { os: [os], cpu: [cpu], libc };
}
