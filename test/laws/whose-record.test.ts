import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenIn, delays, onTheirWay, received } from './deliveries.ts';
import { holds } from './hold.ts';
import { kent } from './procedures.ts';
import { circles, namesIn, sightings } from './sightings.ts';
import type { Saying } from './stories.ts';
import { ROBIN } from './stories.ts';

describe('whose record a message belongs to', () => {
  it('in any order, the same references are held to be one child or put before a person', async () => {
    await holds(
      fc.asyncProperty(sightings, delays(6), delays(6), async (said, one, other) => {
        const first = await circles(await received(onTheirWay(said, kent, one), kent));
        const second = await circles(await received(onTheirWay(said, kent, other), kent));
        expect(second).toEqual(first);
      }),
      300,
    );
  });

  it('what the case system says of one identifier is in one place', async () => {
    const { localAuthorityId, ...name } = ROBIN;
    const spoken = (person: object): Saying => ({
      type: 'case.updated',
      by: 'case-system',
      hour: 0,
      data: { person: { ...name, localAuthorityId, ...person }, status: 'looked-after' },
    });
    const updated = (subject: string, person: object): Saying => ({
      type: 'missing.updated',
      by: 'police',
      subject,
      hour: 0,
      data: { lastSeenAt: 1, person },
    });
    const said = [
      updated('MP-1', name),
      updated('MP-1', { localAuthorityId }),
      updated('MP-2', { policePersonId: 'P-1' }),
      spoken({ policePersonId: 'P-1' }),
      spoken({}),
    ];
    const children = await childrenIn(await received(onTheirWay(said, kent), kent));
    expect(children.filter((child) => namesIn(child).includes('case'))).toHaveLength(1);
  });

  it('in any order, what the case system says of one identifier is in one place', async () => {
    await holds(
      fc.asyncProperty(sightings, delays(6), async (said, late) => {
        const children = await childrenIn(await received(onTheirWay(said, kent, late), kent));
        expect(children.filter((child) => namesIn(child).includes('case')).length).toBeLessThanOrEqual(1);
      }),
      300,
    );
  });

  it('no record is left over that nobody spoke of', async () => {
    await holds(
      fc.asyncProperty(sightings, delays(6), async (said, late) => {
        const children = await childrenIn(await received(onTheirWay(said, kent, late), kent));
        for (const child of children) expect(namesIn(child)).not.toEqual([]);
      }),
      200,
    );
  });
});
