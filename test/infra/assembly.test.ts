// What is deployed is what is in the checkout, checked before it leaves.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnResource, Stack } from 'aws-cdk-lib';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import cdk from '../../cdk.json' with { type: 'json' };
import { assemble, homewardApp, type SynthesizedStack, writeAssembly } from '../../infra/assembly.ts';
import { bundleFunctions } from '../../infra/bundles.ts';
import { policiesOf } from '../../infra/policies.ts';
import { synthesize } from '../../infra/synthesize.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { saltmarsh } from './example-stack.ts';

// The validator's engine takes seconds to load, more on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'homeward-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const authority = (slug: string): Policy => ({
  ...saltmarsh,
  mail: { from: `homeward@${slug}.example`, allowedDomains: [`${slug}.example`] },
  authority: { code: 'E10000099', name: slug, slug },
  hash: slug,
  intake: [],
  sources: [],
  directory: {},
  authorities: {},
  versions: [],
});

function copyOfTheCheckout(to: string): string {
  const copy = join(folder, to);
  mkdirSync(copy, { recursive: true });
  for (const part of ['functions', 'shared']) cpSync(join(root, part), join(copy, part), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

const assembled = (name: string, from: string, slugs: string[]) =>
  assemble(homewardApp(join(folder, name)), { policies: slugs.map(authority), root: from, validate: false });

/** The hashes under which the code of a stack is uploaded. */
function codeOf({ assetsFile, templateFile }: SynthesizedStack): string[] {
  const { files } = JSON.parse(readFileSync(assetsFile, 'utf8')) as {
    files: Record<string, { source: { path: string } }>;
  };
  return Object.keys(files)
    .filter((hash) => !templateFile.endsWith(files[hash]?.source.path ?? ''))
    .sort();
}

describe('the same commit in two checkouts', () => {
  let here: SynthesizedStack[];
  let there: SynthesizedStack[];
  beforeAll(async () => {
    here = await assembled('out-here', copyOfTheCheckout('here'), ['saltmarsh', 'fenland']);
    there = await assembled('out-there', copyOfTheCheckout('some/way/over/there'), ['saltmarsh', 'fenland']);
  });

  it('gives the same code to the byte', () => {
    expect(here.map(codeOf)).toEqual(there.map(codeOf));
    expect(here.map((stack) => codeOf(stack).length)).toEqual([4, 4]);
  });

  it('gives the same template to the byte', () => {
    const templates = (stacks: SynthesizedStack[]) =>
      stacks.map(({ templateFile }) => readFileSync(templateFile, 'utf8'));
    expect(templates(here)).toEqual(templates(there));
  });

  it('gives one stack for each authority', () => {
    expect(here.map(({ stackName }) => stackName)).toEqual(['homeward-saltmarsh', 'homeward-fenland']);
  });

  it('gives each authority code of its own, since its policy travels with it', () => {
    const [saltmarshCode = [], fenlandCode = []] = here.map(codeOf);
    expect(saltmarshCode.filter((hash) => fenlandCode.includes(hash))).toEqual([]);
  });

  it('ships the bundle and the policy, and nothing else', () => {
    const assets = readdirSync(join(folder, 'out-here')).filter((name) => name.startsWith('asset.'));
    for (const asset of assets) {
      expect(readdirSync(join(folder, 'out-here', asset)).sort()).toEqual(['index.js', 'policy.json']);
    }
    expect(assets).toHaveLength(8);
  });
});

describe('code that does not build', () => {
  it('is refused with its place', async () => {
    const broken = join(folder, 'broken');
    for (const name of ['receive', 'settle', 'sweep', 'answer', 'console']) {
      mkdirSync(join(broken, 'functions', name), { recursive: true });
      writeFileSync(join(broken, 'functions', name, 'index.ts'), 'export const handler = async () => {};\n');
    }
    writeFileSync(join(broken, 'functions/settle/index.ts'), "import './lost.ts';\n");
    await expect(bundleFunctions(broken)).rejects.toThrow(/^functions\/settle\/index\.ts:1: .*lost\.ts.*$/);
  });
});

describe('an authority file with faults', () => {
  it('gives no stack, and a line for each fault', async () => {
    const file = join(folder, 'faulty.yaml');
    writeFileSync(file, 'authority: {}\n');
    const refused = synthesize({ authorities: [file], outdir: join(folder, 'faulty') });
    await expect(refused).rejects.toThrow(/^(.*faulty\.yaml:\d+ .+\n?)+$/);
    expect(existsSync(join(folder, 'faulty'))).toBe(false);
  });

  it('or that is not there is one line', async () => {
    const refused = synthesize({ authorities: ['atlantis'], outdir: join(folder, 'atlantis') });
    await expect(refused).rejects.toThrow(/^atlantis:1 there is no authority of this name.*$/);
  });
});

describe('two authorities that cannot stand side by side', () => {
  const refusal = (...policies: Policy[]) =>
    assemble(homewardApp(join(folder, 'clash')), { policies, root, validate: false });
  const sharing = { ...authority('fenland'), mail: authority('saltmarsh').mail };

  it('are refused for one name', async () => {
    await expect(refusal(authority('saltmarsh'), authority('saltmarsh'))).rejects.toThrow(
      /^saltmarsh and saltmarsh would both be homeward-saltmarsh - mend: .+$/,
    );
  });

  it('are refused for one domain in one account, where neither names its account too', async () => {
    const says = /^saltmarsh and fenland both send from saltmarsh\.example, .+ - mend: .+$/;
    await expect(refusal(authority('saltmarsh'), sharing)).rejects.toThrow(says);
    const deployment = { account: '111122223333' };
    await expect(
      refusal({ ...authority('saltmarsh'), deployment }, { ...sharing, deployment }),
    ).rejects.toThrow(says);
  });

  it('may share a domain from two accounts', async () => {
    const elsewhere = { ...sharing, deployment: { account: '444455556666' } };
    await expect(refusal(authority('saltmarsh'), elsewhere)).resolves.toHaveLength(2);
  });
});

describe('a template that CloudFormation would refuse', () => {
  const planted = async (type: string, properties: Record<string, unknown>) => {
    const app = homewardApp(join(folder, `planted-${type.replaceAll(':', '')}`));
    new CfnResource(new Stack(app, 'planted'), 'Fault', { type, properties });
    await writeAssembly(app, true);
  };

  it('is refused for a property that does not exist', async () => {
    await expect(planted('AWS::SQS::Queue', { Colour: 'red' })).rejects.toThrow(
      /^planted\/Fault: Colour: .*\(F3002\)$/m,
    );
  });

  it('is refused for a value that is not one of those allowed, which to the CDK is a warning', async () => {
    const runtime = {
      Role: 'arn:aws:iam::111122223333:role/r',
      Code: { ZipFile: '' },
      Handler: 'index.handler',
      Runtime: 'nodejs99.x',
    };
    await expect(planted('AWS::Lambda::Function', runtime)).rejects.toThrow(
      /^planted\/Fault: Runtime: .*\(W3030\)$/m,
    );
  });
});

describe('the stack of an authority', () => {
  it('is passed by the validator, by cdk-nag and by our own checks without a finding', async () => {
    const app = homewardApp(join(folder, 'validated'));
    await expect(assemble(app, { policies: [authority('saltmarsh')], root })).resolves.toHaveLength(1);
  });
});

describe('the stack of the file that uses every key', () => {
  it('is passed too', async () => {
    const app = homewardApp(join(folder, 'every-key'));
    await expect(assemble(app, { policies: policiesOf(['example']), root })).resolves.toHaveLength(1);
  });
});

describe('the feature flags of the CDK', () => {
  it('are decided, each one that it recommends', () => {
    expect(cdk.context).toMatchObject(recommended);
  });

  it('hold for whoever synthesizes, not for the CDK’s command alone', () => {
    const app = homewardApp(join(folder, 'flags'));
    expect(app.node.tryGetContext('@aws-cdk/core:validateAgainstDefaultRules')).toBe(true);
  });
});
