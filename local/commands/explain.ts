import type { Command } from 'commander';
import { explain } from '../../shared/core/explain.ts';
import { taskName } from '../../shared/core/task-name.ts';
import { capital } from '../../shared/letters/one-line.ts';
import { Mistake, readScenario } from '../scenario.ts';
import { simulate } from '../simulate.ts';
import { keptForDigest } from '../simulation/mornings.ts';
import { policyOf } from './check.ts';

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('Says of every rule whether it acted on an episode, and why.')
    .argument('<authority>', 'a name in authorities/, or a path')
    .argument('<scenario>', 'a YAML or JSON file')
    .requiredOption('--episode <reference>', 'the police reference')
    .option('--json', 'print one JSON object')
    .action(async (authority: string, file: string, options: { episode: string; json?: boolean }) => {
      const policy = policyOf(authority);
      const { world, simulation } = await simulate(readScenario(file), policy, { mornings: true });
      for (const id of world.episodes.ids()) {
        const { kept } = await world.episodes.read(id);
        if (kept?.record.kind !== 'child') continue;
        const rules = explain(kept.record, options.episode, policy, world.clock.now()).map((each) => {
          const inDigest = keptForDigest(each.rule, options.episode, simulation.digests ?? [], policy);
          return { ...each, lines: [...inDigest, ...each.lines] };
        });
        if (rules.length === 0) continue;
        const answer = { authority: policy.authority.slug, episode: options.episode, rules };
        process.stdout.write(
          options.json
            ? `${JSON.stringify(answer, null, 2)}\n`
            : `${rules.map(({ rule, lines }) => [`${capital(taskName(rule, policy))} (${rule})`, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n')}\n`,
        );
        return;
      }
      throw new Mistake(`${file}: no message of it is about an episode ${options.episode}`);
    });
}
