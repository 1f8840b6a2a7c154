import { describe, expect, it } from 'vitest';
import { cancelled, found, interviewed, reported, updated } from './cast.ts';
import { childrenOf, explained, goOn, mail, played, procedure, tasksOf } from './playing.ts';

const darlington = procedure('darlington');
const RUNG = 'head-of-service-24-hours';
const back = found('2026-11-21T09:00:00Z', 'ME-1', { outcome: 'found', returnedAt: '2026-11-21T08:00:00Z' });

describe('when the police take a find back', () => {
  const inError = found('2026-11-21T10:00:00Z', 'ME-1', { outcome: 'in-error' });

  it('whoever was stood down is told, and the ladder runs on from where it began', async () => {
    const world = await played(darlington, [reported('ME-1'), back, inError], '2026-11-21T21:00:00Z');
    const stoodDown = (await mail(world, 'stand-down')).map((line) => line.split(' ').at(-1)).sort();
    const toldAgain = (await mail(world, 'missing-again')).map((line) => line.split(' ').at(-1)).sort();
    expect(toldAgain).toEqual(stoodDown);
    expect(await mail(world, RUNG)).toEqual(['2026-11-21 20:30 head-of-service-24-hours head.of.service']);
  });

  it('what they say of a find after that is told anew, and the interview is asked for anew', async () => {
    const truly = found('2026-11-22T10:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-22T09:00:00Z',
    });
    const world = await played(darlington, [reported('ME-1'), back, inError, truly], '2026-11-22T12:00:00Z');
    expect(await mail(world, 'found-notice')).toHaveLength(6);
    expect(await mail(world, 'stand-down', 'missing-again')).toHaveLength(5 + 5 + 6);
    expect(await tasksOf(world, 'return-interview')).toEqual([
      'ME-1 return-interview lapsed 2026-11-24T08:00',
      'ME-1 return-interview:2 open 2026-11-25T09:00',
    ]);
  });

  it('an interview that was held after the mistaken find does not count for the true one', async () => {
    const stages = [
      reported('ME-1'),
      back,
      interviewed('2026-11-21T09:30:00Z', 'ME-1'),
      inError,
      found('2026-11-22T10:00:00Z', 'ME-1', { outcome: 'found', returnedAt: '2026-11-22T09:00:00Z' }),
    ];
    const world = await played(darlington, stages, '2026-11-22T12:00:00Z');
    expect(await tasksOf(world, 'return-interview')).toEqual([
      'ME-1 return-interview lapsed 2026-11-24T08:00',
      'ME-1 return-interview:2 open 2026-11-25T09:00',
    ]);
  });

  it('a find that they state later stands, whichever of the two messages comes first', async () => {
    const truly = found('2026-11-21T11:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T10:30:00Z',
    });
    const late = { ...inError, at: '2026-11-21T11:30:00Z', time: '2026-11-21T10:00:00Z' };
    const world = await played(darlington, [reported('ME-1'), back, truly, late], '2026-11-22T12:00:00Z');
    expect(await mail(world, RUNG, 'missing-again')).toEqual([]);
  });

  it('the duty team can take back its own word only', async () => {
    const byTheTeam = { ...inError, source: 'urn:edt:darlington' };
    const world = await played(darlington, [reported('ME-1'), back, byTheTeam], '2026-11-21T21:00:00Z');
    expect(await mail(world, RUNG, 'missing-again')).toEqual([]);
  });

  it('a return that only the duty team told of, and took back, was none', async () => {
    const theirs = { source: 'urn:edt:darlington' };
    const stages = [reported('ME-1'), { ...back, ...theirs }, { ...inError, ...theirs }];
    const world = await played(darlington, stages, '2026-11-21T12:00:00Z');
    expect(await mail(world, 'missing-again')).toHaveLength(4);
  });
});

describe('when a child who is back goes missing again under the same reference', () => {
  const again = reported(
    'ME-1',
    { lastSeenAt: '2026-11-22T18:00:00Z' },
    { at: '2026-11-22T19:00:00Z', time: '2026-11-22T18:50:00Z' },
  );
  const rungAt = '2026-11-23 18:00 head-of-service-24-hours head.of.service';
  const firstStretch = [
    reported('ME-1', { lastSeenAt: '2026-11-20T02:00:00Z' }),
    found('2026-11-21T09:00:00Z', 'ME-1', { outcome: 'found', returnedAt: '2026-11-21T08:00:00Z' }),
  ];

  it('everybody is told anew, and each rung comes again by the new beginning', async () => {
    const world = await played(darlington, [...firstStretch, again], '2026-11-23T20:00:00Z');
    expect(await mail(world, 'front-door-notice')).toHaveLength(2);
    expect(await mail(world, RUNG), await explained(world)).toEqual([
      '2026-11-21 02:00 head-of-service-24-hours head.of.service',
      rungAt,
    ]);
    expect(await mail(world, 'missing-again'), 'the head of service was told on Saturday').toContain(
      '2026-11-22 19:00 missing-again head.of.service',
    );
  });

  it('the second return is told and its interview asked for, the first one done', async () => {
    const stages = [
      ...firstStretch,
      interviewed('2026-11-22T10:00:00Z', 'ME-1'),
      again,
      found('2026-11-24T09:00:00Z', 'ME-1', { outcome: 'found', returnedAt: '2026-11-24T08:00:00Z' }),
    ];
    const world = await played(darlington, stages, '2026-11-24T12:00:00Z');
    expect(await mail(world, 'found-notice')).toHaveLength(6);
    expect(await tasksOf(world, 'return-interview')).toEqual([
      'ME-1 return-interview lapsed 2026-11-24T08:00',
      'ME-1 return-interview:2 open 2026-11-27T08:00',
    ]);
  });

  it('what the police saw of the first return does not end the second stretch', async () => {
    const stages = [
      reported('ME-1', { lastSeenAt: '2026-11-20T02:00:00Z' }),
      found('2026-11-21T09:00:00Z', 'ME-1', {
        outcome: 'returned',
        returnedAt: '2026-11-21T08:00:00Z',
        seenByPoliceAt: '2026-11-21T08:30:00Z',
      }),
      again,
      found('2026-11-23T09:00:00Z', 'ME-1', { outcome: 'returned', returnedAt: '2026-11-23T08:00:00Z' }),
    ];
    const world = await played(darlington, stages, '2026-11-23T20:00:00Z');
    expect(await mail(world, RUNG)).toContain(rungAt);
    expect(await mail(world, 'stand-down')).toHaveLength(6);
  });

  it('what the duty team says of the new return does not bring the old one back', async () => {
    const theirs = found(
      '2026-11-23T09:00:00Z',
      'ME-1',
      { outcome: 'found', returnedAt: '2026-11-23T08:00:00Z' },
      { source: 'urn:edt:darlington' },
    );
    const world = await played(darlington, [...firstStretch, again, theirs], '2026-11-23T20:00:00Z');
    expect(await mail(world, RUNG)).toContain(rungAt);
  });

  it('the old report, sent again after the find, brings nothing back', async () => {
    const resent = reported('ME-1', {}, { at: '2026-11-21T10:00:00Z' });
    const world = await played(darlington, [reported('ME-1'), back, resent], '2026-11-21T21:00:00Z');
    expect(await mail(world, RUNG, 'missing-again')).toEqual([]);
    expect(await mail(world, 'front-door-notice')).toHaveLength(1);
  });

  it('a report that was cancelled and comes again runs on', async () => {
    const stages = [
      reported('ME-1'),
      cancelled('2026-11-21T09:00:00Z', 'ME-1'),
      reported('ME-1', {}, { at: '2026-11-21T10:00:00Z' }),
    ];
    const world = await played(darlington, stages, '2026-11-21T21:00:00Z');
    expect(await mail(world, 'missing-again')).toHaveLength(5);
    expect(await mail(world, RUNG)).toEqual(['2026-11-21 20:30 head-of-service-24-hours head.of.service']);
  });

  it('a risk that was raised before is asked of the new stretch as well', async () => {
    const world = await played(
      darlington,
      [
        ...firstStretch.slice(0, 1),
        updated('2026-11-20T23:00:00Z', 'ME-1', { risk: 'high' }),
        ...firstStretch.slice(1),
      ],
      '2026-11-22T12:00:00Z',
    );
    await goOn(
      world,
      [{ ...again, data: { ...(again['data'] as object), risk: 'high' } }],
      '2026-11-22T20:00:00Z',
    );
    expect(await mail(world, 'director-highest-risk')).toHaveLength(2);
  });
});

describe('when a child goes missing again under a new reference', () => {
  it('it is a second absence of the same child', async () => {
    const second = reported('ME-2', { lastSeenAt: '2026-11-22T18:00:00Z' }, { at: '2026-11-22T19:00:00Z' });
    const world = await played(darlington, [reported('ME-1'), back, second], '2026-11-23T19:00:00Z');
    expect(await childrenOf(world)).toHaveLength(1);
    expect(await mail(world, 'front-door-notice')).toHaveLength(2);
    expect(await mail(world, RUNG)).toEqual(['2026-11-23 18:00 head-of-service-24-hours head.of.service']);
  });
});
