// How Kent's file reads what its procedure leaves open: the sooner of two times, the more people of two circles.
import { describe, expect, it } from 'vitest';
import { explain } from '../../shared/core/explain.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { ASHA, caseOf, found, interviewed, reported, updated } from '../situations/cast.ts';
import { childrenOf, mail, played, procedure, type Said, tasksOf } from '../situations/playing.ts';

const kent = procedure('kent');
const MEDWAY = { responsibleAuthority: 'E06000035' };
const BACK = { outcome: 'found', returnedAt: '2026-11-21T08:00:00Z' };
const back = found('2026-11-21T09:00:00Z', 'MP-1', BACK);
const did = (at: string, task: string, outcome: string, by = 'keyworker'): Said => ({
  at,
  type: 'task.recorded',
  subject: 'MP-1',
  data: { task, outcome, by },
});

describe('children of other authorities', () => {
  it('AMB-8: the placing authority hears at once, however grave the concern and before anybody has decided', async () => {
    const grave = reported('MP-1', { ...MEDWAY, risk: 'high', indicators: ['child-sexual-exploitation'] });
    const world = await played(kent, [grave], '2026-11-21T12:00:00Z');
    expect(await mail(world, 'placing-authority-letter', 'triage')).toEqual([
      '2026-11-20 22:05 triage out.of.hours.manager',
      '2026-11-20 22:05 placing-authority-letter missing.children',
    ]);
  });

  it('AMB-10: three chasers run from the 72 hours, and the closing from two calendar months after them', async () => {
    const world = await played(kent, [reported('MP-1', MEDWAY), back], '2027-02-01T00:00:00Z');
    expect(await mail(world, 'placing-authority-chaser', 'placing-authority-interview-closed')).toEqual([
      '2026-12-08 08:00 placing-authority-chaser missing.children',
      '2026-12-22 08:00 placing-authority-chaser missing.children',
      '2027-01-05 08:00 placing-authority-chaser missing.children',
      '2027-01-24 08:00 placing-authority-interview-closed out.of.hours',
      '2027-01-24 08:00 placing-authority-interview-closed quality.assurance',
    ]);
    expect(await tasksOf(world)).toContain('MP-1 placing-authority-interview closed 2026-11-24T08:00');
  });

  it('AMB-10: a form that comes after the closing is taken', async () => {
    const late = interviewed('2027-01-30T09:00:00Z', 'MP-1');
    const world = await played(kent, [reported('MP-1', MEDWAY), back, late], '2027-02-01T00:00:00Z');
    expect(await mail(world, 'interview-form')).toContain('2027-01-30 09:00 interview-form missing.people');
    expect(await tasksOf(world)).toContain('MP-1 placing-authority-interview done 2026-11-24T08:00');
  });

  it('KENT-5.5-e: nothing is chased or closed once the report is cancelled', async () => {
    const cancelled: Said = {
      at: '2026-11-30T09:00:00Z',
      type: 'missing.cancelled',
      subject: 'MP-1',
      data: { reason: 'recorded in error' },
    };
    const world = await played(kent, [reported('MP-1', MEDWAY), back, cancelled], '2027-02-01T00:00:00Z');
    expect(await mail(world, 'placing-authority-chaser', 'placing-authority-interview-closed')).toEqual([]);
  });
});

describe('the return home interview', () => {
  const known = caseOf('2026-11-01T09:00:00Z', ASHA);

  it('DIS-2: offer and interview are two duties, and an offer ends only the one', async () => {
    const offered = interviewed('2026-11-22T10:00:00Z', 'MP-1', {
      offeredAt: '2026-11-22T09:30:00Z',
      completedAt: null,
      outcome: null,
    });
    const open = await played(kent, [known, reported('MP-1'), back], '2026-11-22T09:00:00Z');
    expect(await tasksOf(open)).toEqual([
      'MP-1 return-interview open 2026-11-24T08:00',
      'MP-1 return-interview-offer open 2026-11-24T08:00',
    ]);
    const world = await played(kent, [known, reported('MP-1'), back, offered], '2026-11-25T09:00:00Z');
    expect(await tasksOf(world)).toEqual([
      'MP-1 return-interview open 2026-11-24T08:00',
      'MP-1 return-interview-offer done 2026-11-24T08:00',
    ]);
    expect(await mail(world, 'return-interview-offer-overdue')).toEqual([]);
    expect(await mail(world, 'return-interview-overdue')).toHaveLength(3);
  });

  it('AMB-12: both offers are kept, the first stays the first, and who does not know any more takes it back', async () => {
    const offer = (at: string, offeredAt: string | null) =>
      interviewed(at, 'MP-1', { offeredAt, completedAt: null, outcome: null });
    const story = [known, reported('MP-1'), back, offer('2026-11-22T10:00:00Z', '2026-11-22T09:30:00Z')];
    const again = [...story, offer('2026-11-23T10:00:00Z', '2026-11-23T09:00:00Z')];
    const offered = async (messages: typeof story) => {
      const [child] = await childrenOf(await played(kent, messages, '2026-11-24T09:00:00Z'));
      return child && childOf(child, kent).absences[0]?.interviewOffered?.value;
    };
    expect(await offered(again)).toBe('2026-11-22T09:30:00.000Z');
    expect(await offered([...again].reverse())).toBe('2026-11-22T09:30:00.000Z');
    expect(await offered([...story, offer('2026-11-22T11:00:00Z', null)])).toBeUndefined();
  });

  it('AMB-12: the independent interview has no new 72 hours, and whoever holds it ends the first duty too', async () => {
    const declined = interviewed('2026-11-23T10:00:00Z', 'MP-1', {
      offeredAt: '2026-11-23T09:30:00Z',
      completedAt: null,
      outcome: 'declined',
    });
    const story = [known, reported('MP-1'), back, declined];
    const asked = await played(kent, story, '2026-11-23T11:00:00Z');
    expect(await tasksOf(asked)).toContain('MP-1 independent-interview-offer open 2026-11-24T08:00');
    const held = interviewed('2026-11-23T15:00:00Z', 'MP-1', { independent: true });
    const world = await played(kent, [...story, held], '2026-12-20T11:00:00Z');
    expect(await mail(world, 'return-interview-overdue', 'independent-interview-overdue')).toEqual([]);
    expect(await mail(world, 'interviewer-not-independent')).toEqual([]);
  });
});

describe('what a placement plan lays down', () => {
  const planned = (overrides: object) =>
    caseOf('2026-11-01T09:00:00Z', ASHA, { status: 'looked-after', overrides });
  const until = '2026-11-21T23:00:00Z';

  it('KENT-3.1-c: has the liaison officer told with the keyworker', async () => {
    const plan = planned({ 'case-holder-notice': { also: ['missing-child-liaison-officer'] } });
    const world = await played(kent, [plan, reported('MP-1')], until);
    expect(await mail(world, 'case-holder-notice')).toContain(
      '2026-11-20 22:05 case-holder-notice missing.liaison',
    );
  });

  it('KENT-4.6-c: brings a rung forward and never puts one off', async () => {
    const rung = async (sooner: string) => {
      const plan = planned({ 'head-of-service-24-hours': { sooner } });
      return mail(await played(kent, [plan, reported('MP-1')], until), 'head-of-service-24-hours');
    };
    expect(await rung('PT2H')).toEqual(['2026-11-20 22:30 head-of-service-24-hours head.of.service']);
    expect(await rung('PT48H')).toEqual(['2026-11-21 20:30 head-of-service-24-hours head.of.service']);
  });
});

describe('a child whom the police call absent', () => {
  it('DIS-5: counts as missing, and the letter says so', async () => {
    const absent = reported('MP-1', { category: 'absent' });
    const world = await played(kent, [absent], '2026-11-21T12:00:00Z');
    expect(await mail(world, 'absent-review')).toEqual([]);
    const [child] = await childrenOf(world);
    if (!child) throw new Error('A child is on record');
    const why = explain(child, 'MP-1', kent, '2026-11-21T12:00:00.000Z').find(
      ({ rule }) => rule === 'absent-review',
    );
    expect(why?.lines.join(' ')).toContain('the category is missing');
    const letters = world.post.sent.filter(({ letter }) => letter.text.includes('treated as missing'));
    expect(letters.length).toBeGreaterThan(0);
  });

  it('DIS-5: is asked after like any other once the police call the child missing', async () => {
    const world = await played(
      kent,
      [
        reported('MP-1', { category: 'absent' }),
        updated('2026-11-20T23:00:00Z', 'MP-1', { category: 'missing' }),
      ],
      '2026-11-21T00:00:00Z',
    );
    expect(await mail(world, 'front-door-notice')).toEqual([
      '2026-11-20 22:05 front-door-notice out.of.hours',
    ]);
  });
});

describe('repeat missing children', () => {
  const time = (ref: string, day: string, outcome = 'found', rest: object = {}): Said[] => [
    reported(ref, { lastSeenAt: `${day}T20:30:00Z`, ...rest }, { at: `${day}T22:05:00Z` }),
    found(`${day}T23:30:00Z`, ref, { outcome, locatedAt: `${day}T23:00:00Z` }),
  ];
  const known = caseOf('2026-08-01T09:00:00Z', { ...ASHA, localAuthorityId: 'L1' });
  const meetings = async (...times: Said[][]) =>
    mail(await played(kent, [known, ...times.flat()], '2026-11-21T12:00:00Z'), 'repeat-missing');

  it('AMB-7: are counted by beginnings over three calendar months, absent ones too', async () => {
    const story = [
      time('MP-1', '2026-08-20', 'found', { category: 'absent' }),
      time('MP-2', '2026-10-10'),
      time('MP-3', '2026-11-20'),
    ];
    expect(await meetings(...story)).toEqual(['2026-11-20 22:05 repeat-missing out.of.hours']);
  });

  it('AMB-7: an episode in which nobody was missing is none', async () => {
    const story = [
      time('MP-1', '2026-08-20', 'not-missing'),
      time('MP-2', '2026-10-10'),
      time('MP-3', '2026-11-20'),
    ];
    expect(await meetings(...story)).toEqual([]);
  });

  it('KENT-5.1-f: the meeting is a task until somebody records its date', async () => {
    const story = [known, ...time('MP-2', '2026-10-10'), ...time('MP-3', '2026-10-20')];
    const third = [reported('MP-1'), did('2026-11-23T10:00:00Z', 'multi-agency-meeting', 'date-set')];
    const world = await played(kent, [...story, ...third], '2026-11-24T23:00:00Z');
    expect(await tasksOf(world)).toContain('MP-1 multi-agency-meeting done 2026-11-24T17:00');
    expect(await mail(world, 'multi-agency-meeting-overdue')).toEqual([]);
  });
});
