// `npm run bench`: what a message costs, as calls and as ratios taken in one run; never a time on its own.
import { fork, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { bundleFunctions, bundling } from '../../infra/bundles.ts';
import { readScenario } from '../../local/scenario.ts';
import { simulate } from '../../local/simulate.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { authorityFrom, loadAuthority } from '../../shared/policy/load.ts';
import { largePolicy, rulesOf, textOfLargePolicy } from './large-policy.ts';
import { type Call, clientsOf, furnish, recordedWorld, replayOf } from './recorded-world.ts';
import { found, known, reported } from './stories.ts';

function print(title: string, lines: readonly string[]): void {
  process.stdout.write(`\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`);
}

async function countCalls(at: string, of: Policy): Promise<string[]> {
  const world = await recordedWorld(at, of, 'calls');
  const lines: string[] = [];
  const count = async (what: string, act: () => Promise<void>) => {
    const before = world.calls.length;
    await act();
    lines.push(`${what.padEnd(34)} ${tally(world.calls.slice(before))}`);
  };
  await count('case update, child unknown', () => world.play(known(1)));
  await count('missing, child known', () => world.play(reported(1)));
  await count('missing, child unknown', () => world.play(reported(2)));
  await count('duplicate', () => world.play(reported(2)));
  await count('stale wake-up', () => world.wakeAgain());
  await count('found', () => world.play(found(2)));
  world.close();
  return lines;
}

function tally(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return [...counts].map(([operation, n]) => `${n} ${operation}`).join(', ') || 'none';
}

/** Rounds alternate, so that whatever else the machine does falls on both. */
async function compareCpu(at: string, of: Policy): Promise<string[]> {
  const rounds = 5;
  const children = 80;
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const recorded = await recordedWorld(at, of, `recorded-${round}`);
    const world = await recordedWorld(at, of, `cpu-${round}`, false);
    const clients = clientsOf(at);
    const bare = await furnish(clients, `bare-${round}`);
    const messages = Array.from({ length: children }, (_, n) => [reported(n), found(n)]).flat();
    for (const message of messages) await recorded.play(message);
    const again = replayOf(recorded.calls, recorded, bare, clients);
    const pipeline = await cpuOf(async () => {
      for (const message of messages) await world.play(message);
    });
    const alone = await cpuOf(again);
    // The first rounds warm the compiler up.
    if (round >= 1) ratios.push(pipeline / alone);
    recorded.close();
    world.close();
    for (const client of Object.values(clients)) client.destroy();
  }
  return [`${spread(ratios)} (${children} children reported and found, ${ratios.length} rounds)`];
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

async function compareBundles(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-bundles-'));
  try {
    const root = resolve(import.meta.dirname, '../..');
    // The console is an option, loads nothing for Kent and holds up no letter.
    const { console: _, ...always }: Record<string, Uint8Array> = await bundleFunctions(root);
    const files = new Map(Object.entries(always));
    const { outputFiles } = await build({
      ...bundling,
      absWorkingDir: root,
      stdin: { contents: CLIENTS, resolveDir: root },
      outfile: 'clients.js',
      write: false,
    });
    files.set('clients alone', outputFiles[0]?.contents ?? new Uint8Array());
    const names = [...files.keys()];
    for (const name of names) {
      writeFileSync(join(folder, `${name}.js`), files.get(name) ?? '');
      writeFileSync(join(folder, 'policy.json'), JSON.stringify(policy));
    }
    const times = new Map(names.map((name) => [name, [] as number[]]));
    for (let round = 0; round < 15; round++) {
      for (const name of names) times.get(name)?.push(loadTime(join(folder, `${name}.js`)));
    }
    const alone = median(times.get('clients alone') ?? []);
    return names.map((name) => {
      const ratio = median(times.get(name) ?? []) / alone;
      const size = ((files.get(name)?.length ?? 0) / 1000).toFixed(0);
      return `${name.padEnd(14)} ${size.padStart(4)} kB, load time ${ratio.toFixed(2)} of the clients'`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The four clients with the commands that the functions use, made as the functions make them. */
const CLIENTS = `
  import { DynamoDBClient, BatchGetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
  import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
  import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
  import { SchedulerClient, CreateScheduleCommand } from '@aws-sdk/client-scheduler';
  export const clients = [new DynamoDBClient(), new SQSClient(), new SESClient(), new SchedulerClient()];
  export const commands = [BatchGetItemCommand, PutItemCommand, UpdateItemCommand, SendMessageCommand, SendRawEmailCommand, CreateScheduleCommand];
`;

/** Milliseconds around the require, in a fresh process; only ever used in a ratio. */
function loadTime(file: string): number {
  const script = `const s = process.hrtime.bigint(); require(${JSON.stringify(file)}); console.log(Number(process.hrtime.bigint() - s) / 1e6)`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    env: { ...process.env, AWS_REGION: 'eu-west-2', ...ENVIRONMENT },
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

const ENVIRONMENT = Object.fromEntries(
  [
    'TABLE_NAME',
    'NOTIFICATIONS_QUEUE_URL',
    'OPEN_INDEX',
    'MAIL_EVENTS_QUEUE_ARN',
    'WAKE_UPS_QUEUE_URL',
    'WAKE_UPS_QUEUE_ARN',
    'WAKE_UPS_SCHEDULE_GROUP',
    'WAKE_UPS_SCHEDULER_ROLE_ARN',
    'WAKE_UPS_DEAD_LETTER_ARN',
    'MAIL_CONFIGURATION_SET',
    'POWERTOOLS_SERVICE_NAME',
    'POWERTOOLS_METRICS_NAMESPACE',
  ].map((name) => [name, 'bench']),
);

const scenario = readScenario(resolve(import.meta.dirname, 'story.yaml'));

async function countPlans(of: Policy): Promise<string[]> {
  const { world } = await simulate(scenario, of);
  const records = await world.episodes.readAll(world.episodes.ids());
  const [kept] = records;
  if (!kept) throw new Error('The story left no record');
  const until = process.hrtime.bigint() + 2_000_000_000n;
  let plans = 0;
  for (; process.hrtime.bigint() < until; plans++) plan(kept.record, of, world.clock.now());
  return [
    `${Math.round(plans / 2)} a second, of a record with ${Object.keys(kept.record.kind === 'child' ? kept.record.told : {}).length} letters`,
  ];
}

/** Two hundred rules against Kent's own file: loading and checking it, and planning one episode under it. */
async function compareLargePolicy(small: Policy): Promise<string[]> {
  const large = largePolicy();
  const texts = [readFileSync(resolve('authorities/kent.yaml'), 'utf8'), textOfLargePolicy()] as const;
  const [kent, many] = texts.map((text) => millisOf(() => authorityFrom(text, 'bench'), 5)) as [
    number,
    number,
  ];
  const plans = await Promise.all(
    [small, large].map(async (of) => {
      const { world } = await simulate(scenario, of);
      const [kept] = await world.episodes.readAll(world.episodes.ids());
      if (!kept) throw new Error('The story left no record');
      return millisOf(() => plan(kept.record, of, world.clock.now()), 200);
    }),
  );
  const [one = Number.NaN, other = Number.NaN] = plans;
  return [
    `rules: ${rulesOf(small).length} and ${rulesOf(large).length}`,
    `load and check: ${(many / kent).toFixed(2)} times as long (${Math.round(kent)} ms and ${Math.round(many)} ms)`,
    `plan one episode: ${(other / one).toFixed(2)} times as long (${one.toFixed(2)} ms and ${other.toFixed(2)} ms)`,
  ];
}

/** The median of so many runs. */
function millisOf(work: () => unknown, times: number): number {
  const taken = Array.from({ length: times }, () => {
    const from = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - from) / 1e6;
  });
  return median(taken);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return `${median(values).toFixed(2)} (${sorted[0]?.toFixed(2)} to ${sorted.at(-1)?.toFixed(2)})`;
}

const loaded = loadAuthority('kent');
if (!loaded.ok) throw new Error('The Kent file has faults');
const { policy } = loaded;

const aws = fork(resolve(import.meta.dirname, 'emulated-aws.ts'));
const endpoint = await new Promise<string>((wake) => aws.once('message', (text) => wake(String(text))));
try {
  print('AWS calls', await countCalls(endpoint, policy));
  print('CPU against a bare SDK loop with the same calls', await compareCpu(endpoint, policy));
  print('Bundles against the SDK clients alone', await compareBundles());
  print('Plans', await countPlans(policy));
  print('Two hundred rules', await compareLargePolicy(policy));
} finally {
  aws.disconnect();
}
