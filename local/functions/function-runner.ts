// Runs one function as Lambda would: one worker for each invocation at a time, warm ones first, ended at its timeout.
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { VirtualClock } from '../clock.ts';
import type { FunctionLog } from './function-log.ts';
import type { Answer, Birth, Order } from './order.ts';
import { workerCode } from './worker-code.ts';

export interface DeployedFunction {
  name: string;
  arn: string;
  /** The bundle's file, and the name that it exports the handler under. */
  file: string;
  handlerName: string;
  environment: Record<string, string>;
  /** seconds */
  timeout: number;
  /** MB */
  memory: number;
  /** Invocations at one time, at most. */
  concurrency: number;
  logGroup: string;
}

/** An invocation ends with JSON (or nothing), or with an error; it never throws. */
export type Outcome =
  | { ok: true; result: string | undefined }
  | { ok: false; errorType: string; message: string };

const initialisation = 30_000; // ms; Lambda gives 10 s, a busy laptop needs more

export class FunctionRunner {
  readonly deployed: DeployedFunction;
  readonly #clock: VirtualClock;
  readonly #log: FunctionLog;
  readonly #warm: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #queue: (() => void)[] = [];
  #running = 0;
  #closed = false;

  constructor(deployed: DeployedFunction, clock: VirtualClock, log: FunctionLog) {
    this.deployed = deployed;
    this.#clock = clock;
    this.#log = log;
  }

  get running(): number {
    return this.#running;
  }

  /** `event` and the result are JSON text. Waits its turn where the function's concurrency is used up. */
  async invoke(event: string): Promise<Outcome> {
    const release = this.#clock.hold();
    try {
      await this.#turn();
      try {
        return await this.#invokeNow(event);
      } finally {
        this.#running -= 1;
        this.#queue.shift()?.();
      }
    } finally {
      release();
    }
  }

  /** Ends every worker, whatever it does. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const next of this.#queue.splice(0)) next();
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
    this.#log.close();
  }

  async #turn(): Promise<void> {
    while (this.#running >= this.deployed.concurrency && !this.#closed) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    this.#running += 1;
  }

  async #invokeNow(event: string): Promise<Outcome> {
    if (this.#closed) return { ok: false, errorType: 'Runtime.Closed', message: 'The runtime is stopping' };
    const requestId = randomUUID();
    let worker = this.#warm.pop();
    if (!worker) {
      worker = this.#start();
      const born = await reply(worker, initialisation, 'Init phase timed out');
      if (born.is === 'failed') return this.#fail(worker, requestId, born);
    }
    const timeout = this.deployed.timeout * 1000;
    const answered = reply(
      worker,
      timeout,
      `Task timed out after ${this.deployed.timeout.toFixed(2)} seconds`,
    );
    worker.postMessage({ requestId, event, timeout } satisfies Order);
    const answer = await answered;
    if (answer.is === 'answered') {
      this.#warm.push(worker);
      return { ok: true, result: answer.result };
    }
    if (answer.is === 'ready') return { ok: true, result: undefined };
    if (!answer.survives) return this.#fail(worker, requestId, answer);
    this.#warm.push(worker);
    return this.#report(requestId, answer);
  }

  #start(): Worker {
    const { deployed } = this;
    const worker = new Worker(workerCode(), {
      eval: true,
      env: deployed.environment,
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: deployed.memory },
      workerData: {
        file: deployed.file,
        handlerName: deployed.handlerName,
        shared: this.#clock.shared,
        functionName: deployed.name,
        functionArn: deployed.arn,
        memory: deployed.memory,
        logGroup: deployed.logGroup,
      } satisfies Birth,
    });
    this.#all.add(worker);
    worker.stdout.setEncoding('utf8').on('data', (text: string) => this.#log.write(text));
    worker.stderr.setEncoding('utf8').on('data', (text: string) => this.#log.write(text));
    worker.on('error', () => undefined); // whoever waits for its reply hears of it; between invocations nobody does
    worker.once('exit', () => this.#forget(worker));
    return worker;
  }

  #forget(worker: Worker): void {
    this.#all.delete(worker);
    const place = this.#warm.indexOf(worker);
    if (place !== -1) this.#warm.splice(place, 1);
  }

  #fail(worker: Worker, requestId: string, failed: Failed): Outcome {
    this.#forget(worker);
    void worker.terminate();
    return this.#report(requestId, failed);
  }

  #report(requestId: string, { errorType, message, trace }: Failed): Outcome {
    this.#log.write(
      `${JSON.stringify({ level: 'ERROR', requestId, errorType, errorMessage: message, trace })}\n`,
    );
    return { ok: false, errorType, message };
  }
}

type Failed = Extract<Answer, { is: 'failed' }>;

/** The worker's next word; its death and its silence are answers too. */
function reply(worker: Worker, within: number, late: string): Promise<Answer> {
  return new Promise((resolve) => {
    const end = (answer: Answer) => {
      clearTimeout(timer);
      worker.off('message', end).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const dead = (errorType: string, message: string) =>
      end({ is: 'failed', survives: false, errorType, message, trace: '' });
    const onError = (error: unknown) =>
      dead('Runtime.Unhandled', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    const onExit = (code: number) => dead('Runtime.ExitError', `Runtime exited with status ${code}`);
    const timer = setTimeout(() => dead('Sandbox.Timedout', late), within);
    worker.once('message', end).once('error', onError).once('exit', onExit);
  });
}
