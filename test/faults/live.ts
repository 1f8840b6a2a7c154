// One story lived under one set of troubles, and what came of it.
import { Dice } from './dice.ts';
import { ofItsKind } from './kinds.ts';
import type { Story } from './story.ts';
import { invented } from './story.ts';
import type { Known } from './troubles.ts';
import { climate, Troubles } from './troubles.ts';
import type { Broken, Offer } from './watcher.ts';
import type { Figures } from './world.ts';
import { World } from './world.ts';

/** All that is needed to live it once more. */
export interface Case {
  story: Story;
  troubles: Known;
  faultsStopAt: number;
}

export interface Outcome extends Figures {
  of: Case;
  broken: readonly Broken[];
  offers: readonly Offer[];
  duplicates: number;
  latest: number;
  latestQuietly: number;
  called: readonly string[];
  /** Those of them that have no effect. */
  looked: ReadonlySet<string>;
  /** Runs that threw. */
  failed: ReadonlySet<string>;
  firstSweeps: ReadonlySet<string>;
  told: readonly string[];
}

/** After these seconds of a day nothing goes wrong any more. */
export const FAULTS_STOP = 5_400;

export const lived = (of: Case, tells = false): Promise<Outcome> =>
  outcomeOf(of.story, new Troubles(of.troubles), of.troubles, of.faultsStopAt, tells);

/** Everything from one seed: the story, the weather, and each trouble. */
export function livedBy(seed: number): Promise<Outcome> {
  const dice = new Dice(seed);
  const story = ofItsKind(hearing(invented(dice), seed), seed);
  const troubles = new Troubles({ dice, climate: climate(dice) });
  return outcomeOf(story, troubles, troubles.befallen, FAULTS_STOP, false);
}

/** Without a draw of its own, so that every other seed tells what it always told. Nobody but the sweep misses a word. */
const hearing = (story: Story, seed: number): Story =>
  seed % 5 === 3 && !story.sweepless ? { ...story, hears: true } : story;

async function outcomeOf(
  story: Story,
  troubles: Troubles,
  known: Known,
  faultsStopAt: number,
  tells: boolean,
): Promise<Outcome> {
  const world = new World(story, troubles, tells);
  await world.live(faultsStopAt);
  const { watcher, figures, called, looked, failed, firstSweeps, told } = world;
  const { brokenPromises, offers, duplicates, latest, latestQuietly } = watcher;
  return {
    ...figures,
    of: { story, troubles: known, faultsStopAt },
    broken: brokenPromises,
    offers,
    duplicates,
    latest,
    latestQuietly,
    called,
    looked,
    failed,
    firstSweeps,
    told: told ?? [],
  };
}
