// The duty to offer and hold a return home interview: for whom, from when, until when.
import { describe, expect, it } from 'vitest';
import { ASHA, caseOf, found, KIM, reported } from '../situations/cast.ts';
import { lettersOf, mail, played, procedure, tasksOf } from '../situations/playing.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');
const BEFORE = '2026-11-01T09:00:00Z';
const WEDNESDAY = '2026-11-25T12:00:00Z';
const back = (data: Record<string, unknown>) => found('2026-11-21T09:00:00Z', 'ME-1', data);

describe('when a child comes back', () => {
  it.each(['missing', 'absent'])(
    'D17-7.8-a: an interview is asked for after an episode called %s',
    async (category) => {
      const world = await played(
        darlington,
        [reported('ME-1', { category }), back({ outcome: 'found', locatedAt: '2026-11-21T08:00:00Z' })],
        WEDNESDAY,
      );
      expect(await tasksOf(world)).toContain('ME-1 return-interview open 2026-11-24T08:00');
    },
  );

  it.each([
    ['D17-7.9-a', 'looked-after'],
    ['D17-7.9-a', 'child-in-need'],
    ['D17-7.10-a', 'early-help'],
  ])(
    '%s: the coordinator has 72 hours from the start of the day found, the child being %s',
    async (_clause, status) => {
      const world = await played(
        darlington,
        [
          caseOf(BEFORE, ASHA, { status }),
          reported('ME-1'),
          back({ outcome: 'found', locatedAt: '2026-11-21' }),
        ],
        WEDNESDAY,
      );
      expect(await mail(world, 'return-interview')).toEqual([
        '2026-11-21 09:00 return-interview missing.coordinator',
      ]);
      expect(await tasksOf(world)).toContain('ME-1 return-interview open 2026-11-24T00:00');
    },
  );

  it('DFE-32-a: 72 hours run through the weekend, from the return', async () => {
    const returned = back({
      outcome: 'found',
      returnedAt: '2026-11-21T07:30:00Z',
      foundReportAt: '2026-11-21T09:00:00Z',
    });
    const world = await played(kent, [reported('ME-1'), returned], '2026-11-21T10:00:00Z');
    expect(await tasksOf(world)).toContain('ME-1 return-interview open 2026-11-24T07:30');
  });

  it('DFE-69-a: a child who is located and not back yet is to be interviewed already', async () => {
    const located = back({ outcome: 'located-not-returned', locatedAt: '2026-11-21T08:00:00Z' });
    const world = await played(darlington, [reported('ME-1'), located], '2026-11-21T10:00:00Z');
    expect(await tasksOf(world)).toContain('ME-1 return-interview open 2026-11-24T08:00');
    expect(await mail(world, 'stand-down')).toEqual([]);
  });

  it.each(['returned', 'found', 'not-missing', 'located-not-returned'])(
    'KENT-4.4-a: every child is offered one, the outcome being %s',
    async (outcome) => {
      const world = await played(
        kent,
        [reported('ME-1'), back({ outcome, locatedAt: '2026-11-21T08:00:00Z' })],
        WEDNESDAY,
      );
      expect(await mail(world, 'return-interview')).toEqual([
        '2026-11-21 09:00 return-interview adolescent.early.help',
      ]);
    },
  );

  it('KENT-5.1-d: a found report on Monday of a return on Friday night opens the interview, and leaves it until Monday night', async () => {
    const late = found('2026-11-23T10:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-20T23:00:00Z',
      foundReportAt: '2026-11-23T09:30:00Z',
    });
    const world = await played(kent, [reported('ME-1'), late], '2026-11-23T12:00:00Z');
    expect(await mail(world, 'return-interview')).toEqual([
      '2026-11-23 10:00 return-interview adolescent.early.help',
    ]);
    expect(await tasksOf(world)).toContain('ME-1 return-interview open 2026-11-23T23:00');
  });

  it('KENT-5.6-a: the keyworker is asked where the case is open, else the early help unit', async () => {
    const returned = back({ outcome: 'found', returnedAt: '2026-11-21T08:00:00Z' });
    const known = await played(
      kent,
      [caseOf(BEFORE, ASHA, { status: 'early-help' }), reported('ME-1'), returned],
      WEDNESDAY,
    );
    const unknown = await played(kent, [reported('ME-1'), returned], WEDNESDAY);
    const asked = async (world: typeof known) =>
      (await lettersOf(world)).filter(({ rule }) => rule === 'return-interview').map(({ to }) => to);
    expect((await asked(known)).sort()).toEqual([KIM.email, KIM.teamEmail]);
    expect(await asked(unknown)).toEqual(['adolescent.early.help@kent.example']);
  });

  it('KENT-5.7-a: for a child in care the clock never runs from later than the found report', async () => {
    const report = back({ outcome: 'found', foundReportAt: '2026-11-21T08:45:00Z' });
    const world = await played(
      kent,
      [
        caseOf(BEFORE, ASHA, { status: 'looked-after' }),
        reported('ME-1', { missingFrom: 'placement' }),
        report,
      ],
      WEDNESDAY,
    );
    expect(await tasksOf(world)).toContain('ME-1 return-interview open 2026-11-24T08:45');
  });
});
