// Whom the procedure is for: every child who is reported, wherever the child lives and whoever reports it.
import { describe, expect, it } from 'vitest';
import { ASHA, caseOf, found, reported } from '../situations/cast.ts';
import { lettersOf, mail, played, procedure } from '../situations/playing.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');
const MEDWAY = 'E06000035';
const STOCKTON = 'E06000004';
const BEFORE = '2026-11-01T09:00:00Z';
const MIDNIGHT = '2026-11-21T00:00:00Z';

describe('on the day before the eighteenth birthday', () => {
  const almostGrown = { ...ASHA, dateOfBirth: '2008-11-21' };

  it.each([
    ['D17-4.2-a', darlington],
    ['D18-4.2-a', darlington],
    ['DFE-10-a', darlington],
    ['KENT-1.3-a', kent],
  ])('%s: the child is in scope', async (_clause, policy) => {
    const world = await played(policy, [reported('ME-1', { person: almostGrown })], MIDNIGHT);
    expect(await mail(world, 'front-door-notice')).toHaveLength(1);
  });
});

describe('wherever and with whomever a child lives', () => {
  it.each([
    ['D17-4.3-a', 'at home', 'home', {}],
    ['D17-4.3-b', 'placed here by us', 'placement', { status: 'looked-after', hostAuthority: 'E06000005' }],
    [
      'D17-4.3-c',
      'placed here by another authority',
      'placement',
      { status: 'looked-after', responsibleAuthority: STOCKTON },
    ],
    [
      'D17-4.3-d',
      'on a care order with the parents',
      'home',
      { status: 'looked-after', placementType: 'with parents' },
    ],
    [
      'D17-4.3-e',
      'on a child protection plan elsewhere',
      'home',
      { status: 'child-protection-plan', hostAuthority: STOCKTON },
    ],
  ])('%s: a child %s is in scope', async (_clause, _where, missingFrom, data) => {
    const world = await played(
      darlington,
      [caseOf(BEFORE, ASHA, data), reported('ME-1', { missingFrom })],
      MIDNIGHT,
    );
    expect(await mail(world, 'front-door-notice', 'missing-notice')).toHaveLength(3);
  });

  it("D17-7.12-e: the coordinator records another authority's child too", async () => {
    const world = await played(darlington, [reported('ME-1', { responsibleAuthority: STOCKTON })], MIDNIGHT);
    expect(await mail(world, 'missing-notice')).toContain(
      '2026-11-20 22:05 missing-notice missing.coordinator',
    );
  });

  it('KENT-2.4-b: the authority that placed the child is asked for the interview within 72 hours, and we are not', async () => {
    const world = await played(
      kent,
      [
        reported('ME-1', { responsibleAuthority: MEDWAY }),
        found('2026-11-21T09:00:00Z', 'ME-1', { outcome: 'found', returnedAt: '2026-11-21T08:00:00Z' }),
      ],
      '2026-11-21T12:00:00Z',
    );
    const [asked, ...others] = (await lettersOf(world)).filter(({ rule }) => /interview/.test(rule));
    expect(asked).toMatchObject({
      rule: 'placing-authority-interview',
      to: 'missing.children@medway.example',
    });
    expect(asked?.text).toContain('Tuesday 24 November 2026 at 08:00');
    expect(others).toEqual([]);
  });
});

describe('where the police know nothing of it', () => {
  it('DFE-17-a: a child whom another agency reports is told of as any other', async () => {
    const byTeam = reported('ME-1', {}, { source: 'urn:edt:darlington' });
    const world = await played(darlington, [byTeam], '2026-11-21T21:00:00Z');
    expect(await mail(world, 'front-door-notice', 'head-of-service-24-hours')).toEqual([
      '2026-11-20 22:05 front-door-notice emergency.duty.team',
      '2026-11-21 20:30 head-of-service-24-hours head.of.service',
    ]);
  });

  it('DFE-39-a: for a child who is found and was never reported, the report is asked for', async () => {
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      person: ASHA,
      outcome: 'found',
      locatedAt: '2026-11-21T08:00:00Z',
    });
    const world = await played(darlington, [back], '2026-11-21T10:00:00Z');
    const letters = await lettersOf(world);
    expect(letters.map(({ rule }) => rule)).toEqual(['no-report']);
    expect(letters[0]?.text).toContain('have the report sent');
  });
});

describe('at three in the morning of Christmas Day', () => {
  it('DFE-21-a: nothing waits for the office to open', async () => {
    const at = '2026-12-25T03:00:00Z';
    const world = await played(kent, [reported('ME-1', { lastSeenAt: '2026-12-25T01:00:00Z' }, { at })], at);
    expect((await lettersOf(world)).map(({ at }) => at)).toContain('2026-12-25T03:00:00.000Z');
    expect(await mail(world, 'front-door-notice')).toEqual([
      '2026-12-25 03:00 front-door-notice out.of.hours',
    ]);
  });
});
