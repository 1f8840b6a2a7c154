// The Scheduler: at most one wake-up of each name, late within its minute, twice, or never.
import type { World } from './world.ts';

export class Scheduler {
  readonly #world: World;
  readonly #names = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  schedule(name: string, record: string, instant: number): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    const world = this.#world;
    const called = world.numbered('schedule');
    if (!world.isSweepless && world.troubles.of('schedule lost', called, 1) > 0) {
      world.say(`${called} will never come`);
      world.at(instant, () => {
        world.struck(world.now);
        return false;
      });
      return;
    }
    const again = world.troubles.of('scheduled twice', called, 1) * 1_000;
    const strike = () => {
      this.#names.delete(name);
      world.wakeUp(record, world.now, called);
      return false;
    };
    const at = Math.max(world.now, instant) + world.troubles.of('scheduled', called, 1) * 1_000;
    world.at(at, strike);
    if (again > 0) world.at(at + again, strike);
  }
}
