// What a digest tells that the one before it may have had: each end and each copy once, and none never.
import { describe, expect, it } from 'vitest';
import { digestAt, inViewUntil, lettersOfDigest } from '../../shared/core/digest.ts';
import { type DigestLine, digestLines, type ToldBefore } from '../../shared/core/digest-line.ts';
import { plan } from '../../shared/core/plan.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { line } from './digest-line.ts';
import { absence, child } from './england.ts';
import { telling as letterOf } from './tellings.ts';
import {
  FRIDAY_22_05,
  lasting,
  NOON,
  procedureOf,
  record,
  reported,
  rule,
  type Saying,
  telling,
} from './told.ts';

const SATURDAY = '2026-11-21T07:30:00.000Z';
const BEFORE = '2026-11-20T22:00:00.000Z';
const AFTER = '2026-11-20T23:00:00.000Z';

const grouped = rule('copy', { to: [{ role: 'director' }], inDigest: { risk: ['medium'] } });
const policy = procedureOf(grouped);
const ID = 'copy/MP-1/1/director';
const copy = { id: ID, roles: ['director'], says: 'A child is missing.', clauses: ['C-1'] };
const had = (copies: DigestLine['copies'], references = ['MP-1']): DigestLine => ({
  ...line,
  references,
  copies,
});
const toldIn = (...lines: DigestLine[]): ToldBefore => ({ from: BEFORE, lines });

/** The ids of the copies in the digest of Saturday, which came after one of 23:00. */
const copies = (earlier: ToldBefore, of: ChildRecord = record(reported()), since = AFTER, now = SATURDAY) =>
  digestLines(of, policy, since, now, earlier).flatMap((each) => each.copies.map(({ id }) => id));

describe('a copy that came just before the last digest', () => {
  it('is told by this one where that did not have it', () => {
    expect(copies(toldIn())).toEqual([ID]);
    expect(copies(toldIn(had([])))).toEqual([ID]);
    expect(copies(toldIn(had([{ ...copy, id: 'another' }])))).toEqual([ID]);
    expect(copies(toldIn(had([copy], ['MP-9'])))).toEqual([ID]);
  });

  it('is not told by this one where that had it', () => {
    expect(copies(toldIn(had([copy])))).toEqual([]);
    expect(copies(toldIn(had([{ ...copy, id: 'another' }, copy], ['MP-9', 'MP-1'])))).toEqual([]);
    expect(copies(toldIn(had([]), had([copy])))).toEqual([]);
  });

  it('is known by what it says and to whom, where an earlier release wrote the digest', () => {
    const { id: _, ...nameless } = copy;
    expect(copies(toldIn(had([nameless])))).toEqual([]);
    expect(copies(toldIn(had([{ ...nameless, roles: ['team-manager'] }])))).toEqual([ID]);
    expect(copies(toldIn(had([{ ...nameless, says: 'Another.' }])))).toEqual([ID]);
  });

  it('is not told where it came before all that, or is still to come', () => {
    expect(copies({ from: FRIDAY_22_05, lines: [] })).toEqual([]);
    expect(copies(toldIn(), record(reported()), FRIDAY_22_05, FRIDAY_22_05)).toEqual([ID]);
    const later = procedureOf({ ...grouped, after: lasting('PT14H', 'received') });
    const lines = digestLines(record(reported()), later, AFTER, SATURDAY, toldIn());
    expect(lines.map((each) => each.copies)).toEqual([[]]);
  });

  it('is not told where it went as a letter of its own', () => {
    const [letter] = plan(
      record(reported()),
      procedureOf({ ...grouped, inDigest: { risk: ['high'] } }),
      SATURDAY,
    ).actions;
    if (!letter) throw new Error('A letter is due');
    expect(letter.id).toBe(ID);
    expect(copies(toldIn(), telling(record(reported()), letter, 'd@kent.example'))).toEqual([]);
  });
});

describe('a copy that came since the last digest', () => {
  const since = (lines: DigestLine[], of = record(reported())) => copies(toldIn(...lines), of, BEFORE);

  it('is told, and never twice', () => {
    expect(since([])).toEqual([ID]);
    expect(since([had([{ ...copy, id: 'another' }])])).toEqual([ID]);
    expect(since([had([{ ...copy, id: 'another' }, copy])])).toEqual([]);
  });

  it('stands in the line of its own absence', () => {
    const other = reported({ lastSeenAt: '2026-11-20T19:00:00.000Z' }, { subject: 'MP-2' });
    const lines = digestLines(record(reported(), other), policy, BEFORE, SATURDAY);
    expect(lines.map((each) => each.copies.map(({ id }) => id))).toEqual([['copy/MP-2/1/director'], [ID]]);
  });
});

describe('an end that came just before the last digest', () => {
  const over = record(reported(), { type: 'missing.cancelled', at: '2026-11-20T22:30:00.000Z' });
  const lines = (earlier: ToldBefore) => digestLines(over, procedureOf(), AFTER, SATURDAY, earlier).length;

  it('is told once', () => {
    expect(lines(toldIn())).toBe(1);
    expect(lines(toldIn({ ...line, isOver: false }))).toBe(1);
    expect(lines(toldIn({ ...line, isOver: true }))).toBe(0);
  });
});

describe('a line of a digest', () => {
  it('has the authority’s own number for the child, where there is one', () => {
    const known: Saying = {
      type: 'case.updated',
      by: 'case-system',
      data: { person: { localAuthorityId: 'L123456' } },
    };
    const numbered = (...all: Saying[]) =>
      digestLines(record(reported(), ...all), policy, BEFORE, SATURDAY)[0];
    expect(numbered(known)?.caseReference).toBe('L123456');
    expect(numbered()).not.toHaveProperty('caseReference');
  });

  it('has no task that is due at midnight: that is tomorrow’s', () => {
    const asks = (elapsed: string) =>
      procedureOf(rule('visit', { asks: { within: lasting(elapsed, 'received') } }));
    const due = (elapsed: string) =>
      digestLines(record(reported()), asks(elapsed), BEFORE, SATURDAY)[0]?.due.filter(({ task }) => task)
        .length;
    expect([due('PT25H54M59S'), due('PT25H55M')]).toEqual([1, 0]);
  });
});

describe('a digest', () => {
  const digest = { to: ['director', 'nobody'], at: '07:30', on: 'working-days' as const };

  it('goes to no mailbox of its own where its role has none', () => {
    const gathered = {
      kind: 'digest' as const,
      id: 'd-20261120',
      date: '2026-11-20',
      since: BEFORE,
      asAt: FRIDAY_22_05,
      lines: [line],
      unlisted: 0,
      told: {},
    };
    const letters = lettersOfDigest(gathered, { ...policy, digest }, '2026-11-20T07:30:00.000Z');
    expect(letters[0]).toHaveProperty('mailbox');
    expect(letters[1]).not.toHaveProperty('mailbox');
  });

  it('by a calendar that was read wrongly is a fault, not a digest', () => {
    const broken = { ...policy.calendar, bankHolidays: undefined as never };
    expect(() => digestAt({ ...policy, digest, calendar: broken }, '2026-11-20')).toThrow();
  });

  it('has what is over in view until the next but one after its last letter', () => {
    const of = child({ absences: [absence({ ended: true, endKnownAt: '2026-11-19T12:00:00.000Z' })] });
    const until = (at: string, intendedAt = at) =>
      inViewUntil(of, { ...policy, digest }, NOON, { x: letterOf({ at, intendedAt }) });
    expect(until('2026-11-19T13:00:00.000Z')).toBe('2026-11-23T07:30:00.000Z');
    const days = Array.from({ length: 30 }, (_, day) => String(day + 1).padStart(2, '0'));
    const bankHolidays = days.flatMap((day) => [`2026-11-${day}`, `2026-12-${day}`]).sort();
    const closed = { ...policy, digest, calendar: { ...policy.calendar, bankHolidays } };
    expect(inViewUntil(of, closed, NOON)).toBeUndefined();
    expect(until('2026-11-20T13:00:00.000Z', '2026-11-19T13:00:00.000Z')).toBe('2026-11-24T07:30:00.000Z');
  });
});
