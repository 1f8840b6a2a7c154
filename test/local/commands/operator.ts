// An operator's desk: a pipeline's queues with their dead letters, its table, and the command line that finds them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { writeLocalJson } from '../../../local/local-json.ts';
import { operationsBook } from '../../../shared/adapters/operations-book.ts';
import { Desk } from '../case-extract/desk.ts';
import { ACCOUNT, queueArn } from '../emulators/machine.ts';

const QUEUES = {
  NotificationsDeadLettersUrl: 'notifications-dead',
  MailEventsDeadLettersUrl: 'mail-events-dead',
  WakeUpsDeadLettersUrl: 'wake-ups-dead',
  SchedulesDeadLettersUrl: 'schedules-dead',
  SweepsDeadLettersUrl: 'sweeps-dead',
} as const;

/** What an operator types, what it ends with, and what it says. */
export type Mistake = [words: string[], status: number, says: RegExp];

export class Operator {
  readonly desk = new Desk();

  async open(): Promise<this> {
    await this.desk.open();
    for (const name of Object.values(QUEUES)) await this.#create(name);
    for (const name of ['notices', 'mail-events', 'wake-ups'] as const) {
      const dead = name === 'notices' ? 'notifications-dead' : `${name}-dead`;
      const policy = { deadLetterTargetArn: queueArn(dead), maxReceiveCount: 2 };
      await this.#create(name, { RedrivePolicy: JSON.stringify(policy), VisibilityTimeout: '1' });
    }
    const { endpoint } = this.desk.machine.emulators;
    const outputs = Object.fromEntries(
      Object.entries({ ...QUEUES, WakeUpsQueueUrl: 'wake-ups' }).map(([output, name]) => [
        output,
        this.url(name),
      ]),
    );
    writeLocalJson(
      {
        pid: process.pid,
        authority: 'kent',
        endpoint,
        notificationQueueUrl: this.url('notices'),
        inboxUrl: `${endpoint}/inbox`,
        tableName: 'episodes',
        data: this.desk.machine.folder,
        outputs,
      },
      join(this.desk.machine.folder, '.homeward/local.json'),
    );
    this.keepClock();
    return this;
  }

  /** Never by a stack trace. */
  async isToldInALine(mistakes: readonly Mistake[]): Promise<void> {
    await Promise.all(
      mistakes.map(async ([words, status, says]) => {
        const ran = await this.homeward(...words);
        expect(ran.status, words.join(' ')).toBe(status);
        expect(ran.stderr).toMatch(says);
        expect(ran.stderr).not.toMatch(/\n\s+at /);
      }),
    );
  }

  url = (name: string): string => `${this.desk.machine.emulators.endpoint}/${ACCOUNT}/${name}`;

  homeward = (...words: string[]) => this.desk.homeward(...words);
  clear = () => this.desk.clear();

  /** As the pipeline keeps its own clock on disk, for whoever asks what time it is there. */
  keepClock(): void {
    const now = new Date(this.desk.machine.clock.now()).toISOString();
    writeFileSync(join(this.desk.machine.folder, 'clock'), `${now} follows itself \n`);
  }

  async put(name: string, ...bodies: string[]): Promise<void> {
    const { sqs } = this.desk.machine.clients;
    for (const MessageBody of bodies)
      await sqs.send(new SendMessageCommand({ QueueUrl: this.url(name), MessageBody }));
  }

  /** Puts it on the queue and has it fail until the queue gives it up. */
  async giveUp(name: string, body: string): Promise<void> {
    const { sqs } = this.desk.machine.clients;
    const QueueUrl = this.url(name);
    await this.put(name, body);
    for (let times = 1; times <= 3; times++) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      for (const { ReceiptHandle } of Messages)
        await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    }
  }

  async count(name: string): Promise<number> {
    const { Attributes } = await this.desk.machine.clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.url(name), AttributeNames: ['All'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages);
  }

  /** Everything that is visible in a queue, taken off it. */
  async taken(name: string): Promise<{ body: string; sender: string | undefined }[]> {
    const { sqs } = this.desk.machine.clients;
    const QueueUrl = this.url(name);
    const all: { body: string; sender: string | undefined }[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) return all;
      for (const { Body = '', ReceiptHandle, Attributes } of Messages) {
        all.push({ body: Body, sender: Attributes?.SenderId });
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  }

  async book() {
    const { endpoint } = this.desk.machine.emulators;
    const credentials = { accessKeyId: 'operator', secretAccessKey: 'any' };
    const book = operationsBook('episodes', { endpoint, region: 'eu-west-2', credentials });
    try {
      return await book.all();
    } finally {
      book.close();
    }
  }

  async #create(QueueName: string, Attributes: Record<string, string> = {}): Promise<void> {
    await this.desk.machine.clients.sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  }
}
