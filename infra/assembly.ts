// The CDK app and the assembly that it becomes; the same for the CDK's command, for npm start and for the tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdk from '../cdk.json' with { type: 'json' };
import type { Policy } from '../shared/core/policy.ts';
import { AuthorityStack } from './authority-stack.ts';
import { bundleFunctions } from './bundles.ts';
import { findings } from './checks/findings.ts';
import { clashes } from './clashes.ts';
import { codeAssets } from './code-assets.ts';
import { Refused } from './refused.ts';

/** Where one authority's stack was written; files are absolute paths. */
export interface SynthesizedStack {
  authority: string;
  stackName: string;
  templateFile: string;
  assetsFile: string;
}

export function homewardApp(outdir: string): App {
  return new App({
    outdir,
    // Only the CDK's command reads cdk.json by itself.
    context: cdk.context,
    // The validator's findings are reported below, in the same words whoever asks.
    postCliContext: { '@aws-cdk/core:failSynthOnValidationErrors': false },
    builtinCloudFormationValidation: false,
    // Otherwise a refused app is synthesized once more as the process ends.
    autoSynth: false,
    analyticsReporting: false,
  });
}

export interface Assembling {
  policies: readonly Policy[];
  /** The checkout whose functions are bundled. */
  root: string;
  /** Left out: yes. */
  validate?: boolean;
}

/** Gives each policy its stack and writes the assembly. Refused with a line for each thing that is wrong. */
export async function assemble(
  app: App,
  { policies, root, validate = true }: Assembling,
): Promise<SynthesizedStack[]> {
  const clashing = clashes(policies);
  if (clashing.length > 0) throw new Refused(clashing);
  const bundles = await bundleFunctions(root);
  const code = mkdtempSync(join(tmpdir(), 'homeward-code-'));
  try {
    const written = policies.map((policy) => {
      const stack = new AuthorityStack(app, { policy, code: codeAssets(code, policy, bundles) });
      return {
        authority: policy.authority.slug,
        stackName: stack.stackName,
        templateFile: resolve(app.outdir, stack.templateFile),
        assetsFile: resolve(app.outdir, `${stack.artifactId}.assets.json`),
      };
    });
    await writeAssembly(app, validate);
    return written;
  } finally {
    rmSync(code, { recursive: true, force: true });
  }
}

/** Refused with a line for each finding. */
export async function writeAssembly(app: App, validate: boolean): Promise<void> {
  if (validate) {
    // Read only by whoever validates: the packs of rules take as long to load as the CDK.
    const { addChecks } = await import('./checks/checks.ts');
    addChecks(app);
  }
  const { directory } = app.synth();
  const found = validate ? findings(directory) : [];
  if (found.length > 0) throw new Refused(found);
}
