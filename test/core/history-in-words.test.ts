// What happened before, as it is said in a letter and in an explanation.
import { describe, expect, it } from 'vitest';
import type { Absence } from '../../shared/core/absence.ts';
import { evaluate, inFull } from '../../shared/core/condition.ts';
import { counted, windowInWords } from '../../shared/core/history.ts';
import type { Condition } from '../../shared/core/policy.ts';
import type { Gate, OtherRules } from '../../shared/core/standing.ts';
import { absence, alone, child, england, situation } from './england.ts';

const EARLIER = '2026-11-20T21:00:00.000Z';
const LATER = '2026-11-21T09:00:00.000Z';

const ask = (
  condition: Condition,
  others: Partial<OtherRules> = {},
  about: Partial<Absence> = {},
  absences: Absence[] = [],
): string => {
  const on = situation({
    absence: absence(about),
    child: child({ absences }),
    others: { ...alone, ...others },
  });
  const { is, knownAt, holdsFrom, ...reason } = evaluate(condition, on);
  return `${is} ${knownAt?.slice(8, 16) ?? '-'}${holdsFrom ? ` from ${holdsFrom.slice(8, 16)}` : ''}: ${inFull(reason)}`;
};

describe('how often a child went missing', () => {
  const on = (date: string, sinceKnownAt = EARLIER): Absence =>
    absence({ since: `${date}T12:00:00.000Z`, sinceKnownAt });

  it('is said, and known since the last of them was', () => {
    const absences = [on('2026-10-01'), on('2026-11-20', LATER)];
    expect(ask({ episodes: 2, in: { last: { unit: 'days', n: 90 } } }, {}, {}, absences)).toBe(
      'yes 21T09:00: the child went missing 2 times in 90 days (asked: 2 times or more)',
    );
    expect(ask({ episodes: 3, in: 'ever' }, {}, {}, absences)).toBe(
      'no 21T09:00: the child went missing 2 times in all (asked: 3 times or more)',
    );
    expect(ask({ episodes: 1, in: { month: 'previous' } }, {}, {}, [on('2026-11-20')])).toBe(
      'no 20T22:05: the child did not go missing in the calendar month before (asked: once or more)',
    );
    expect(ask({ episodes: 1, in: { month: 'previous' } }, {}, { sinceKnownAt: LATER }, absences)).toBe(
      'yes 21T09:00: the child went missing once in the calendar month before (asked: once or more)',
    );
  });

  it.each([
    ['ever', 'in all'],
    [{ month: 'previous' }, 'in the calendar month before'],
    [{ last: { unit: 'months', n: 3 } }, 'in 3 months'],
  ] as const)('%j: %s', (window, words) => {
    expect(windowInWords(window)).toBe(words);
  });

  it('in the month before is by the calendar, whatever day of this month it is', () => {
    const last = on('2026-03-31');
    const absences = [on('2026-01-31'), on('2026-02-01'), on('2026-02-28'), on('2026-03-01'), last];
    const within = { child: child({ absences }), absence: last, calendar: england };
    expect(counted({ month: 'previous' }, within).map(({ since }) => since.slice(0, 10))).toEqual([
      '2026-02-01',
      '2026-02-28',
    ]);
  });
});

describe('missing on days one after the other', () => {
  const three: Condition = { missingForDays: 3 };

  it.each<[string, Partial<Absence>, string]>([
    [
      'as yet',
      {},
      'yes 20T22:05 from 22T00:00: the child went missing on 20 November 2026 (asked: missing on 3 days one after the other)',
    ],
    [
      'but back in time',
      { back: { value: '2026-11-21T23:59:59.999Z', knownAt: LATER } },
      'no 21T09:00: the child was no longer missing on 22 November 2026 (asked: missing on 3 days one after the other)',
    ],
    [
      'back as the last of them began',
      { back: { value: '2026-11-22T00:00:00.000Z', knownAt: LATER } },
      'yes 20T22:05 from 22T00:00: the child went missing on 20 November 2026 (asked: missing on 3 days one after the other)',
    ],
    [
      'but over before the last of them, by a cancellation',
      { ended: true, endKnownAt: LATER },
      'no 21T09:00: the child was no longer missing on 22 November 2026 (asked: missing on 3 days one after the other)',
    ],
    [
      'with word of an end that does not stand',
      { ended: false, endKnownAt: LATER },
      'yes 20T22:05 from 22T00:00: the child went missing on 20 November 2026 (asked: missing on 3 days one after the other)',
    ],
  ])('%s', (_, about, words) => {
    expect(ask(three, {}, about)).toBe(words);
  });
});

describe('what other rules came to', () => {
  const done = { value: 'held', at: EARLIER, knownAt: LATER };
  const gate = (more: Partial<Gate> = {}): Partial<OtherRules> => ({
    gate: () => ({ otherwise: 'not-needed', deadline: '2026-11-22T09:00:00.000Z', knownAt: LATER, ...more }),
  });

  it.each<[string, Condition, Partial<OtherRules>, string]>([
    [
      'told',
      { told: 'tell-director' },
      { toldAt: () => EARLIER },
      'yes 20T21:00: somebody was told of "tell director"',
    ],
    ['not told', { told: 'tell-director' }, {}, 'no -: nobody was told of "tell director"'],
    [
      'recorded, under the name that letters have for it',
      { recorded: 'strategy-talk', as: ['held'] },
      { recorded: () => ({ ...done, value: 'not-needed' }), named: () => 'talk of all agencies' },
      'no 21T09:00: "talk of all agencies" is recorded as not needed',
    ],
    [
      'recorded',
      { recorded: 'strategy-talk' },
      { recorded: () => done },
      'yes 21T09:00: "strategy talk" is recorded as held',
    ],
    [
      'recorded as asked',
      { recorded: 'strategy-talk', as: ['held', 'done'] },
      { recorded: () => done },
      'yes 21T09:00: "strategy talk" is recorded as held',
    ],
    [
      'recorded otherwise',
      { recorded: 'strategy-talk', as: ['done'] },
      { recorded: () => done },
      'no 21T09:00: "strategy talk" is recorded as held',
    ],
    ['not recorded', { recorded: 'strategy-talk' }, {}, 'no -: nothing is recorded of "strategy talk"'],
    [
      'not asked for',
      { decided: 'strategy-talk', as: ['held'] },
      {},
      'no -: "strategy talk" is not asked for',
    ],
    [
      'decided',
      { decided: 'strategy-talk', as: ['held'] },
      gate({ decided: done }),
      'yes 21T09:00: "strategy talk" is decided: held',
    ],
    [
      'decided otherwise',
      { decided: 'strategy-talk', as: ['not-needed'] },
      gate({ decided: done }),
      'no 21T09:00: "strategy talk" is decided: held',
    ],
    [
      'open, and counts as asked at its deadline',
      { decided: 'strategy-talk', as: ['not-needed'] },
      gate(),
      'yes 21T09:00 from 22T09:00: "strategy talk" is open, and goes on as not needed if nobody decides in time',
    ],
    [
      'open, and will not count as asked',
      { decided: 'strategy-talk', as: ['held'] },
      gate(),
      'no 21T09:00: "strategy talk" is open, and goes on as not needed if nobody decides in time',
    ],
  ])('%s', (_, condition, others, words) => {
    expect(ask(condition, others)).toBe(words);
  });
});
