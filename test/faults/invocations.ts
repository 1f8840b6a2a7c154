// One invocation of a function: begun, followed to its end, and dead where it is stopped.
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Watch } from '../../shared/ports.ts';
import { CallFailed, portsOf } from './ports-of-a-run.ts';
import type { World } from './world.ts';

export interface Run {
  name: string;
  is: 'receive' | 'settle' | 'sweep';
  policy: Policy;
  deadline: number;
  skew: number;
  /** When it began, by the world's own time. */
  began: number;
  calls: number;
  alive: boolean;
  /** The message that it is about, as it came. */
  body?: string;
  /** How old the index was that it read, and what it found due there. */
  lag: number;
  due?: ReadonlyMap<string, Instant>;
  end: (ok: boolean) => void;
}

const TIMEOUTS: Readonly<Record<Run['is'], number>> = { receive: 30_000, settle: 30_000, sweep: 120_000 };

const silent: Watch = { count: () => undefined, note: () => undefined, alarm: () => undefined };

export function begin(world: World, name: string, is: Run['is'], end: Run['end']): Run {
  world.figures.runs += 1;
  const skew = world.troubles.of('clock', name, 1);
  const deadline = world.now + TIMEOUTS[is];
  return {
    name,
    is,
    policy: world.policy,
    deadline,
    skew,
    began: world.now,
    calls: 0,
    alive: true,
    lag: 0,
    end,
  };
}

export const needsOf = (world: World, run: Run) => ({
  ...portsOf(world, run),
  policy: run.policy,
  watch: silent,
});

/** Always true: a turn goes on because of it. */
export function follow(world: World, run: Run, work: Promise<void>): true {
  const ended = (ok: boolean) => {
    if (run.alive) {
      run.alive = false;
      run.end(ok);
    }
    world.passTurn();
  };
  work.then(
    () => ended(true),
    (error: unknown) => {
      if (!isExpected(error)) world.watcher.broken('nothing breaks', `${run.name}: ${String(error)}`);
      if (run.alive) world.say(`${run.name} fails`);
      world.failed.add(run.name);
      ended(false);
    },
  );
  return true;
}

/** What a handler throws so that the queue tries again. */
const isExpected = (error: unknown): boolean =>
  error instanceof CallFailed ||
  (error instanceof Error && /could not be sent|kept changing/.test(error.message));
