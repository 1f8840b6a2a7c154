import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { pause } from '../operations/pausing.ts';
import type { ServiceAsked } from '../operations/service.ts';
import { askForService, serviceAsked, whoeverThisIs } from '../operations/service.ts';

export function addPause(program: Command): void {
  askForService(program.command('pause'))
    .description('Stops all mail of an authority: everything is still received, kept and planned.')
    .requiredOption('--why <reason>', 'for who finds it paused; no names of children', reason)
    .option('--by <who>', 'who pauses it; left out: the user of this machine', reason)
    .action(async ({ why, by, ...asked }: ServiceAsked & { why: string; by?: string }) => {
      process.stdout.write(`${await pause(serviceAsked(asked), by ?? whoeverThisIs(), why)}\n`);
    });
}

function reason(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (line === '' || line.length > 200) throw new InvalidArgumentError('Say it in 1 to 200 characters.');
  return line;
}
