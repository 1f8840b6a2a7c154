import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { Mistake } from '../scenario.ts';
import { policyOf } from './check.ts';

interface Options {
  authority: string;
  port: number;
  data?: string;
  clock?: string;
  speed: number;
}

export const usualAuthority = 'kent';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('Runs the whole pipeline of one authority on this machine.')
    .option('--authority <name>', 'authority file to run', usualAuthority)
    .option('--port <n>', 'first port to try', wholeNumber, 4566)
    .option('--data <folder>', 'where state is kept')
    .option(
      '--clock <instant>',
      "virtual clock's start, such as 2026-11-22T02:40:00Z; for an empty data folder",
      instant,
    )
    .option('--speed <n>', 'how many times faster than real time', wholeNumber, 1)
    .action(async ({ authority, data, clock, ...rest }: Options) => {
      policyOf(authority);
      const log = (line: string) => process.stdout.write(`${line}\n`);
      // Imported late: no other command needs the emulators.
      const { start, untilAskedToStop, usualDataFolder } = await import('../start.ts');
      const options = {
        authority,
        ...rest,
        data: data ?? usualDataFolder(authority),
        log,
        ...(clock && { clock }),
      };
      const running = await start(options).catch((error: Error) => {
        throw new Mistake(error.message);
      });
      await untilAskedToStop(running, log);
      process.exit(0);
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100_000)
    throw new InvalidArgumentError('Not a whole number.');
  return value;
}

function instant(text: string): string {
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) ||
    Number.isNaN(Date.parse(text))
  ) {
    throw new InvalidArgumentError('Not an instant with an offset.');
  }
  return new Date(text).toISOString();
}
