// What ships asks for no more than to be named; a copyleft licence in a bundle would have to be heard of here first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inBundles, isPermissive, onTheDesk, packageOf } from '../../.ci/licences.ts';

const root = join(import.meta.dirname, '../..');

describe('what ships', () => {
  it('in the bundles is permissive, and the clients and the schemas are known to be in it', async () => {
    const packages = await inBundles(root);
    expect(packages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['@aws-sdk/client-ses', '@aws-lambda-powertools/logger', 'luxon', 'zod']),
    );
    expect(packages.filter(({ licence }) => !isPermissive(licence))).toEqual([]);
  });

  it('with the command line is permissive, every direct dependency included', () => {
    const packages = onTheDesk(root);
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(packages.filter(({ licence }) => !isPermissive(licence))).toEqual([]);
  });
});

describe('a licence', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND Zlib', true],
    ['MIT AND GPL-3.0', false],
    ['AGPL-3.0', false],
    ['LGPL-2.1', false],
    ['MPL-2.0', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['', false],
  ])('%j is permissive: %j', (licence, is) => {
    expect(isPermissive(licence)).toBe(is);
  });
});

describe('a file of a bundle', () => {
  it.each([
    ['node_modules/luxon/src/luxon.js', 'node_modules/luxon'],
    ['node_modules/@aws-sdk/core/dist/index.js', 'node_modules/@aws-sdk/core'],
    ['node_modules/a/node_modules/@b/c/x.js', 'node_modules/a/node_modules/@b/c'],
    ['shared/core/plan.ts', undefined],
  ])('%s is of %s', (file, folder) => {
    expect(packageOf(file)).toBe(folder);
  });
});
