// What no letter may give away, whoever reads it.
import { describe, expect, it } from 'vitest';
import { ASHA, caseOf, found, reported } from '../situations/cast.ts';
import { played, procedure } from '../situations/playing.ts';

describe('when a child must not be found by somebody', () => {
  it('DFE-76-a: no letter says where the child lives, was placed, was lost or was found', async () => {
    const secrets = ['Elm House', 'Oak Lane', 'Harbour', 'Pine Street'];
    const [placement, home, told, returnedTo] = secrets;
    const world = await played(
      procedure('kent'),
      [
        caseOf('2026-11-01T09:00:00Z', ASHA, { status: 'looked-after', placementType: placement }),
        reported('ME-1', { missingFrom: home, circumstances: told, risk: 'high' }),
        found('2026-11-23T21:00:00Z', 'ME-1', {
          outcome: 'found',
          returnedAt: '2026-11-23T20:00:00Z',
          returnedTo,
        }),
      ],
      '2026-11-24T12:00:00Z',
    );
    const letters = world.post.sent.map(({ letter }) => `${letter.subject}\n${letter.text}\n${letter.html}`);
    expect(letters.length).toBeGreaterThan(10);
    for (const secret of secrets) expect(letters.filter((text) => text.includes(secret))).toEqual([]);
  });
});
