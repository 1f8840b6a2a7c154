// One stack on one machine: everything that its template declares, brought to life from the files that would be deployed.
import { join } from 'node:path';
import type { VirtualClock } from './clock.ts';
import { deploy } from './deploy.ts';
import { startEmulators } from './emulators/emulators.ts';
import { eventBus } from './event-bus.ts';
import { EventSource } from './event-source.ts';
import { Functions } from './functions/functions.ts';
import { inboxPage } from './inbox-page.ts';
import { lettersOf } from './letters.ts';
import { mailEvents } from './mail-events.ts';
import { sourceQueue } from './source-queue.ts';
import type { Assembly } from './stack/assembly.ts';
import { type Declared, readDeclared } from './stack/declared.ts';
import { identifyIn } from './stack/identities.ts';
import { Resolver } from './stack/template.ts';

export interface Machine {
  /** Where every AWS client finds the emulators. */
  endpoint: string;
  notificationQueueUrl: string;
  inboxUrl: string;
  /** What the template declares that only AWS looks at, by type. */
  inert: Map<string, number>;
  /** Takes nothing more on, lets what runs end (10 s at most), and leaves everything on disk. */
  stop(): Promise<void>;
}

const patience = 10_000; // ms, real

/** Throws a `TemplateFault`, before anything is created, where the template asks for what is not done here. */
export async function bootMachine(o: {
  assembly: Assembly;
  /** The folder for all state; created where it is not there. */
  data: string;
  port: number;
  clock: VirtualClock;
  log: (line: string) => void;
}): Promise<Machine> {
  const { assembly, clock, log } = o;
  const { accountId, region } = assembly;
  const endpoint = `http://127.0.0.1:${o.port}`;
  const place = { accountId, region, stackName: assembly.stackName, endpoint };
  const resolver = new Resolver(assembly.template, place, identifyIn(place));
  const declared = readDeclared(resolver);
  const notificationQueueUrl = resolver.output('NotificationsQueueUrl');

  const stopping = new AbortController();
  const functions = new Functions(declared, { assembly, endpoint, logs: join(o.data, 'logs'), clock, stopping: stopping.signal });
  const publish = eventBus(declared.rules, (queueArn, body) => emulators.sqs.send(queueArn, { body, sender: 'events' }));
  const emulators = await startEmulators({
    port: o.port,
    dataFolder: join(o.data, 'emulators'),
    clock,
    accountId,
    region,
    pages: inboxPage(() => lettersOf(emulators.ses.list())),
    invokeFunction: async (arn, payload) => functions.accept(arn, payload),
    onMail: (mail) => mailEvents(mail, declared.eventDestinations, place).forEach(publish),
  });
  functions.putAside = (queueArn, sending) => emulators.sqs.send(queueArn, sending);
  await deploy(declared, emulators);
  // No worker outlives its process: what the last one had taken would only wait out its visibility. A standard queue
  // promises each message at least once, so giving it again at once is within the promise.
  emulators.sqs.releaseReceived();
  const sources = eventSources();
  for (const source of sources) source.start();

  return {
    endpoint,
    notificationQueueUrl,
    inboxUrl: `${endpoint}/inbox`,
    inert: declared.inert,
    async stop() {
      stopping.abort();
      const ended = Promise.all([...sources.map((source) => source.stop()), functions.ended()]);
      await atMost(patience, ended);
      await functions.close();
      await emulators.close();
    },
  };

  function eventSources(): EventSource[] {
    return declared.mappings
      .filter(({ Enabled }) => Enabled)
      .map((mapping) => {
        const { EventSourceArn, FunctionName, BatchSize, FunctionResponseTypes, ScalingConfig } = mapping;
        const runner = functions.get(FunctionName);
        return new EventSource({
          queue: sourceQueue(emulators.sqs, EventSourceArn),
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

export type { Declared };
