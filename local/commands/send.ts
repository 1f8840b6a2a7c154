import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { notifications } from '../../shared/adapters/notifications.ts';
import { Mistake, usualSender } from '../scenario.ts';
import { policyOf } from './check.ts';
import { localClient, running } from './running.ts';

export function addSend(program: Command): void {
  program
    .command('send')
    .description('Pushes the messages in files to the running pipeline, as they are.')
    .argument('<file...>', 'JSON files with one CloudEvent each, or a list of them')
    .action(async (files: string[]) => {
      const { endpoint, notificationQueueUrl, authority } = running();
      const policy = policyOf(authority);
      let sent = 0;
      for (const file of files) {
        for (const { body, source } of messagesIn(file)) {
          const queue = notifications(
            notificationQueueUrl,
            localClient(endpoint, usualSender(source, policy)),
          );
          await queue.push(body);
          sent += 1;
        }
      }
      process.stdout.write(`${sent} ${sent === 1 ? 'message' : 'messages'} sent\n`);
    });
}

/** The file's own text where it is one message, so that what is sent is what was written - faulty JSON too. */
function messagesIn(file: string): { body: string; source: string }[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Mistake(`${file}: cannot be read`);
  }
  const sourceOf = (value: unknown): string =>
    typeof value === 'object' && value !== null && 'source' in value ? String(value.source) : '';
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value)
      ? value.map((message) => ({ body: JSON.stringify(message), source: sourceOf(message) }))
      : [{ body: text, source: sourceOf(value) }];
  } catch {
    return [{ body: text, source: '' }];
  }
}
