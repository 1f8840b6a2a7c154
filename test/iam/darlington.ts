// The stack of Darlington as a deployment synthesizes it, with every option that gives a role something to do: once for each file of tests.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assembly, readAssembly } from '../../local/stack/assembly.ts';
import { synthesizeApart } from '../../local/synthesis.ts';

export interface Synthesized {
  assembly: Assembly;
  folder: string;
  clear(): void;
}

/** A digest has settle look at what is open; a console has a role of its own. */
const DIGEST = 'digest: { to: [head-of-service], at: "07:30", on: every-day }\n';
const CONSOLE = `  console:
    name: console.darlington.example
    certificate: "arn:aws:acm:eu-west-2:111122223333:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
    network:
      vpc: vpc-0a1b2c3d4e5f60718
      subnets: [subnet-0a1b2c3d4e5f60718, subnet-1a1b2c3d4e5f60718]
      from: [10.20.0.0/16]
    sign-on:
      issuer: https://sign-on.darlington.example/staff
      authorization: https://sign-on.darlington.example/staff/authorize
      token: https://sign-on.darlington.example/staff/token
      user-info: https://sign-on.darlington.example/staff/user-info
      client: homeward-console
      secret: homeward/console-sign-on
    group: { claim: groups, is: missing-children-desk }
`;

export async function darlington(): Promise<Synthesized> {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-iam-'));
  const authority = join(folder, 'darlington.yaml');
  writeFileSync(authority, withOptions(readFileSync('authorities/darlington.yaml', 'utf8')));
  const { templateFile, stackName, assetsFile } = await synthesizeApart({
    authority,
    outdir: join(folder, 'cdk.out'),
  });
  return {
    assembly: readAssembly(templateFile, stackName, assetsFile),
    folder,
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function withOptions(file: string): string {
  const changed = file.replace(/^deployment:\n/m, `${DIGEST}\ndeployment:\n${CONSOLE}`);
  if (changed === file) throw new Error('The file has no place for the options.');
  return changed;
}
