import type { Command } from 'commander';
import { unreadableMessages } from '../../shared/adapters/unreadable-messages.ts';
import { localClient, running } from './running.ts';

export function addUnreadable(program: Command): void {
  program
    .command('unreadable')
    .description(
      'Lists the messages that wait for a human: id, when, from whom, each reason. No personal data.',
    )
    .option('--table <name>', 'the table of a deployed stack, read with the credentials of this shell')
    .option('--json', 'print one JSON object')
    .action(async (options: { table?: string; json?: boolean }) => {
      const here = options.table ? undefined : running();
      const table = options.table ?? here?.tableName ?? '';
      const messages = await unreadableMessages(table, here ? localClient(here.endpoint, 'operator') : {});
      if (options.json) {
        process.stdout.write(`${JSON.stringify({ messages }, null, 2)}\n`);
        return;
      }
      for (const { id, messageId, at, from, source, reasons } of messages) {
        process.stdout.write(
          `${at}  ${messageId ?? '(no id)'}  from ${from}${source ? ` as ${source}` : ''}  kept as ${id}\n`,
        );
        for (const { path, message } of reasons) process.stdout.write(`  ${path || '/'} ${message}\n`);
      }
      process.stdout.write(messages.length === 0 ? 'No message waits for a human.\n' : '');
    });
}
