// node test/torture/run.ts: the running thing under a storm, killed, frozen, without room, its files torn. Exit 1 where a letter is lost, early or with the wrong reader.
import { appendFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readClock } from '../../local/clock-file.ts';
import { Journal } from '../../local/emulators/journal.ts';
import { tableOnDisk } from '../../local/operations/table-on-disk.ts';
import { allRecords } from '../../shared/adapters/child-records.ts';
import { queueOfTens } from '../../shared/adapters/notifications-in-tens.ts';
import { unreadableMessages } from '../../shared/adapters/unreadable-messages.ts';
import { HOUR, instantOf, later } from '../../shared/core/instant.ts';
import { due, plan } from '../../shared/core/plan.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';
import { loadAuthority } from '../../shared/policy/load.ts';
import { Dice } from '../faults/dice.ts';
import { Pipeline } from '../local/pipeline.ts';
import { BEGINS, storm } from './storm.ts';
import { type Sent, verdictOn } from './verdict.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '300' },
    /** Minutes to wait, after the last kill, for three days of its clock. */
    wait: { type: 'string', default: '90' },
  },
});
const kills = Number(values.kills);
const dice = new Dice(Number(values.seed));
const weather = storm(Number(values.messages), dice);
const loaded = loadAuthority('kent');
if (!loaded.ok) throw new Error('The Kent file has faults');
const { policy } = loaded;

const homeward = new Pipeline('--authority', 'kent', '--clock', BEGINS, '--speed', values.speed);
const data = join(homeward.folder, 'data');
const done = { kills: 0, freezes: 0, tornTails: 0, noRoom: 0 };
function client(accessKeyId: string) {
  return {
    endpoint: homeward.local.endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId, secretAccessKey: 'any' },
  };
}

/** As a producer does: what the queue did not take is sent again, until it has all of it. */
async function sendAll(): Promise<void> {
  for (let at = 0; at < weather.bodies.length; at += 10) {
    const ten = weather.bodies.slice(at, at + 10);
    for (;;) {
      try {
        const queue = queueOfTens(homeward.local.notificationQueueUrl, client('police'));
        await queue.push(ten).finally(() => queue.close());
        break;
      } catch {
        await sleep(500);
      }
    }
  }
}

/** Lets it run for a moment, does it some harm, and starts it again. */
async function harm(): Promise<void> {
  await sleep(200 + dice.below(2500));
  if (dice.chance(0.2)) await freeze();
  await homeward.kill();
  done.kills += 1;
  if (dice.chance(0.2)) tearTails();
  if (done.kills % 20 === 10) await startWithoutRoom();
  await homeward.start();
  process.stderr.write(`${done.kills} of ${kills} kills\n`);
}

async function freeze(): Promise<void> {
  const { pid } = homeward.local;
  process.kill(pid, 'SIGSTOP');
  await sleep(1500);
  process.kill(pid, 'SIGCONT');
  await sleep(300);
  done.freezes += 1;
}

/** A line that was half written when the power went. */
function tearTails(): void {
  appendFileSync(join(data, 'journal'), '[["mail","torn');
  done.tornTails += 1;
}

/** No file may grow any more: what cannot be written must not be answered for. */
async function startWithoutRoom(): Promise<void> {
  const largest = Math.max(...filesIn(data).map((file) => statSync(file).size));
  await homeward.startWithin(largest + 200_000).catch(() => undefined);
  await sleep(1500);
  await homeward.kill();
  done.noRoom += 1;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

async function readRecords(): Promise<HomewardRecord[]> {
  const records: HomewardRecord[] = [];
  for await (const record of allRecords(homeward.local.tableName, client('operator'))) records.push(record);
  return records;
}

const childrenIn = (records: readonly HomewardRecord[]): number =>
  records.filter((record) => record.kind === 'child' && !record.joinedTo).length;

/** Once three days have passed there and nothing is due any more. Reading every record takes the machine's time: not before. */
async function atRest(): Promise<void> {
  const until = later(BEGINS, 80 * HOUR);
  const end = Date.now() + Number(values.wait) * 60_000;
  while (Date.now() < end) {
    await sleep(5000);
    const now = nowThere();
    if (now <= until) {
      process.stderr.write(`${now}\n`);
      continue;
    }
    const records = await readRecords();
    const open = records.filter((record) => due(plan(record, policy, now)).length > 0).length;
    process.stderr.write(`${now}: ${childrenIn(records)} children, ${open} with something due\n`);
    if (childrenIn(records) >= weather.children && open === 0) return;
  }
}

const nowThere = (): string => instantOf(readClock(join(data, 'clock'))?.now ?? Date.parse(BEGINS));

function sentLetters(): Sent[] {
  const journal = new Journal(join(data, 'journal'));
  interface Kept {
    at: number;
    to: string[];
    tags: Record<string, string>;
  }
  return [...journal.entries<Kept>('mail')].map(([, { at, to, tags }]) => ({
    at,
    to,
    letter: tags['letter'] ?? '',
  }));
}

function report(
  { letters, lost, wrongRecipient, early, duplicates }: ReturnType<typeof verdictOn>,
  records: readonly HomewardRecord[],
  unreadable: number,
  clock: string,
): void {
  console.log(`seed ${values.seed}; ${weather.bodies.length} notifications of ${weather.children} children`);
  console.log(
    `${done.kills} kills, ${done.freezes} freezes, ${done.tornTails} torn tails, ${done.noRoom} starts without room`,
  );
  console.log(`${letters} letters until ${clock}`);
  console.log(
    `lost ${lost.length}, wrong recipient ${wrongRecipient.length}, early ${early.length}, duplicates ${duplicates}`,
  );
  for (const each of [...lost, ...wrongRecipient, ...early].slice(0, 20)) console.log(`  ${each}`);
  const isWhole = childrenIn(records) === weather.children && unreadable === weather.poison;
  if (!isWhole)
    console.log(
      `children on record ${childrenIn(records)}, unreadable ${unreadable} of ${weather.poison} poisons`,
    );
  const isBroken = lost.length + wrongRecipient.length + early.length > 0 || !isWhole;
  if (isBroken || duplicates > done.kills) process.exitCode = 1;
}

const sleep = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

try {
  await homeward.start();
  const sending = sendAll();
  while (done.kills < kills) await harm();
  await sending;
  await atRest();
  const unreadable = await unreadableMessages(homeward.local.tableName, client('operator'));
  await homeward.stop();
  // Read once nothing is sent any more: a letter that went after would be one that no record knows.
  const { records } = await tableOnDisk(data);
  const clock = nowThere();
  const verdict = verdictOn(records, sentLetters(), policy, clock);
  report(verdict, records, unreadable.length, clock);
} finally {
  if (process.exitCode === 1) {
    await homeward.kill();
    console.log(`What it left, to be looked at: ${homeward.folder}`);
  } else await homeward.clear();
}
