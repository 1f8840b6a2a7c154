// Reads a synthesized `cdk.out`: one stack's template, where it is said to be, and the folder of each function's code.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Template } from './template.ts';
import { TemplateFault } from './template.ts';

export interface Assembly {
  stackName: string;
  /** Where the template names an account, that one; else one of zeros. */
  accountId: string;
  region: string;
  template: Template;
  /** The folder of the asset whose zip would have this key in the bucket. */
  assetFolder(key: string): string;
}

interface AssetManifest {
  files?: Record<string, { source?: { path?: string } }>;
}

interface CloudManifest {
  artifacts?: Record<string, { environment?: string; properties?: { stackName?: string } }>;
}

/** Throws a `TemplateFault` where the files are not what a synthesis leaves behind. */
export function readAssembly(templateFile: string, stackName: string, assetsFile: string): Assembly {
  const template = json<Template>(templateFile);
  const manifest = json<AssetManifest>(assetsFile);
  const [accountId, region] = environment(join(dirname(templateFile), 'manifest.json'), stackName);
  return {
    stackName,
    accountId: /^\d{12}$/.test(accountId) ? accountId : '000000000000',
    region: region === 'unknown-region' ? 'eu-west-2' : region,
    template,
    assetFolder(key) {
      const path = manifest.files?.[key.replace(/^.*\//, '').replace(/\.zip$/, '')]?.source?.path;
      if (path === undefined) throw new TemplateFault(`${assetsFile} knows no asset ${key}.`);
      return resolve(dirname(assetsFile), path);
    },
  };
}

function environment(manifestFile: string, stackName: string): [accountId: string, region: string] {
  const { artifacts = {} } = json<CloudManifest>(manifestFile);
  const artifact =
    artifacts[stackName] ?? Object.values(artifacts).find((one) => one.properties?.stackName === stackName);
  const [, accountId = '', region = 'unknown-region'] =
    /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact?.environment ?? '') ?? [];
  return [accountId, region];
}

function json<Shape>(file: string): Shape {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new TemplateFault(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
