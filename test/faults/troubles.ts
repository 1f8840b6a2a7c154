// What goes wrong, and where: each trouble is named by the run, the call or the message that it befalls, so that it can be told again.
import type { Dice } from './dice.ts';

/** What may become of a call; the first is that it goes well. */
export const HARMS = [
  'goes well',
  'throws before its effect',
  'throws after its effect',
  'ends the run before its effect',
  'ends the run after its effect',
  'hangs without effect until the run is stopped',
  'hangs after its effect until the run is stopped',
  'throws, and takes effect eleven seconds later',
  'is made twice, the first answer being lost',
] as const;

/** Each kind of trouble, and what it may be; the first of each is none. Seconds, but for waits and clocks: milliseconds. */
export const KINDS = {
  harm: HARMS.map((_, index) => index),
  wait: [20, 0, 3, 21, 60, 250, 900],
  answer: [0, 1, 30, 200, 900],
  clock: [0, -1500, -400, 400, 1500],
  delivered: [0, 1, 15, 100, 320],
  copied: [0, 0.001, 0.03, 1, 40, 200],
  scheduled: [0, 10, 40, 59],
  'scheduled twice': [0, 0.01, 30],
  'schedule lost': [0, 1],
  'index lags': [0, 1, 40, 400],
  /** Of a letter's word: it is lost; a delay is told before the delivery; it alone is told. */
  word: [0, 1, 2, 3],
} as const;
export type Kind = keyof typeof KINDS;

/** How often each kind comes; what is left out never does. */
export type Climate = Readonly<Partial<Record<Kind, number>>>;

/** By kind, whom and the how-manieth: which of the kind's values. */
export type Known = ReadonlyMap<string, number>;

/** Order and timing are nobody's fault, and go on when the faults have stopped. */
const FAULTLESS: readonly Kind[] = ['wait', 'answer', 'clock', 'copied', 'scheduled', 'scheduled twice'];

export class Troubles {
  readonly befallen = new Map<string, number>();
  stopped = false;
  readonly #known: Known | undefined;
  readonly #chance: { dice: Dice; climate: Climate } | undefined;

  constructor(from: Known | { dice: Dice; climate: Climate }) {
    if ('dice' in from) this.#chance = from;
    else this.#known = from;
  }

  /** The value that befalls. */
  of(kind: Kind, whom: string, nth: number): number {
    const values = KINDS[kind];
    return values[this.#which(kind, whom, nth, values.length)] ?? 0;
  }

  #which(kind: Kind, whom: string, nth: number, values: number): number {
    if (this.#known) return this.#known.get(`${kind}|${whom}|${nth}`) ?? 0;
    if (!this.#chance || (this.stopped && !FAULTLESS.includes(kind))) return 0;
    const { dice, climate } = this.#chance;
    const often = climate[kind];
    if (often === undefined || !dice.chance(often)) return 0;
    const which = 1 + dice.below(values - 1);
    this.befallen.set(`${kind}|${whom}|${nth}`, which);
    return which;
  }
}

/** From fair to foul. */
export function climate(dice: Dice): Climate {
  const often = dice.oneOf([0, 0.004, 0.012, 0.03, 0.1]);
  const busy = dice.oneOf([0, 0.1, 0.4]);
  return {
    harm: often,
    wait: busy,
    answer: busy / 2,
    clock: dice.oneOf([0, 0.5]),
    delivered: dice.oneOf([0, 0.05, 0.3]),
    copied: dice.oneOf([0, 0.05, 0.3]),
    scheduled: dice.oneOf([0, 0.5]),
    'scheduled twice': often * 2,
    'schedule lost': often * 3,
    'index lags': often * 3,
    word: 0.15,
  };
}
