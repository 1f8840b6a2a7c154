// A clock that tells another time than the real one is told from one that tells the real one.
import { expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import type { Here } from '../../../local/console/here.ts';
import { seenHere } from '../../../local/console/here.ts';
import { DAY } from '../../../shared/core/instant.ts';
import { procedure } from '../../situations/playing.ts';

const emulators = { endpoint: 'http://127.0.0.1:1' } as Here['emulators'];
const policy = procedure('darlington');

it.each([
  ['follows the machine', new VirtualClock({ follows: 'machine' }), false],
  ['was set', new VirtualClock({ follows: 'itself', from: Date.parse('2026-11-20T22:05:00Z') }), true],
  ['can be moved, and was not yet', new VirtualClock({ follows: 'itself', from: Date.now() }), true],
  ['runs fast', new VirtualClock({ follows: 'machine' }, 3600), true],
  [
    'was ahead before and never goes back',
    new VirtualClock({ follows: 'machine', notBefore: Date.now() + DAY }),
    true,
  ],
])('one that %s', (_, clock, isPractice) => {
  const seen = seenHere({ emulators, policy, clock, tableName: 'T', outputs: {} });
  expect(seen.isPractice?.()).toBe(isPractice);
  clock.close();
});
