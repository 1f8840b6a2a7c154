// Guidance is a floor [DFE-7-a]: what takes the place of one of its rules is as strict, or says why it is not.
import { describe, expect, it } from 'vitest';
import {
  DAILY,
  HIGH_RISK,
  IN_CARE,
  INTERVIEW,
  REMINDER,
  RISK_QUERY,
  type Written,
  within,
  withRule,
} from './floor-rules.ts';

const MEND = /make it as strict, or add weaker-because: with the reason \(DFE-7-a\)$/;

interface Change {
  of: Written;
  weaker: Written;
  /** What is said of it. */
  says: string;
  at?: string;
  /** The same, not weaker. */
  asStrict: Written[];
}

const CHANGES: Record<string, Change> = {
  'upon something else': {
    of: INTERVIEW,
    weaker: { upon: 'ended' },
    says: 'acts upon ended, not upon return-reported',
    at: '/upon',
    asStrict: [{}],
  },
  'in fewer cases': {
    of: INTERVIEW,
    weaker: { when: '{ all: [{ responsible-authority: ours }, { age: { under: 16 } }] }' },
    says: 'acts in fewer cases',
    at: '/when',
    asStrict: [
      { when: undefined },
      { when: '{ any: [{ responsible-authority: ours }, { age: { under: 16 } }] }' },
      { when: '{ not: { responsible-authority: another } }' },
    ],
  },
  'on a condition where there was none': {
    of: REMINDER,
    weaker: { when: '{ status: [looked-after] }' },
    says: 'acts in fewer cases',
    at: '/when',
    asStrict: [{ when: '{ any: [{ status: [open] }, { status: [not-open] }] }' }],
  },
  'except in some case': {
    of: HIGH_RISK,
    weaker: {
      unless: '[{ when: { age: { at-least: 16 } }, because: they are nearly grown, clauses: [DFE-25-a] }]',
    },
    says: 'makes an exception of its own',
    at: '/unless',
    asStrict: [
      { unless: '[{ when: { risk: [medium] }, because: that is no high risk, clauses: [DFE-25-a] }]' },
    ],
  },
  'after a while, and not at once': {
    of: HIGH_RISK,
    weaker: { after: '{ elapsed: PT1H, from: { earliest: [received] }, boundary: over }' },
    says: 'acts later',
    at: '/after',
    asStrict: [{}],
  },
  'after longer': {
    of: DAILY,
    weaker: { after: '{ elapsed: PT25H, from: { earliest: [received] }, boundary: at-least }' },
    says: 'acts later',
    at: '/after',
    asStrict: [
      { after: '{ elapsed: PT23H, from: { earliest: [received] }, boundary: over }' },
      { after: undefined },
      { after: '{ elapsed: PT24H, from: { earliest: [received, last-seen] }, boundary: over }' },
    ],
  },
  'from fewer instants': {
    of: INTERVIEW,
    weaker: {
      asks: '{ within: { elapsed: PT72H, from: { earliest: [returned, located] } }, done-by: interview }',
    },
    says: 'gives more time',
    at: '/asks',
    asStrict: [{}],
  },
  'from the latest instant, and not from the earliest': {
    of: INTERVIEW,
    weaker: {
      asks: '{ within: { elapsed: PT72H, from: { latest: [returned, located, seen-by-police, police-closed, found-report, found-received] } } }',
    },
    says: 'gives more time',
    at: '/asks',
    asStrict: [{}],
  },
  'less long before': {
    of: REMINDER,
    weaker: { before: '{ elapsed: PT23H, from: { earliest: [{ deadline-of: return-interview }] } }' },
    says: 'acts later',
    at: '/before',
    asStrict: [
      { before: '{ elapsed: PT48H, from: { earliest: [{ deadline-of: return-interview }] } }' },
      { before: '{ working-days: 3, from: { earliest: [{ deadline-of: return-interview }] } }' },
    ],
  },
  'after, and not before': {
    of: REMINDER,
    weaker: {
      before: undefined,
      after: '{ elapsed: PT1M, from: { earliest: [{ deadline-of: return-interview }] }, boundary: over }',
    },
    says: 'acts later',
    at: '/after',
    asStrict: [{}],
  },
  'with more time': {
    of: INTERVIEW,
    weaker: within('elapsed: PT73H'),
    says: 'gives more time',
    at: '/asks',
    asStrict: [within('elapsed: PT71H'), within('days: 2'), within('elapsed: P3D')],
  },
  // Thursday before Easter to Tuesday: five days.
  'with time counted in another way, that may be more': {
    of: INTERVIEW,
    weaker: within('working-days: 1'),
    says: 'gives more time',
    at: '/asks',
    asStrict: [within('days: 1'), within('elapsed: PT24H')],
  },
  // On the night when the clocks go back three days are 73 hours.
  'with three days for 72 hours': {
    of: INTERVIEW,
    weaker: within('days: 3'),
    says: 'gives more time',
    at: '/asks',
    asStrict: [within('days: 2, at: "22:00"')],
  },
  'without asking for anything': {
    of: RISK_QUERY,
    weaker: { do: 'notify', asks: undefined },
    says: 'is there to notify, not to request; it asks for nothing by a deadline',
    at: '/do',
    asStrict: [{ do: 'decide' }, { when: undefined }],
  },
  'to somebody else': {
    of: IN_CARE,
    weaker: { to: '[front-door]' },
    says: 'does not always tell keyworker, keyworker-team',
    at: '/to',
    asStrict: [{ to: '[keyworker, keyworker-team, front-door]' }, { to: '[keyworker-team]' }],
  },
  'to somebody on a condition': {
    of: IN_CARE,
    weaker: { to: '[keyworker, { role: keyworker-team, when: { age: { under: 16 } } }]' },
    says: 'does not always tell keyworker-team',
    at: '/to',
    asStrict: [
      { to: '[{ role: keyworker-team, when: { status: [open] } }]' },
      {
        to: '[keyworker, { role: keyworker-team, when: { age: { under: 16 } } }, { role: keyworker-team, when: { age: { at-least: 16 } } }]',
      },
    ],
  },
  'to another authority, and to nobody of ours': {
    of: HIGH_RISK,
    weaker: { to: '[placing-authority]' },
    says: 'does not always tell front-door',
    at: '/to',
    asStrict: [{ to: '[interviewers]' }],
  },
  // Where nobody knows whether there is a case, there may be no keyworker to pass a letter on to.
  'to a keyworker, of whom there may be none': {
    of: HIGH_RISK,
    weaker: { to: '[keyworker, keyworker-team]' },
    says: 'does not always tell front-door',
    at: '/to',
    asStrict: [{ to: '[keyworker, interviewers]' }],
  },
  'as a courtesy': {
    of: HIGH_RISK,
    weaker: { basis: 'courtesy' },
    says: 'counts as a courtesy',
    at: '/basis',
    asStrict: [{ basis: 'statutory' }],
  },
  'for information alone': {
    of: HIGH_RISK,
    weaker: { do: 'report' },
    says: 'is there to report, not to notify',
    at: '/do',
    asStrict: [{ do: 'escalate' }],
  },
  'only once': {
    of: DAILY,
    weaker: { every: undefined },
    says: 'acts again more rarely, or not at all',
    asStrict: [{ every: '{ days: 1, at: "09:00" }' }],
  },
  'more rarely': {
    of: DAILY,
    weaker: { every: '{ weeks: 1 }' },
    says: 'acts again more rarely, or not at all',
    at: '/every',
    asStrict: [{}],
  },
  'a few times only': {
    of: DAILY,
    weaker: { every: '{ days: 1, times: 7 }' },
    says: 'acts again more rarely, or not at all',
    at: '/every',
    asStrict: [{}],
  },
};

describe.each(Object.entries(CHANGES))('a rule that acts %s', (_what, { of, weaker, says, at, asStrict }) => {
  it('is weaker than the guidance, clause by clause', () => {
    const faults = withRule(of, weaker);
    expect(faults).toHaveLength(1);
    const clauses = of['clauses']?.slice(1, -1);
    expect(faults[0]).toContain(
      `/versions/0/rules/0${at ?? ''}: is weaker than dfe-2014 lays down (${clauses}): it ${says} - mend: `,
    );
    expect(faults[0]).toMatch(MEND);
  });

  it('may be weaker for a reason that is written down', () => {
    expect(withRule(of, { ...weaker, 'weaker-because': 'the police here do it' })).toEqual([]);
  });

  it.each(asStrict)('is not weaker where it is as strict (%#)', (as) => {
    expect(withRule(of, as)).toEqual([]);
  });
});
