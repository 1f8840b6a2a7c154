// What a function is shipped with: its bundle, and beside it the policy of the authority that it acts for.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Policy } from '../shared/core/policy.ts';
import { type ByFunction, forEachFunction } from './bundles.ts';

/** Lays out the code of one authority in `folder`, which must last until the assembly is written. */
export function codeAssets(
  folder: string,
  policy: Policy,
  bundles: ByFunction<Uint8Array>,
): ByFunction<Code> {
  return forEachFunction((name) => {
    const asset = join(folder, policy.authority.slug, name);
    mkdirSync(asset, { recursive: true });
    writeFileSync(join(asset, 'index.js'), bundles[name]);
    writeFileSync(join(asset, 'policy.json'), JSON.stringify(policy));
    return Code.fromAsset(asset);
  });
}
