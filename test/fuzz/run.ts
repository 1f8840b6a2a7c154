// node test/fuzz/run.ts: spoils messages by the thousand and says what became of them. Exit 1 where one broke a promise.
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadAuthority } from '../../shared/policy/load.ts';
import type { Tally } from './campaign.ts';
import { campaign, emptyTally } from './campaign.ts';

const HELP = `node test/fuzz/run.ts [--runs N] [--seed S]   N spoilt messages, from seed S on
                      --minutes M          stops after so long
                      --quiet              no progress`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const GROWTH = 30; // MB
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

if (values.help) console.log(HELP);
else await go();

async function go(): Promise<void> {
  const policies = ['kent', 'darlington', 'cheshire-east'].flatMap((name) => {
    const loaded = loadAuthority(name);
    return loaded.ok ? [loaded.policy] : [];
  });
  const runs = Number(values.runs);
  const tally = emptyTally();
  const heaps: number[] = [];
  const began = Date.now();
  let saidAt = began;
  await campaign(policies, { runs, seed: Number(values.seed) }, tally, () => {
    if (tally.messages >= ((heaps.length + 1) * runs) / 10) heaps.push(heapNow());
    if (!values.quiet && Date.now() - saidAt > 10_000) {
      saidAt = Date.now();
      process.stderr.write(`${line(tally, began)}\n`);
    }
    return values.minutes !== undefined && Date.now() - began > Number(values.minutes) * 60_000;
  });
  heaps.push(heapNow());
  console.log(line(tally, began));
  // The first tenth fills what is remembered on purpose.
  const [early = 0, late = 0] = [heaps[0], heaps.at(-1)];
  console.log(`Heap after a tenth ${early.toFixed(1)} MB, in the end ${late.toFixed(1)} MB`);
  if (late - early > GROWTH) {
    console.log(`BROKEN: the heap grew by more than ${GROWTH} MB`);
    process.exitCode = 1;
  }
  report(tally);
}

function heapNow(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function line(tally: Tally, began: number): string {
  const { messages, applied, unreadable, duplicates, refused, letters, wakeUps, slowest, largest, found } =
    tally;
  const seconds = (Date.now() - began) / 1_000;
  return [
    `${messages} messages in ${Math.round(seconds)} s (${Math.round(messages / seconds)} a second)`,
    `${applied} applied, ${unreadable} listed as unreadable, ${duplicates} known already, ${refused} too large for the queue`,
    `${wakeUps} wake-ups, ${letters} letters`,
    `slowest ${Math.round(slowest)} ms, largest record ${Math.round(largest / 1024)} KB`,
    `${[...found.values()].reduce((sum, { times }) => sum + times, 0)} broken`,
  ].join('; ');
}

function report({ found }: Tally): void {
  for (const [what, { times, first }] of found) {
    process.exitCode = 1;
    console.log(`\nBROKEN ${times} times: ${what} (first by seed ${first.seed})`);
    console.log(`  ${first.how.join('; ')}`);
    console.log(`  ${first.body.slice(0, 1500)}`);
  }
}
