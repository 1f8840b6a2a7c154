// What befalls the machinery itself in a story: deployments, ports that are down, a pause of all mail.
import type { PortName, Story } from './story.ts';
import type { Procedures } from './which-procedure.ts';
import { proceduresOf } from './which-procedure.ts';
import type { World } from './world.ts';
import { EVERY_RECORD, PATIENCE } from './world.ts';

export type Befalling = Extract<
  Story['happenings'][number],
  { deploys: unknown } | { down: unknown } | { pauses: unknown }
>;

export class Machinery {
  readonly procedures: Procedures;
  pausedSince = 0;
  #pausedUntil = 0;
  readonly #world: World;
  readonly #downUntil: Partial<Record<PortName, number>> = {};

  constructor(world: World) {
    this.#world = world;
    this.procedures = proceduresOf(world.story);
  }

  isDown = (port: PortName): boolean => (this.#downUntil[port] ?? 0) > this.#world.now;

  get isPaused(): boolean {
    return this.#world.now < this.#pausedUntil;
  }

  befall(happening: Befalling, at: number): void {
    const world = this.#world;
    if ('deploys' in happening && happening.deploys === 'code') world.restsAfter(at + EVERY_RECORD);
    world.at(at, () => {
      if ('deploys' in happening) this.#deploy(happening.deploys);
      else if ('down' in happening) this.#isDownFor(happening);
      else this.#pause(happening.pauses * 1_000);
      return false;
    });
  }

  #deploy(what: 'procedure' | 'code'): void {
    this.#world.policy = this.procedures[what === 'code' ? 'afterInCode' : 'after'];
    this.#world.say(`a deployment changes the ${what}`);
    this.#world.watcher.deployed();
  }

  #isDownFor({ down, seconds }: { down: PortName; seconds: number }): void {
    if (seconds > 0) this.#world.say(`${down} is down for ${seconds} seconds`);
    this.#downUntil[down] = this.#world.now + seconds * 1_000;
  }

  #pause(lasts: number): void {
    const world = this.#world;
    if (lasts === 0) return;
    if (!this.isPaused) {
      world.say('all mail is paused');
      this.pausedSince = world.now;
    }
    this.#pausedUntil = Math.max(this.#pausedUntil, world.now + lasts);
    world.at(world.now + lasts, () => {
      if (this.isPaused) return false;
      world.say('mail goes out again');
      world.restsAfter(world.now + PATIENCE);
      world.watcher.resumed();
      return false;
    });
  }
}
