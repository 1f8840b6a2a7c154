import { join } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { atRest, memoryOf } from '../cost/at-rest.ts';
import { billFor } from '../cost/bill.ts';
import { AIMS, type Cost, inWords } from '../cost/in-words.ts';
import { playedAndCounted, usageOf } from '../cost/of-a-story.ts';
import { added, readPrices, times } from '../cost/prices.ts';
import { templateOf } from '../readiness/template.ts';
import { readScenario } from '../scenario.ts';
import { policyOf } from './check.ts';

interface Options {
  notifications: number;
  scenario?: string;
  json?: boolean;
}

const USUAL = 'examples/first-night.yaml';

export function addCost(program: Command): void {
  program
    .command('cost')
    .description(
      'Says what an authority costs on AWS: at rest, for each thousand notifications, and in a month.',
    )
    .argument('<authority>', 'a name in authorities/, or a path')
    .option('--notifications <n>', 'messages that come in a month', wholeNumber, 1000)
    .option('--scenario <file>', `the story whose calls are counted; left out: ${USUAL}`)
    .option('--json', 'print one JSON object')
    .action(async (authority: string, options: Options) => {
      const cost = await costOf(authority, options);
      process.stdout.write(
        options.json ? `${JSON.stringify({ ...cost, aims: AIMS }, null, 2)}\n` : inWords(cost),
      );
    });
}

async function costOf(authority: string, { notifications, scenario }: Options): Promise<Cost> {
  const policy = policyOf(authority);
  const file = scenario ?? USUAL;
  const story = await playedAndCounted(
    readScenario(scenario ?? join(import.meta.dirname, '../..', USUAL)),
    policy,
  );
  const prices = readPrices();
  const template = await templateOf(authority);
  const resting = await atRest(template, policy, prices);
  const each = times(usageOf(story, memoryOf(template), prices), 1 / story.messages);
  return {
    authority: policy.authority.name,
    notifications,
    atRest: billFor(resting, prices),
    perThousand: billFor(times(each, 1000), prices),
    month: billFor(added(resting, times(each, notifications)), prices),
    story: { file, ...story },
  };
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 10_000_000)
    throw new InvalidArgumentError('Not a whole number.');
  return value;
}
