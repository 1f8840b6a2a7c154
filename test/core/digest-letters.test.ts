// The letters of a morning digest, and what each of its lines says of an absence.
import { describe, expect, it } from 'vitest';
import type { DigestRecord } from '../../shared/core/digest.ts';
import {
  inViewUntil,
  isEmpty,
  isPast,
  lettersOfDigest,
  morning,
  morningOf,
  whenInWords,
} from '../../shared/core/digest.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Telling } from '../../shared/core/record.ts';
import { line } from './digest-line.ts';
import { absence, child, kent } from './england.ts';
import { FRIDAY_22_05, NOON, procedureOf, record, rule, telling } from './told.ts';

const digest = (more: Partial<DigestRecord> = {}): DigestRecord => ({
  kind: 'digest',
  id: 'd-20261120',
  date: '2026-11-20',
  since: '2026-11-19T07:30:00.000Z',
  asAt: '2026-11-20T07:31:00.000Z',
  lines: [line],
  unlisted: 0,
  told: {},
  ...more,
});
const withDigest: Policy = {
  ...procedureOf(),
  digest: { to: ['director', 'nobody-here'], at: '07:30', on: 'working-days' },
};

describe('the letters of a digest', () => {
  const at = '2026-11-20T07:30:00.000Z';

  it('are one for each role, to its own mailbox', () => {
    const letters = lettersOfDigest(digest(), withDigest, at);
    expect(letters).toEqual(
      [{ mailbox: kent.directory['director']?.address }, {}].map((to, n) => ({
        id: `morning.digest/2026-11-20/1/${n === 0 ? 'director' : 'nobody-here'}`,
        rule: 'morning.digest',
        reference: '2026-11-20',
        occurrence: 1,
        kind: 'email',
        purpose: 'report',
        basis: 'courtesy',
        upon: 'digest',
        clauses: [],
        roles: [n === 0 ? 'director' : 'nobody-here'],
        ...to,
        says: 'This is what is open, what was told, what is due and what is overdue. It asks nothing new: whatever could not wait has gone out by itself.',
        dueAt: at,
        knownAt: '2026-11-20T07:31:00.000Z',
        tells: 'nothing',
        because: ['The file asks for a digest at 07:30 on working days.'],
      })),
    );
  });

  it('are none where there is nothing to tell, no digest, or it is half a day late', () => {
    const letters = (of: Partial<DigestRecord>, policy = withDigest, through = at) =>
      lettersOfDigest(digest(of), policy, through).length;
    expect(letters({ lines: [] })).toBe(0);
    expect(letters({ lines: [], unlisted: 1 })).toBe(2);
    expect(letters({ date: '2026-11-21' })).toBe(0);
    expect(letters({}, procedureOf())).toBe(0);
    expect(letters({}, withDigest, '2026-11-20T19:29:59.999Z')).toBe(2);
    expect(letters({}, withDigest, '2026-11-20T19:30:00.000Z')).toBe(0);
    expect([isPast(at, '2026-11-20T19:29:59.999Z'), isPast(at, '2026-11-20T19:30:00.000Z')]).toEqual([
      false,
      true,
    ]);
    expect([isEmpty(digest()), isEmpty(digest({ lines: [] })), isEmpty(digest({ unlisted: 1 }))]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('are called for by their record, and nothing more is', () => {
    const { actions, ...rest } = plan(digest(), withDigest, at);
    expect(actions).toHaveLength(2);
    expect(rest).toEqual({ tasks: [], open: true });
    const [letter] = actions;
    if (!letter) throw new Error('A letter is due');
    const told = { [letter.id]: { state: 'accepted' } as Telling };
    expect(plan(digest({ told }), withDigest, at).actions).toHaveLength(1);
    expect(plan(digest(), procedureOf(), at)).toEqual({ actions: [], tasks: [], open: false });
  });

  it('go to the next in line where they are refused', () => {
    const undelivered = rule('not-delivered', { upon: 'not-delivered' });
    const policy: Policy = {
      ...procedureOf(undelivered, rule('notice')),
      digest: { to: ['adolescent-early-help'], at: '07:30', on: 'every-day' },
    };
    const [letter] = plan(digest(), policy, at).actions;
    if (!letter) throw new Error('A letter is due');
    const { told } = telling(record(), letter, 'd@kent.example', 'refused', at);
    expect(plan(digest({ told }), policy, at).actions.map(({ roles }) => roles[0])).toEqual(['front-door']);
  });

  it('say when there is one', () => {
    expect(whenInWords({ to: [], at: '08:00', on: 'every-day' })).toBe('at 08:00 every day');
    expect(whenInWords({ to: [], at: '08:00', on: 'working-days' })).toBe('at 08:00 on working days');
  });

  it('have a name that holds the date and nothing else', () => {
    expect(['d-20261120', 'xd-20261120', 'd-20261120-2'].map(morningOf)).toEqual([
      '2026-11-20',
      undefined,
      undefined,
    ]);
  });

  it('are looked for over a fortnight, back and forth', () => {
    expect(morning(withDigest, '2026-11-21', -1)?.date).toBe('2026-11-20');
    expect(morning(withDigest, '2026-11-21', 1)).toEqual({
      date: '2026-11-23',
      at: '2026-11-23T07:30:00.000Z',
    });
    const holidays = Array.from({ length: 20 }, (_, day) => `2026-11-${String(day + 1).padStart(2, '0')}`);
    const closed = { ...withDigest, calendar: { ...withDigest.calendar, bankHolidays: holidays } };
    expect(morning(closed, '2026-11-09', 1)?.date).toBe('2026-11-23');
    expect(morning(closed, '2026-11-08', 1)).toBeUndefined();
    expect(morning(withDigest, '2090-01-06', 1)?.date).toBe('2090-01-06');
  });
});

describe('an absence that is over', () => {
  const over = (endKnownAt: string) =>
    child({ absences: [absence({ ended: true, endKnownAt })], schooling: [absence()] });

  it('is in view until the next digest but one has gone', () => {
    const until = (endKnownAt: string) => inViewUntil(over(endKnownAt), withDigest, FRIDAY_22_05);
    expect(until('2026-11-19T07:27:59.999Z')).toBeUndefined();
    expect(until('2026-11-20T07:30:00.000Z')).toBe('2026-11-24T07:30:00.000Z');
    expect(until('2026-11-23T07:27:59.999Z')).toBe('2026-11-24T07:30:00.000Z');
    // The digest that is put together just then may not have it.
    expect(until('2026-11-23T07:28:00.000Z')).toBe('2026-11-25T07:30:00.000Z');
    expect(until('2026-11-23T07:30:00.000Z')).toBe('2026-11-25T07:30:00.000Z');
    expect(inViewUntil(child({ absences: [absence()] }), withDigest, FRIDAY_22_05)).toBeUndefined();
    expect(inViewUntil(over(NOON), procedureOf(), FRIDAY_22_05)).toBeUndefined();
  });
});
