import { describe, expect, it } from 'vitest';
import { ASHA, cancelled, found, interviewed, ROBIN, reported } from './cast.ts';
import { childrenOf, explained, goOn, lettersOf, mail, played, procedure, tasksOf } from './playing.ts';

const darlington = procedure('darlington');
const SATURDAY_NOON = '2026-11-21T12:00:00Z';
const WEDNESDAY = '2026-11-25T12:00:00Z';
const LADDER = ['head-of-service-under-10', 'head-of-service-24-hours', 'assistant-director-3-days'];

describe('once the child is found', () => {
  it('everybody who was told is stood down once, and nobody else', async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1', { person: ROBIN }),
        found('2026-11-21T09:00:00Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-21T08:00:00Z' }),
      ],
      WEDNESDAY,
    );
    const letters = await lettersOf(world);
    const of = (rules: (rule: string) => boolean) =>
      letters.filter(({ rule }) => rules(rule)).map(({ to }) => to);
    const toldMissing = of(
      (rule) => rule !== 'stand-down' && !rule.startsWith('found') && !rule.startsWith('return'),
    );
    expect(of((rule) => rule === 'stand-down').sort()).toEqual([...new Set(toldMissing)].sort());
    expect(toldMissing).toContain('head.of.service@darlington.example');
  });

  it('a rung that fell due a second before is told, and stood down', async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1', { person: ROBIN }),
        found('2026-11-20T23:30:01Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-20T23:00:00Z' }),
      ],
      WEDNESDAY,
    );
    expect(await mail(world, ...LADDER, 'stand-down')).toContain(
      '2026-11-20 23:30 head-of-service-under-10 head.of.service',
    );
    expect(await mail(world, 'stand-down')).toContain('2026-11-20 23:30 stand-down head.of.service');
  });

  it('a rung that falls due at that very second, or later, is not told', async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1', { person: ROBIN }),
        found('2026-11-20T23:30:00Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-20T23:00:00Z' }),
      ],
      WEDNESDAY,
    );
    expect(await mail(world, ...LADDER), await explained(world)).toEqual([]);
  });

  it('a child found not to have been missing is stood down as well', async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1'),
        found('2026-11-21T09:00:00Z', 'ME-1', { outcome: 'not-missing', locatedAt: '2026-11-21T08:00:00Z' }),
      ],
      WEDNESDAY,
    );
    expect(await mail(world, 'stand-down', ...LADDER)).toHaveLength(5);
  });
});

describe('while a return is only reported', () => {
  const back = found('2026-11-21T09:00:00Z', 'ME-1', {
    outcome: 'returned',
    returnedAt: '2026-11-21T08:00:00Z',
  });

  it('the ladder runs on, in other words', async () => {
    const world = await played(darlington, [reported('ME-1'), back], '2026-11-22T00:00:00Z');
    const [rung] = (await lettersOf(world)).filter(({ rule }) => rule === 'head-of-service-24-hours');
    expect(rung?.subject).toContain('Said to be back, still counts as missing');
    expect(await mail(world, 'stand-down')).toEqual([]);
  });

  it.each([
    ['the police have seen the child', { seenByPoliceAt: '2026-11-21T11:00:00Z' }],
    ['the police have closed the report', { policeClosedAt: '2026-11-21T11:00:00Z' }],
    ['the police have closed the report, on a day without an hour', { policeClosedAt: '2026-11-21' }],
  ])('it ends once %s', async (_, more) => {
    const seen = found(SATURDAY_NOON, 'ME-1', { outcome: 'returned', ...more });
    const world = await played(darlington, [reported('ME-1'), back, seen], WEDNESDAY);
    expect(await mail(world, ...LADDER)).toEqual([]);
    expect(await mail(world, 'stand-down')).toHaveLength(5);
  });

  it('the return is told once, however often it is said', async () => {
    const again = { ...back, at: '2026-11-21T10:00:00Z' };
    const world = await played(darlington, [reported('ME-1'), back, again], SATURDAY_NOON);
    expect(await mail(world, 'found-notice', 'return-interview')).toHaveLength(4);
  });
});

describe('whoever else says that the child is back', () => {
  it.each(['found', 'returned', 'not-missing'])('%s from the duty team ends nothing', async (outcome) => {
    const said = found(
      SATURDAY_NOON,
      'ME-1',
      { outcome, returnedAt: '2026-11-21T08:00:00Z', policeClosedAt: '2026-11-21' },
      { source: 'urn:edt:darlington' },
    );
    const world = await played(darlington, [reported('ME-1'), said], '2026-11-22T00:00:00Z');
    expect(await mail(world, 'stand-down', 'head-of-service-24-hours')).toEqual([
      '2026-11-21 20:30 head-of-service-24-hours head.of.service',
    ]);
    expect(await mail(world, 'found-notice')).toHaveLength(3);
  });

  it('a child who is located and not back counts as missing', async () => {
    const located = found(SATURDAY_NOON, 'ME-1', {
      outcome: 'located-not-returned',
      locatedAt: '2026-11-21T11:00:00Z',
      seenByPoliceAt: '2026-11-21T11:00:00Z',
    });
    const world = await played(darlington, [reported('ME-1'), located], '2026-11-24T00:00:00Z');
    expect(await mail(world, ...LADDER)).toHaveLength(2);
    expect((await lettersOf(world)).at(-1)?.subject).toContain('Child located, not back');
  });

  it('who was stood down is told when the police correct a find to a child who is only located', async () => {
    const stages = [
      reported('ME-1'),
      found('2026-11-21T09:00:00Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-21T08:00:00Z' }),
      found('2026-11-21T10:00:00Z', 'ME-1', {
        outcome: 'located-not-returned',
        locatedAt: '2026-11-21T08:00:00Z',
      }),
    ];
    const world = await played(darlington, stages, SATURDAY_NOON);
    expect(await mail(world, 'missing-again')).toHaveLength(5);
    expect(await mail(world, 'found-notice'), 'the return itself is no news').toHaveLength(3);
  });
});

describe('when a message reports the worst', () => {
  const worst = found(SATURDAY_NOON, 'ME-1', { outcome: 'deceased' });

  it('front door and director are told to telephone, and everything else stops', async () => {
    const world = await played(darlington, [reported('ME-1', { person: ROBIN })], SATURDAY_NOON);
    const before = await mail(world);
    await goOn(world, [worst], WEDNESDAY);
    expect((await mail(world)).slice(before.length)).toEqual([
      '2026-11-21 12:00 deceased-director director',
      '2026-11-21 12:00 deceased emergency.duty.team',
    ]);
    const headings = (await lettersOf(world)).slice(-2).map(({ subject }) => subject);
    expect(headings[0]).toContain('Telephone the front door now');
    expect(headings[1]).toContain('Telephone the police now');
    expect(await tasksOf(world)).toEqual([
      'ME-1 front-door-notice lapsed 2026-11-21T06:05',
      'ME-1 strategy-meeting lapsed 2026-11-23T17:00',
    ]);
  });

  it('a cancellation after it stands nobody down', async () => {
    const world = await played(
      darlington,
      [reported('ME-1'), worst, cancelled('2026-11-21T13:00:00Z', 'ME-1')],
      WEDNESDAY,
    );
    expect(await mail(world, 'stand-down')).toEqual([]);
  });

  it('that it was said in error is told to both, and when it is said again, that too', async () => {
    const inError = found('2026-11-21T13:00:00Z', 'ME-1', { outcome: 'in-error' });
    const world = await played(darlington, [reported('ME-1'), worst, inError], '2026-11-21T14:00:00Z');
    expect((await mail(world, 'missing-again')).sort()).toEqual([
      '2026-11-21 13:00 missing-again director',
      '2026-11-21 13:00 missing-again emergency.duty.team',
    ]);
    await goOn(world, [{ ...worst, at: '2026-11-21T15:00:00Z' }], WEDNESDAY);
    expect(await mail(world, 'deceased')).toHaveLength(2);
    expect(await mail(world, 'deceased-director')).toHaveLength(2);
  });
});

describe('the return home interview', () => {
  const back = (data: Record<string, unknown>) => found(SATURDAY_NOON, 'ME-1', { outcome: 'found', ...data });

  it('is due 72 hours after the earliest instant that anybody names', async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1'),
        back({
          returnedAt: '2026-11-21T10:00:00Z',
          locatedAt: '2026-11-21T09:00:00Z',
          policeClosedAt: '2026-11-21T11:00:00Z',
        }),
      ],
      '2026-11-22T12:00:00Z',
    );
    expect(await tasksOf(world, 'return-interview')).toEqual(['ME-1 return-interview open 2026-11-24T09:00']);
  });

  it('is due 72 hours after the first moment of a day that is given without an hour', async () => {
    const world = await played(
      darlington,
      [reported('ME-1'), back({ returnedAt: '2026-11-21' })],
      '2026-11-22T12:00:00Z',
    );
    expect(await tasksOf(world, 'return-interview')).toEqual(['ME-1 return-interview open 2026-11-24T00:00']);
  });

  it('is done once it was held', async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1'),
        back({ returnedAt: '2026-11-21T10:00:00Z' }),
        interviewed('2026-11-23T10:00:00Z', 'ME-1'),
      ],
      '2026-11-24T00:00:00Z',
    );
    expect(await tasksOf(world, 'return-interview')).toEqual(['ME-1 return-interview done 2026-11-24T10:00']);
  });

  it("is not done by the police's own check, nor by an offer", async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1'),
        back({
          returnedAt: '2026-11-21T10:00:00Z',
          preventionInterview: { done: true, at: '2026-11-21T11:00:00Z' },
        }),
        interviewed('2026-11-23T10:00:00Z', 'ME-1', { completedAt: null, offeredAt: '2026-11-23T10:00:00Z' }),
      ],
      '2026-11-24T00:00:00Z',
    );
    expect(await tasksOf(world, 'return-interview')).toEqual(['ME-1 return-interview open 2026-11-24T10:00']);
  });

  it('is done for every episode that one interview covers, and for no later one', async () => {
    const second = { at: '2026-11-22T22:00:00Z' };
    const stages = [
      reported('ME-1'),
      back({ returnedAt: '2026-11-21T10:00:00Z' }),
      reported('ME-2', { lastSeenAt: '2026-11-22T20:00:00Z' }, second),
      found('2026-11-23T09:00:00Z', 'ME-2', { outcome: 'found', returnedAt: '2026-11-23T08:00:00Z' }),
      interviewed('2026-11-23T15:00:00Z', 'ME-2', { episodes: ['ME-1', 'ME-2'] }),
      reported('ME-3', { lastSeenAt: '2026-11-23T20:00:00Z' }, { at: '2026-11-23T21:00:00Z' }),
      found('2026-11-24T09:00:00Z', 'ME-3', { outcome: 'found', returnedAt: '2026-11-24T08:00:00Z' }),
    ];
    const world = await played(darlington, stages, '2026-11-24T12:00:00Z');
    expect((await childrenOf(world)).map(({ references }) => Object.keys(references))).toEqual([
      ['ME-1', 'ME-2', 'ME-3'],
    ]);
    expect(await tasksOf(world, 'return-interview')).toEqual([
      'ME-1 return-interview done 2026-11-24T10:00',
      'ME-2 return-interview done 2026-11-26T08:00',
      'ME-3 return-interview open 2026-11-27T08:00',
    ]);
  });
});

describe('when the report is cancelled', () => {
  it('everybody who was told hears of it, and no return is told', async () => {
    const world = await played(
      darlington,
      [reported('ME-1'), cancelled('2026-11-21T09:00:00Z', 'ME-1')],
      WEDNESDAY,
    );
    expect(await mail(world, 'stand-down')).toHaveLength(5);
    expect(await mail(world, 'found-notice', 'return-interview', ...LADDER)).toEqual([]);
    expect((await lettersOf(world)).at(-1)?.subject).toContain('Report of a missing child cancelled');
  });

  it('as a duplicate of another reference, that one runs on and nobody is stood down', async () => {
    const twice = reported('ME-2', { lastSeenAt: '2026-11-20T21:00:00Z' }, { at: '2026-11-20T22:30:00Z' });
    const duplicate = cancelled('2026-11-20T23:00:00Z', 'ME-2', { duplicateOf: 'ME-1' });
    const world = await played(darlington, [reported('ME-1'), twice, duplicate], '2026-11-21T21:00:00Z');
    expect(await mail(world, 'stand-down', 'head-of-service-24-hours')).toEqual([
      '2026-11-21 20:30 head-of-service-24-hours head.of.service',
    ]);
  });

  it('as a duplicate of a reference that nobody has heard of, it runs on until that one is known', async () => {
    const duplicate = cancelled('2026-11-20T23:00:00Z', 'ME-1', { duplicateOf: 'ME-9' });
    const world = await played(darlington, [reported('ME-1'), duplicate], '2026-11-21T21:00:00Z');
    expect(await mail(world, 'stand-down', 'head-of-service-24-hours')).toHaveLength(1);
  });

  it('by the duty team, nothing ends', async () => {
    const world = await played(
      darlington,
      [
        reported('ME-1', { person: ASHA }),
        { ...cancelled('2026-11-21T09:00:00Z', 'ME-1'), source: 'urn:edt:darlington' },
      ],
      '2026-11-21T21:00:00Z',
    );
    expect(await mail(world, 'stand-down', 'head-of-service-24-hours')).toHaveLength(1);
  });
});
