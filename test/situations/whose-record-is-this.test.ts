import { describe, expect, it } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { ASHA, caseOf, found, KIM, reported, updated } from './cast.ts';
import type { Said } from './playing.ts';
import { childrenOf, lettersOf, mail, played, procedure } from './playing.ts';

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
