import type { Command } from 'commander';
import { briefly } from '../../shared/core/calendar.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { Mistake, readScenario } from '../scenario.ts';
import type { Simulation } from '../simulate.ts';
import { simulate, unmet } from '../simulate.ts';
import { policyOf } from './check.ts';

export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description(
      'Plays a scenario on a virtual clock and prints what happens, when, to whom, under which clause.',
    )
    .argument('<authority>', 'a name in authorities/, or a path')
    .argument('<scenario>', 'a YAML or JSON file')
    .option('--json', 'print one JSON object')
    .action(async (authority: string, file: string, options: { json?: boolean }) => {
      const policy = policyOf(authority);
      const scenario = readScenario(file);
      const { simulation } = await simulate(scenario, policy);
      process.stdout.write(
        options.json
          ? `${JSON.stringify(simulation, null, 2)}\n`
          : inWords(scenario.about, simulation, policy),
      );
      const missing = unmet(scenario.expect ?? [], simulation);
      if (missing.length > 0) throw new Mistake(missing.map((line) => `${file}: ${line}`).join('\n'));
    });
}

function inWords(about: string, simulation: Simulation, policy: Policy): string {
  const lines = [about, ''];
  for (const { at, lateBy, purpose, roles, clauses, to, episode, kind, dueAt } of simulation.actions) {
    const late = lateBy === 'PT0S' ? '' : `, late by ${lateBy}`;
    lines.push(
      `${briefly(policy.calendar, at)}  ${episode}  ${purpose} ${roles.join(', ')}${late}`,
      `    to ${to.join(', ')} [${clauses.join(', ')}]`,
      ...(kind === 'task' ? [`    to be done by ${briefly(policy.calendar, dueAt)}`] : []),
    );
  }
  lines.push('');
  for (const { subject, state, tasks } of simulation.episodes) {
    lines.push(`Episode ${subject}: ${state}`);
    for (const task of tasks)
      lines.push(`  ${task.task}: ${task.state}, by ${briefly(policy.calendar, task.dueAt)}`);
  }
  for (const { at, reasons } of simulation.rejected) {
    lines.push(`Not understood, received ${briefly(policy.calendar, at)}:`);
    for (const { path, message } of reasons) lines.push(`  ${path || '/'} ${message}`);
  }
  return `${lines.join('\n')}\n`;
}
