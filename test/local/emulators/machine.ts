// Emulators in a folder of their own, on a clock that a test moves by hand, and the real clients to talk to them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../../../local/emulators/clock.ts';
import { type EmulatorSettings, type Emulators, startEmulators } from '../../../local/emulators/emulators.ts';

/** Friday 20 November 2026, 22:05 in UTC. */
export const FRIDAY_NIGHT = Date.parse('2026-11-20T22:05:00Z');
export const ACCOUNT = '111122223333';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/wake-ups`;

export class HandClock implements Clock {
  #now = FRIDAY_NIGHT;
  #waiting: { until: number; resolve: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  wait(until: number, signal?: AbortSignal): Promise<void> {
    if (until <= this.#now || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ until, resolve });
      signal?.addEventListener('abort', () => resolve());
    });
  }

  /** Moves on by seconds, and stops on the way at every instant that somebody waits for. */
  async pass(seconds: number): Promise<void> {
    const end = this.#now + seconds * 1000;
    for (;;) {
      const next = Math.min(end, ...this.#waiting.map(({ until }) => until));
      this.#now = Math.max(this.#now, next);
      const due = this.#waiting.filter(({ until }) => until <= this.#now);
      this.#waiting = this.#waiting.filter(({ until }) => until > this.#now);
      for (const { resolve } of due) resolve();
      await quiet();
      if (this.#now >= end && due.length === 0) return;
    }
  }

  /** Jumps, as a machine's clock does that was asleep: whoever waits is called once, afterwards. */
  async jump(seconds: number): Promise<void> {
    this.#now += seconds * 1000;
    await this.pass(0);
  }
}

/** Lets everything that is under way in this process come to rest. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function queueArn(name: string): string {
  return `arn:aws:sqs:eu-west-2:${ACCOUNT}:${name}`;
}

export class Machine {
  readonly clock = new HandClock();
  readonly folder = mkdtempSync(join(tmpdir(), 'homeward-emulators-'));
  #emulators: Emulators | undefined;
  #clients: Clients | undefined;

  get emulators(): Emulators {
    if (this.#emulators === undefined) throw new Error('The machine is not started.');
    return this.#emulators;
  }

  get clients(): Clients {
    this.#clients ??= clients(this.emulators.endpoint);
    return this.#clients;
  }

  async start(settings: Partial<EmulatorSettings> = {}): Promise<this> {
    const { clock, folder: dataFolder } = this;
    const usual = { port: 0, dataFolder, clock, accountId: ACCOUNT, region: 'eu-west-2' };
    this.#emulators = await startEmulators({ ...usual, ...settings });
    return this;
  }

  async stop(): Promise<void> {
    if (this.#clients) for (const client of Object.values(this.#clients)) client.destroy();
    this.#clients = undefined;
    await this.#emulators?.close();
    this.#emulators = undefined;
  }

  async restart(settings: Partial<EmulatorSettings> = {}): Promise<void> {
    await this.stop();
    await this.start(settings);
  }

  async discard(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Clients {
  sqs: SQSClient;
  dynamodb: DynamoDBClient;
  scheduler: SchedulerClient;
  ses: SESClient;
}

export function clients(endpoint: string, accessKeyId = 'police'): Clients {
  const settings = {
    endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId, secretAccessKey: 'unused' },
    maxAttempts: 1,
  };
  return {
    sqs: new SQSClient(settings),
    dynamodb: new DynamoDBClient(settings),
    scheduler: new SchedulerClient(settings),
    ses: new SESClient(settings),
  };
}
