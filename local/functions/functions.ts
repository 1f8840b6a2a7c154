// Every function that the template declares, by the names that mappings and schedules call it.

import { devNull } from 'node:os';
import { join } from 'node:path';
import type { VirtualClock } from '../clock.ts';
import type { Assembly } from '../stack/assembly.ts';
import type { Declaration, Declared } from '../stack/declared.ts';
import { TemplateFault } from '../stack/template.ts';
import { type FunctionLog, openLog } from './function-log.ts';
import { type DeployedFunction, FunctionRunner } from './function-runner.ts';
import { invokeLater, type Retrying } from './later.ts';

interface Surroundings {
  assembly: Assembly;
  endpoint: string;
  /** The folder of the logs. */
  logs: string;
  clock: VirtualClock;
  /** Sends an event that failed for good to the queue declared for it. */
  putAside: (queueArn: string, sending: PutAside) => unknown;
  stopping: AbortSignal;
  log: (line: string) => void;
  /** The log of a function as its role may write it; where absent, it may. */
  logOf?: (name: string, logGroup: string, log: FunctionLog) => FunctionLog;
}

interface PutAside {
  body: string;
  sender: string;
  attributes: Record<string, { DataType: string; StringValue: string }>;
}

/** Where nothing is reserved: what a new account has for all of its functions together. */
const concurrency = 10;

export class Functions {
  readonly #runners = new Map<string, FunctionRunner>();
  readonly #deadLetters = new Map<string, string>();
  readonly #retrying = new Map<string, Retrying>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #surroundings: Surroundings;

  constructor(declared: Pick<Declared, 'functions' | 'invokeConfigs'>, surroundings: Surroundings) {
    this.#surroundings = surroundings;
    for (const one of declared.functions) {
      const deployed = deployedFunction(one, surroundings);
      const log = openLog(join(surroundings.logs, `${deployed.name}.log`));
      const { name, logGroup } = deployed;
      const kept = surroundings.logOf?.(name, logGroup, log) ?? log;
      this.#runners.set(name, new FunctionRunner(deployed, surroundings.clock, kept));
      if (one.DeadLetterConfig) this.#deadLetters.set(deployed.name, one.DeadLetterConfig.TargetArn);
    }
    for (const { FunctionName, MaximumRetryAttempts, MaximumEventAgeInSeconds } of declared.invokeConfigs) {
      this.#retrying.set(nameOf(FunctionName), {
        attempts: MaximumRetryAttempts,
        longest: MaximumEventAgeInSeconds,
      });
    }
  }

  /** By name or ARN. Throws where the template has no such function. */
  get(function_: string): FunctionRunner {
    const runner = this.#runners.get(nameOf(function_));
    if (!runner) throw new TemplateFault(`The template has no function ${function_}.`);
    return runner;
  }

  /** Takes an event that nobody waits for; throws where there is no such function. */
  accept(function_: string, event: string): void {
    const runner = this.get(function_);
    const { name } = runner.deployed;
    const queue = this.#deadLetters.get(name);
    const work = invokeLater({
      invoke: () => runner.invoke(event),
      putAside: (failure) => {
        if (!queue || failure.ok) return;
        const attribute = (value: string) => ({
          DataType: 'String',
          StringValue: value.slice(0, 1024) || '-',
        });
        this.#surroundings.putAside(queue, {
          body: event,
          sender: name,
          attributes: { ErrorCode: attribute('200'), ErrorMessage: attribute(failure.message) },
        });
      },
      retrying: this.#retrying.get(name) ?? { attempts: 2, longest: 21_600 },
      clock: this.#surroundings.clock,
      stopping: this.#surroundings.stopping,
    })
      .catch((error: Error) => this.#surroundings.log(`An event for ${name} was lost: ${error.message}`))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Resolves when no accepted event is under way. */
  async ended(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#runners.values()].map((runner) => runner.close()));
  }
}

function deployedFunction(
  one: Declaration<'functions'>,
  { assembly, endpoint }: Surroundings,
): DeployedFunction {
  const { ref: name, Handler, Timeout, MemorySize, ReservedConcurrentExecutions, LoggingConfig } = one;
  const { accountId, region } = assembly;
  const folder = assembly.assetFolder(one.Code.S3Key);
  const logGroup = LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`;
  return {
    name,
    arn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    file: join(folder, 'index.js'),
    handlerName: Handler.slice('index.'.length),
    timeout: Timeout,
    memory: MemorySize,
    concurrency: ReservedConcurrentExecutions ?? concurrency,
    logGroup,
    environment: {
      ...one.Environment.Variables,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ENDPOINT_URL: endpoint,
      // The emulators read who calls from the key id and check no signature: each function calls as its role.
      AWS_ACCESS_KEY_ID: one.Role.replace(/^.*\//, ''),
      AWS_SECRET_ACCESS_KEY: 'none-on-one-machine',
      // What is configured on this machine for the real AWS is nobody's business here.
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_EXECUTION_ENV: `AWS_Lambda_${one.Runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
      AWS_LAMBDA_LOG_GROUP_NAME: logGroup,
      AWS_LAMBDA_LOG_STREAM_NAME: 'one-machine',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: Handler,
      TZ: ':UTC',
    },
  };
}

function nameOf(function_: string): string {
  return function_.replace(/^arn:aws:lambda:[^:]+:[^:]+:function:/, '');
}
