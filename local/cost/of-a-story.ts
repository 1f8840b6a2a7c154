// What a story uses of AWS: played through the handlers in memory, and each call of a port counted as the adapters make it.
import { receiveMailEvent } from '../../functions/receive/mail-events.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { digest } from '../../shared/core/routing.ts';
import type { Letter } from '../../shared/ports.ts';
import { arrivals, type Scenario } from '../scenario.ts';
import { emptyWorld, run, type World } from '../simulate.ts';
import type { Prices, Usage } from './prices.ts';
import { added, queued, runs } from './prices.ts';

export interface Story {
  messages: number;
  letters: number;
  /** Calls by the name that the AWS clients give them. */
  calls: Readonly<Record<string, number>>;
  readUnits: number;
  writeUnits: number;
  /** Bytes that stay in the table. */
  kept: number;
}

export async function playedAndCounted(scenario: Scenario, policy: Policy): Promise<Story> {
  const messages = arrivals(scenario, policy);
  const start = messages[0]?.at ?? '1970-01-01T00:00:00.000Z';
  const counted = new Counted();
  const world = counted.around(emptyWorld(policy, start));
  await run(world, messages, scenario.until ?? messages.at(-1)?.at ?? start);
  for (const { letter } of world.post.sent) await receiveMailEvent(delivered(letter), world);
  const { calls, readUnits, writeUnits, kept } = counted;
  return {
    messages: messages.length,
    letters: world.post.sent.length,
    calls: Object.fromEntries(calls),
    readUnits,
    writeUnits,
    kept: [...kept.values()].reduce((sum, bytes) => sum + bytes, 0),
  };
}

export function usageOf(
  { messages, letters, calls, readUnits, writeUnits, kept }: Story,
  megabytes: number,
  prices: Prices,
): Usage {
  const { CreateSchedule: schedules = 0, SendMessage: asked = 0 } = calls;
  const wakeUps = asked + schedules;
  const events = letters * prices.habits['bus-events-per-letter'].is;
  return added(
    {
      letter: letters,
      schedule: schedules,
      'read-unit': readUnits,
      'write-unit': writeUnits,
      'table-gigabyte': kept / 1e9,
    },
    queued(messages + wakeUps + events, prices),
    runs(messages + wakeUps + events, megabytes, prices),
  );
}

const KB = 1024;
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '') + 200;

/** Each method of a port, with the calls that its adapter makes and the units that these take. */
class Counted {
  readonly calls = new Map<string, number>();
  readonly kept = new Map<string, number>();
  readUnits = 0;
  writeUnits = 0;
  readonly #dueAt = new Map<string, string | undefined>();

  around(world: World): World {
    const { episodes, wakeUps, post } = world;
    return {
      ...world,
      episodes: noticing(episodes, {
        lookUp: (_, keys) => this.#read(1 + keys.length),
        read: (id) => this.#read(1 + Math.ceil((this.kept.get(id) ?? 1) / (4 * KB))),
        readAll: (ids) =>
          this.#read(ids.reduce((sum, id) => sum + Math.ceil((this.kept.get(id) ?? 1) / (4 * KB)), 0)),
        claim: (key) => this.#update(key),
        redirect: (key) => this.#update(key),
        keep: (receipt) => this.#put(receipt.id, bytesOf(receipt)),
        write: ({ record, dueAt }) => {
          this.#put(record.id, bytesOf(record));
          this.#index(record.id, dueAt);
        },
      }),
      wakeUps: noticing(wakeUps, {
        soon: () => this.#call('SendMessage'),
        at: () => this.#call('CreateSchedule'),
      }),
      post: noticing(post, { send: () => this.#call('SendRawEmail') }),
    };
  }

  #call(operation: string): void {
    this.calls.set(operation, (this.calls.get(operation) ?? 0) + 1);
  }

  #read(units: number): void {
    this.#call('BatchGetItem');
    this.readUnits += units;
  }

  #update(key: string): void {
    this.#call('UpdateItem');
    this.writeUnits += 1;
    this.kept.set(key, KB / 4);
  }

  #put(id: string, bytes: number): void {
    this.#call('PutItem');
    this.writeUnits += Math.ceil(bytes / KB);
    this.kept.set(id, bytes);
  }

  /** An entry of the index whose place changes is taken out and put in again. */
  #index(id: string, dueAt: string | undefined): void {
    const before = this.#dueAt.get(id);
    if (before === dueAt) return;
    this.writeUnits += before !== undefined && dueAt !== undefined ? 2 : 1;
    this.#dueAt.set(id, dueAt);
  }
}

type Heard<T> = {
  [K in keyof T]?: T[K] extends (...said: infer A) => unknown ? (...said: A) => void : never;
};

/** The same object, and a word to `heard` before each call of a method that it knows. */
function noticing<T extends object>(port: T, heard: Heard<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const listen: unknown = Reflect.get(heard, name);
      return (...said: unknown[]) => {
        if (typeof listen === 'function') listen(...said);
        return value.apply(target, said);
      };
    },
  });
}

/** SES's word that a letter has reached its mailbox. */
const delivered = (letter: Letter): string =>
  JSON.stringify({
    'detail-type': 'Email Delivered',
    source: 'aws.ses',
    detail: {
      eventType: 'Delivery',
      mail: {
        destination: [letter.to],
        tags: { record: [letter.record], letter: [digest(letter.actions[0] ?? '')] },
      },
    },
  });
