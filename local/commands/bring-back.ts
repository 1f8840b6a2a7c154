import type { Command } from 'commander';
import type { Compared } from '../operations/bringing-back.ts';
import { bringBack } from '../operations/bringing-back.ts';
import type { ServiceAsked } from '../operations/service.ts';
import { askForService, serviceAsked, whoeverThisIs } from '../operations/service.ts';

interface Options extends ServiceAsked {
  from: string;
  by?: string;
  yes?: boolean;
}

export function addBringBack(program: Command): void {
  askForService(program.command('bring-back'))
    .description(
      'Compares a restored table with the one in use; with --yes, puts back what is gone, and overwrites nothing.',
    )
    .requiredOption('--from <table>', 'the restored table, beside the one in use')
    .option('--by <who>', 'who does it; left out: the user of this machine')
    .option('--yes', 'do it; pause all mail before (docs/runbook.md, "The table must be restored")')
    .action(async ({ from, by, yes = false, ...asked }: Options) => {
      const compared = await bringBack(from, serviceAsked(asked), yes && (by ?? whoeverThisIs()));
      process.stdout.write(`${inWords(compared, yes).join('\n')}\n`);
    });
}

const inWords = ({ gone, same, differs, broughtBack }: Compared, isMeant: boolean): string[] => [
  `Gone from the table in use: ${listed(gone)}`,
  `The same in both: ${same}`,
  `Other in the table in use, and left as it is there: ${listed(differs)}`,
  ...(gone.size === 0
    ? []
    : [isMeant ? `Put back: ${broughtBack}` : 'Nothing was written. To put back what is gone: --yes']),
];

const listed = (kinds: ReadonlyMap<string, number>): string =>
  kinds.size === 0
    ? 'nothing'
    : [...kinds]
        .map(([kind, n]) => `${n} ${kind}`)
        .sort()
        .join(', ');
