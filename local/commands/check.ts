import type { Command } from 'commander';
import type { Policy } from '../../shared/core/policy.ts';
import { FOLDER, formatFault, listAuthorities, loadAuthority } from '../../shared/policy/load.ts';
import { takenBy } from '../new-authority/write-file.ts';
import { Mistake } from '../scenario.ts';

export function addCheck(program: Command): void {
  program
    .command('check')
    .description('Validates an authority file and says how to mend each fault.')
    .argument('<authority>', 'a name in authorities/, or a path')
    .action((authority: string) => {
      const policy = policyOf(authority, new Date().toISOString().slice(0, 10));
      const isNamed = listAuthorities().includes(authority);
      const taken = isNamed && takenBy({ slug: authority, code: policy.authority.code }, FOLDER);
      if (taken) throw new Mistake(`authorities/${authority}.yaml: ${taken}`);
      const rules = policy.versions.reduce((sum, version) => sum + version.rules.length, 0);
      process.stdout.write(
        `${policy.authority.name}: no faults in ${rules} rules of ${policy.versions.length} version(s)\n`,
      );
    });
}

/** The policy of a name or path; given today's date, what is out of date is a fault too. Throws Mistake with a line for each fault. */
export function policyOf(authority: string, today?: string): Policy {
  const loaded = loadAuthority(authority, today);
  if (loaded.ok) return loaded.policy;
  throw new Mistake(loaded.faults.map(formatFault).join('\n'));
}
