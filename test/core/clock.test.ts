import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import { OutsideCalendar } from '../../shared/core/calendar.ts';
import {
  clockInWords,
  MOMENT_IN_WORDS,
  rivals,
  startInWords,
  strike,
  turnOf,
} from '../../shared/core/clock.ts';
import type { Clock, Start } from '../../shared/core/policy.ts';
import { absence, alone, child, england, situation } from './england.ts';

const at = (value: string, knownAt = value) => ({ value, knownAt });
const moments = (said: Absence['moments']) => situation({ absence: absence({ moments: said }) });
const SIX = '2026-11-20T18:00:00.000Z';
const EIGHT = '2026-11-20T20:00:00.000Z';

/** What the file calls the rules that a clock may run from. */
const named = (rule: string): string =>
  ({ 'hold-a-meeting': 'strategy meeting', 'tell-the-director': 'word to the director' })[rule] ?? rule;

const lasting = (elapsed: string, from: Clock['from']): Clock => ({ elapsed, boundary: 'over', from });

describe('a clock', () => {
  it('runs from the earliest of the instants that are known', () => {
    const clock = lasting('PT3H', { earliest: ['last-seen', 'missing-since', 'reported'] });
    const struck = strike(clock, moments({ 'missing-since': at(EIGHT), reported: at(SIX, EIGHT) }));
    expect({ ...struck, why: struck?.why() }).toEqual({
      at: '2026-11-20T21:00:00.000Z',
      knownAt: EIGHT,
      why: '3 hours after reported to the police (Friday 20 November 2026 at 18:00)',
    });
  });

  it('or from the latest', () => {
    const clock = lasting('PT3H', { latest: ['last-seen', 'missing-since'] });
    expect(strike(clock, moments({ 'last-seen': at(SIX), 'missing-since': at(EIGHT) }))?.at).toBe(
      '2026-11-20T23:00:00.000Z',
    );
  });

  it('does not run while none of them is', () => {
    expect(
      strike(lasting('PT3H', { earliest: ['returned'] }), moments({ 'last-seen': at(SIX) })),
    ).toBeUndefined();
  });

  it.each(['over', 'at-least'] as const)(
    'strikes at the boundary, whether the procedure says over or at least: %s',
    (boundary) => {
      const clock: Clock = { elapsed: 'PT24H', boundary, from: { earliest: ['last-seen'] } };
      expect(strike(clock, moments({ 'last-seen': at(SIX) }))?.at).toBe('2026-11-21T18:00:00.000Z');
    },
  );

  it('of working days strikes when the office closes', () => {
    const clock: Clock = { unit: 'workingDays', n: 1, from: { earliest: ['last-seen'] } };
    const struck = strike(clock, moments({ 'last-seen': at(SIX) }));
    expect({ at: struck?.at, why: struck?.why() }).toEqual({
      at: '2026-11-23T17:00:00.000Z',
      why: 'close of working day 1 after last seen (Friday 20 November 2026 at 18:00)',
    });
  });

  it.each([
    ['in spring', '2026-03-27T12:00:00.000Z', '2026-03-30T16:00:00.000Z'],
    ['in autumn', '2026-10-23T12:00:00.000Z', '2026-10-26T17:00:00.000Z'],
  ])('the office closes by the clock on the wall, also when the clocks have changed: %s', (_, from, due) => {
    const clock: Clock = { unit: 'workingDays', n: 1, from: { earliest: ['last-seen'] } };
    expect(strike(clock, moments({ 'last-seen': at(from) }))?.at).toBe(due);
  });

  it('does not guess where the calendar ends', () => {
    const clock: Clock = { unit: 'workingDays', n: 1, from: { earliest: ['last-seen'] } };
    expect(() => strike(clock, moments({ 'last-seen': at('2028-12-31T12:00:00.000Z') }))).toThrow(
      OutsideCalendar,
    );
  });

  it('is said as the procedure says it', () => {
    expect(clockInWords(lasting('PT24H', { earliest: ['last-seen', 'received'] }), named)).toBe(
      '24 hours after the earliest of last seen, received here',
    );
    expect(clockInWords({ unit: 'workingDays', n: 6, from: { latest: ['returned'] } }, named)).toBe(
      'close of working day 6 after returned',
    );
  });

  it.each<[string, Clock, string]>([
    ['days', { unit: 'days', n: 1, from: { earliest: ['last-seen'] } }, '1 day after last seen'],
    ['weeks', { unit: 'weeks', n: 2, from: { earliest: ['last-seen'] } }, '2 weeks after last seen'],
    [
      'months that end at a time of day',
      { unit: 'months', n: 1, at: '09:00', from: { earliest: ['status-since'] } },
      '1 month (at 09:00) after the present case status began',
    ],
    [
      'school days',
      { unit: 'schoolDays', n: 10, from: { earliest: ['last-attended'] } },
      'close of school day 10 after last attended',
    ],
    [
      'working days that end at a time of day',
      { unit: 'workingDays', n: 3, at: '12:00', from: { earliest: ['returned'] } },
      '12:00 of working day 3 after returned',
    ],
    [
      'the latest of several',
      { elapsed: 'PT1H', from: { latest: ['returned', 'located'] } },
      '1 hour after the latest of returned, located',
    ],
    [
      'a time before',
      { elapsed: 'PT2H', before: true, from: { earliest: [{ deadlineOf: 'hold-a-meeting' }] } },
      '2 hours before the deadline of strategy meeting',
    ],
  ])('of %s is said in words', (_, clock, words) => {
    expect(clockInWords(clock, named)).toBe(words);
  });

  it.each<[Start, string]>([
    [{ rule: 'tell-the-director' }, 'word to the director falls due'],
    [{ deadlineOf: 'hold-a-meeting' }, 'the deadline of strategy meeting'],
    [{ recorded: 'hold-a-meeting' }, 'strategy meeting is recorded'],
  ])('may run from what another rule comes to: %j', (start, words) => {
    expect(startInWords(start, named)).toBe(words);
  });

  it('has words for every moment that it may run from', () => {
    expect(Object.entries(MOMENT_IN_WORDS).map(([moment, words]) => `${moment}: ${words}`)).toEqual([
      'last-seen: last seen',
      'missing-since: missing since',
      'reported: reported to the police',
      'received: received here',
      'returned: returned',
      'located: located',
      'seen-by-police: seen by the police',
      'police-closed: closed by the police',
      'found-report: the found report',
      'found-received: the found report received here',
      'interview-offered: the return home interview offered',
      'interview-held: the return home interview held',
      'last-heard: last heard of',
      'last-attended: last attended',
      'reported-by-school: reported by the school',
      'status-since: the present case status began',
    ]);
  });
});

describe('a clock that runs from other things than the absence itself', () => {
  const hour = (start: Start): Clock => ({ elapsed: 'PT1H', from: { earliest: [start] } });
  const NINE = '2026-11-20T21:00:00.000Z';

  it('the offer of the return home interview, and when it was held', () => {
    const on = situation({ absence: absence({ interviewOffered: at(SIX), interviewDone: at(EIGHT) }) });
    expect(strike(hour('interview-offered'), on)?.at).toBe('2026-11-20T19:00:00.000Z');
    expect(strike(hour('interview-held'), on)?.at).toBe(NINE);
  });

  it('the beginning of the present status of the case', () => {
    expect(strike(hour('status-since'), situation({ child: child({ statusSince: at(EIGHT) }) }))?.at).toBe(
      NINE,
    );
  });

  it('what another rule comes to', () => {
    const of = (wanted: string) => (asked: string) => (asked === wanted ? at(EIGHT, SIX) : undefined);
    const done = { value: 'done', at: EIGHT, knownAt: SIX };
    const others = {
      ...alone,
      dueAt: of('tell'),
      deadline: of('ask'),
      recorded: (task: string) => (task === 'meet' ? done : undefined),
    };
    for (const start of [{ rule: 'tell' }, { deadlineOf: 'ask' }, { recorded: 'meet' }]) {
      expect(strike(hour(start), situation({ others }))).toMatchObject({ at: NINE, knownAt: SIX });
    }
    expect(strike(hour({ recorded: 'tell' }), situation({ others }))).toBeUndefined();
  });
});

describe('a clock of days', () => {
  const inDays = (clock: Omit<Extract<Clock, { unit: unknown }>, 'from'>): Clock => ({
    ...clock,
    from: { earliest: ['last-seen'] },
  });
  const struck = (clock: Clock, from: string, calendar = england) =>
    strike(clock, { ...moments({ 'last-seen': at(from) }), calendar })?.at;

  it.each<[string, Clock, string, string]>([
    ['days end at their own time', inDays({ unit: 'days', n: 3 }), SIX, '2026-11-23T18:00:00.000Z'],
    ['or at one that is given', inDays({ unit: 'days', n: 3, at: '09:00' }), SIX, '2026-11-23T09:00:00.000Z'],
    ['months too', inDays({ unit: 'months', n: 1 }), SIX, '2026-12-20T18:00:00.000Z'],
    [
      'a day is a day when the clocks change',
      inDays({ unit: 'days', n: 1 }),
      '2026-10-24T11:00:00.000Z',
      '2026-10-25T12:00:00.000Z',
    ],
    [
      'working days may end at a time of day',
      inDays({ unit: 'workingDays', n: 1, at: '12:00' }),
      SIX,
      '2026-11-23T12:00:00.000Z',
    ],
    ['some lie before', inDays({ unit: 'days', n: 2, before: true }), SIX, '2026-11-18T18:00:00.000Z'],
    [
      'working days too',
      inDays({ unit: 'workingDays', n: 5, before: true }),
      SIX,
      '2026-11-13T17:00:00.000Z',
    ],
  ])('%s', (_, clock, from, due) => {
    expect(struck(clock, from)).toBe(due);
  });

  it('counts school days by the terms, and they end when the office closes', () => {
    const terms = [
      { from: '2026-09-02', to: '2026-11-20' },
      { from: '2026-11-30', to: '2026-12-18' },
    ];
    const inTerms = { ...england, terms };
    expect(struck(inDays({ unit: 'schoolDays', n: 1 }), SIX, inTerms)).toBe('2026-11-30T17:00:00.000Z');
    expect(struck(inDays({ unit: 'workingDays', n: 1 }), SIX, inTerms)).toBe('2026-11-23T17:00:00.000Z');
  });

  it.each([
    ['from a Saturday to the Friday before', '2026-11-18T18:00:00.000Z', '2026-11-20T17:00:00.000Z'],
    ['from Christmas Day to Christmas Eve', '2026-12-22T18:00:00.000Z', '2026-12-24T17:00:00.000Z'],
    ['from no working day: not at all', '2026-11-16T18:00:00.000Z', '2026-11-19T18:00:00.000Z'],
  ])('may be brought forward %s', (_, from, due) => {
    expect(struck(inDays({ unit: 'days', n: 3, bringForward: true }), from)).toBe(due);
  });
});

describe('the instants that a clock may run from', () => {
  const clock: Clock = {
    elapsed: 'PT3H',
    from: { earliest: ['last-seen', 'missing-since', 'reported', 'returned'] },
  };
  const known = { 'last-seen': at(EIGHT), 'missing-since': at(SIX), reported: at(SIX) };

  it('are listed with when it would strike by each, the earliest first', () => {
    expect(rivals(clock, moments(known))).toEqual([
      { name: 'missing since', from: SIX, at: '2026-11-20T21:00:00.000Z' },
      { name: 'reported to the police', from: SIX, at: '2026-11-20T21:00:00.000Z' },
      { name: 'last seen', from: EIGHT, at: '2026-11-20T23:00:00.000Z' },
    ]);
  });

  it('are sorted as they stand in the file where two are the same', () => {
    const last = { ...clock, from: { latest: ['reported', 'missing-since', 'last-seen'] as const } };
    expect(rivals(last, moments(known)).map(({ name }) => name)).toEqual([
      'reported to the police',
      'missing since',
      'last seen',
    ]);
    expect(strike(last, moments(known))?.at).toBe('2026-11-20T23:00:00.000Z');
  });

  it('may be brought forward each by itself', () => {
    const days: Clock = { unit: 'days', n: 1, bringForward: true, from: { earliest: ['last-seen'] } };
    expect(rivals(days, moments({ 'last-seen': at(SIX) })).map((rival) => rival.at)).toEqual([
      '2026-11-20T17:00:00.000Z',
    ]);
  });
});

describe('a rule that acts again and again', () => {
  it('acts at the time of day of the first', () => {
    expect(turnOf('2026-10-23T11:30:15.500Z', { unit: 'days', n: 1 }, 3, england)).toBe(
      '2026-10-26T12:30:15.500Z',
    );
  });

  it('or at one that is given, each turn counted from the first', () => {
    const monthly = { unit: 'months', n: 1, at: '09:00' } as const;
    expect([1, 2].map((turn) => turnOf('2026-01-31T12:00:00.000Z', monthly, turn, england))).toEqual([
      '2026-03-01T09:00:00.000Z',
      '2026-03-31T08:00:00.000Z',
    ]);
  });
});
