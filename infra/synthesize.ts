// Templates and code for the authorities that are named, for whoever wants to run or read them without deploying.
import { join } from 'node:path';
import { assemble, homewardApp, type SynthesizedStack } from './assembly.ts';
import { policiesOf } from './policies.ts';

export interface Synthesis {
  /** Names in `authorities/`, or paths of files. */
  authorities: readonly string[];
  outdir: string;
  /** Whether the validator of templates runs; left out: yes. */
  validate?: boolean;
}

/** Writes the assembly into `outdir`. Refused (an Error, one line for each fault) if a file or the code is at fault. */
export async function synthesize({
  authorities,
  outdir,
  validate = true,
}: Synthesis): Promise<{ stacks: SynthesizedStack[] }> {
  const policies = policiesOf(authorities);
  const root = join(import.meta.dirname, '..');
  return { stacks: await assemble(homewardApp(outdir), { policies, root, validate }) };
}
