import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { drawnTogether } from '../../shared/timeline/drawing.ts';
import { picturePage } from '../../shared/timeline/page.ts';
import { Mistake, readScenario } from '../scenario.ts';
import { simulate, unmet } from '../simulate.ts';
import { picturesOf } from '../simulation/episode-pictures.ts';
import { inColumns, paintFor } from '../simulation/letters-in-columns.ts';
import { policyOf } from './check.ts';

interface Options {
  json?: boolean;
  html?: string;
  svg?: string;
}

export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description(
      'Plays a scenario on a virtual clock and prints what happens, when, to whom, under which clause.',
    )
    .argument('<authority>', 'a name in authorities/, or a path')
    .argument('<scenario>', 'a YAML or JSON file')
    .option('--json', 'print one JSON object')
    .option(
      '--html <file>',
      'write each episode as a picture with its tables, in one page that needs nothing else',
    )
    .option('--svg <file>', 'write each episode as a picture')
    .action(async (authority: string, file: string, { json, html, svg }: Options) => {
      const policy = policyOf(authority);
      const scenario = readScenario(file);
      const { world, simulation } = await simulate(scenario, policy, { mornings: true });
      if (html !== undefined || svg !== undefined) {
        const pictures = await picturesOf(world, simulation.digests);
        if (html !== undefined) write(html, picturePage(scenario.about, pictures));
        if (svg !== undefined) write(svg, drawnTogether(pictures, scenario.about));
      }
      process.stdout.write(
        json
          ? `${JSON.stringify(simulation, null, 2)}\n`
          : inColumns(scenario.about, simulation, policy, paintFor(process.stdout)),
      );
      const missing = unmet(scenario.expect ?? [], simulation);
      if (missing.length > 0) throw new Mistake(missing.map((line) => `${file}: ${line}`).join('\n'));
    });
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
    process.stderr.write(`${file} is written.\n`);
  } catch {
    throw new Mistake(`${file}: cannot be written`);
  }
}
