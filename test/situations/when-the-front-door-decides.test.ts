import { describe, expect, it } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { ASHA, answered, cancelled, caseOf, reported, updated } from './cast.ts';
import type { Said } from './playing.ts';
import { childrenOf, goOn, mail, played, procedure, tasksOf } from './playing.ts';

const kent = procedure('kent');
const known = { ...ASHA, localAuthorityId: 'L1' };
const onRecord = caseOf('2026-11-02T09:00:00Z', known);

/** What the police say of the person, while the case system knows of Asha, and what the front door answers. */
const told = (person: Record<string, unknown>, ...more: Said[]): Promise<World> =>
  played(kent, [onRecord, reported('MP-1', { person }), ...more], '2026-11-20T23:00:00Z');

describe('the front door decides', () => {
  const near = { ...ASHA, dateOfBirth: '2012-04-15' };
  const LATER = '2026-11-20T22:30:00Z';

  it('that it is the same child: the keyworker is told, and all that comes belongs to one record', async () => {
    const world = await told(near, answered(LATER, 'MP-1', 'same-child', { sameAs: 'L1' }));
    expect(await mail(world, 'case-holder-notice')).toContain('2026-11-20 22:30 case-holder-notice kim');
    expect(await childrenOf(world)).toHaveLength(1);
    await goOn(world, [cancelled('2026-11-20T23:10:00Z', 'MP-1')], '2026-11-20T23:30:00Z');
    expect(await mail(world, 'stand-down')).toContain('2026-11-20 23:10 stand-down kim');
    expect(await mail(world, 'stand-down')).toContain('2026-11-20 23:10 stand-down adolescent.early.help');
  });

  it('by a police reference of the other one, too', async () => {
    const first = reported(
      'MP-0',
      { person: known },
      { at: '2026-11-10T22:05:00Z', data: { person: known, lastSeenAt: '2026-11-10T20:00:00Z' } },
    );
    const world = await played(
      kent,
      [
        onRecord,
        first,
        reported('MP-1', { person: near }),
        answered(LATER, 'MP-1', 'same-child', { sameAs: 'MP-0' }),
      ],
      '2026-11-20T23:00:00Z',
    );
    expect(await childrenOf(world)).toHaveLength(1);
  });

  it('that there is only one it could be, without naming it', async () => {
    const world = await told(near, answered(LATER, 'MP-1', 'same-child'));
    expect(await childrenOf(world)).toHaveLength(1);
  });

  it('that it is another child: the question is closed and does not come back', async () => {
    const world = await told(
      near,
      answered(LATER, 'MP-1', 'different-child', { sameAs: 'L1' }),
      updated('2026-11-20T22:40:00Z', 'MP-1', { person: near, risk: 'high' }),
    );
    expect(await mail(world, 'resolve-identity')).toHaveLength(1);
    expect(await childrenOf(world)).toHaveLength(2);
    expect(await mail(world, 'case-holder-notice')).toEqual([
      '2026-11-20 22:05 case-holder-notice adolescent.early.help',
    ]);
    expect(await tasksOf(world)).toContain('MP-1 resolve-identity done 2026-11-21T02:05');
  });

  it.each([
    ['names nobody that is known', 'same-child', { sameAs: 'L999' }],
    ['names the child itself', 'same-child', { sameAs: 'MP-1' }],
    ['is no answer', 'perhaps', { sameAs: 'L1' }],
  ])('an answer that %s leaves the question open, and raises an alarm', async (_, outcome, data) => {
    const world = await told(near, answered(LATER, 'MP-1', outcome, data));
    expect(await childrenOf(world)).toHaveLength(2);
    expect(await tasksOf(world)).toContain('MP-1 resolve-identity open 2026-11-21T02:05');
    expect(world.watch.alarms.map(({ event }) => event)).toContain('identity answer not understood');
  });

  it('where two records fit, an answer that does not say which leaves it open', async () => {
    const twin = caseOf('2026-11-02T10:00:00Z', { ...ASHA, givenName: 'Usha', localAuthorityId: 'L2' });
    const person = { familyName: 'Example', dateOfBirth: '2012-05-14' };
    const story = [onRecord, twin, reported('MP-1', { person }), answered(LATER, 'MP-1', 'same-child')];
    const world = await played(kent, story, '2026-11-20T23:00:00Z');
    expect(await childrenOf(world)).toHaveLength(3);
    await goOn(
      world,
      [answered('2026-11-20T23:05:00Z', 'MP-1', 'same-child', { sameAs: 'L2' })],
      '2026-11-20T23:30:00Z',
    );
    expect(await childrenOf(world)).toHaveLength(2);
  });

  it('twice that each is the other, and nobody is lost', async () => {
    const other = reported(
      'MP-2',
      { person: near, lastSeenAt: '2026-11-20T20:00:00Z' },
      { at: '2026-11-20T22:06:00Z' },
    );
    const story = [
      reported('MP-1', { person: ASHA }),
      other,
      answered('2026-11-20T22:30:00Z', 'MP-1', 'same-child', { sameAs: 'MP-2' }),
      answered('2026-11-20T22:31:00Z', 'MP-2', 'same-child', { sameAs: 'MP-1' }),
    ];
    const world = await played(kent, story, '2026-11-20T23:00:00Z');
    expect(await childrenOf(world)).toHaveLength(1);
    await goOn(
      world,
      [cancelled('2026-11-20T23:10:00Z', 'MP-1'), cancelled('2026-11-20T23:11:00Z', 'MP-2')],
      '2026-11-21T23:30:00Z',
    );
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([]);
  });

  it('about one of three, of which two have become one: the decision holds for both', async () => {
    const three = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-03-03' };
    const story = [
      reported('MP-1', { person: ASHA }),
      reported('MP-2', { person: near }, { at: '2026-11-20T22:06:00Z' }),
      reported('MP-3', { person: three }, { at: '2026-11-20T22:07:00Z' }),
      answered('2026-11-20T22:30:00Z', 'MP-1', 'same-child', { sameAs: 'MP-2' }),
      answered('2026-11-20T22:31:00Z', 'MP-3', 'different-child', { sameAs: 'MP-1' }),
    ];
    const world = await played(kent, story, '2026-11-20T23:00:00Z');
    const open = (await tasksOf(world)).filter((task) => task.includes('resolve-identity open'));
    expect(open).toEqual([]);
  });
});

describe('when a join is interrupted between its steps', () => {
  it('it is ended by the next try, and no message finds two records', async () => {
    const world = emptyWorld(kent, '2026-11-02T09:00:00Z');
    const redirect = world.episodes.redirect.bind(world.episodes);
    await goOn(
      world,
      [onRecord, reported('MP-1', { person: { ...ASHA, dateOfBirth: '2012-04-15', policePersonId: 'P-9' } })],
      '2026-11-20T22:10:00Z',
    );
    let steps = 0;
    world.episodes.redirect = async (...to: [string, string, string]) => {
      if (++steps > 1) throw new Error('The function was stopped');
      await redirect(...to);
    };
    const answer = answered('2026-11-20T22:30:00Z', 'MP-1', 'same-child', { sameAs: 'L1' });
    await expect(goOn(world, [answer], '2026-11-20T22:30:00Z' as Instant)).rejects.toThrow('stopped');
    world.episodes.redirect = redirect;
    await goOn(
      world,
      [
        { ...answer, id: 'tried-again' },
        updated('2026-11-20T22:35:00Z', 'MP-1', { person: { ...ASHA, policePersonId: 'P-9' }, risk: 'high' }),
      ],
      '2026-11-20T23:00:00Z',
    );
    expect(await childrenOf(world)).toHaveLength(1);
    expect(await mail(world, 'case-holder-notice')).toContain('2026-11-20 22:30 case-holder-notice kim');
  });
});
