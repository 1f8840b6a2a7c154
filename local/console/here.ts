// The console's view of the machine that it runs on, read from its emulators.
import { DEAD_LETTER_QUEUES } from '../../shared/adapters/dead-letter-queues.ts';
import { episodesToShow } from '../../shared/adapters/episodes-to-show.ts';
import { unreadableMessages } from '../../shared/adapters/unreadable-messages.ts';
import type { Where } from '../../shared/console/frame.ts';
import type { Seen, Waiting } from '../../shared/console/seen.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { instantOf, MINUTE, millis } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { VirtualClock } from '../clock.ts';
import { localClient } from '../commands/running.ts';
import type { Emulators } from '../emulators/emulators.ts';

export interface SeenHere extends Seen, Where {
  clock: {
    speed: number;
    /** Time passes by itself; undefined where it can only be read. */
    moveTo?: (instant: Instant) => Promise<void>;
  };
}

export interface Here {
  emulators: Pick<Emulators, 'dynamodb' | 'sqs' | 'endpoint'>;
  policy: Policy;
  clock: VirtualClock;
  tableName: string;
  /** Of the stack, those that are addresses of queues. */
  outputs: Readonly<Record<string, string>>;
}

export function seenHere({ emulators, policy, clock, tableName, outputs }: Here): SeenHere {
  const { dynamodb, sqs, endpoint } = emulators;
  const now = () => instantOf(clock.now());

  return {
    policy,
    now,
    // One that follows the machine's can be ahead of it: time that was once told is never taken back.
    isPractice: () => clock.follows === 'itself' || Math.abs(clock.now() - Date.now()) > MINUTE,
    ...episodesToShow(tableName, {
      query: (input) => dynamodb.call('Query', input),
      batchGet: (input) => dynamodb.call('BatchGetItem', input),
    }),

    queues: async () =>
      sqs.queues().map(({ name, url }): Waiting => {
        const dead = DEAD_LETTER_QUEUES.find(({ output }) => outputs[output] === url);
        const deadLetters = dead && { holds: dead.holds, does: dead.does };
        return {
          name: dead?.name ?? plainName(name),
          ...sqs.depths(name),
          ...(deadLetters && { deadLetters }),
        };
      }),

    unreadable: () => unreadableMessages(tableName, localClient(endpoint, 'operator')),

    clock: {
      speed: clock.speed,
      ...(clock.follows === 'itself' && { moveTo: (instant) => clock.moveTo(millis(instant)) }),
    },
  };
}

/** Without the stack's name and what the synthesis put behind it. */
const plainName = (name: string): string =>
  name.replace(/^[a-z-]+-(?=[A-Z])/, '').replace(/[0-9A-F]{8}$/, '');
