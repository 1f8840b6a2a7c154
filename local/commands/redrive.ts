import type { Command } from 'commander';
import { operationsBook } from '../../shared/adapters/operations-book.ts';
import type { Waiting } from '../operations/redriving.ts';
import { queuesAsked, redrive, waitingIn, waitingInWords } from '../operations/redriving.ts';
import type { Service, ServiceAsked } from '../operations/service.ts';
import { askForService, serviceAsked, whoeverThisIs } from '../operations/service.ts';

interface Options extends ServiceAsked {
  yes?: boolean;
  by?: string;
  json?: boolean;
  history?: boolean;
}

export function addRedrive(program: Command): void {
  askForService(program.command('redrive'))
    .description('Shows what waits among the dead letters, never what it says; with --yes, sends it back.')
    .argument('[queue]', 'notifications, mail-events, wake-ups, schedules or sweeps; left out: all')
    .option('--yes', 'do it')
    .option('--by <who>', 'who does it; left out: the user of this machine')
    .option('--json', 'print one JSON object')
    .option('--history', 'show what was paused, resumed and redriven until now, and do nothing')
    .action(async (name: string | undefined, { yes, by, json, history, ...asked }: Options) => {
      const queues = queuesAsked(name);
      const service = serviceAsked(asked);
      const say = (line: string) => process.stdout.write(`${line}\n`);
      if (history) return tellHistory(service, say);
      const waiting: Waiting[] = [];
      for (const queue of queues) waiting.push(await waitingIn(queue, service));
      if (json) say(asJson(waiting));
      else for (const each of waiting) say(waitingInWords(each, service).join('\n'));
      const full = waiting.filter(({ count }) => count > 0);
      if (full.length === 0) return;
      if (!yes) {
        if (!json) say('Nothing was moved. First mend what stopped them, then: --yes');
        return;
      }
      for (const each of full) {
        const done = await redrive(each, by ?? whoeverThisIs(), service);
        if (json) process.stderr.write(`${done}\n`);
        else say(done);
      }
    });
}

const asJson = (waiting: readonly Waiting[]): string =>
  JSON.stringify(
    { queues: waiting.map(({ queue, count, shown }) => ({ queue: queue.name, count, messages: shown })) },
    null,
    2,
  );

async function tellHistory({ table, client }: Service, say: (line: string) => void): Promise<void> {
  const book = operationsBook(table, client);
  try {
    const operations = await book.all();
    for (const { at, by, did, why, queue, messages, to } of operations) {
      const what = queue ? ` ${queue}: ${messages ?? 'begun, all'} to ${to}` : '';
      say(`${at}  ${did}${what}  by ${by}${why ? `: ${why}` : ''}`);
    }
    if (operations.length === 0) say('Nothing was done by hand yet.');
  } finally {
    book.close();
  }
}
