// Templates and code for the authorities that are named, for whoever wants to run or read them without deploying.
import { join } from 'node:path';
import type { Policy } from '../shared/core/policy.ts';
import { assemble, homewardApp, type SynthesizedStack } from './assembly.ts';
import { policiesOf } from './policies.ts';

export interface Synthesis {
  /** Names in `authorities/`, or paths of files. */
  authorities: readonly string[];
  outdir: string;
  /** Whether the validator of templates runs; left out: yes. */
  validate?: boolean;
  /** False: without the console, whatever a file says; left out: as it says. */
  console?: false;
}

/** Writes the assembly into `outdir`. Refused (an Error, one line for each fault) if a file or the code is at fault. */
export async function synthesize({
  authorities,
  outdir,
  validate = true,
  console,
}: Synthesis): Promise<{ stacks: SynthesizedStack[] }> {
  const said = policiesOf(authorities);
  const policies = console === false ? said.map(withoutConsole) : said;
  const root = join(import.meta.dirname, '..');
  return { stacks: await assemble(homewardApp(outdir), { policies, root, validate }) };
}

function withoutConsole(policy: Policy): Policy {
  const { console: _, ...deployment } = policy.deployment ?? {};
  return policy.deployment ? { ...policy, deployment } : policy;
}
