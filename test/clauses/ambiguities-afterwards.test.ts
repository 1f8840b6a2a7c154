// The readings of what the documents leave open, of what comes after an absence: counts, chasers, interviewers, school days, registers.
import { describe, expect, it } from 'vitest';
import { ASHA, answered, caseOf, found, interviewed, LEE, reported } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import { mail, played, procedure, recordsOf, tasksOf } from '../situations/playing.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');
const cheshireEast = procedure('cheshire-east');
const MEDWAY = 'E06000035';
const KENT = 'E10000016';
const NOON = '2026-11-21T12:00:00Z';

/** Missing from ten in the morning and confirmed back in the afternoon. */
const absence = (reference: string, day: string, data = {}, end = {}): Said[] => [
  reported(reference, { lastSeenAt: `${day}T10:00:00Z`, ...data }, { at: `${day}T11:00:00Z` }),
  found(`${day}T17:00:00Z`, reference, { outcome: 'found', returnedAt: `${day}T16:00:00Z`, ...end }),
];

const COUNTED = [
  ['in Darlington an absence 90 days before to the day counts', 'darlington', '2026-08-22', true],
  ['in Darlington an absence 91 days before counts no longer', 'darlington', '2026-08-21', false],
  ['in Kent an absence three calendar months before to the day counts', 'kent', '2026-08-20', true],
  ['in Kent an absence a day earlier counts no longer', 'kent', '2026-08-19', false],
] as const;
const THIRD_TIME = { darlington: 'third-time-in-90-days', kent: 'repeat-missing' };

describe('how often a child was missing', () => {
  it.each(COUNTED)('AMB-7: %s', async (_title, authority, first, acts) => {
    const times = [...absence('ME-1', first), ...absence('ME-2', '2026-10-10'), reported('ME-3')];
    const world = await played(authority === 'kent' ? kent : darlington, times, NOON);
    expect((await mail(world, THIRD_TIME[authority])).length > 0).toBe(acts);
  });

  it.each([
    ['an absent child counts', { category: 'absent' }, {}, true],
    ['a child who was away from placement counts', { category: 'away-from-placement' }, {}, true],
    ['a child who was not missing after all does not count', {}, { outcome: 'not-missing' }, false],
  ])('AMB-7: %s', async (_who, data, end, acts) => {
    const times = [
      ...absence('ME-1', '2026-09-10', data, end),
      ...absence('ME-2', '2026-10-10'),
      reported('ME-3'),
    ];
    const letters = await mail(await played(darlington, times, NOON), 'third-time-in-90-days');
    expect(letters.length > 0).toBe(acts);
  });

  it('AMB-15: "frequent" and "repeated" prompt at the second time, and oblige at the third in the window', async () => {
    const times = [...absence('ME-1', '2026-09-10'), ...absence('ME-2', '2026-10-10'), reported('ME-3')];
    const begun = async (policy: typeof kent, ...rules: string[]) => [
      ...new Set((await mail(await played(policy, times, NOON), ...rules)).map((line) => line.slice(0, 10))),
    ];
    expect(await begun(darlington, 'missing-before')).toEqual(['2026-10-10', '2026-11-20']);
    expect(await begun(darlington, 'third-time-in-90-days')).toEqual(['2026-11-20']);
    expect(await begun(kent, 'missing-two-or-more-times')).toEqual(['2026-10-10', '2026-11-20']);
    expect(await begun(kent, 'multi-agency-meeting')).toEqual(['2026-11-20']);
    expect(await begun(cheshireEast, 'missing-two-or-more-times')).toEqual(['2026-10-10', '2026-11-20']);
  });
});

describe('when another authority sends no interview', () => {
  const away = reported('MP-1', { responsibleAuthority: MEDWAY });
  const chasers = ['placing-authority-chaser', 'placing-authority-interview-closed'];
  const LATER = '2027-03-01T12:00:00Z';
  // Back at 07:00 on Saturday 21 November, so that the interview was due at 07:00 on Tuesday 24 November.
  const back = found('2026-11-21T09:00:00Z', 'MP-1', {
    outcome: 'found',
    returnedAt: '2026-11-21T07:00:00Z',
  });

  it('AMB-10: it is chased 14, 28 and 42 days after the safest deadline, and closed at two months', async () => {
    expect(await mail(await played(kent, [away, back], LATER), ...chasers)).toEqual([
      '2026-12-08 07:00 placing-authority-chaser missing.children',
      '2026-12-22 07:00 placing-authority-chaser missing.children',
      '2027-01-05 07:00 placing-authority-chaser missing.children',
      expect.stringMatching(/^2027-01-24 07:00 placing-authority-interview-closed/),
      expect.stringMatching(/^2027-01-24 07:00 placing-authority-interview-closed/),
    ]);
  });

  it('AMB-10: of a child who is only located, nothing is closed', async () => {
    const located = found('2026-11-21T09:00:00Z', 'MP-1', {
      outcome: 'located-not-returned',
      locatedAt: '2026-11-21T07:00:00Z',
    });
    const world = await played(kent, [away, located], LATER);
    expect(await mail(world, 'placing-authority-chaser')).toHaveLength(3);
    expect(await mail(world, 'placing-authority-interview-closed')).toEqual([]);
  });

  it('AMB-10: a form that comes after the closing is still taken up', async () => {
    const late = interviewed('2027-02-10T10:00:00Z', 'MP-1', { completedAt: '2027-02-09T10:00:00Z' });
    const world = await played(kent, [away, back, late], LATER);
    expect(await mail(world, 'interview-form')).toContain('2027-02-10 10:00 interview-form front.door');
  });
});

describe('who interviews', () => {
  const back = found('2026-11-21T09:00:00Z', 'ME-1', {
    outcome: 'found',
    returnedAt: '2026-11-21T07:00:00Z',
  });
  const WEDNESDAY = '2026-11-25T12:00:00Z';
  const NOON_ON_SUNDAY = '2026-11-22T12:00:00Z';

  it.each([
    ['darlington', darlington],
    ['kent', kent],
    ['cheshire-east', cheshireEast],
  ])(
    'AMB-12: in %s somebody is warned where nothing shows independence, and nobody where something does',
    async (_name, policy) => {
      const warned = async (independent: boolean | null) => {
        const held = interviewed('2026-11-22T10:00:00Z', 'ME-1', { independent });
        const world = await played(policy, [reported('ME-1'), back, held], WEDNESDAY);
        return (await mail(world, 'interviewer-not-independent')).length;
      };
      expect([await warned(false), await warned(null), await warned(true)]).toEqual([1, 1, 0]);
    },
  );

  it('AMB-12: the clock of the interview does not begin again when the case goes to another worker', async () => {
    const moved = caseOf('2026-11-23T09:00:00Z', ASHA, { keyworker: LEE });
    const story = [caseOf('2026-11-02T09:00:00Z', ASHA), reported('ME-1'), back];
    const due = 'ME-1 return-interview open 2026-11-24T07:00';
    expect(await tasksOf(await played(kent, story, '2026-11-23T12:00:00Z'))).toContain(due);
    expect(await tasksOf(await played(kent, [...story, moved], '2026-11-23T12:00:00Z'))).toContain(due);
  });

  it('AMB-12: where the first offer is declined a second is asked for beside it, by the same deadline', async () => {
    const declined = interviewed('2026-11-21T15:00:00Z', 'ME-1', {
      completedAt: null,
      offeredAt: '2026-11-21T14:00:00Z',
      outcome: 'declined',
    });
    const tasks = await tasksOf(await played(kent, [reported('ME-1'), back, declined], NOON_ON_SUNDAY));
    expect(tasks).toContain('ME-1 return-interview open 2026-11-24T07:00');
    expect(tasks).toContain('ME-1 independent-interview-offer open 2026-11-24T07:00');
  });
});

describe('the days of a pupil who is missing education', () => {
  const out = (at: string, lastAttendedOn: string): Said => ({
    at,
    type: 'education.absence',
    data: { person: ASHA, school: 'Elm School', lastAttendedOn, unauthorised: true },
  });

  it('AMB-16: are school days, without dates of terms every Monday to Friday, and the rule acts on the day', async () => {
    const told = async (from: string, until: string) =>
      mail(
        await played(darlington, [out(`${from}T09:00:00Z`, '2026-11-06')], until),
        'missing-education-5-days',
      );
    expect(await told('2026-11-10', '2026-11-13T08:59:59Z')).toEqual([]);
    expect(await told('2026-11-10', '2026-11-13T09:00:00Z')).toHaveLength(2);
  });

  it('AMB-16: under the protocol of 2017 they were ten, under that of 2018 the lowest number, five', async () => {
    const first = async (year: string, lastAttended: string) => {
      const world = await played(
        darlington,
        [out(`${year}-03-06T09:00:00Z`, lastAttended)],
        `${year}-04-10T12:00:00Z`,
      );
      const letters = await mail(world, 'missing-education-5-days', 'missing-education-10-days');
      return [...new Set(letters.map((line) => line.split(' ').slice(0, 3).join(' ')))];
    };
    expect(await first('2024', '2024-03-01')).toEqual(['2024-03-08 09:00 missing-education-5-days']);
    const old = darlington.versions.find(({ id }) => id === '2017');
    expect(old?.rules.find(({ id }) => id === 'missing-education-10-days')?.after).toMatchObject({
      unit: 'schoolDays',
      n: 10,
      boundary: 'at-least',
    });
  });
});

describe("another authority's alert that has long been silent", () => {
  const alert = reported(
    'KENT-1',
    { lastSeenAt: '2024-06-02T20:30:00Z', responsibleAuthority: KENT },
    { at: '2024-06-03T10:00:00Z', source: 'urn:authority:kent' },
  );
  const word: Said = {
    at: '2024-07-01T10:00:00Z',
    type: 'missing.updated',
    subject: 'KENT-1',
    source: 'urn:authority:kent',
    data: { risk: 'high' },
  };
  const rule = 'register-after-two-years';
  const silentUntil = async (until: string, ...more: Said[]) =>
    played(darlington, [alert, word, ...more], until);

  it('AMB-16b: a person is asked two years after the last word, and not after the first', async () => {
    expect(await mail(await silentUntil('2026-07-01T09:59:59Z'), rule)).toEqual([]);
    expect(await mail(await silentUntil('2026-07-01T10:00:00Z'), rule)).toHaveLength(2);
  });

  it('AMB-16b: whatever the person decides, or nobody, the record stays', async () => {
    const taken = answered('2026-07-02T10:00:00Z', 'KENT-1', 'take-off', { task: rule });
    for (const world of [
      await silentUntil('2026-09-01T10:00:00Z'),
      await silentUntil('2026-09-01T10:00:00Z', taken),
    ]) {
      expect(JSON.stringify(await recordsOf(world))).toContain('KENT-1');
    }
  });
});
