import { describe, expect, it } from 'vitest';
import { AFTER_CHRISTMAS, LAST, procedureOf, reported, school, TERMS } from './education-procedure.ts';
import type { Said } from './playing.ts';
import { childrenOf, goOn, lettersOf, mail, played, tasksOf } from './playing.ts';

const protocol2018 = procedureOf('darlington 2018', TERMS);

describe('an absence of which all is told', () => {
  const isOpen = async (...said: Said[]) => {
    const world = await played(protocol2018, said, AFTER_CHRISTMAS);
    const open = [];
    for await (const { id } of world.episodes.open()) open.push(id);
    return open.length > 0;
  };

  it('stays among the open ones until it is over, so that a new rule finds it', async () => {
    const back = school('2026-11-04', { returnedOn: '2026-11-04' });
    expect(await isOpen(reported)).toBe(true);
    expect(await isOpen(reported, back)).toBe(false);
    expect(await isOpen(school('2026-10-20', { ...LAST, unauthorised: false }))).toBe(false);
  });
});

describe('leave', () => {
  it('makes an absence no case, and the absence is kept', async () => {
    const world = await played(
      protocol2018,
      [school('2026-10-20', { ...LAST, unauthorised: false })],
      AFTER_CHRISTMAS,
    );
    const [child] = await childrenOf(world);
    expect(await mail(world)).toEqual([]);
    expect(Object.keys(child?.references ?? {})).toHaveLength(1);
  });

  it('that is taken back makes it one, from the day last attended', async () => {
    const withLeave = school('2026-10-20', { ...LAST, unauthorised: false });
    const without = school('2026-11-05', LAST);
    const world = await played(protocol2018, [withLeave, without], '2026-11-06T00:00:00Z');
    expect(await mail(world)).toEqual([
      '2026-11-05 09:00 missing-education-5-days front.door',
      '2026-11-05 09:00 missing-education-5-days missing.education',
    ]);
    expect((await lettersOf(world))[0]?.text).toContain(
      'The facts reached us on Thursday 5 November 2026 at 09:00.',
    );
  });

  it('that is given later is told to whoever was told of the absence', async () => {
    const leave = school('2026-11-05', { unauthorised: false });
    const world = await played(protocol2018, [reported, leave], AFTER_CHRISTMAS);
    expect((await mail(world)).slice(2)).toEqual([
      '2026-11-05 09:00 missing-education-over missing.education',
      '2026-11-05 09:00 missing-education-over front.door',
    ]);
  });
});

describe('what a school says every day', () => {
  it('is one absence under one reference, told once', async () => {
    const days = ['2026-10-20', '2026-10-21', '2026-10-22', '2026-11-02', '2026-11-03', '2026-11-04'];
    const world = await played(
      protocol2018,
      days.map((day) => school(day, LAST)),
      '2026-11-06T00:00:00Z',
    );
    const [child] = await childrenOf(world);
    expect(Object.keys(child?.references ?? {})).toHaveLength(1);
    expect(await mail(world, 'missing-education-5-days')).toHaveLength(2);
  });

  it('without a day is one absence too, and counts from the first report', async () => {
    const days = ['2026-11-03', '2026-11-04', '2026-11-05', '2026-11-09', '2026-11-10', '2026-11-11'];
    const said = days.map((day) => school(day, { unauthorised: true }));
    const world = await played(protocol2018, said, '2026-11-12T00:00:00Z');
    expect(await mail(world)).toEqual([
      '2026-11-10 09:00 missing-education-5-days front.door',
      '2026-11-10 09:00 missing-education-5-days missing.education',
    ]);
  });

  it('is a new case where no day is given and the pupil had been back meanwhile', async () => {
    const said = [
      school('2026-11-03', { unauthorised: true }),
      school('2026-11-11', { returnedOn: '2026-11-11' }),
      school('2026-11-20', { unauthorised: true }),
    ];
    const world = await played(protocol2018, said, '2026-11-21T00:00:00Z');
    expect((await mail(world)).slice(4)).toEqual([
      '2026-11-20 09:00 missing-education-5-days front.door',
      '2026-11-20 09:00 missing-education-5-days missing.education',
    ]);
  });
});

describe('two schools', () => {
  const other = { source: 'urn:school:second' };
  const second = school('2026-10-21', { lastAttendedOn: '2026-10-20', unauthorised: true }, other);

  it('that miss one pupil on the same days tell of one absence', async () => {
    const world = await played(protocol2018, [reported, second], '2026-11-06T00:00:00Z');
    const [letter] = await lettersOf(world);
    expect(await mail(world)).toHaveLength(2);
    expect(letter?.text).toMatch(/Reference: SCHOOL-\w+, SCHOOL-\w+\n/);
  });

  it('must both have the pupil back', async () => {
    const back = school('2026-10-22', { returnedOn: '2026-10-22' });
    const there = school('2026-11-03', { returnedOn: '2026-11-03' }, other);
    const world = await played(protocol2018, [reported, second, back, there], AFTER_CHRISTMAS);
    expect(await mail(world)).toEqual([
      '2026-11-02 09:00 missing-education-5-days front.door',
      '2026-11-02 09:00 missing-education-5-days missing.education',
      '2026-11-03 09:00 missing-education-over missing.education',
      '2026-11-03 09:00 missing-education-over front.door',
    ]);
  });
});

describe('one pupil under two names', () => {
  it('who turn out to be one child is told of once, under either reference', async () => {
    const byNumber = school('2026-11-03', { ...LAST, person: { localAuthorityId: 'L123456' } });
    const world = await played(protocol2018, [reported], '2026-11-02T12:00:00Z');
    const [{ reference = '' } = {}] = await lettersOf(world);
    await goOn(world, [byNumber], '2026-11-04T00:00:00Z');
    const apart = await mail(world, 'missing-education-5-days');
    const same = { task: 'resolve-identity', outcome: 'same-child', sameAs: 'L123456' };
    await goOn(
      world,
      [{ at: '2026-11-04T10:00:00Z', type: 'task.recorded', subject: reference, data: same }],
      AFTER_CHRISTMAS,
    );
    expect(apart).toHaveLength(4);
    expect(await childrenOf(world)).toHaveLength(1);
    expect(await mail(world, 'missing-education-20-days')).toEqual([
      '2026-11-23 09:00 missing-education-20-days missing.education',
    ]);
  });
});

describe('a task of an absence from school', () => {
  it('that nobody asked is put before a person', async () => {
    const world = await played(protocol2018, [reported], '2026-11-02T12:00:00Z');
    const [{ reference = '' } = {}] = await lettersOf(world);
    const data = { task: 'missing-education-100-days', outcome: 'recorded' };
    const slip = { at: '2026-11-02T13:00:00Z', type: 'task.recorded', subject: reference, data };
    await goOn(world, [slip], '2026-11-02T14:00:00Z');
    expect(await mail(world, 'unreadable')).toEqual(['2026-11-02 13:00 unreadable front.door']);
  });

  it('is done once a person records it under its reference', async () => {
    const world = await played(protocol2018, [reported], '2026-11-23T12:00:00Z');
    const [{ reference = '' } = {}] = await lettersOf(world);
    expect(await tasksOf(world)).toEqual([`${reference} missing-education-20-days open 2026-11-24T17:00`]);
    const done = { task: 'missing-education-20-days', outcome: 'recorded', by: 'missing-education-officer' };
    await goOn(
      world,
      [{ at: '2026-11-24T10:00:00Z', type: 'task.recorded', subject: reference, data: done }],
      '2026-11-25T00:00:00Z',
    );
    expect(await tasksOf(world)).toEqual([`${reference} missing-education-20-days done 2026-11-24T17:00`]);
    expect(world.episodes.ids()).toHaveLength(1);
  });
});
