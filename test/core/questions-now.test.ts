// Questions on how the child stands now, on when the notice came, and on the age.
import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import { evaluate } from '../../shared/core/condition.ts';
import type { Child } from '../../shared/core/facts.ts';
import type { Condition } from '../../shared/core/policy.ts';
import type { Given } from './asking.ts';
import { ask, EARLIER, LAST, LATER } from './asking.ts';
import { absence, england, RECEIVED, situation } from './england.ts';

describe('how the child stands now', () => {
  const open = (receivedAt: string, more: Partial<Absence> = {}) => absence({ receivedAt, ...more });
  const over = (endKnownAt: string) => absence({ ended: true, endKnownAt });
  const pupil = (knownAt: string) => absence({ receivedAt: LAST, schooling: { knownAt } });

  it.each<[string, Condition, Partial<Child>, string]>([
    ['not missing', { now: 'missing-now' }, {}, 'no -: the child is not missing now'],
    [
      'missing by two reports, since the first',
      { now: 'missing-now' },
      { absences: [open(LATER), open(EARLIER)] },
      'yes 20T21:00: the child is missing now',
    ],
    [
      'by no report',
      { now: 'missing-now' },
      { absences: [open(LATER, { reported: false })] },
      'no -: the child is not missing now',
    ],
    [
      'no longer missing',
      { now: 'missing-now' },
      { absences: [over(LATER), over(EARLIER)] },
      'no 21T09:00: the child is not missing now',
    ],
    [
      'out of school, since that was known',
      { now: 'out-of-school' },
      { schooling: [pupil(LATER)], absences: [open(EARLIER)] },
      'yes 21T09:00: the child is out of school',
    ],
    [
      'missing, but not from school',
      { now: 'out-of-school' },
      { absences: [open(EARLIER)] },
      'no -: the child is not out of school',
    ],
  ])('%s', (_, condition, of, words) => {
    expect(ask(condition, { child: of })).toBe(words);
  });

  it('a pupil may be educated elsewhere', () => {
    const elsewhere = (over: 'elsewhere' | 'returned'): Given => ({
      absence: { endKnownAt: LATER, schooling: { knownAt: RECEIVED, over } },
    });
    const asked: Condition = { now: 'educated-elsewhere' };
    expect(ask(asked, elsewhere('elsewhere'))).toBe('yes 21T09:00: the pupil is educated elsewhere');
    expect(ask(asked, elsewhere('returned'))).toBe(
      'no 21T09:00: nobody says that the pupil is educated elsewhere',
    );
    expect(ask(asked)).toBe('no -: nobody says that the pupil is educated elsewhere');
  });
});

describe('when the notice came', () => {
  const FRIDAY = '2026-11-20T22:05:00.000Z';
  const came = (condition: Condition, routedAt: string) => ask(condition, { routedAt });

  it.each<[Extract<Condition, { day: unknown }>['day'], string, string]>([
    [
      ['working-day'],
      FRIDAY,
      'yes 20T22:05: the notice came on Friday 20 November 2026 at 22:05 (asked: on a working day)',
    ],
    [
      ['weekend', 'bank-holiday'],
      FRIDAY,
      'no 20T22:05: the notice came on Friday 20 November 2026 at 22:05 (asked: on a weekend or bank holiday)',
    ],
    [
      ['weekend'],
      '2026-11-21T12:00:00.000Z',
      'yes 21T12:00: the notice came on Saturday 21 November 2026 at 12:00 (asked: on a weekend)',
    ],
    [
      ['school-day'],
      FRIDAY,
      'yes 20T22:05: the notice came on Friday 20 November 2026 at 22:05 (asked: on a school day)',
    ],
    [
      ['bank-holiday', 'weekend'],
      '2026-12-25T12:00:00.000Z',
      'yes 25T12:00: the notice came on Friday 25 December 2026 at 12:00 (asked: on a bank holiday or weekend)',
    ],
    [
      ['working-day'],
      '2031-01-02T12:00:00.000Z',
      'unknown 02T12:00: the calendar does not reach 2 January 2031 (asked: on a working day)',
    ],
  ])('on a %j', (day, routedAt, words) => {
    expect(came({ day }, routedAt)).toBe(words);
  });

  it('while the office was open or closed', () => {
    const noon = '2026-11-20T12:00:00.000Z';
    expect(came({ office: 'open' }, noon)).toBe('yes 20T12:00: the notice came while the office was open');
    expect(came({ office: 'closed' }, noon)).toBe('no 20T12:00: the notice came while the office was open');
    expect(came({ office: 'closed' }, FRIDAY)).toBe(
      'yes 20T22:05: the notice came while the office was closed',
    );
    expect(came({ office: 'open' }, FRIDAY)).toBe('no 20T22:05: the notice came while the office was closed');
  });

  it.each<[string, string, string, boolean]>([
    ['09:00', '17:00', '2026-11-20T09:00:00.000Z', true],
    ['09:00', '17:00', '2026-11-20T08:59:00.000Z', false],
    ['09:00', '17:00', '2026-11-20T17:00:00.000Z', false],
    ['17:00', '09:00', '2026-11-20T17:00:00.000Z', true],
    ['17:00', '09:00', '2026-11-20T08:59:00.000Z', true],
    ['17:00', '09:00', '2026-11-20T09:00:00.000Z', false],
    ['09:00', '09:00', '2026-11-20T09:00:00.000Z', false],
  ])('from %s until %s: at %s', (from, until, routedAt, holds) => {
    const at = routedAt.slice(11, 16);
    expect(came({ time: { from, until } }, routedAt)).toBe(
      `${holds ? 'yes' : 'no'} 20T${at}: the notice came at ${at} (asked: between ${from} and ${until})`,
    );
  });
});

describe('the age, in words', () => {
  const born = (from: string, to = from): Given => ({ child: { born: { from, to, knownAt: LATER } } });
  const under10: Condition = { age: { under: 10 }, at: 'start' };
  const from16: Condition = { age: { atLeast: 16 }, at: 'start' };

  it.each<[string, Condition, Given, string]>([
    [
      'known',
      under10,
      born('2017-01-01'),
      'yes 21T09:00: the child was aged 9 on 20 November 2026 (asked: aged under 10)',
    ],
    [
      'a span',
      from16,
      born('2009-06-01', '2010-06-01'),
      'yes 21T09:00: the child was aged 16 to 17 on 20 November 2026 (asked: aged 16 or over)',
    ],
    [
      'a span over the limit',
      from16,
      born('2010-06-01', '2011-06-01'),
      'unknown 21T09:00: the child was aged 15 to 16 on 20 November 2026 (asked: aged 16 or over)',
    ],
    ['unknown', under10, {}, 'unknown -: the date of birth is not known, so the child counts as under 10'],
    [
      'unknown since',
      from16,
      { child: { bornKnownAt: LATER } },
      'unknown 21T09:00: the date of birth is not known, so the child counts as 16 or over',
    ],
  ])('%s', (_, condition, given, words) => {
    expect(ask(condition, given)).toBe(words);
  });
});

describe('school days in a calendar with terms', () => {
  it('are those in term', () => {
    const calendar = {
      ...england,
      terms: [
        { from: '2026-09-01', to: '2026-11-19' },
        { from: '2026-11-23', to: '2026-12-18' },
      ],
    };
    const on = situation({ calendar });
    expect(evaluate({ day: ['school-day'] }, on).is).toBe('no');
    expect(evaluate({ day: ['school-day'] }, { ...on, routedAt: '2026-11-23T12:00:00.000Z' }).is).toBe('yes');
  });
});
