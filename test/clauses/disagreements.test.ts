// Where the five documents disagree, the authorities' files do: the same code, the same story, another file.
import { describe, expect, it } from 'vitest';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { ASHA, caseOf, found, reported } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import { mail, played, procedure, tasksOf } from '../situations/playing.ts';

const FILES = {
  darlington: procedure('darlington'),
  kent: procedure('kent'),
  'cheshire-east': procedure('cheshire-east'),
};
type Authority = keyof typeof FILES;
const EACH = Object.keys(FILES) as Authority[];

const [WEDNESDAY, SPRING] = ['2026-11-25T12:00:00Z', '2027-03-01T12:00:00Z'];
const MEDWAY = 'E06000035';
const back = found('2026-11-22T09:00:00Z', 'ME-1', {
  outcome: 'found',
  locatedAt: '2026-11-21T07:00:00Z',
  foundReportAt: '2026-11-22T08:00:00Z',
});

/** The last version's, unless another is named. */
const version = (authority: Authority, id?: string) =>
  FILES[authority].versions.find((each) => each.id === (id ?? FILES[authority].versions.at(-1)?.id));
const rule = (authority: Authority, id: string, of?: string): Rule | undefined =>
  version(authority, of)?.rules.find((each) => each.id === id);

/** What the same story comes to under each file: the names of the rules that wrote a letter. */
async function told(messages: readonly Said[], until: string) {
  const all = await Promise.all(
    EACH.map(async (authority) => {
      const letters = await mail(await played(FILES[authority], messages, until));
      return [authority, letters.map((line) => line.split(' ')[2] ?? '')] as const;
    }),
  );
  return Object.fromEntries(all) as Record<Authority, string[]>;
}

/** Which authorities' files had this rule act. */
const where = (letters: Record<Authority, string[]>, ...rules: string[]) =>
  EACH.filter((authority) => letters[authority].some((each) => rules.includes(each)));

const earlier = (reference: string, day: string): Said[] => [
  reported(reference, { lastSeenAt: `${day}T10:00:00Z` }, { at: `${day}T11:00:00Z` }),
  found(`${day}T17:00:00Z`, reference, { outcome: 'found', returnedAt: `${day}T16:00:00Z` }),
];

describe('the return home interview', () => {
  it.each(EACH)(
    'DIS-1: the instant from which it is due stands in the file of %s, and another gives another deadline',
    async (authority) => {
      const due = async (policy: Policy) =>
        (await tasksOf(await played(policy, [reported('ME-1'), back], '2026-11-22T12:00:00Z'))).filter(
          (task) => task.includes(' return-interview open'),
        );
      expect(await due(FILES[authority])).toEqual(['ME-1 return-interview open 2026-11-24T07:00']);
      const other = structuredClone(FILES[authority]) as unknown as { versions: { rules: Rule[] }[] };
      for (const { rules } of other.versions) {
        const interview = rules.find(({ id }) => id === 'return-interview');
        if (interview?.asks)
          (interview.asks.within as { from: unknown }).from = { earliest: ['found-received'] };
      }
      expect(await due(other as unknown as Policy)).toEqual(['ME-1 return-interview open 2026-11-25T09:00']);
    },
  );

  it('DIS-2: the offer has a clock of its own in Kent and Darlington, and none where the aim is an interview', () => {
    const clockOfOffer = (['return-interview-offer', 'interview-not-offered'] as const).map((id) =>
      EACH.filter((authority) => rule(authority, id)),
    );
    expect(clockOfOffer).toEqual([['kent'], ['darlington']]);
    for (const authority of EACH) expect(rule(authority, 'return-interview')?.asks?.doneBy).toBe('interview');
  });

  it('DIS-3: it is asked of the coordinator, of whoever holds the case, or of the commissioned service', () => {
    expect(EACH.map((authority) => rule(authority, 'return-interview')?.to)).toEqual([
      [{ role: 'missing-coordinator' }],
      [{ route: 'case-holder' }],
      [{ role: 'return-interview-provider' }],
    ]);
  });
});

describe('what a child counts as', () => {
  it.each(['low', 'no-apparent-risk'])(
    'DIS-4: %s is a band in some documents only; no file lets it hold anything back',
    async (risk) => {
      const letters = await told([reported('ME-1', { risk })], '2026-11-21T21:00:00Z');
      expect(where(letters, 'risk-query')).toEqual(EACH);
      expect(where(letters, 'head-of-service-24-hours')).toEqual(EACH);
      const clauses = EACH.map((authority) => rule(authority, 'risk-query')?.clauses);
      expect(clauses[0]).toContain('D17-3.4-d');
      expect(clauses[1]).toContain('KENT-4.2-a');
      expect(clauses[2]).toEqual(['DFE-23-a']);
    },
  );

  it('DIS-5: absent children are a class of their own, except in Kent, where they count as missing', async () => {
    const letters = await told([reported('ME-1', { category: 'absent' })], '2026-11-21T00:00:00Z');
    expect(where(letters, 'absent-review')).toEqual(['darlington', 'cheshire-east']);
    expect(version('kent')?.treatAs.map(({ category }) => category)).toContain('missing');
  });

  it('DIS-9: thirteen is a border in Kent alone, ten in the ladders of all', async () => {
    const teams = async (authority: Authority, dateOfBirth: string) => {
      const child = reported('ME-1', { person: { ...ASHA, dateOfBirth } });
      return (await mail(await played(FILES[authority], [child], '2026-11-20T22:05:00Z'))).sort();
    };
    const differ = async (...born: [string, string]) => {
      const both = await Promise.all(
        EACH.map(async (each) => [each, await teams(each, born[0]), await teams(each, born[1])] as const),
      );
      return both.filter(([, one, other]) => one.join() !== other.join()).map(([authority]) => authority);
    };
    expect(await differ('2013-11-20', '2013-11-21')).toEqual(['kent']);
    for (const authority of EACH) {
      const rung = JSON.stringify(rule(authority, 'head-of-service-under-10')?.when);
      expect(rung).toContain('{"age":{"under":10},"at":"start"}');
    }
  });

  it('DIS-10: a missing woman who is pregnant has rules of her own in Darlington since 2018, and nowhere else', async () => {
    const letters = await told(
      [reported('ME-1', { person: { ...GROWN, kind: 'pregnant-adult' } })],
      WEDNESDAY,
    );
    expect(where(letters, 'adult-or-family-missing')).toEqual(['darlington']);
    expect(rule('darlington', 'adult-or-family-missing', '2017')).toBeUndefined();
  });
});

const GROWN = { givenName: 'Dana', familyName: 'Example', dateOfBirth: '1998-05-14' };

describe('how often and how long', () => {
  it('DIS-6: three times in 93 days is repeated in Kent, not in Darlington; twice at all is looked at everywhere', async () => {
    const times = [...earlier('ME-1', '2026-08-20'), ...earlier('ME-2', '2026-10-10'), reported('ME-3')];
    const letters = await told(times, '2026-11-20T23:00:00Z');
    expect(where(letters, 'repeat-missing', 'third-time-in-90-days')).toEqual(['kent']);
    expect(where(letters, 'missing-before', 'missing-two-or-more-times')).toEqual(EACH);
  });

  it('DIS-7: only Darlington in 2017 has a ladder of its own; every other file says why it has the one that it has', () => {
    const said = EACH.flatMap((authority) =>
      FILES[authority].versions.map(({ id, ladderChosenBecause }) => [authority, id, !!ladderChosenBecause]),
    );
    expect(said).toEqual([
      ['darlington', '2017', false],
      ['darlington', '2018', true],
      ['kent', '2023', true],
      ['cheshire-east', '2017', true],
    ]);
    expect(
      EACH.filter((authority) => rule(authority, 'head-of-service-24-hours')?.do === 'escalate'),
    ).toEqual(EACH);
  });

  it('DIS-8: a pupil is looked for after ten school days, after five, at once, or by no rule', () => {
    const first = (authority: Authority, id?: string) =>
      version(authority, id)
        ?.rules.filter((each) => each.upon === 'school-absence' && each.do !== 'chase')
        .flatMap(({ after }) => (after && 'n' in after ? [after.n] : []));
    expect(Math.min(...(first('darlington', '2017') ?? []))).toBe(10);
    expect(Math.min(...(first('darlington', '2018') ?? []))).toBe(5);
    expect(rule('cheshire-east', 'missing-education')).toMatchObject({
      upon: 'school-absence',
      do: 'request',
    });
    expect(rule('cheshire-east', 'missing-education')?.after).toBeUndefined();
    expect(version('kent')?.rules.filter(({ upon }) => upon === 'school-absence')).toEqual([]);
  });

  it('DIS-15: Darlington counts working days to a meeting and a plan; the 72 hours run over every weekend', () => {
    const days = (id: string) => EACH.map((authority) => rule(authority, id)?.asks?.within);
    expect(days('strategy-discussion-on-plan')[0]).toMatchObject({ unit: 'workingDays', n: 1 });
    expect(days('action-plan')[0]).toMatchObject({ unit: 'workingDays', n: 6 });
    expect(days('action-plan').slice(1)).toEqual([undefined, undefined]);
    for (const within of days('return-interview')) expect(within).not.toHaveProperty('unit');
    for (const authority of EACH)
      expect(FILES[authority].directory['front-door']).toHaveProperty('outOfHours');
  });
});

describe('how it ends, and with whom', () => {
  it("DIS-11: a carer's word or a sighting ends the absence in no file, the police's word in each", async () => {
    const sighted = { ...back, data: { outcome: 'located-not-returned', locatedAt: '2026-11-21T07:00:00Z' } };
    const said = { ...back, data: { outcome: 'returned', returnedAt: '2026-11-21T07:00:00Z' } };
    for (const [news, ended] of [
      [sighted, []],
      [said, []],
      [back, EACH],
    ] as const) {
      const letters = await told([reported('ME-1'), news], '2026-11-22T12:00:00Z');
      expect(where(letters, 'stand-down')).toEqual(ended);
    }
  });

  it('DIS-12: Kent chases another authority three times; the others once, with somebody of their own', async () => {
    const away = reported('ME-1', { responsibleAuthority: MEDWAY });
    const letters = await told([away, back], SPRING);
    const chased = (authority: Authority, id: string) =>
      letters[authority].filter((each) => each === id).length;
    expect(chased('kent', 'placing-authority-chaser')).toBe(3);
    expect(where(letters, 'placing-authority-interview-overdue')).toEqual(['darlington', 'cheshire-east']);
    expect(where(letters, 'placing-authority-interview')).toEqual(EACH);
  });

  it('DIS-13: Kent closes at two months, Darlington asks after two years, Cheshire East does neither', () => {
    const closing = (authority: Authority) =>
      version(authority)
        ?.rules.filter(({ closes }) => closes !== undefined)
        .map(({ after }) => after) ?? [];
    expect(closing('kent')).toContainEqual(expect.objectContaining({ unit: 'months', n: 2 }));
    const register = rule('darlington', 'register-after-two-years');
    expect(register).toMatchObject({
      after: { unit: 'years', n: 2 },
      asks: { decision: { otherwise: 'keep' } },
    });
    expect(closing('cheshire-east')).toEqual([]);
  });

  it.each([
    ['the host', 'darlington', 'E10000016', 'E06000005', 'placing-authority-notice'],
    ['the one responsible', 'kent', 'E10000016', 'E06000005', 'host-authority-notice'],
  ] as const)(
    'DIS-14: of a child of Kent who is placed in Darlington %s acts by its own file and tells the other at once',
    async (_which, authority, responsibleAuthority, hostAuthority, notice) => {
      const placed = caseOf('2026-11-02T09:00:00Z', ASHA, {
        status: 'looked-after',
        responsibleAuthority,
        hostAuthority,
      });
      const world = await played(FILES[authority], [placed, reported('ME-1')], '2026-11-21T21:00:00Z');
      expect(await mail(world, notice)).toHaveLength(1);
      expect(await mail(world, 'front-door-notice')).toHaveLength(1);
      expect(await mail(world, 'head-of-service-24-hours')).toHaveLength(1);
    },
  );
});
