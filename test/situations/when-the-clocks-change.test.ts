import { describe, expect, it } from 'vitest';
import { ASHA, caseOf, found, ROBIN, reported } from './cast.ts';
import { lettersOf, mail, played, procedure, tasksOf } from './playing.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');

describe('when the clocks go forward, in the night of Sunday 29 March 2026', () => {
  const saturday = { at: '2026-03-28T23:45:00Z' };

  it('24 hours are still 24 hours', async () => {
    const story = [reported('ME-1', { lastSeenAt: '2026-03-28T23:30:00Z' }, saturday)];
    const before = await played(darlington, story, '2026-03-29T23:29:59Z');
    expect(await mail(before, 'head-of-service-24-hours')).toEqual([]);
    const after = await played(darlington, story, '2026-03-29T23:30:00Z');
    const [letter] = (await lettersOf(after)).filter(({ rule }) => rule === 'head-of-service-24-hours');
    expect(letter?.at).toBe('2026-03-29T23:30:00.000Z');
    expect(letter?.text).toContain('24 hours after last seen (Saturday 28 March 2026 at 23:30)');
    expect(letter?.text).toContain('Child missing for 1 day');
  });

  it('3 hours are still 3 hours, across the hour that does not exist', async () => {
    const world = await played(
      darlington,
      [reported('ME-1', { person: ROBIN, lastSeenAt: '2026-03-28T23:30:00Z' }, saturday)],
      '2026-03-29T12:00:00Z',
    );
    expect(await mail(world, 'head-of-service-under-10')).toEqual([
      '2026-03-29 02:30 head-of-service-under-10 head.of.service',
    ]);
  });

  it('a day without an hour begins at its own midnight', async () => {
    const returned = (day: string) =>
      found('2026-03-31T12:00:00Z', 'ME-1', { outcome: 'found', returnedAt: day });
    const dueFor = async (day: string) =>
      tasksOf(
        await played(
          darlington,
          [reported('ME-1', { lastSeenAt: '2026-03-28T23:30:00Z' }, saturday), returned(day)],
          '2026-03-31T13:00:00Z',
        ),
        'return-interview',
      );
    expect(await dueFor('2026-03-29')).toEqual(['ME-1 return-interview open 2026-04-01T00:00']);
    expect(await dueFor('2026-03-30')).toEqual(['ME-1 return-interview open 2026-04-01T23:00']);
  });

  it('the office opens by the clock on the wall', async () => {
    const frontDoorAt = async (at: string) => {
      const world = await played(
        kent,
        [reported('MP-1', { lastSeenAt: '2026-03-30T05:00:00Z' }, { at })],
        at,
      );
      return (await mail(world, 'front-door-notice')).map((line) => line.split(' ').at(-1));
    };
    expect(await frontDoorAt('2026-03-30T07:59:59Z')).toEqual(['out.of.hours']);
    expect(await frontDoorAt('2026-03-30T08:00:00Z')).toEqual(['front.door']);
  });
});

describe('when the clocks go back, in the night of Sunday 25 October 2026', () => {
  it('24 hours are still 24 hours', async () => {
    const story = [
      reported('ME-1', { lastSeenAt: '2026-10-24T22:30:00+01:00' }, { at: '2026-10-24T22:00:00Z' }),
    ];
    expect(
      await mail(await played(darlington, story, '2026-10-25T21:29:59Z'), 'head-of-service-24-hours'),
    ).toEqual([]);
    const world = await played(darlington, story, '2026-10-26T00:00:00Z');
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([
      '2026-10-25 21:30 head-of-service-24-hours head.of.service',
    ]);
  });

  it('the hour that comes twice is counted twice', async () => {
    const story = [
      reported(
        'ME-1',
        { person: ROBIN, lastSeenAt: '2026-10-25T00:30:00+01:00' },
        { at: '2026-10-24T23:45:00Z' },
      ),
    ];
    const world = await played(darlington, story, '2026-10-25T12:00:00Z');
    expect(await mail(world, 'head-of-service-under-10')).toEqual([
      '2026-10-25 02:30 head-of-service-under-10 head.of.service',
    ]);
  });
});

describe('around a birthday', () => {
  const born = (dateOfBirth: string) => ({ ...ASHA, dateOfBirth });
  const routed = async (dateOfBirth: string, at: string) => {
    const world = await played(
      kent,
      [reported('MP-1', { person: born(dateOfBirth), lastSeenAt: '2026-06-19T12:00:00Z' }, { at })],
      at.replace(/:\d\dZ$/, ':59Z'),
    );
    return (await mail(world, 'case-holder-notice')).map((line) => line.split(' ').at(-1));
  };

  it('the day begins at midnight by the clock on the wall: 23:00 UTC in summer', async () => {
    expect(await routed('2013-06-20', '2026-06-19T22:59:00Z')).toEqual(['intensive.early.help']);
    expect(await routed('2013-06-20', '2026-06-19T23:00:00Z')).toEqual(['adolescent.early.help']);
  });

  it('who was under ten when the absence began stays so, whatever day it is when the rung is reached', async () => {
    const at = { at: '2026-11-20T23:30:00Z' };
    const world = await played(
      darlington,
      [reported('ME-1', { person: born('2016-11-21'), lastSeenAt: '2026-11-20T23:00:00Z' }, at)],
      '2026-11-21T12:00:00Z',
    );
    expect(await mail(world, 'head-of-service-under-10')).toEqual([
      '2026-11-21 02:00 head-of-service-under-10 head.of.service',
    ]);
  });

  it("thirteen on the day of the return is the adolescent team's interview, though not its notice", async () => {
    const story = [
      reported('MP-1', { person: born('2013-11-21') }),
      found('2026-11-21T10:00:00Z', 'MP-1', { outcome: 'found', returnedAt: '2026-11-21T09:00:00Z' }),
    ];
    const world = await played(kent, story, '2026-11-21T12:00:00Z');
    expect(await mail(world, 'case-holder-notice')).toEqual([
      '2026-11-20 22:05 case-holder-notice intensive.early.help',
    ]);
    expect(await mail(world, 'return-interview')).toEqual([
      '2026-11-21 10:00 return-interview adolescent.early.help',
    ]);
  });

  it('two sources that differ on the date of birth are both believed', async () => {
    const world = await played(
      kent,
      [
        caseOf(
          '2026-11-01T09:00:00Z',
          { ...born('2013-11-20'), localAuthorityId: 'L1' },
          { status: 'not-open', keyworker: null },
        ),
        reported('MP-1', { person: { ...born('2013-11-21'), localAuthorityId: 'L1' } }),
      ],
      '2026-11-20T23:00:00Z',
    );
    expect((await mail(world, 'case-holder-notice')).sort()).toEqual([
      '2026-11-20 22:05 case-holder-notice adolescent.early.help',
      '2026-11-20 22:05 case-holder-notice intensive.early.help',
    ]);
  });
});
