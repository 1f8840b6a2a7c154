import { describe, expect, it } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { ASHA, answered, cancelled, caseOf, found, KIM, reported, updated } from './cast.ts';
import type { Said } from './playing.ts';
import { childrenOf, goOn, lettersOf, mail, played, procedure, tasksOf } from './playing.ts';

const kent = procedure('kent');
const known = { ...ASHA, localAuthorityId: 'L1', policePersonId: 'P-1', nhsNumber: '943 476 5919' };
const onRecord = caseOf('2026-11-02T09:00:00Z', known);

/** What the police say of the person, while the case system knows of Asha. */
const told = (person: Record<string, unknown>, ...more: Said[]): Promise<World> =>
  played(kent, [onRecord, reported('MP-1', { person }), ...more], '2026-11-20T23:00:00Z');

const isAsha = async (world: World) =>
  (await mail(world, 'case-holder-notice')).includes('2026-11-20 22:05 case-holder-notice kim');
const isAsked = async (world: World) => (await mail(world, 'resolve-identity')).length > 0;

describe('a child is the one on record', () => {
  it.each([
    ['by the number of the case system', { localAuthorityId: 'L1' }],
    ['by that number in small letters', { localAuthorityId: ' l1 ' }],
    ['by the number of the police', { policePersonId: 'P-1' }],
    ['by the NHS number, with or without spaces', { nhsNumber: '9434765919' }],
    ['by name and date of birth', ASHA],
    ['by a name in other letters', { ...ASHA, givenName: 'ÁSHA', familyName: "exam'ple" }],
    [
      'by a number, whatever the name',
      { localAuthorityId: 'L1', givenName: 'Usha', familyName: 'Example', dateOfBirth: '2012-05-14' },
    ],
    ['by a number, whatever the birth date', { ...ASHA, localAuthorityId: 'L1', dateOfBirth: '2011-05-14' }],
    ['by a number, without any name', { localAuthorityId: 'L1', ageYears: 14 }],
  ])('%s', async (_, person) => {
    const world = await told(person);
    expect(await isAsha(world)).toBe(true);
    expect(await isAsked(world)).toBe(false);
    expect(await childrenOf(world)).toHaveLength(1);
  });

  it('hyphens, apostrophes and accents make no difference', async () => {
    const person = { givenName: 'Zoë-Anne', familyName: "O'Example Łaska", dateOfBirth: '2012-05-14' };
    const plain = { ...person, givenName: 'Zoe Anne', familyName: 'OExample-Łaska' };
    const world = await played(
      kent,
      [
        caseOf('2026-11-02T09:00:00Z', { ...person, localAuthorityId: 'L2' }),
        reported('MP-1', { person: plain }),
      ],
      '2026-11-20T23:00:00Z',
    );
    expect(await isAsha(world)).toBe(true);
  });
});

describe('a child may be the one on record, and nobody guesses', () => {
  it.each([
    ['the same name, another birth date', { ...ASHA, dateOfBirth: '2012-04-15' }],
    ['the same name, no birth date', { givenName: 'Asha', familyName: 'Example' }],
    ['the same name, an estimated birth date', { ...ASHA, dateOfBirthEstimated: true }],
    ['the same surname and birth date, another given name', { ...ASHA, givenName: 'Usha' }],
    ['the same surname and birth date, no given name', { familyName: 'Example', dateOfBirth: '2012-05-14' }],
    [
      'the same number, another name and another birth date',
      { localAuthorityId: 'L1', givenName: 'Jude', familyName: 'Sample', dateOfBirth: '2010-01-01' },
    ],
  ])('%s', async (_, person) => {
    const world = await told(person);
    expect(await isAsked(world)).toBe(true);
    expect(await isAsha(world)).toBe(false);
    expect(await childrenOf(world)).toHaveLength(2);
    const [question] = (await lettersOf(world)).filter(({ rule }) => rule === 'resolve-identity');
    expect(question?.text, 'a person finds the other record by its number').toContain(
      'May be the same child as: L1',
    );
    expect(question?.text).not.toMatch(/Asha|Usha|Jude|2012/);
  });

  it('everybody whom it could concern is told meanwhile', async () => {
    const world = await told({ ...ASHA, dateOfBirth: '2013-11-20' });
    expect(
      (await mail(world, 'case-holder-notice', 'triage', 'front-door-notice')).map((line) =>
        line.split(' ').slice(2).join(' '),
      ),
    ).toEqual([
      'triage out.of.hours.manager',
      'case-holder-notice adolescent.early.help',
      'front-door-notice out.of.hours',
    ]);
  });

  it('two records that both fit', async () => {
    const twin = caseOf('2026-11-02T10:00:00Z', {
      givenName: 'Usha',
      familyName: 'Example',
      dateOfBirth: '2012-05-14',
      localAuthorityId: 'L2',
    });
    const person = { ...ASHA, localAuthorityId: 'L2' };
    const world = await played(kent, [onRecord, twin, reported('MP-1', { person })], '2026-11-20T23:00:00Z');
    const [question] = (await lettersOf(world)).filter(({ rule }) => rule === 'resolve-identity');
    expect(question?.text).toMatch(/May be the same child as: (L1, L2|L2, L1)/);
    expect(await isAsha(world)).toBe(false);
  });

  it('another surname, or nothing in common, is another child', async () => {
    for (const person of [
      { ...ASHA, familyName: 'Sample' },
      { givenName: 'Jude', familyName: 'Example', dateOfBirth: '2010-01-01' },
    ]) {
      const world = await told(person);
      expect(await isAsked(world)).toBe(false);
      expect(await childrenOf(world)).toHaveLength(2);
    }
  });

  it('a case that is opened after the report, and nearly fits, is asked about when it comes', async () => {
    const later = caseOf('2026-11-20T22:40:00Z', { ...known, dateOfBirth: '2012-05-15' });
    const world = await played(kent, [reported('MP-1'), later], '2026-11-20T23:00:00Z');
    const [question] = (await lettersOf(world)).filter(({ rule }) => rule === 'resolve-identity');
    expect(question?.at).toBe('2026-11-20T22:40:00.000Z');
    expect(question?.subject).not.toContain('late');
  });
});

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

describe('a reference whose child nobody has named', () => {
  const early = updated('2026-11-20T22:00:00Z', 'MP-1', { risk: 'high' });

  it("waits for its child, and is its child's once it is named", async () => {
    const world = await played(
      kent,
      [
        onRecord,
        early,
        reported('MP-1', { person: { localAuthorityId: 'L1' } }, { time: '2026-11-20T21:55:00Z' }),
      ],
      '2026-11-20T23:00:00Z',
    );
    expect(await childrenOf(world)).toHaveLength(1);
    expect(await isAsha(world)).toBe(true);
    expect(await mail(world, 'high-risk-alert')).toHaveLength(2);
  });

  it('is no match for another one that nobody has named', async () => {
    const world = await played(kent, [early, { ...early, subject: 'MP-2' }], '2026-11-20T22:10:00Z');
    expect(await childrenOf(world)).toHaveLength(2);
  });
});

describe('over the months', () => {
  it("a child's episodes are counted across police references", async () => {
    const month = (n: number): Said[] => {
      const day = `2026-0${n}-10`;
      return [
        reported(`MP-${n}`, { person: known, lastSeenAt: `${day}T18:00:00Z` }, { at: `${day}T19:00:00Z` }),
        found(`${day}T22:00:00Z`, `MP-${n}`, { outcome: 'found', locatedAt: `${day}T21:00:00Z` }),
      ];
    };
    const story = [caseOf('2026-01-01T09:00:00Z', known), ...month(2), ...month(3), ...month(4)];
    const world = await played(kent, story, '2026-05-01T00:00:00Z');
    const [child] = await childrenOf(world);
    expect(Object.keys(child?.references ?? {})).toEqual(['MP-2', 'MP-3', 'MP-4']);
    expect(await mail(world, 'front-door-notice')).toHaveLength(3);
  });

  it('what the case system says of one number stays together, whatever else it corrects', async () => {
    const before = { ...known, givenName: 'Usha', familyName: 'Sample', dateOfBirth: '2010-01-01' };
    const other = reported(
      'MP-0',
      { person: ASHA, lastSeenAt: '2026-11-01T08:00:00Z' },
      { at: '2026-11-01T09:00:00Z' },
    );
    const corrections = ['03', '04', '05'].map(
      (day): Said =>
        caseOf(`2026-11-${day}T09:00:00Z`, known, {
          keyworker: { ...KIM, email: `worker.${day}@kent.example` },
        }),
    );
    const world = await played(
      kent,
      [other, caseOf('2026-11-02T09:00:00Z', before), ...corrections],
      '2026-11-06T00:00:00Z',
    );
    const withCase = (await childrenOf(world)).filter((child) => Object.keys(child.case).length > 0);
    expect(withCase).toHaveLength(1);
    const emails = Object.values(withCase[0]?.case['keyworker.email'] ?? {}).map(({ value }) => value);
    expect(emails).toEqual(['worker.05@kent.example']);
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
