// The pipeline as a user runs it: a process of its own, in a folder of its own, with an SDK client in front and an inbox behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { notifications } from '../../shared/adapters/notifications.ts';

export interface Mail {
  at: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

const command = resolve('local/homeward.mjs');

export class Pipeline {
  readonly folder = mkdtempSync(join(tmpdir(), 'homeward-'));
  readonly #arguments: readonly string[];
  #process: ChildProcess | undefined;
  #said = '';
  constructor(...options: string[]) {
    this.#arguments = ['start', '--data', join(this.folder, 'data'), '--port', '4800', ...options];
  }

  /** Starts it and waits until it says where it is. */
  start(): Promise<void> {
    return this.#ready(spawn(process.execPath, [command, ...this.#arguments], { cwd: this.folder }));
  }

  /** The same, where no file may grow beyond so many bytes. */
  startWithin(bytes: number): Promise<void> {
    const limited = `ulimit -f ${Math.floor(bytes / 512)}; exec "$0" "$@"`;
    const whole = ['-c', limited, process.execPath, command, ...this.#arguments];
    return this.#ready(spawn('sh', whole, { cwd: this.folder }));
  }

  async #ready(child: ChildProcess): Promise<void> {
    this.#said = '';
    child.stdout?.on('data', (text) => (this.#said += text));
    child.stderr?.on('data', (text) => (this.#said += text));
    this.#process = child;
    await until(`npm start is ready; it said: ${this.#said}`, async () => {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${this.#said}`);
      return existsSync(this.#file) && this.local.pid === child.pid;
    });
  }

  get #file(): string {
    return join(this.folder, '.homeward', 'local.json');
  }

  get local(): {
    pid: number;
    endpoint: string;
    notificationQueueUrl: string;
    inboxUrl: string;
    tableName: string;
  } {
    return JSON.parse(readFileSync(this.#file, 'utf8'));
  }

  async send(message: object | string, sender = 'police'): Promise<void> {
    const { endpoint, notificationQueueUrl } = this.local;
    const credentials = { accessKeyId: sender, secretAccessKey: 'any' };
    await notifications(notificationQueueUrl, { endpoint, region: 'eu-west-2', credentials }).push(
      typeof message === 'string' ? message : JSON.stringify(message),
    );
  }

  async mail(): Promise<Mail[]> {
    const answer = await fetch(this.local.inboxUrl, { headers: { accept: 'application/json' } });
    return (await answer.json()) as Mail[];
  }

  /** The whole inbox, as soon as it holds what is looked for. */
  async inboxWith(what: string, holds: (mail: Mail[]) => boolean): Promise<Mail[]> {
    let mail: Mail[] = [];
    await until(
      () => `${what}; the inbox holds:\n${mail.map((m) => `${m.at} ${m.to} ${m.subject}`).join('\n')}`,
      async () => {
        mail = await this.mail();
        return holds(mail);
      },
    );
    return mail;
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  get exitCode(): number | null | undefined {
    return this.#process?.exitCode;
  }

  /** Ends it whatever state it is in, and leaves nothing behind. */
  async clear(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((wake) => child.once('exit', wake));
    child.kill(signal);
    await ended;
  }
}

/** Asks ten times a second, for a hundred seconds at most. */
export async function until(what: string | (() => string), holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 100_000;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`Waited in vain: ${typeof what === 'string' ? what : what()}`);
}

let ids = 0;

/** A message of the police of an authority, with what a test does not care about filled in. */
export function message(
  event: { type: string; subject: string; time: string; data: object },
  authority: 'kent' | 'darlington' = 'kent',
) {
  ids += 1;
  return {
    specversion: '1.0',
    id: `test-${process.pid}-${ids}`,
    source: authority === 'kent' ? 'urn:police:kent:compact' : 'urn:police:durham:sleuth',
    datacontenttype: 'application/json',
    ...event,
    data: { authority: authority === 'kent' ? 'E10000016' : 'E06000005', ...event.data },
  };
}
