// A campaign: stories by the thousand, or every fault at every call of the written ones; what was tried, and the first case of each broken promise.
import { kindOf } from './kinds.ts';
import type { Case, Outcome } from './live.ts';
import { FAULTS_STOP, lived, livedBy } from './live.ts';
import type { Story } from './story.ts';
import { HARMS, KINDS } from './troubles.ts';

export interface Tally {
  lives: number;
  runs: number;
  calls: number;
  faults: number;
  redriven: number;
  letters: number;
  duplicates: number;
  /** Seconds: of any letter, and of one with nothing wrong for as long as one may be late. */
  latest: number;
  latestQuietly: number;
  /** By promise: how often it was broken, and the first case. */
  broken: Map<string, { times: number; first: Case; seed?: number }>;
}

export const emptyTally = (): Tally => ({
  lives: 0,
  runs: 0,
  calls: 0,
  faults: 0,
  redriven: 0,
  letters: 0,
  duplicates: 0,
  latest: 0,
  latestQuietly: 0,
  broken: new Map(),
});

export function count(tally: Tally, outcome: Outcome, seed?: number): void {
  tally.lives += 1;
  tally.runs += outcome.runs;
  tally.calls += outcome.calls;
  tally.faults += outcome.strikes;
  tally.redriven += outcome.redriven;
  tally.letters += outcome.offers.length;
  tally.duplicates += outcome.duplicates;
  tally.latest = Math.max(tally.latest, outcome.latest / 1_000);
  tally.latestQuietly = Math.max(tally.latestQuietly, outcome.latestQuietly / 1_000);
  for (const promise of new Set(outcome.broken.map((each) => each.promise))) {
    const before = tally.broken.get(promise);
    if (before) before.times += 1;
    else tally.broken.set(promise, { times: 1, first: outcome.of, ...(seed !== undefined && { seed }) });
  }
}

/** Each seed is a story, a weather and all that goes wrong; `kind`: those seeds alone that tell such stories. */
export async function* seeded(
  from: number,
  lives: number,
  kind?: string,
): AsyncIterable<{ outcome: Outcome; seed: number }> {
  for (let seed = from, lived = 0; lived < lives; seed++) {
    if (kind !== undefined && kindOf(seed) !== kind) continue;
    lived += 1;
    yield { outcome: await livedBy(seed), seed };
  }
}

/**
 * Every harm at every call of a story, and in each of those lives every harm at every later call; then every call slow
 * enough to let others pass. Of single troubles, each how-manieth (`singles`); of the pairs, each how-manieth (`pairs`)
 * from the one of that number (`part`), or none.
 */
export async function* exhaustive(
  story: Story,
  { singles, pairs, part = 0 }: { singles: number; pairs: number | undefined; part?: number },
): AsyncIterable<Outcome> {
  const of = (troubles: Case['troubles']): Case => ({ story, troubles, faultsStopAt: FAULTS_STOP });
  const fair = await lived(of(new Map()));
  yield fair;
  let pair = 0;
  const ofOne = new Alike();
  for (const first of eachOf(strikesAt(fair), singles)) {
    if (ofOne.knows(first)) continue;
    const once = await lived(of(new Map([first])));
    yield once;
    ofOne.note(first, once);
    if (pairs === undefined) continue;
    const from = once.called.indexOf(callOf(first)) + 1;
    const ofTwo = new Alike();
    for (const second of strikesAt(once, from)) {
      if (pair++ % pairs !== part || ofTwo.knows(second)) continue;
      const twice = await lived(of(new Map([first, second])));
      yield twice;
      ofTwo.note(second, twice);
    }
  }
  for (const slow of eachOf(slowAt(fair), singles)) yield await lived(of(new Map([slow])));
}

/**
 * A run that is ended at a call lives what a run lives that throws there, calls nothing more and fails: the
 * message goes back at the same moment, with the same effects. Whoever has lived the one need not live the other, nor the pairs that begin so.
 */
class Alike {
  readonly #failed = new Set<string>();

  knows = ([name, which]: Trouble): boolean => ENDS.has(which) && this.#failed.has(`${name} ${which - 2}`);

  note([name, which]: Trouble, { called, failed }: Outcome): void {
    const call = callOf([name, which]);
    const run = runOf(call);
    const isLast = called.findLast((each) => runOf(each) === run) === call;
    if (THROWS.has(which) && isLast && failed.has(run)) this.#failed.add(`${name} ${which}`);
  }
}

const harmsOf = (...words: readonly (typeof HARMS)[number][]): ReadonlySet<number> =>
  new Set(words.map((each) => HARMS.indexOf(each)));

const THROWS = harmsOf('throws before its effect', 'throws after its effect');
const ENDS = harmsOf('ends the run before its effect', 'ends the run after its effect');
/** What has no effect fails after it as it fails before. */
const AFTER = harmsOf(
  'throws after its effect',
  'ends the run after its effect',
  'hangs after its effect until the run is stopped',
);

type Trouble = readonly [name: string, which: number];

const eachOf = (troubles: readonly Trouble[], each: number) => troubles.filter((_, nth) => nth % each === 0);

const callOf = ([name]: Trouble): string => name.slice('harm|'.length);
const runOf = (call: string): string => call.slice(0, call.indexOf('|'));

const strikesAt = (outcome: Outcome, from = 0): Trouble[] =>
  callsOf(outcome, from).flatMap((call) =>
    HARMS.flatMap((_, which): Trouble[] =>
      which === 0 || (AFTER.has(which) && outcome.looked.has(call)) ? [] : [[`harm|${call}`, which]],
    ),
  );

const slowAt = (outcome: Outcome): Trouble[] =>
  callsOf(outcome).flatMap((call) =>
    KINDS.wait.flatMap((ms, index): Trouble[] => (ms > 100 ? [[`wait|${call}`, index]] : [])),
  );

/** Sweeps read and ask, again and again: the first of a day are struck, and the others are like them. */
const callsOf = ({ called, firstSweeps }: Outcome, from = 0): string[] =>
  called.slice(from).filter((call) => !call.startsWith('sweep ') || firstSweeps.has(runOf(call)));
