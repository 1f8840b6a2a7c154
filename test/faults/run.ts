// node test/faults/run.ts: proves, or breaks, the promises; says what was tried and what was found. Exit 1 where a promise was broken.
import './quicker.ts';
import { parseArgs } from 'node:util';
import type { Tally } from './campaign.ts';
import type { Story } from './story.ts';

const HELP = `node test/faults/run.ts [--runs N] [--seed S]     stories by the thousand, each from its seed
                        --kind mornings|ends|pauses   those seeds alone that tell of such
                        --written [--each K] [--pairs K [--part N]]   every fault at every call of each written story, or each
                                                   K-th; with --pairs, of every two faults each K-th pair, from the N-th (0)
                        --only NAME                one written story alone
                        --minutes M                stops after so long
                        --stop                     stops at the first broken promise
                        --quiet                    no progress`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    written: { type: 'boolean', default: false },
    each: { type: 'string', default: '1' },
    pairs: { type: 'string' },
    part: { type: 'string', default: '0' },
    kind: { type: 'string' },
    only: { type: 'string' },
    minutes: { type: 'string' },
    stop: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await go();

async function go(): Promise<void> {
  const { count, emptyTally, exhaustive, seeded } = await import('./campaign.ts');
  const { kindIn } = await import('./kinds.ts');
  const { written } = await import('./written.ts');
  const tally = emptyTally();
  const began = Date.now();
  let saidAt = began;
  const isEnough = () => {
    if (!values.quiet && Date.now() - saidAt > 20_000) {
      saidAt = Date.now();
      console.log(line(tally, began));
    }
    const isLate = values.minutes !== undefined && Date.now() - began > Number(values.minutes) * 60_000;
    return isLate || (values.stop && tally.broken.size > 0);
  };
  if (values.written) {
    const pairs = values.pairs === undefined ? undefined : Number(values.pairs);
    const isAsked = (story: Story) =>
      (values.only ?? story.name) === story.name && (values.kind ?? kindIn(story)) === kindIn(story);
    for (const story of written.filter(isAsked)) {
      const which = { singles: Number(values.each), pairs, part: Number(values.part) };
      for await (const outcome of exhaustive(story, which)) {
        count(tally, outcome);
        if (isEnough()) break;
      }
      if (isEnough()) break;
    }
  } else {
    for await (const { outcome, seed } of seeded(Number(values.seed), Number(values.runs), values.kind)) {
      count(tally, outcome, seed);
      if (isEnough()) break;
    }
  }
  console.log(line(tally, began));
  await report(tally);
}

function line(tally: Tally, began: number): string {
  const { lives, runs, calls, faults, redriven, letters, duplicates, latest, latestQuietly, broken } = tally;
  const seconds = (Date.now() - began) / 1_000;
  return [
    `${lives} stories lived in ${Math.round(seconds)} s (${Math.round(lives / seconds)} a second)`,
    `${runs} runs, ${calls} calls, ${faults} faults, ${redriven} redriven`,
    `${letters} letters, ${duplicates} twice`,
    `latest ${Math.round(latest)} s, with nothing wrong ${Math.round(latestQuietly)} s`,
    `${[...broken.values()].reduce((sum, { times }) => sum + times, 0)} broken`,
  ].join('; ');
}

async function report({ broken }: Tally): Promise<void> {
  const { shrunk } = await import('./shrink.ts');
  const { inWords } = await import('./in-words.ts');
  for (const [promise, { times, first, seed }] of broken) {
    process.exitCode = 1;
    console.log(`\nBROKEN ${times} times: ${promise}${seed === undefined ? '' : ` (first by seed ${seed})`}`);
    console.log(inWords(await shrunk(first, promise)));
  }
}
