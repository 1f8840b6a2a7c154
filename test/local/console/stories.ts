// A night and two weeks of several invented children, as the console's tests and pictures show them.
import type { World } from '../../../local/simulate.ts';
import type { ChildRecord } from '../../../shared/core/record.ts';
import { answered, caseOf, found, ROBIN, reported } from '../../situations/cast.ts';
import { childrenOf, played, procedure } from '../../situations/playing.ts';

/** Every sign that means something to a page, a picture or a terminal. */
export const HOSTILE = `"><script>alert(1)</script>&{{7*7}}\u202Eevil\r\nX: y'`;

export const severalChildren = (until = '2026-11-24T12:00:00Z'): Promise<World> =>
  played(
    procedure('darlington'),
    [
      caseOf('2026-11-20T21:00:00Z', ROBIN, { status: 'looked-after', keyworker: null }),
      reported('ME-0412', { person: ROBIN }),
      reported('ME-0413', {}, { at: '2026-11-21T23:10:00Z' }),
      found('2026-11-22T09:00:00Z', 'ME-0413', {
        outcome: 'found',
        returnedAt: '2026-11-22T08:00:00Z',
        seenByPoliceAt: '2026-11-22T08:40:00Z',
      }),
    ],
    until,
  );

/**
 * A record in which every word from outside is hostile. The contract lets none of them in; the console trusts nothing that
 * it reads all the same.
 */
export async function hostileRecord(): Promise<ChildRecord> {
  const world = await played(
    procedure('darlington'),
    [
      reported('ME-0412', { person: ROBIN, circumstances: 'free-text' }),
      answered('2026-11-20T23:00:00Z', 'ME-0412', 'no-strategy-meeting', {
        task: 'front-door-notice',
        by: 'duty-worker',
      }),
    ],
    '2026-11-21T12:00:00Z',
  );
  const [record] = await childrenOf(world);
  const words = [
    'ME-0412',
    'duty-worker',
    'no-strategy-meeting',
    'free-text',
    'head-of-service',
    'Robin',
    'medium',
  ];
  const hostile = JSON.stringify(HOSTILE).slice(1, -1);
  return JSON.parse(
    words.reduce((json, word) => json.replaceAll(word, () => hostile), JSON.stringify(record)),
  );
}
