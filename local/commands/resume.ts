import type { Command } from 'commander';
import { resume } from '../operations/pausing.ts';
import type { ServiceAsked } from '../operations/service.ts';
import { askForService, serviceAsked, whoeverThisIs } from '../operations/service.ts';

export function addResume(program: Command): void {
  askForService(program.command('resume'))
    .description(
      'Ends a pause: what is overdue and still called for goes out, what has waited longest first.',
    )
    .option('--by <who>', 'who ends it; left out: the user of this machine')
    .action(async ({ by, ...asked }: ServiceAsked & { by?: string }) => {
      process.stdout.write(`${await resume(serviceAsked(asked), by ?? whoeverThisIs())}\n`);
    });
}
