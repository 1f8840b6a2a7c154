// A practitioner's desk: a folder with extracts in it, a queue on this machine, and the command line.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { writeLocalJson } from '../../../local/local-json.ts';
import { kent, readable } from '../../contract/kent.ts';
import type { Ran } from '../commands/homeward.ts';
import { Machine } from '../emulators/machine.ts';

export interface Sent {
  id: string;
  time: string;
  source: string;
  data: Record<string, unknown> & { person: Record<string, unknown> };
}

const command = resolve('local/homeward.mjs');

export class Desk {
  readonly machine = new Machine();
  queueUrl = '';

  /** Called with how often messages were sent, at the moment when they are. */
  onSend: ((times: number) => void) | undefined;

  async open(): Promise<this> {
    let times = 0;
    const onRequest = ({ operation }: { operation: string }) => {
      if (operation !== 'SendMessageBatch') return;
      times += 1;
      this.onSend?.(times);
    };
    await this.machine.start({ onRequest });
    const { sqs, dynamodb } = this.machine.clients;
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'notifications' }));
    this.queueUrl = QueueUrl;
    await dynamodb.send(
      new CreateTableCommand({
        TableName: 'episodes',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    this.sitAt(this);
    return this;
  }

  /** From here on the command line at `desk` finds this pipeline. */
  sitAt(desk: Desk): void {
    const { endpoint } = this.machine.emulators;
    const local = { pid: process.pid, authority: 'kent', endpoint, notificationQueueUrl: this.queueUrl };
    const rest = { inboxUrl: `${endpoint}/inbox`, tableName: 'episodes' };
    writeLocalJson({ ...local, ...rest }, desk.#path('.homeward/local.json'));
  }

  clear(): Promise<void> {
    return this.machine.discard();
  }

  /** Puts an extract on the desk; `at` is when the case system wrote it. */
  extract(name: string, content: string | Buffer, at = '2026-11-20T18:00:00Z'): string {
    writeFileSync(this.#path(name), content);
    utimesSync(this.#path(name), new Date(at), new Date(at));
    return name;
  }

  start(...words: string[]): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [command, ...words], { cwd: this.machine.folder });
  }

  async homeward(...words: string[]): Promise<Ran> {
    const child = this.start(...words);
    const ran: Ran = { status: null, stdout: '', stderr: '' };
    child.stdout.on('data', (text) => {
      ran.stdout += text;
    });
    child.stderr.on('data', (text) => {
      ran.stderr += text;
    });
    ran.status = await new Promise((ended) => child.once('close', ended));
    return ran;
  }

  /** What the command remembers of earlier imports. */
  memory(): string {
    const folder = this.#path('.homeward/case-extract');
    if (!existsSync(folder)) return '';
    const [file] = readdirSync(folder).filter((name) => !name.endsWith('.lock'));
    return file ? readFileSync(join(folder, file), 'latin1') : '';
  }

  /** Takes everything off the queue; throws where the pipeline could not read it. */
  async sent(): Promise<Sent[]> {
    const messages: Sent[] = [];
    for (;;) {
      const some = await this.#take(this.machine.clients.sqs);
      if (some.length === 0) break;
      messages.push(...some);
    }
    return messages.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  }

  async #take(sqs: SQSClient): Promise<Sent[]> {
    const { queueUrl: QueueUrl } = this;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return [];
    const Entries = Messages.map(({ ReceiptHandle }, n) => ({ Id: `${n}`, ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    return Messages.map(({ Body = '' }) => {
      readable(Body, kent);
      return JSON.parse(Body);
    });
  }

  #path(name: string): string {
    return join(this.machine.folder, name);
  }
}

export const idOf = ({ data }: Sent): string => String(data.person['localAuthorityId']);

export const csv = (...lines: string[]): string => `${lines.join('\r\n')}\r\n`;
