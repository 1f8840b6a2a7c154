import { describe, expect, it } from 'vitest';
import { cancelled, found, interviewed, ROBIN, reported, updated } from './cast.ts';
import { lettersOf, mail, played, procedure, type Said, tasksOf } from './playing.ts';

const darlington = procedure('darlington');
const LADDER = ['head-of-service-under-10', 'head-of-service-24-hours', 'assistant-director-3-days'];

describe('when the report comes late', () => {
  const late = (at: string) => reported('ME-1', { person: ROBIN }, { at });

  it('every rung that has passed is told at once, in its own letter that says how late it is', async () => {
    const world = await played(darlington, [late('2026-11-22T02:30:00Z')], '2026-11-22T12:00:00Z');
    const rungs = (await lettersOf(world)).filter(({ rule }) => LADDER.includes(rule));
    expect(rungs.map(({ at, rule }) => `${at.slice(0, 16)} ${rule}`)).toEqual([
      '2026-11-22T02:30 head-of-service-under-10',
      '2026-11-22T02:30 head-of-service-24-hours',
    ]);
    expect(rungs[0]?.text).toContain(
      'It was due on Friday 20 November 2026 at 23:30, 1 day 3 hours before it was sent.',
    );
    expect(rungs[1]?.text).toContain(
      'It was due on Saturday 21 November 2026 at 20:30, 6 hours before it was sent.',
    );
    expect(rungs[1]?.text).toContain('The facts reached us on Sunday 22 November 2026 at 02:30.');
    expect(rungs.every(({ subject }) => subject.startsWith('ESCALATION (late)'))).toBe(true);
  });

  it('what is told at once is not late, however late the report', async () => {
    const world = await played(darlington, [late('2026-11-22T02:30:00Z')], '2026-11-22T12:00:00Z');
    const notice = (await lettersOf(world)).find(({ rule }) => rule === 'front-door-notice');
    expect(notice?.subject).not.toContain('late');
  });

  it('at the very second of a rung it is in time, a minute later it is late', async () => {
    const rung = async (at: string) =>
      (await lettersOf(await played(darlington, [late(at)], '2026-11-21T12:00:00Z'))).find(
        ({ rule }) => rule === 'head-of-service-under-10',
      )?.subject;
    expect(await rung('2026-11-20T23:30:00Z')).not.toContain('(late)');
    expect(await rung('2026-11-20T23:30:59Z')).not.toContain('(late)');
    expect(await rung('2026-11-20T23:31:00Z')).toContain('(late)');
  });
});

describe('when a time is corrected', () => {
  it('a letter that was not sent moves', async () => {
    const earlier = updated('2026-11-21T09:00:00Z', 'ME-1', { lastSeenAt: '2026-11-20T14:00:00Z' });
    const world = await played(darlington, [reported('ME-1'), earlier], '2026-11-22T00:00:00Z');
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([
      '2026-11-21 14:00 head-of-service-24-hours head.of.service',
    ]);
    const later = updated('2026-11-21T09:00:00Z', 'ME-1', { lastSeenAt: '2026-11-20T22:00:00Z' });
    const other = await played(darlington, [reported('ME-1'), later], '2026-11-22T00:00:00Z');
    expect(await mail(other, 'head-of-service-24-hours')).toEqual([
      '2026-11-21 22:00 head-of-service-24-hours head.of.service',
    ]);
  });

  it('a letter that was sent is not sent again', async () => {
    const later = updated('2026-11-21T21:00:00Z', 'ME-1', { lastSeenAt: '2026-11-20T22:00:00Z' });
    const world = await played(darlington, [reported('ME-1'), later], '2026-11-22T12:00:00Z');
    expect(await mail(world, 'head-of-service-24-hours')).toHaveLength(1);
  });

  it('what a source does not know any more, another source may know', async () => {
    const unknown = updated('2026-11-21T09:00:00Z', 'ME-1', {
      lastSeenAt: null,
      reportedAt: '2026-11-20T21:40:00Z',
    });
    const world = await played(darlington, [reported('ME-1'), unknown], '2026-11-22T00:00:00Z');
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([
      '2026-11-21 21:40 head-of-service-24-hours head.of.service',
    ]);
  });

  it('a field that an update leaves out stays as it was', async () => {
    const world = await played(
      darlington,
      [reported('ME-1', { risk: 'high' }), updated('2026-11-21T09:00:00Z', 'ME-1', { missingFrom: 'home' })],
      '2026-11-21T12:00:00Z',
    );
    expect((await lettersOf(world)).filter(({ rule }) => rule === 'director-highest-risk')).toHaveLength(1);
  });
});

describe('when the risk changes', () => {
  it('raised, the director is told; lowered and raised again, not a second time', async () => {
    const stages = [
      reported('ME-1'),
      updated('2026-11-21T08:00:00Z', 'ME-1', { risk: 'high' }),
      updated('2026-11-21T09:00:00Z', 'ME-1', { risk: 'medium' }),
      updated('2026-11-21T10:00:00Z', 'ME-1', { risk: 'high' }),
    ];
    const world = await played(darlington, stages, '2026-11-21T12:00:00Z');
    expect(await mail(world, 'director-highest-risk')).toEqual([
      '2026-11-21 08:00 director-highest-risk director',
    ]);
  });

  it('the highest of several sources counts', async () => {
    const byTheTeam = updated(
      '2026-11-21T08:00:00Z',
      'ME-1',
      { risk: 'high' },
      { source: 'urn:edt:darlington' },
    );
    const lower = updated('2026-11-21T09:00:00Z', 'ME-1', { risk: 'low' });
    const world = await played(darlington, [reported('ME-1'), byTheTeam, lower], '2026-11-21T12:00:00Z');
    expect(await mail(world, 'director-highest-risk')).toHaveLength(1);
    const query = (await lettersOf(world)).find(({ rule }) => rule === 'risk-query');
    expect(query?.text).toContain('Risk: treated as high (stated: high, low)');
  });
});

describe('when messages overtake one another', () => {
  it('what was said last counts, not what came last', async () => {
    const raised = updated(
      '2026-11-20T23:00:00Z',
      'ME-1',
      { risk: 'high' },
      { time: '2026-11-20T22:50:00Z' },
    );
    const before = updated(
      '2026-11-20T23:10:00Z',
      'ME-1',
      { risk: 'medium' },
      { time: '2026-11-20T22:40:00Z' },
    );
    const world = await played(darlington, [reported('ME-1'), raised, before], '2026-11-21T00:00:00Z');
    expect((await lettersOf(world)).at(-1)?.text).toContain('Risk: high');
  });

  it.each([
    ['within a quarter of an hour', '2026-11-21T09:14:59Z', 0],
    ['after a quarter of an hour', '2026-11-21T09:15:01Z', 1],
  ])('the report that follows the find %s asks the front door %#', async (_, at, letters) => {
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      locatedAt: '2026-11-21T08:00:00Z',
    });
    const report = reported('ME-1', {}, { at, time: '2026-11-20T22:05:00Z' });
    const world = await played(darlington, [back, report], '2026-11-22T12:00:00Z');
    expect(await mail(world, 'no-report')).toHaveLength(letters);
    expect(await mail(world, 'front-door-notice', ...LADDER)).toEqual([]);
    const notice = (await lettersOf(world)).find(({ rule }) => rule === 'found-notice');
    expect(notice?.at.slice(0, 19)).toBe(at.slice(0, 19));
    expect(notice?.subject).not.toContain('late');
  });

  it('of an episode that nobody reports the front door hears a quarter of an hour after its first word, whatever follows', async () => {
    const minutes = [0, 10, 20, 30];
    const words = minutes.map((minute) =>
      updated(`2026-11-20T22:${String(minute).padStart(2, '0')}:00Z`, 'ME-1', {
        risk: minute % 20 ? 'high' : 'medium',
      }),
    );
    const world = await played(darlington, words, '2026-11-20T23:30:00Z');
    const asked = (await lettersOf(world)).filter(({ rule }) => rule === 'no-report');
    expect(asked.map(({ at }) => at.slice(0, 16))).toEqual(['2026-11-20T22:15']);
  });

  it('a cancellation before its report leaves nobody told that a child is missing', async () => {
    const report = reported('ME-1', {}, { at: '2026-11-21T09:05:00Z', time: '2026-11-20T22:05:00Z' });
    const world = await played(
      darlington,
      [cancelled('2026-11-21T09:00:00Z', 'ME-1'), report],
      '2026-11-22T12:00:00Z',
    );
    expect(await mail(world)).toEqual([]);
  });

  it('an interview that is recorded before the find is told counts once it is', async () => {
    const stages: Said[] = [
      reported('ME-1'),
      interviewed('2026-11-21T15:00:00Z', 'ME-1'),
      found('2026-11-21T16:00:00Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-21T08:00:00Z' }),
    ];
    const world = await played(darlington, stages, '2026-11-22T12:00:00Z');
    expect(await mail(world, 'return-interview')).toEqual([]);
    expect(await tasksOf(world, 'return-interview')).toEqual(['ME-1 return-interview done 2026-11-24T08:00']);
  });

  it('the same message twice is one message', async () => {
    const report = reported('ME-1', {}, { id: 'once' });
    const world = await played(
      darlington,
      [report, { ...report, at: '2026-11-20T22:06:00Z' }],
      '2026-11-20T23:00:00Z',
    );
    expect(await mail(world)).toHaveLength(5);
    expect(world.watch.counts.get('DuplicateMessages')).toBe(1);
  });
});
