// One stack on one machine: all that its template declares, brought to life from the files that would be deployed.
import { join } from 'node:path';
import type { Policy } from '../shared/core/policy.ts';
import { answerPage } from './answer-page.ts';
import type { VirtualClock } from './clock.ts';
import { consolePages } from './console/console.ts';
import { seenHere } from './console/here.ts';
import { deploy } from './deploy.ts';
import { type Emulators, startEmulators } from './emulators/emulators.ts';
import { eventBus } from './event-bus.ts';
import { EventSource } from './event-source.ts';
import { Functions } from './functions/functions.ts';
import { type Guard, guardWith, openHouse } from './iam/guard.ts';
import { inboxPage } from './inbox-page.ts';
import { lettersOf } from './letters.ts';
import { mailEvent } from './mail-events.ts';
import { sourceQueue } from './source-queue.ts';
import type { Assembly } from './stack/assembly.ts';
import { readDeclared } from './stack/declared.ts';
import { identifyIn } from './stack/identities.ts';
import { Resolver } from './stack/template.ts';

export interface Machine {
  /** Where every AWS client finds the emulators. */
  endpoint: string;
  notificationQueueUrl: string;
  inboxUrl: string;
  tableName: string;
  /** Of the stack's outputs, those that are addresses of queues. */
  outputs: Record<string, string>;
  /** How many things of each type the template declares that only AWS looks at. */
  inert: Map<string, number>;
  /** What the template grants, as far as it was used, and what was refused; nothing where permissions are not asked. */
  permissions: Guard['ledger'];
  /** Takes nothing more on, lets what runs end (10 s at most), and leaves everything on disk. */
  stop(): Promise<void>;
}

const patience = 10_000; // ms, real
/** Seconds of virtual time: no mailbox answers before the call that sent the letter has returned. */
const mailTakes = 5;

/** Throws a `TemplateFault` where the template asks for what is not done here. */
export async function bootMachine(o: {
  assembly: Assembly;
  /** The folder for all state; created where it is not there. */
  data: string;
  /** A free port. */
  port: number;
  clock: VirtualClock;
  log: (line: string) => void;
  /** Whose pages the console shows; where absent, there is the inbox alone. */
  policy?: Policy;
  /** Whether the policies of the template are in force; where absent, everybody may do everything. */
  permissions?: 'asked';
}): Promise<Machine> {
  const { assembly, clock, log, data, port, policy } = o;
  const { accountId, region, stackName } = assembly;
  const endpoint = `http://127.0.0.1:${port}`;
  const place = { accountId, region, stackName, endpoint };
  const resolver = new Resolver(assembly.template, place, identifyIn(place));
  const declared = readDeclared(resolver);
  const guard = o.permissions === 'asked' ? guardWith({ resolver, declared, assembly, log }) : openHouse;
  const notificationQueueUrl = resolver.output('NotificationsQueueUrl');
  const tableName = resolver.output('TableName');
  const addresses = Object.keys(assembly.template.Outputs ?? {}).filter((name) => name.endsWith('Url'));
  const outputs = Object.fromEntries(addresses.map((name) => [name, resolver.output(name)]));
  // Before everything is there, nothing may fall due.
  const release = clock.hold();
  const stopping = new AbortController();
  const send = (queueArn: string, sending: Parameters<Emulators['sqs']['send']>[1]) =>
    emulators.sqs.send(queueArn, sending);
  const publish = eventBus(declared.rules, (queueArn, body, ruleName) => {
    if (guard.mayDeliver(ruleName, queueArn))
      send(queueArn, { body, sender: 'events', delaySeconds: mailTakes });
  });

  const functions = new Functions(declared, {
    assembly,
    endpoint,
    logs: join(data, 'logs'),
    clock,
    putAside(queueArn, sending) {
      guard.putAside(sending.sender, queueArn);
      return send(queueArn, sending);
    },
    stopping: stopping.signal,
    log,
    logOf: guard.logOf,
  });
  let isReady = false;
  const inbox = inboxPage(() => (isReady ? lettersOf(emulators.ses.list()) : undefined));
  const [page] = declared.urls;
  const answering = () => {
    const runner = isReady && page ? functions.get(page.TargetFunctionArn) : undefined;
    if (!runner || !page) return undefined;
    return (event: string) => {
      guard.visit(page.TargetFunctionArn);
      return runner.invoke(event);
    };
  };
  const ready = Promise.withResolvers<void>();
  const emulators: Emulators = await startEmulators({
    port,
    dataFolder: data,
    clock,
    accountId,
    region,
    admit: guard.admit,
    mayFire: guard.fire,
    pages: answerPage(
      answering,
      policy
        ? consolePages(
            () => (isReady ? seenHere({ emulators, policy, clock, tableName, outputs }) : undefined),
            inbox,
          )
        : inbox,
    ),
    // What fell due while nothing ran fires as soon as the Scheduler is there.
    invokeFunction: (arn, payload) => ready.promise.then(() => functions.accept(arn, payload)),
    onMail: (fate) => publish(mailEvent(fate, declared.eventDestinations, place)),
  });
  const sources: EventSource[] = [];
  const stop = async () => {
    stopping.abort();
    await atMost(patience, Promise.all([...sources.map((source) => source.stop()), functions.ended()]));
    await functions.close();
    await emulators.close();
  };
  try {
    await deploy(declared, emulators);
    sources.push(...eventSources());
  } catch (error) {
    await stop();
    throw error;
  }
  // No worker outlives its process, so what the last one had taken would only wait out its visibility. A standard
  // queue promises each message at least once: to give it again at once is within the promise.
  emulators.sqs.releaseReceived();
  for (const source of sources) source.start();
  isReady = true;
  ready.resolve();
  release();
  return {
    endpoint,
    notificationQueueUrl,
    inboxUrl: `${endpoint}/inbox`,
    tableName,
    outputs,
    inert: new Map([...declared.inert].filter(([type]) => !guard.types.includes(type))),
    permissions: guard.ledger,
    stop,
  };

  function eventSources(): EventSource[] {
    return declared.mappings
      .filter(({ Enabled }) => Enabled)
      .map(({ EventSourceArn, FunctionName, BatchSize, FunctionResponseTypes, ScalingConfig }) => {
        const runner = functions.get(FunctionName);
        return new EventSource({
          queue: guard.sourceOf(FunctionName, sourceQueue(emulators.sqs, EventSourceArn)),
          mapping: {
            batchSize: BatchSize,
            reportsFailures: FunctionResponseTypes.includes('ReportBatchItemFailures'),
            concurrency: ScalingConfig?.MaximumConcurrency ?? runner.deployed.concurrency,
            region,
          },
          invoke: (event) => runner.invoke(event),
          clock,
          log,
        });
      });
  }
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
