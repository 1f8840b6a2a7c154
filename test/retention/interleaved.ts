// Several runs over one world, a call at a time, in every order there is; each may end at any of its calls.
import type { World } from '../../local/simulate.ts';

/** A run as it sees the world: each of its calls waits for its turn. */
export type Run = (world: World) => Promise<unknown>;

interface Under {
  go: (() => void) | undefined;
  isOver: boolean;
  calls: number;
}

export interface Bound {
  /** So often at most another run goes on while one could have. */
  switches: number;
  /** The run of that number ends before its call of that number. */
  dies?: { run: number; before: number };
}

/** Which run goes next, at each step; beyond its end the one that went last, as long as it can. */
type Order = number[];

/**
 * Tries the orders of the calls of some runs. `begin` makes a world, `judge` looks at what has become of it.
 */
export async function inEveryOrder(
  begin: () => Promise<World>,
  runs: readonly Run[],
  judge: (world: World) => Promise<void>,
  { switches, dies }: Bound,
): Promise<number> {
  let tried = 0;
  let order: Order | undefined = [];
  while (order) {
    const world = await begin();
    const { taken, choices } = await play(world, runs, order, dies);
    try {
      await judge(world);
    } catch (error) {
      throw new Error(`In the order ${taken.join('')}`, { cause: error });
    }
    tried += 1;
    order = next(taken, choices, switches);
  }
  return tried;
}

/** The last step at which another run could have gone goes to it; what follows is open again. */
function next(
  taken: readonly number[],
  choices: readonly (readonly number[])[],
  switches: number,
): Order | undefined {
  for (let step = taken.length - 1; step >= 0; step--) {
    const before = taken.slice(0, step);
    // At each step the one that went last goes first, then the others.
    const ways = inTurn(choices[step] ?? [], before.at(-1));
    const other = ways[ways.indexOf(taken[step] ?? 0) + 1];
    if (other === undefined) continue;
    if (switchesIn([...before, other], choices) <= switches) return [...before, other];
  }
  return undefined;
}

const inTurn = (ready: readonly number[], last: number | undefined): number[] =>
  last !== undefined && ready.includes(last) ? [last, ...ready.filter((run) => run !== last)] : [...ready];

/** One that could have gone on and had to wait. */
const switchesIn = (taken: readonly number[], choices: readonly (readonly number[])[]): number =>
  taken.filter((run, step) => {
    const last = taken[step - 1];
    return last !== undefined && last !== run && choices[step]?.includes(last);
  }).length;

async function play(world: World, runs: readonly Run[], order: Order, dies: Bound['dies']) {
  const under = runs.map((): Under => ({ go: undefined, isOver: false, calls: 0 }));
  const all = runs.map((run, n) => {
    const mine = under[n] as Under;
    const ended = run(waitingForTurns(world, mine)).catch(() => undefined);
    return ended.then(() => {
      mine.isOver = true;
    });
  });
  const taken: number[] = [];
  const choices: number[][] = [];
  for (;;) {
    await new Promise(setImmediate);
    for (const [n, { calls, go }] of under.entries()) {
      if (dies?.run === n && dies.before === calls && go) (under[n] as Under).isOver = true;
    }
    const ready = under.flatMap(({ go, isOver }, n) => (go && !isOver ? [n] : []));
    const wanted = order[taken.length];
    const chosen = wanted !== undefined && ready.includes(wanted) ? wanted : inTurn(ready, taken.at(-1))[0];
    if (chosen === undefined) break;
    taken.push(chosen);
    choices.push(ready);
    const { go } = under[chosen] as Under;
    (under[chosen] as Under).go = undefined;
    (under[chosen] as Under).calls += 1;
    go?.();
  }
  if (!dies) await Promise.all(all);
  return { taken, choices };
}

function waitingForTurns(world: World, mine: Under): World {
  const episodes = new Proxy(world.episodes, {
    get: (of, name) => {
      const method: unknown = Reflect.get(of, name);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        await new Promise<void>((go) => {
          mine.go = go;
        });
        return method.apply(of, given);
      };
    },
  });
  return { ...world, episodes };
}
