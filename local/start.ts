// `npm start`: the stack of one authority, synthesized as for a deployment and run on this machine.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { VirtualClock } from './clock.ts';
import { openClockFile, readClock } from './clock-file.ts';
import { startOfClock } from './clock-start.ts';
import { policyOf } from './commands/check.ts';
import { freePort } from './free-port.ts';
import { handBack, isAlive, type LocalJson, removeLocalJson, writeLocalJson } from './local-json.ts';
import { bootMachine } from './machine.ts';
import { dateAnew, TRIALS } from './new-authority/first-messages.ts';
import { readAssembly } from './stack/assembly.ts';
import { synthesizeApart } from './synthesis.ts';

export interface StartOptions {
  /** A name in `authorities/`, or the path of a file. */
  authority: string;
  /** The first port to try. */
  port: number;
  /** The folder for all state. */
  data: string;
  /** ISO instant at which the clock of an empty data folder starts; left out: now. */
  clock?: string;
  /** How many times faster than real time the clock runs; left out: 1. */
  speed?: number;
  log: (line: string) => void;
}

export function usualDataFolder(authority: string): string {
  return join('.homeward', 'data', nameOf(authority));
}

const nameOf = (authority: string): string => basename(authority).replace(/\.ya?ml$/, '');

/** Throws an Error whose message is for the user, one line for each fault. */
export async function start(options: StartOptions): Promise<{ stop(): Promise<void>; local: LocalJson }> {
  const { authority, log } = options;
  // Whoever waits for the file must not find that of a dead process.
  const other = removeLocalJson();
  // A function on Lambda lives in UTC, and so does every thread of this process.
  process.env['TZ'] = 'UTC';
  const data = resolve(options.data);
  mkdirSync(data, { recursive: true });
  const clockPath = join(data, 'clock');
  const clock = new VirtualClock(startOfClock(readClock(clockPath), options.clock, log), options.speed ?? 1);
  const release = clock.hold();
  const outdir = mkdtempSync(join(data, `${assemblyPrefix}${process.pid}-`));
  try {
    const { templateFile, stackName, assetsFile } = await synthesizeApart({
      authority,
      outdir,
      // This machine has a console of its own.
      console: false,
    });
    const assembly = readAssembly(templateFile, stackName, assetsFile);
    const port = await freePort(options.port);
    const machine = await bootMachine({
      assembly,
      data,
      port,
      clock,
      log,
      policy: policyOf(authority),
      permissions: 'asked',
    });
    clock.keepIn(openClockFile(clockPath));
    removeDeadAssemblies(data);
    const local: LocalJson = {
      pid: process.pid,
      authority,
      endpoint: machine.endpoint,
      notificationQueueUrl: machine.notificationQueueUrl,
      inboxUrl: machine.inboxUrl,
      consoleUrl: `${machine.endpoint}/`,
      tableName: machine.tableName,
      data,
      outputs: machine.outputs,
    };
    writeLocalJson(local);
    release();
    if (other) log(`Another pipeline runs at ${other.endpoint}; .homeward/local.json now names this one.`);
    welcome(options, local, clock, machine.inert);
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      handBack(other);
      await machine.stop();
      clock.close();
      rmSync(outdir, { recursive: true, force: true });
    };
    return { local, stop: () => (stopped ??= stop()) };
  } catch (error) {
    clock.close();
    rmSync(outdir, { recursive: true, force: true });
    const isInUse = error instanceof Error && error.message.includes('in use by another process');
    throw isInUse
      ? new Error(
          `${options.data} is in use by another process: stop that one, or choose another --data folder.`,
        )
      : error;
  }
}

export { untilAskedToStop } from './until-asked-to-stop.ts';

const assemblyPrefix = 'cdk.out-';

/** What a killed process has left; one that lives may be about to find out that the folder is in use. */
function removeDeadAssemblies(data: string): void {
  for (const name of readdirSync(data)) {
    const [, pid] = /^cdk\.out-(\d+)-/.exec(name) ?? [];
    if (pid && Number(pid) !== process.pid && !isAlive(Number(pid)))
      rmSync(join(data, name), { recursive: true });
  }
}

function welcome(
  { authority, data, log }: StartOptions,
  local: LocalJson,
  clock: VirtualClock,
  inert: Map<string, number>,
): void {
  const region = 'eu-west-2';
  log(`Homeward for ${authority} runs on this machine; its state is in ${data}.`);
  if (clock.follows === 'itself') {
    log(
      `Its clock stands at ${new Date(clock.now()).toISOString()} and runs at ${clock.speed} times real time.`,
    );
  }
  const name = nameOf(authority);
  if (dateAnew(name, new Date(clock.now()).toISOString()))
    log(`A first child:  npx homeward send ${TRIALS}/${name}-missing.json, then ${name}-found.json`);
  log(`Send messages:  npx homeward send FILE`);
  log(
    `           or:  AWS_ACCESS_KEY_ID=police AWS_SECRET_ACCESS_KEY=any aws sqs send-message --region ${region} ` +
      `--endpoint-url ${local.endpoint} --queue-url ${local.notificationQueueUrl} --message-body file://FILE`,
  );
  log(`Read the mail:  ${local.inboxUrl}`);
  log(`See the whole:  ${local.consoleUrl}`);
  const types = [...inert].map(([type, count]) => `${count} ${type.replace(/^AWS::/, '')}`);
  if (types.length > 0) log(`Only AWS looks at these, nothing here does: ${types.sort().join(', ')}.`);
  log('Stop with Ctrl-C.');
}
